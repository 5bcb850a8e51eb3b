"""Programs that pass for people: they take the catalogue, hide behind names, or make the server work."""

import people
from rhythm import pause

GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def catalogue_copy(address, dice, gap=1.1):
    """Every product and its reviews with a browser's name, without a pause to read."""
    v = people.machine(address, people.DESKTOP[0])
    for number in range(1, 241):
        for path in (f"/api/v1/products/{number}", f"/api/v1/products/{number}/reviews"):
            yield gap * dice.uniform(0.8, 1.2), v.get(path)


def many_faces(address, dice, count=160):
    """Prices of one page of the catalogue after the other, each time under the name of another browser."""
    for number in range(count):
        system = dice.choice(("Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7"))
        agent = (f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) "
                 f"Chrome/{dice.randrange(96, 134)}.0.{dice.randrange(4600, 6999)}.{dice.randrange(20, 200)} Safari/537.36")
        yield pause(dice, 9, 0.6), people.machine(address, agent).get(f"/api/v1/products?page={1 + number % 20}")


def false_crawler(address, dice):
    """Says that it is a search engine's crawler and tries passwords."""
    v = people.machine(address, GOOGLEBOT)
    yield 0, v.get("/")
    for name in ("admin", "root", "test", "maria.keller", "jonas.keller", "shop", "info", "office"):
        yield pause(dice, 20, 0.4), v.post("/api/v1/auth/login", {"user": name, "password": "Password1"})


def cache_buster(address, dice, count=700, rate=5):
    """The front page of the search again and again, each time with a parameter no cache has seen."""
    v = people.machine(address, people.DESKTOP[3])
    for _ in range(count):
        yield dice.expovariate(rate), v.get(f"/api/v1/search?q=lamp&_={dice.getrandbits(48):012x}")


def greedy(address, dice):
    """Asks for ever larger pages, to see what the server bears."""
    v = people.machine(address, "python-requests/2.31.0")
    for size in (100, 1000, 10_000, 100_000, 1_000_000, 10_000_000):
        yield pause(dice, 5), v.get(f"/api/v1/products?page=1&limit={size}")
    for page in (100, 10_000, 1_000_000):
        yield pause(dice, 5), v.get(f"/api/v1/products?page={page}&limit=1000000")
