"""Who uses the shop: addresses, agents and accounts, the same in every recording.

Only documentation addresses appear (RFC 5737: 192.0.2.0/24, 198.51.100.0/24,
203.0.113.0/24; RFC 3849: 2001:db8::/32). 203.0.113.200 and up and IPv6
addresses with the group "bad" are kept for attackers, so that a label can be checked with grep.
"""

import base64
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
import shop
from play import Call

SITE = "https://shop.example.com"

DESKTOP = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 Edg/132.0.0.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:135.0) Gecko/20100101 Firefox/135.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:135.0) Gecko/20100101 Firefox/135.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Mobile Safari/537.36",
]
MOBILE = ["ShopApp/5.2.1 (Android 14; Pixel 7) okhttp/4.12.0", "ShopApp/5.2.0 (Android 13; SM-A546B) okhttp/4.12.0",
          "ShopApp/5.1.8 (Android 15; CPH2581) okhttp/4.12.0", "ShopApp/522 CFNetwork/1568.300.101 Darwin/24.2.0",
          "ShopApp/518 CFNetwork/1492.0.1 Darwin/23.3.0"]


class Visitor:
    """One account on one device: makes calls and keeps what a browser would keep."""

    def __init__(self, user_id, address, agent, mobile=False):
        self.user_id, self.address, self.agent, self.mobile = user_id, address, agent, mobile
        self.login, self.password = shop.login_of(user_id), shop.password_of(user_id)
        # An app has been signed in for weeks; a browser signs in anew.
        self.token = f"app-{user_id}" if mobile else None
        self.refresh = f"rapp-{user_id}" if mobile else None
        self.basic = None
        self.page = None
        self.etags = {}

    def call(self, method, path, form=None, cache=False, give_up=False, body=None):
        headers = {"X-Forwarded-For": self.address, "User-Agent": self.agent}
        if self.page and not self.mobile:
            headers["Referer"] = SITE + self.page
        if self.basic:
            headers["Authorization"] = "Basic " + base64.b64encode(self.basic.encode()).decode()
        elif self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if cache and path in self.etags:
            headers["If-None-Match"] = self.etags[path]
        if form is not None:
            body = json.dumps(form).encode()
            headers["Content-Type"] = "application/json"
        return Call(method, path, headers, body, self.remember if cache else None, give_up)

    def remember(self, call, reply):
        if reply.status == 200 and "etag" in reply.headers:
            self.etags[call.path] = reply.headers["etag"]

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def post(self, path, form=None, **options):
        return self.call("POST", path, form=form or {}, **options)


def service(name, secret, address, agent):
    """A machine that signs in with Basic: nginx then logs its name as the user."""
    visitor = machine(address, agent)
    visitor.basic = f"{name}:{secret}"
    return visitor


def machine(address, agent):
    """A client without an account: a monitor, a crawler."""
    visitor = Visitor(shop.USER_IDS.start, address, agent, mobile=True)
    visitor.token = None
    return visitor


def home_address(dice, number):
    """Somewhat more than half of the users on IPv6, each in a /64 of their own."""
    if dice.random() < 0.55:
        return f"2001:db8:{dice.randrange(0x10, 0x9000):x}:{number:x}::{dice.randrange(2, 0xffff):x}"
    return v4(dice)


def v4(dice):
    block = dice.choice(("192.0.2", "198.51.100", "203.0.113"))
    return f"{block}.{dice.randrange(20, 180 if block.startswith('203') else 250)}"


def population(seed=20260302):
    """All users, some sharing an office's or a household's address."""
    dice = random.Random(seed)
    offices = [f"198.51.100.{n}" for n in (10, 11, 12)]
    people = []
    for number, user_id in enumerate(shop.USER_IDS):
        mobile = dice.random() < 0.42
        address = dice.choice(offices) if dice.random() < 0.06 and not mobile else home_address(dice, number)
        people.append(Visitor(user_id, address, dice.choice(MOBILE if mobile else DESKTOP), mobile))
    return people


def anybody(dice, people):
    """A few come every day, most come seldom: a long tail."""
    return people[int(len(people) * dice.random() ** 1.8)]
