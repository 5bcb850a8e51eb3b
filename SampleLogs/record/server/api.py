"""A small JSON shop API for 127.0.0.1, with a few honest holes in it.

    python3 api.py PORT

The holes are there to be recorded: invoices are not checked for their owner,
`category` of the search is pasted into SQL, one file name is decoded once too
often, and an upload is "executed" (a canned answer: nothing is ever run).
SIGUSR1 makes the service ill (database pool used up), SIGUSR2 makes it well; SIGHUP makes it slow
(a query without its index) or, if it is, quick again.
"""

import json
import signal
import sys
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import router
import routes  # registers the routes
import shop


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    ill = False
    slow = False

    def log_message(self, *_):
        """nginx keeps the log; this one would only say the same twice."""

    def answer(self):
        url = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        request = router.Request(self.command, url.path,
                                 {k: v[-1] for k, v in parse_qs(url.query).items()},
                                 self.headers, self.rfile.read(length))
        self.pause(request)
        status, body = self.trouble(request) or self.result(request)
        self.write(status, body)

    def result(self, request):
        """Hole: what breaks shows how (OWASP API8:2023)."""
        try:
            return router.dispatch(request)
        except (ValueError, KeyError, TypeError):
            return 500, {"error": "internal error", "trace": traceback.format_exc()}

    def pause(self, request):
        """Real log-ins cost a password hash. Scheduled traffic is not kept waiting for it."""
        hashed = request.path.endswith("/auth/login") or "Basic " in self.headers.get("Authorization", "")
        if self.headers.get("X-Slow"):
            time.sleep(0.25)
        elif Handler.slow and request.path in ("/api/v1/search", "/api/v1/products"):
            time.sleep(0.3 + 0.9 * shop.chance("slow", self.headers.get("X-Request-Id")))
        elif hashed and not self.headers.get("X-Event-Time"):
            time.sleep(0.12)

    def trouble(self, request):
        """The natural rate of failures, or the bad one while the service is ill."""
        dice = shop.chance("fault", self.headers.get("X-Request-Id"), request.path)
        if Handler.ill and request.path != "/health" and dice < 0.55:
            return (503 if dice < 0.2 else 500), {"error": "no database connection"}
        if self.headers.get("X-Request-Id") and dice < 0.0007:
            return (500 if dice < 0.0005 else 503), {"error": "internal error"}
        return None

    def write(self, status, body):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        if status in (204, 304):
            data = b""
        self.send_response(status)
        self.send_header("Content-Type",
                         "application/octet-stream" if isinstance(body, bytes) else "application/json")
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = answer


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that went away early is part of the recording; anything else is a bug."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main():
    def become(ill):
        def on_signal(*_):
            Handler.ill = ill
        return on_signal
    def drag(*_):
        Handler.slow = not Handler.slow
    signal.signal(signal.SIGHUP, drag)
    signal.signal(signal.SIGUSR1, become(True))
    signal.signal(signal.SIGUSR2, become(False))
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()


if __name__ == "__main__":
    main()
