"""A SupportBee reader of 2012: action types had underscores, and it knew four of them."""

import json

from understood import serve, understood

KNOWN = {
    "ticket_created": "[{company}: New Ticket] {subject}",
    "customer_reply_created": "[{company}: Customer Reply] {subject}",
    "agent_reply_created": "[{company}: Agent Reply] {subject}",
    "comment_created": "[{company}: Comment] {subject}",
}


def handle(query, headers, body):
    payload = json.loads(body)["payload"]
    if payload["action_type"] in KNOWN:
        text = KNOWN[payload["action_type"]]
        names = {"company": payload["company"]["name"], "subject": payload["ticket"]["subject"]}
        understood({"action": payload["action_type"], "text": text.format(**names)})
    return 200


serve(handle)
