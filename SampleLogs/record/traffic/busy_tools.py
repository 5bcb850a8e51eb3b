"""Honest programs and pages that ask much, often, or in odd ways."""

import people
import sessions
from rhythm import pause


def fresh_poll(address, minutes, user_id=1210):
    """A stock page that asks every five seconds, with the time as a parameter against caches."""
    v = people.Visitor(user_id, address, people.DESKTOP[2])
    v.token = f"app-{user_id}"
    yield 0, v.get("/", cache=True)
    v.page = "/stock"
    for number in range(minutes * 12):
        yield 5, v.get(f"/api/v1/notifications?since=0&_={1776412800000 + 5000 * number}")


def typist(v, dice):
    """A search that asks at every letter."""
    yield from sessions.open_page(v, dice, "/")
    for text in dice.sample(sessions.WORDS, 3):
        v.page = "/search"
        for end in range(2, len(text)):
            yield dice.uniform(0.12, 0.3), v.get(f"/api/v1/search?q={sessions.query(text[:end])}&limit=5")
        yield pause(dice, 12), v.get(f"/api/v1/search?q={sessions.query(text)}&limit=20")


def initial_import(dice):
    """A new reseller reads the whole price list once, in the largest pages that are allowed."""
    v = people.machine("198.51.100.91", "reseller-import/1.2 (+https://reseller.example.org)")
    for page in range(1, 4):
        yield pause(dice, 3), v.get(f"/api/v1/products?page={page}&limit=100")
    for number in dice.sample(range(1, 241), 60):
        yield pause(dice, 4), v.get(f"/api/v1/products/{number}")


def rendering_crawler(dice, address="192.0.2.210"):
    """A search engine's crawler that runs scripts: pages, their pictures, and once a form."""
    v = people.machine(address, "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")
    yield 0, v.get("/robots.txt")
    for number in dice.sample(range(1, 241), 70):
        yield pause(dice, 40), v.get("/")
        yield 0.4, v.get(f"/api/v1/products/{number}")
        yield 0.2, v.get(f"/media/products/{number}.webp")
    yield 5, v.post("/api/v1/auth/login", {"user": ""})


def library(dice, address="198.51.100.8", people_there=40):
    """[(wait, actor)]: a public library: forty people in a row behind one address, hardly two browsers alike."""
    for number in range(people_there):
        agent = people.DESKTOP[number % 9].replace("133", str(120 + number % 14)).replace("135", str(115 + number % 21))
        yield 600 * number * dice.uniform(0.9, 1.1), sessions.browser(people.Visitor(1001 + 7 * number, address, agent), dice)


def busy_tools(dice, begin):
    """[(when, actor)]: all of these in a day."""
    yield begin + 600, fresh_poll("198.51.100.93", 90)
    yield begin + 5400, initial_import(dice)
    yield begin + 1800, rendering_crawler(dice)
    for number in range(12):
        guest = people.Visitor(1030 + number, people.home_address(dice, 0x4000 + number), dice.choice(people.DESKTOP))
        yield begin + 2000 * number, typist(guest, dice)
    for wait, actor in library(dice):
        yield begin + wait, actor
