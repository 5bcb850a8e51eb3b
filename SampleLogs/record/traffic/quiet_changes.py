"""What changes on honest days: old apps in steady use, pages of the year's end, files under new names, words that look like secrets."""

import random

import people
import sessions
from rhythm import pause

DAY = 86400


def old_app(v, dice):
    """An app that was never updated: it reads the catalogue by the old interface."""
    v.token = None
    for _ in range(4):
        yield pause(dice, 15), v.get(f"/api/v0/products/{dice.randrange(1, 241)}")


def accountant(dice):
    """Somebody who is seen once in the week: the export of a quarter, by a page number called token."""
    v = people.service("erp-sync", "erp", "192.0.2.10", "Apache-HttpClient/4.5.14 (Java/17.0.9)")
    for page in range(6):
        yield pause(dice, 30), v.get(f"/api/v1/exports/quarter-2026-1.csv?page={page}&page_token={1000 + page}")


def old_bookmark(v, dice):
    """A bookmark from the shop before this one, with the password in it: there is nothing there any more."""
    yield 0, v.get(f"/shop/login.asp?user={v.login}&password=summer{dice.randrange(10, 99)}")
    yield from sessions.open_page(v, dice, "/")


def reset_link(v, dice):
    """A link from a mail with a code that is used once: it expires and is no session's token."""
    yield 0, v.get("/", cache=True)
    yield pause(dice, 10), v.get(f"/api/v1/search?q=lamp&coupon={dice.choice(('SPRING26', 'WELCOME10', 'THANKYOU'))}")
    yield pause(dice, 10), v.get(f"/api/v1/products?page=2&sessionless=1&key={dice.choice(('price', 'name'))}")


def everyday(begin, days):
    """[(when, actor)]: a little of it every day."""
    dice = random.Random("everyday")
    for day in range(days):
        start = begin + day * DAY
        for number in range(2):
            loyal = people.Visitor(1150 + number, people.home_address(dice, 0x5200 + number), people.DESKTOP[1])
            yield start + 8 * 3600 + dice.uniform(0, 10 * 3600), old_bookmark(loyal, random.Random(f"{day}-{number}"))
        for number in range(6):
            guest = people.Visitor(1100 + number, people.home_address(dice, 0x5000 + number), dice.choice(people.DESKTOP))
            yield start + 8 * 3600 + dice.uniform(0, 10 * 3600), reset_link(guest, random.Random(f"{day}{number}"))
    yield begin + 4 * DAY + 10 * 3600, accountant(random.Random("accountant"))
    # A page for the season is linked on the fifth day: once looked at by one of the staff.
    preview = people.Visitor(1200, people.home_address(dice, 0x5100), people.DESKTOP[6])
    yield begin + 4 * DAY + 11 * 3600, sessions.browser(preview, random.Random("staff"))
