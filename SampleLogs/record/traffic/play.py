"""Plays many clients in the order of event time against the server.

A client is a generator: it yields (seconds to wait, Call) and is sent the Reply.
Waiting costs nothing: the player always takes the call that is due first, sends it
at once, and tells nginx in X-Event-Time when, by the clients' schedule, this was.
So three days are played in a minute, and every other field of the log line (status,
bytes, 304, 499 …) is what nginx really did.
"""

import heapq
import http.client
import itertools
import json
from dataclasses import dataclass, field
from datetime import datetime, timezone


@dataclass
class Call:
    method: str
    path: str
    headers: dict
    body: bytes | None = None
    on_reply: object = None
    give_up: bool = False


@dataclass
class Reply:
    status: int
    headers: dict = field(default_factory=dict)
    body: bytes = b""

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            return {}

    @property
    def ok(self):
        return 200 <= self.status < 400


class Player:
    def __init__(self, server, name):
        self.server, self.name = server, name
        self.connections = {}
        self.queue, self.order = [], itertools.count()
        self.hooks, self.sent = [], 0

    def add(self, start, actor):
        """Lets `actor` (a generator) begin at event time `start` (seconds since 1970)."""
        self.push(start, actor, None)

    def at(self, when, action):
        """Calls `action` when event time reaches `when`: an outage, a deployment."""
        heapq.heappush(self.hooks, (when, next(self.order), action))

    def push(self, when, actor, reply):
        """Asks the actor for its next call and queues it."""
        try:
            wait, call = actor.send(reply)
        except StopIteration:
            return
        heapq.heappush(self.queue, (when + max(0.0, wait), next(self.order), actor, call))

    def run(self, until):
        while self.queue and self.queue[0][0] < until:
            when, _, actor, call = heapq.heappop(self.queue)
            while self.hooks and self.hooks[0][0] <= when:
                heapq.heappop(self.hooks)[2]()
                # What happened may have ended the connections.
                self.close()
            reply = self.send(when, call)
            if call.on_reply:
                call.on_reply(call, reply)
            self.push(when, actor, reply)
        self.close()

    def send(self, when, call):
        self.sent += 1
        headers = {**call.headers, "X-Event-Time": f"{when:.3f}",
                   "X-Request-Id": f"{self.name}-{self.sent}"}
        if not self.server.is_reachable:
            return Reply(0)
        port = self.server.front(call.headers["X-Forwarded-For"])
        if call.give_up:
            return self.send_and_give_up(port, call, headers)
        if port not in self.connections:
            self.connections[port] = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection = self.connections[port]
        # skip_host keeps 127.0.0.1 out of the request; http.client would add Accept-Encoding.
        connection.putrequest(call.method, call.path, skip_host=True, skip_accept_encoding=True)
        self.put_headers(connection, call, headers)
        answer = connection.getresponse()
        return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def put_headers(self, connection, call, headers):
        for name, value in {"Host": "shop.example.com", **headers}.items():
            connection.putheader(name, value)
        if call.body is not None:
            connection.putheader("Content-Length", str(len(call.body)))
        connection.endheaders(call.body)

    def send_and_give_up(self, port, call, headers):
        """A client that closes before the answer comes: nginx logs its own 499."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=0.08)
        connection.putrequest(call.method, call.path, skip_host=True, skip_accept_encoding=True)
        self.put_headers(connection, call, {**headers, "X-Slow": "1"})
        try:
            connection.getresponse().read()
        except OSError:
            pass
        connection.close()
        return Reply(499)

    def close(self):
        for connection in self.connections.values():
            connection.close()
        self.connections = {}


def seconds(text):
    """Event time of an RFC 3339 text without zone, read as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp()
