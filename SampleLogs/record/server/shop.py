"""The data of the small shop behind the API.

Everything is derived from ids by arithmetic, so two recordings agree byte by
byte without a data set to keep. Nothing in here is a real person.
"""

import sqlite3
import zlib

USER_IDS = range(1001, 1421)
PRODUCT_IDS = range(1, 241)
ORDER_IDS = range(48000, 52200)
INVOICE_OFFSET = 250000
CATEGORIES = ("lighting", "desks", "chairs", "storage", "textiles", "kitchen")

FIRST = ("maria jonas aylin peter sofia lukas emma noah clara ivan julia amir nora "
         "felix hanna omar petra david greta tomas").split()
LAST = ("keller novak yilmaz brandt rossi lindqvist moreau haas dubois petrov costa "
        "jensen fischer weber olsen garcia kovacs meyer schmid silva larsen").split()


def chance(*parts):
    """A number in 0..<1 that depends on the parts alone."""
    return zlib.crc32(repr(parts).encode()) / 2**32


def login_of(user_id):
    """The log-in name; the two lists multiply to exactly as many names as users."""
    i = user_id - USER_IDS.start
    return f"{FIRST[i % len(FIRST)]}.{LAST[i // len(FIRST) % len(LAST)]}"


def password_of(user_id):
    return f"correct-{user_id}"


LOGINS = {login_of(i): i for i in USER_IDS}


def owner_of(order_id):
    """Orders are dealt to users by a stride, so neighbours belong to strangers."""
    return USER_IDS.start + (order_id * 7919) % len(USER_IDS)


def has_invoice(order_id):
    """About one order in seven was never invoiced: the gaps a walker falls into."""
    return chance("invoice", order_id) > 0.14


def product(product_id):
    price = round(9 + 240 * chance("price", product_id), 2)
    return {"id": product_id, "name": f"Model {product_id:03d}", "price": price,
            "category": CATEGORIES[product_id % len(CATEGORIES)],
            "stock": int(90 * chance("stock", product_id)),
            "text": "Solid and simple. " * (1 + int(9 * chance("text", product_id)))}


def order(order_id):
    lines = 1 + int(6 * chance("lines", order_id) ** 2)
    items = [{"product": 1 + (order_id * 31 + k * 17) % len(PRODUCT_IDS), "quantity": 1 + k % 3}
             for k in range(lines)]
    state = ("open", "paid", "shipped", "delivered")[int(4 * chance("state", order_id))]
    return {"id": order_id, "customer": owner_of(order_id), "state": state, "items": items}


def invoice(invoice_id):
    order_id = invoice_id - INVOICE_OFFSET
    user_id = owner_of(order_id)
    return {"id": invoice_id, "order": order_id, "name": login_of(user_id),
            "email": f"{login_of(user_id)}@example.net", "lines": order(order_id)["items"],
            "total": round(20 + 900 * chance("total", order_id), 2)}


def table():
    """The catalogue in SQLite, next to a table of accounts worth stealing."""
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute("CREATE TABLE products(id INTEGER, name TEXT, price REAL, category TEXT)")
    db.execute("CREATE TABLE accounts(login TEXT, email TEXT, digest TEXT)")
    rows = [product(i) for i in PRODUCT_IDS]
    db.executemany("INSERT INTO products VALUES(?,?,?,?)",
                   [(p["id"], p["name"], p["price"], p["category"]) for p in rows])
    db.executemany("INSERT INTO accounts VALUES(?,?,?)",
                   [(login_of(i), f"{login_of(i)}@example.net", f"{int(chance('d', i) * 2**32):08x}")
                    for i in list(USER_IDS)[:40]])
    return db
