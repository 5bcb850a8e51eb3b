"""The routes of the shop API: one function for each, (request, ids) → (status, body)."""

import re
import sqlite3
import threading

import shop
from router import SESSIONS, route, session_user

UPLOADS = {}
DB, DB_LOCK = shop.table(), threading.Lock()
STATE = {"next_order": shop.ORDER_IDS.stop, "next_token": 1}


def number(text, default, top):
    """A number from a query: nonsense is the default, greed is cut."""
    return min(int(text), top) if text and text.isdigit() else default


@route("GET", "/health")
def health(request):
    return 200, {"status": "ok"}


@route("POST", "/api/v1/auth/login")
def login(request):
    form = request.json()
    if not form.get("user") or "password" not in form:
        return 422, {"error": "user and password are required", "fields": ["user", "password"]}
    user_id = shop.LOGINS.get(form["user"])
    if user_id is None or form["password"] != shop.password_of(user_id):
        return 401, {"error": "invalid user or password"}
    token = f"t{STATE['next_token']:08d}"
    STATE["next_token"] += 1
    SESSIONS[token] = user_id
    return 200, {"token": token, "refresh": "r" + token, "user": user_id, "expires_in": 3600}


@route("POST", "/api/v1/auth/refresh")
def refresh(request):
    user_id = session_user(str(request.json().get("refresh"))[1:])
    return (200, {"expires_in": 3600}) if user_id else (401, {"error": "refresh token expired"})


@route("POST", "/api/v1/auth/logout", session=True)
def logout(request):
    return 204, {}


@route("POST", "/api/v1/auth/password-reset")
def password_reset(request):
    return 202, {"sent": True}


@route("GET", "/api/v1/me", session=True)
def me(request):
    user_id = request.user()
    if not isinstance(user_id, int):
        return 200, {"service": user_id}
    return 200, {"id": user_id, "login": shop.login_of(user_id), "since": 2019 + user_id % 6}


@route("PUT", "/api/v1/me/email", session=True)
@route("PUT", "/api/v1/me/password", session=True)
@route("POST", "/api/v1/me/addresses", session=True)
def change_me(request):
    return 200, {"saved": True}


@route("GET", r"/api/v1/users/(\d+)", session=True)
def user(request, user_id):
    if int(user_id) not in shop.USER_IDS:
        return 404, {"error": "no such user"}
    if request.user() != int(user_id):
        return 403, {"error": "not yours"}
    return me(request)


@route("GET", "/api/v1/products")
def products(request):
    page = number(request.query.get("page"), 1, 9999)
    category = request.query.get("category")
    ids = [i for i in shop.PRODUCT_IDS
           if not category or shop.CATEGORIES[i % len(shop.CATEGORIES)] == category]
    size = number(request.query.get("limit"), 12, 100)
    rows = [shop.product(i) for i in ids[(page - 1) * size: page * size]]
    return 200, {"total": len(ids), "page": page, "items": rows}


@route("GET", r"/api/v1/products/(\d+)")
def product(request, product_id):
    if int(product_id) not in shop.PRODUCT_IDS:
        return 404, {"error": "no such product"}
    return 200, shop.product(int(product_id))


@route("GET", r"/api/v1/products/(\d+)/reviews")
def reviews(request, product_id):
    count = min(int(12 * shop.chance("reviews", product_id)), number(request.query.get("limit"), 12, 50))
    return 200, {"items": [{"stars": 3 + k % 3, "text": "Would buy it again. " * (k + 1)}
                           for k in range(count)]}


@route("GET", "/api/v1/search")
def search(request):
    """Hole: `category` is pasted into the statement."""
    text, category = request.query.get("q", ""), request.query.get("category")
    where = f"category = '{category}'" if category else "1 = 1"
    try:
        with DB_LOCK:
            rows = DB.execute(f"SELECT id, name, price, category FROM products WHERE {where}"
                              " LIMIT 20").fetchall()
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        return 500, {"error": f"SQLite error: {error}"}
    if not category and text:
        rows = [r for r in rows if shop.chance("hit", text, r[0]) < 0.4]
    return 200, {"query": text, "items": rows}


@route("GET", "/api/v1/notifications", session=True)
def notifications(request):
    number(request.query.get("since"), 0, 2**40)  # Read, though nothing is ever newer.
    return 200, {"items": [], "next": 60}


@route("GET", "/api/v1/dashboard/tiles/([a-z-]+)", session=True)
def tile(request, name):
    return 200, {"tile": name, "points": [int(90 * shop.chance(name, k)) for k in range(24)]}


@route("GET", "/api/v1/orders", session=True)
def orders(request):
    user_id, limit = request.user(), number(request.query.get("limit"), 20, 100)
    if isinstance(user_id, str):
        offset = number(request.query.get("updated_since"), 0, 2**40) % 4000
        chosen = [i for i in shop.ORDER_IDS[offset:offset + 60] if shop.chance("new", i) < 0.03]
    else:
        chosen = [i for i in shop.ORDER_IDS if shop.owner_of(i) == user_id]
    return 200, {"items": [shop.order(i) for i in chosen[:limit]]}


@route("POST", "/api/v1/orders", session=True)
def new_order(request):
    if not request.json().get("items"):
        return 422, {"error": "an order needs items", "fields": ["items"]}
    STATE["next_order"] += 1
    return 201, {"id": STATE["next_order"], "state": "open"}


