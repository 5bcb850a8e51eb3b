"""The machines of a normal day: partners, monitors and a crawler."""

import people


def erp(dice, address="192.0.2.10"):
    """An ERP asks every five minutes for changed orders and fetches each of them."""
    v = people.service("erp-sync", "erp", address, "Apache-HttpClient/4.5.14 (Java/17.0.9)")
    offset = 0
    while True:
        offset += dice.randrange(3, 12)
        reply = yield 300 + dice.uniform(-2, 2), v.get(f"/api/v1/orders?status=open&updated_since={1772400000 + offset}")
        for order in reply.json().get("items", []):
            yield dice.uniform(0.2, 0.6), v.get(f"/api/v1/orders/{order['id']}")


def payments(dice, gaps):
    """The payment provider reports; the gaps come from the orders' rhythm."""
    v = people.service("payments", "pay", "2001:db8:a11:5::24", "Payments-Webhook/1.4")
    last = None
    for when in gaps:
        yield (0 if last is None else when - last), v.post("/api/v1/webhooks/payments", {"event": "paid"})
        last = when


def warehouse(dice):
    """Stock levels, hourly, a few dozen articles in a row."""
    v = people.service("warehouse", "wh", "198.51.100.14", "python-requests/2.31.0")
    while True:
        for position in range(dice.randrange(8, 22)):
            wait = 3600 - 15 if position == 0 else dice.uniform(0.3, 1.1)
            yield wait, v.call("PUT", f"/api/v1/stock/SKU-{dice.randrange(10000, 10240)}", form={"level": 3})


def logistics(dice):
    """The carrier sets parcels to delivered; a wrong number now and then is its own 404."""
    v = people.service("logistics", "log", "203.0.113.30", "Go-http-client/1.1")
    while True:
        number = dice.randrange(700000, 740000)
        path = f"/api/v1/shipments/{number}" if dice.random() > 0.02 else f"/api/v1/shipments/X{number}"
        yield dice.expovariate(1 / 420), v.call("PATCH", path, form={"state": "delivered"})


def nightly_exports(day):
    """At ten past two the ERP takes yesterday's tables: large, but every night."""
    v = people.service("erp-sync", "erp", "192.0.2.10", "Apache-HttpClient/4.5.14 (Java/17.0.9)")
    for position, table in enumerate(("orders", "invoices", "customers")):
        yield (0 if position == 0 else 20), v.get(f"/api/v1/exports/{table}-{day}.csv")


def monitor(dice, address, agent, every=300):
    v = people.machine(address, agent)
    while True:
        yield every + dice.uniform(-0.4, 0.4), v.get("/health")


def crawler(dice, pages, gap=40):
    """A crawler that reads robots.txt first and takes its time."""
    v = people.machine("192.0.2.200", "Mozilla/5.0 (compatible; ExampleBot/2.1; +https://bot.example.org/about)")
    yield 0, v.get("/robots.txt", cache=True)
    yield 20, v.get("/", cache=True)
    for _ in range(pages):
        # It knows a few products that are gone.
        yield gap + dice.uniform(0, gap), v.get(f"/api/v1/products/{dice.randrange(1, 244)}", cache=True)
