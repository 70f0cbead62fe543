"""A Movidesk receiver of what really came: the last action, `Operation`, dates with seven decimals and no zone."""

import hmac
import json
import os
from datetime import datetime, timezone
from urllib.parse import parse_qs

from understood import serve, understood


def instant(text):
    return datetime.strptime(text[:26], "%Y-%m-%dT%H:%M:%S.%f").replace(tzinfo=timezone.utc).timestamp()


def handle(query, headers, body):
    token = parse_qs(query).get("token", [""])[0]
    if not hmac.compare_digest(token.encode(), os.environ["WEBHOOK_SECRET"].encode()):
        return 401
    if not body:
        return 400
    ticket = json.loads(body)
    action = ticket["Actions"][-1]
    lists = [field for field in ticket["CustomFieldValues"] if field["Items"]]
    understood(
        {
            "ticket": ticket["Id"],
            "status": ticket["Status"],
            "justification": ticket.get("Justification") or "",
            "action": action["Id"],
            "html": action["HtmlDescription"],
            "files": [[one["FileName"], instant(one["CreatedDate"])] for one in action["Attachments"]],
            "item": lists[0]["Items"][0]["CustomFieldItem"] if lists else None,
            "operations": [event["Operation"] for event in ticket["WebhookEvents"]],
        }
    )
    return 200


serve(handle)