@route("GET", r"/api/v1/orders/(\d+)", session=True)
def one_order(request, order_id):
    if not shop.ORDER_IDS.start <= int(order_id) <= STATE["next_order"]:
        return 404, {"error": "no such order"}
    user_id = request.user()
    if isinstance(user_id, int) and int(order_id) in shop.ORDER_IDS \
            and shop.owner_of(int(order_id)) != user_id:
        return 403, {"error": "not yours"}
    return 200, shop.order(int(order_id))


@route("POST", "/api/v1/cart/items", session=True)
def cart(request):
    if not isinstance(request.json().get("quantity"), int):
        return 422, {"error": "quantity must be a whole number", "fields": ["quantity"]}
    return 201, {"items": 1}


@route("GET", r"/api/v1/invoices/(\d+)", session=True)
def invoice(request, invoice_id):
    """Hole: whose invoice it is is never asked."""
    order_id = int(invoice_id) - shop.INVOICE_OFFSET
    if order_id not in shop.ORDER_IDS or not shop.has_invoice(order_id):
        return 404, {"error": "no such invoice"}
    return 200, shop.invoice(int(invoice_id))


@route("GET", r"/api/v1/invoices/(\d+)/pdf", session=True)
def invoice_pdf(request, invoice_id):
    status, body = invoice(request, invoice_id)
    if status != 200:
        return status, body
    return 200, b"%PDF-1.4\n" + bytes(int(18000 + 30000 * shop.chance("pdf", invoice_id)))


@route("GET", r"/api/v1/customers/(\d+)/invoices", session=True)
def customer_invoices(request, user_id):
    if request.user() != int(user_id):
        return 403, {"error": "not yours"}
    ids = [i for i in shop.ORDER_IDS if shop.owner_of(i) == int(user_id) and shop.has_invoice(i)]
    return 200, {"items": [shop.invoice(i + shop.INVOICE_OFFSET) for i in ids]}


@route("GET", r"/api/v1/exports/([a-z0-9-]+)\.csv", session=True)
def export(request, name):
    """A table as CSV: about half a megabyte for the nightly ones, a page of it with `page`."""
    size = (60_000 if "page" in request.query else 400_000) * (1 + shop.chance("csv", name))
    if name.startswith("customers"):
        size *= 3
    row = b"1001;maria.keller@example.net;Example Street 1;2026-03-01;129.90\n"
    return 200, row * int(size / len(row))


@route("GET", "/api/v1/files")
def files(request):
    """Hole: the name is decoded once more after the check."""
    name = request.query.get("name", "")
    if "../" in name or "..\\" in name or name.startswith("/") or "\0" in name:
        return 400, {"error": "bad file name"}
    if re.search(r"\.\.(%2f|%5c)", name, re.I) and "passwd" in name:
        return 200, b"root:x:0:0:root:/root:/bin/sh\n" * 28
    return (200, b"manual " * 3000) if name.startswith("manual-") else (404, {"error": "no such file"})


@route("POST", "/api/v1/uploads", session=True)
def upload(request):
    name = request.query.get("name", "")
    if not re.fullmatch(r"[\w.-]{1,80}", name):
        return 422, {"error": "bad file name", "fields": ["name"]}
    UPLOADS[name] = len(request.body)
    return 201, {"url": f"/uploads/{name}"}


@route("GET", r"/uploads/([\w.-]+)")
@route("POST", r"/uploads/([\w.-]+)")
def uploaded(request, name):
    """Hole: a script is "executed". The answer is canned; no command is ever run."""
    if name not in UPLOADS:
        return 404, {"error": "no such file"}
    if not name.endswith(".php"):
        return 200, bytes(UPLOADS[name])
    command = request.query.get("cmd", "")
    return 200, b"uid=33(www-data) gid=33(www-data)\n" * (1 + len(command) % 40)


@route("PUT", r"/api/v1/devices/([0-9a-f-]+)", session=True)
def device(request, device_id):
    return 204, {}


def service_only(request):
    return None if isinstance(request.user(), str) else (403, {"error": "services only"})


@route("PUT", r"/api/v1/stock/(SKU-\d+)", session=True)
@route("PATCH", r"/api/v1/shipments/(\d+)", session=True)
def service_write(request, _):
    return service_only(request) or (200, {"saved": True})


@route("POST", "/api/v1/webhooks/payments", session=True)
def webhook(request):
    return service_only(request) or (202, {"accepted": True})


@route("GET", r"/api/v1/back-office/([a-z-]+)", session=True)
@route("POST", r"/api/v1/back-office/([a-z-]+)", session=True)
def back_office(request, function):
    """Functions of the shop's own staff. Hole: one of them forgot to ask for the role."""
    if function == "vouchers" and request.method == "POST":
        return 200, {"voucher": "SPRING-0001", "value": 500}
    return 403, {"error": "staff only"}


@route("GET", "/api/v1/preview")
def preview(request):
    """What a link looks like: only its host is shown, nothing is fetched."""
    host = re.match(r"https?://([\w.-]+)", request.query.get("url", ""))
    return (200, {"host": host.group(1), "title": "A page"}) if host else (422, {"error": "no address", "fields": ["url"]})


@route("GET", "/api/v1/delivery-quote")
def delivery_quote(request):
    return 200, {"days": 3, "price": 4.90, "note": request.query.get("note", "")[:200]}


@route("GET", r"/api/v0/products/(\d+)")
def product_of_old(request, product_id):
    """The interface of years ago: nobody remembers what it does not check."""
    return product(request, product_id)


@route("GET", "/api/v1/internal/debug")
def debug(request):
    """Hole: a debug route that a release left open."""
    return 200, {"release": "2026.17", "database": "shop@10.0.0.5", "sessions": len(SESSIONS), "environment": "x" * 900}
