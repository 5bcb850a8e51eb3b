"""Values that nobody thought of, sent until something breaks."""

import people
from rhythm import pause
from scripted import sign_in

# "²" is a digit to some functions and no number to others; a quote ends what it stands in.
ODD = ("%C2%B2", "%E2%91%A0", "%C2%B9%C2%B2")


def fuzzing(user_id, address, dice):
    """A session that feeds five functions what breaks them."""
    v = people.Visitor(user_id, address, people.DESKTOP[5], mobile=True)
    yield from sign_in(v)
    for value in ODD:
        yield pause(dice, 15, 0.5), v.get(f"/api/v1/products?page={value}")
        yield pause(dice, 15, 0.5), v.get(f"/api/v1/orders?limit={value}")
        yield pause(dice, 15, 0.5), v.get(f"/api/v1/search?q=lamp&category=o{value}%27")
        yield pause(dice, 15, 0.5), v.get(f"/api/v1/products/17/reviews?limit={value}")
        yield pause(dice, 15, 0.5), v.get(f"/api/v1/notifications?since={value}")


def odd_link(address, dice):
    """An honest one: a broken link in a mail, opened twice."""
    for _ in range(2):
        yield pause(dice, 30), people.machine(address, people.DESKTOP[6]).get("/api/v1/products?page=%C2%B2")
