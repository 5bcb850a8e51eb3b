"""People: what a browser session and an app session do."""

from rhythm import pause

CATEGORIES = ("lighting", "desks", "chairs", "storage", "textiles", "kitchen")
WORDS = ("desk lamp", "oak shelf", "chair", "wool blanket", "kettle", "cable box", "pillow", "stool",
         "glass jar", "drawer", "lampe", "büro stuhl", "curtain 140x250", "side table", "hook", "mirror")


class Release:
    """The assets' current name; a deployment changes it."""
    name = "3f9c1a"


def product_id(dice):
    """Popular products are asked for most; one in two hundred was withdrawn: a 404."""
    if dice.random() < 0.005:
        return dice.randrange(241, 320)
    return 1 + int(240 * dice.random() ** 2) * 13 % 240


def query(text):
    return "+".join(text.split()).replace("ü", "%C3%BC")


def browser(v, dice, landing="/"):
    """From the front page to a log-out or, mostly, a closed tab."""
    yield from open_page(v, dice, landing)
    for _ in range(1 + int(dice.expovariate(0.45))):
        yield from look_around(v, dice)
    if dice.random() < 0.5:
        signed_in = yield from sign_in(v, dice)
        if signed_in:
            yield from own_things(v, dice)
            if dice.random() < 0.3:
                yield from buy(v, dice)
            if dice.random() < 0.2:
                yield from leave_open(v, dice)
            if dice.random() < 0.25:
                yield pause(dice, 20), v.post("/api/v1/auth/logout")
    v.token = None


def open_page(v, dice, landing):
    v.page = None
    yield 0, v.get(landing, cache=True)
    v.page = landing
    assets = [f"/assets/app.{Release.name}.css", f"/assets/app.{Release.name}.js", "/assets/logo.webp"]
    for path in assets:
        # A warm cache asks again only now and then.
        if path not in v.etags or dice.random() < 0.4:
            yield dice.uniform(0.02, 0.3), v.get(path, cache=True)
    if "/favicon.ico" not in v.etags:
        yield 0.2, v.get("/favicon.ico", cache=True)
    if "iPhone" in v.agent and dice.random() < 0.3:
        yield 0.1, v.get("/apple-touch-icon.png")
    yield 0.3, v.get("/api/v1/products?page=1")


def look_around(v, dice):
    """A category, a search or the next page, then a product or two."""
    kind = dice.random()
    if kind < 0.4:
        category, page = dice.choice(CATEGORIES), 1 + int(dice.expovariate(1.2))
        v.page = f"/c/{category}"
        sort = dice.choice(("", "", "&sort=price_asc", "&sort=newest"))
        yield pause(dice, 9), v.get(f"/api/v1/products?category={category}&page={page}{sort}")
    elif kind < 0.8:
        text = query(dice.choice(WORDS))
        v.page = "/search"
        yield pause(dice, 12), v.get(f"/api/v1/search?q={text}&limit=20", give_up=dice.random() < 0.01)
    else:
        yield pause(dice, 15), v.get(f"/api/v1/products?page={2 + int(dice.expovariate(0.8))}")
    for _ in range(dice.choice((0, 1, 1, 2))):
        yield from look_at(v, dice)


def look_at(v, dice):
    number = product_id(dice)
    v.page = f"/p/{number}"
    reply = yield pause(dice, 14), v.get(f"/api/v1/products/{number}")
    if reply.ok:
        yield 0.1, v.get(f"/media/products/{number}.webp", cache=True)
        if dice.random() < 0.6:
            yield 0.2, v.get(f"/api/v1/products/{number}/reviews")


