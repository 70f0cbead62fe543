"""A ticket's life, told to Deskhook over HTTP. Python 3.8 or newer, nothing to install."""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

MISSING = [name for name in ("DESKHOOK_URL", "DESKHOOK_KEY", "DESKHOOK_TENANT") if not os.environ.get(name)]
if MISSING:
    print(f"set {', '.join(MISSING)} in the environment: README.md says how", file=sys.stderr)
    sys.exit(2)
TENANT = os.environ["DESKHOOK_TENANT"]
URL = f"{os.environ['DESKHOOK_URL']}/v1/tenants/{TENANT}/events"
KEY = os.environ["DESKHOOK_KEY"]
TRIES_MAX = 8

TICKET = {
    "id": 123,
    "subject": "Cannot log in",
    "requester": {"id": 45, "name": "John Doe", "email": "john@example.com"},
}
OPEN = {"id": 1, "slug": "open", "name": "Open", "base": "in_progress"}
PENDING = {"id": 4, "slug": "pending", "name": "Pending", "base": "stopped"}
CLOSED = {"id": 5, "slug": "closed", "name": "Closed", "base": "closed"}


def event(type_, data):
    """An event: its id is made once, so that every try is the same event."""
    return {
        "specversion": "1.0",
        "id": str(uuid.uuid4()),
        "source": f"/helpdesk/{TENANT}",
        "type": type_,
        "time": datetime.now(timezone.utc).isoformat(),
        "data": data,
    }


def status_change(old, new):
    """The ticket as it is now, and what changed: Deskhook derives ticket.status_changed, ticket.closed and the like."""
    change = {"field": "status", "old": old["slug"], "new": new["slug"], "old_base": old["base"]}
    return event("ticket.updated", {"ticket": {**TICKET, "status": new}, "changes": [change]})


def publish(content_type, body):
    """Returns when everything is stored. What Deskhook cannot take now is sent again as it is."""
    data = json.dumps(body).encode()
    for attempt in range(1, TRIES_MAX + 1):
        status, retry_after, answer = post(content_type, data)
        if status == 202:
            print("stored:", ", ".join(answer["ids"]))
            return
        if status not in (0, 408, 425, 429) and status < 500:
            sys.exit(explain(status, answer))
        if attempt == TRIES_MAX:
            sys.exit(f"given up after {attempt} tries: {explain(status, answer)}")
        seconds = min(2**attempt / 4, 30) if retry_after is None else retry_after
        print(f"not stored yet ({explain(status, answer)}), again in {seconds} s", file=sys.stderr)
        time.sleep(seconds)


def post(content_type, data):
    headers = {"authorization": f"Bearer {KEY}", "content-type": content_type}
    request = urllib.request.Request(URL, data=data, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, None, json.load(response)
    except urllib.error.HTTPError as error:
        after = error.headers.get("retry-after") or ""
        return error.code, int(after) if after.isdigit() else None, parse(error.read())
    except OSError as error:
        return 0, None, {"detail": str(error)}


def parse(body):
    try:
        return json.loads(body)
    except ValueError:
        return {}


def explain(status, problem):
    """Problem details (RFC 9457): in a batch, /0 is the first event; the good ones of it are stored."""
    lines = [f"{status or 'no answer:'} {problem.get('detail', '')}".strip()]
    lines += [f"  {one['pointer']}: {one['detail']}" for one in problem.get("errors", [])]
    return "\n".join(lines)


if __name__ == "__main__":
    publish("application/cloudevents+json", event("ticket.created", {"ticket": {**TICKET, "status": OPEN}}))
    author = {"id": 12, "name": "Jane Agent", "is_agent": True}
    reply = {"id": 901, "author": author, "text": "We are looking into it."}
    publish(
        "application/cloudevents-batch+json",
        [
            status_change(OPEN, PENDING),
            event("reply.created", {"ticket": {**TICKET, "status": PENDING}, "message": reply}),
        ],
    )
    publish("application/cloudevents+json", status_change(PENDING, CLOSED))
