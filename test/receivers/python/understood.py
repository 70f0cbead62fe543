"""What every receiver here needs of an HTTP server, with Python's standard library alone."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


def understood(what):
    """Keeps what a receiver understood, as one line of JSON, for the test to read."""
    with open(os.environ["RECEIVER_LOG"], "a", encoding="utf-8") as log:
        log.write(json.dumps(what, ensure_ascii=False) + "\n")


def serve(handle):
    """Serves POST with `handle(query, headers, body) -> status code`; an exception is a 500, as in Flask."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                code = handle(urlsplit(self.path).query, self.headers, body)
            except Exception:
                code = 500
            self.send_response(code)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
