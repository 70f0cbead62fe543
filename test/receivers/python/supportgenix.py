"""Support Genix's Flask sample. `request.form` is flat there: custom fields are keys like custom_fields[order_number_8]."""

import re
from urllib.parse import parse_qsl

from understood import serve, understood


def handle_webhook(query, headers, body):
    if headers.get_content_type() != "application/x-www-form-urlencoded":
        return 400
    pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, strict_parsing=True)
    form = dict(pairs)
    custom = {}
    for key, value in pairs:
        name = re.fullmatch(r"custom_fields\[([^\]]+)\](\[\d+\])?", key)
        if name:
            custom[key] = value
    event = form.get("event")
    if event == "ticket.created":
        ticket_id = form.get("ticket_track_id")
        customer = form.get("ticket_user_email")
        subject = form.get("title")
        understood(
            {"event": event, "ticket": ticket_id, "customer": customer, "subject": subject, "custom": custom}
        )
    elif event == "ticket.closed":
        understood({"event": event, "ticket": form.get("ticket_track_id"), "closed": form.get("closed_time")})
    return 200


serve(handle_webhook)
