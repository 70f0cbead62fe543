"""An automation in the manner of Zapier: reads SupportCandy's flat fields by name and checks nothing."""

import json

from understood import serve, understood


def handle(query, headers, body):
    if headers["Content-Type"] != "application/json":
        return 400
    fields = json.loads(body)
    nested = {name for name, value in fields.items() if isinstance(value, dict)}
    understood(
        {
            "id": fields["id"],
            "subject": fields["subject"],
            "customer": f"{fields['customer_name']} <{fields['customer_email']}>",
            "event": fields.get("event"),
            "status": fields.get("status_name"),
            "priority": fields.get("priority_name"),
            "custom": {name: value for name, value in fields.items() if name.startswith("cust_")},
            "nested": sorted(nested),
        }
    )
    return 200


serve(handle)