def sign_in(v, dice):
    """Most get it right; some need two or three tries; few give up or ask for a new password."""
    v.page, v.token = "/login", None
    if dice.random() < 0.03:
        yield pause(dice, 8), v.post("/api/v1/auth/login", {"user": ""})
    mistakes = dice.choices((0, 1, 2, 3), (88, 8, 3, 1))[0]
    for _ in range(mistakes):
        yield pause(dice, 9, 0.4), v.post("/api/v1/auth/login", {"user": v.login, "password": "mistyped"})
    if mistakes == 3 and dice.random() < 0.6:
        yield pause(dice, 12), v.post("/api/v1/auth/password-reset", {"user": v.login})
        return False
    reply = yield pause(dice, 9, 0.4), v.post("/api/v1/auth/login",
                                              {"user": v.login, "password": v.password})
    v.token = reply.json().get("token")
    v.page = "/account"
    return reply.status == 200


def own_things(v, dice):
    yield 0.2, v.get("/api/v1/me")
    reply = yield 0.3, v.get(f"/api/v1/orders?limit=20&offset={dice.choice((0, 0, 0, 20))}")
    own = [o["id"] for o in reply.json().get("items", [])]
    for order_id in dice.sample(own, min(len(own), dice.choice((0, 1, 1, 2, 3)))):
        v.page = f"/account/orders/{order_id}"
        yield pause(dice, 10), v.get(f"/api/v1/orders/{order_id}")
        if dice.random() < 0.5:
            # Invoices are named after the order; some orders have none: an honest 404.
            reply = yield pause(dice, 6), v.get(f"/api/v1/invoices/{order_id + 250000}")
            if reply.ok and dice.random() < 0.4:
                yield pause(dice, 4), v.get(f"/api/v1/invoices/{order_id + 250000}/pdf")
    if dice.random() < 0.15:
        yield pause(dice, 10), v.get(f"/api/v1/customers/{v.user_id}/invoices")
    if dice.random() < 0.03:
        yield pause(dice, 30), v.call("PUT", "/api/v1/me/email", form={"email": "new@example.net"})
    if dice.random() < 0.05:
        name = f"photo-{dice.randrange(10**6):06d}.jpg"
        yield pause(dice, 40), v.call("POST", f"/api/v1/uploads?name={name}", body=bytes(9000))
        yield 1, v.get(f"/uploads/{name}")


def buy(v, dice):
    v.page = "/cart"
    for _ in range(dice.choice((1, 1, 2, 3))):
        quantity = "two" if dice.random() < 0.04 else dice.choice((1, 1, 2, 4))
        yield pause(dice, 20), v.post("/api/v1/cart/items",
                                      {"product": product_id(dice), "quantity": quantity})
    if dice.random() < 0.7:
        yield pause(dice, 45), v.post("/api/v1/orders", {"items": [1]} if dice.random() > 0.05 else {})


def leave_open(v, dice):
    """A tab left open asks for news once a minute."""
    v.page = "/account"
    since = 1772400000 + dice.randrange(10**6)
    for _ in range(dice.randrange(4, 25)):
        yield 60 + dice.uniform(-0.5, 0.5), v.get(f"/api/v1/notifications?since={since}")


def app(v, dice):
    """The phone: refresh the token, look at orders or products, gone."""
    # One in ten finds that its token ran out: a 401, then a log-in.
    current = v.refresh if dice.random() > 0.1 else "rold"
    reply = yield 0, v.post("/api/v1/auth/refresh", {"refresh": current})
    if not reply.ok:
        if not (yield from sign_in(v, dice)):
            return
        v.refresh = "r" + v.token
    yield 0.3, v.get("/api/v1/me")
    if dice.random() < 0.2:
        yield 0.2, v.call("PUT", f"/api/v1/devices/5f0c{v.user_id:04x}-77aa-4c1e-9b1d-{v.user_id * 911:012x}",
                          form={"push": "x"})
    yield 0.2, v.get("/api/v1/notifications?since=0")
    for _ in range(1 + int(dice.expovariate(0.6))):
        if dice.random() < 0.6:
            yield from look_around(v, dice)
        else:
            yield from own_things(v, dice)
    if dice.random() < 0.15:
        yield from buy(v, dice)
