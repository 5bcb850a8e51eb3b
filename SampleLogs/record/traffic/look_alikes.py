"""Honest clients that look like something worse."""

import people
import sessions
from rhythm import pause

TILES = ("orders-today", "revenue", "open-orders", "late-parcels", "stock-low", "returns", "visitors",
         "carts", "conversion", "support-queue")


def dashboard(address, minutes):
    """A wall screen: ten tiles every three seconds, two hundred requests a minute from one client."""
    v = people.Visitor(1100, address, people.DESKTOP[0])
    v.token = "app-1100"
    yield 0, v.get("/", cache=True)
    v.page = "/dashboard"
    for _ in range(minutes * 20):
        for position, tile in enumerate(TILES):
            yield (2.7 if position == 0 else 0.03), v.get(f"/api/v1/dashboard/tiles/{tile}?range=24h")


def behind_nat(dice, users, address, arrivals):
    """[(when, actor)]: everybody in a large office, seen as one address."""
    chosen = dice.sample(list(people.shop.USER_IDS), users)
    for when, user_id in zip(arrivals, chosen):
        yield when, sessions.browser(people.Visitor(user_id, address, dice.choice(people.DESKTOP)), dice)


def campaign(dice, arrivals, source):
    """[(when, actor)]: guests who follow the link in a newsletter, each from home."""
    for number, when in enumerate(arrivals):
        guest = people.Visitor(dice.choice(people.shop.USER_IDS), people.home_address(dice, 0x1000 + number),
                               dice.choice(people.DESKTOP))
        yield when, sessions.browser(guest, dice, landing=f"/?utm_source={source}&utm_campaign=spring-26")


def synthetic_monitor(dice, address, every):
    """A monitoring product: health and list all the time, a real log-in every few minutes."""
    v = people.machine(address, "SyntheticMonitor/7.4 (+https://monitor.example.org)")
    turn = 0
    while True:
        yield every, v.get("/health")
        yield 0.2, v.get("/api/v1/products?page=1")
        turn += 1
        if turn % 20 == 0:
            v.token = None
            reply = yield 0.2, v.post("/api/v1/auth/login", {"user": v.login, "password": v.password})
            v.token = reply.json().get("token")
            yield 0.2, v.get("/api/v1/me")


def thorough_crawler(dice, address, gap):
    """Every page of the catalogue in turn, slowly, and again: the second time mostly 304 for pictures."""
    v = people.machine(address, "Mozilla/5.0 (compatible; ExampleSearchBot/3.0; +https://search.example.org/bot)")
    while True:
        yield gap, v.get("/robots.txt", cache=True)
        for page in range(1, 21):
            yield gap * dice.uniform(0.9, 1.4), v.get(f"/api/v1/products?page={page}")
        for number in dice.sample(range(1, 246), 245):
            for path in (f"/api/v1/products/{number}", f"/media/products/{number}.webp", f"/api/v1/products/{number}/reviews"):
                yield gap * dice.uniform(0.9, 1.4), v.get(path, cache=True)
