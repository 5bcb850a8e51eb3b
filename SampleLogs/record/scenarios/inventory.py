"""Six days of a small shop: what its owner does not know it offers."""

import random

import people
import quiet_changes as changes
import rhythm
import shadows
from harmless import event
from play import seconds
from scenario import Attack

BEGIN, DAYS = "2026-04-20T00:00:00", 6
HOUR = 3600


def old_readers(begin, days, every):
    """A few old apps that still speak to version 0: [(when, actor)]."""
    dice = random.Random("old readers")
    for number in range(int(days * 24 / every)):
        v = people.Visitor(1300 + number % 5, f"198.51.100.{120 + number % 5}", "ShopApp/4.0.2 (Android 9; SM-G960F) okhttp/3.8.0", True)
        yield begin + number * every * HOUR + dice.uniform(0, HOUR), changes.old_app(v, dice)


def debug_route(at, address):
    begin = seconds(at)

    def actors(crowd):
        yield begin, shadows.debug_route(address, random.Random(at))
        # Two more have heard of it.
        yield begin + 2 * HOUR, shadows.debug_route("2001:db8:bad:31::4", random.Random(at + "b"), 4)
        yield begin + 5 * HOUR, shadows.debug_route("203.0.113.246", random.Random(at + "c"), 4)

    return Attack("new-endpoint", begin, "a debug route that a release left open; one client watches it all day, two look in",
                  subject="GET /api/v1/internal/debug", addresses=[address, "2001:db8:bad:31::4", "203.0.113.246"],
                  actors=actors, also=("undocumented-endpoint",))


def old_version(at, address):
    begin = seconds(at)
    return Attack("deprecated-endpoint", begin, "the interface of years ago, which nobody used since Tuesday, is used again",
                  subject="*", addresses=[address], actors=lambda crowd: [
                      *old_readers(seconds(BEGIN), 1.5, 1.2), (begin, shadows.old_version(address, random.Random(at)))])


def token_in_address(at, hours=3):
    begin, dice = seconds(at), random.Random(at)

    def actors(crowd):
        apps = [person for person in crowd if person.mobile]
        for when in rhythm.arrivals(dice, begin, begin + hours * HOUR, 160):
            owner = dice.choice(apps)
            v = people.Visitor(owner.user_id, owner.address, "ShopApp/5.3.0 (Android 14; Pixel 7) okhttp/4.12.0", True)
            yield when, shadows.token_in_address(v, random.Random(dice.getrandbits(64)))

    return Attack("secret-in-url", begin, "a faulty release of the app puts the session's token into the address",
                  subject="*", window=(begin, begin + hours * HOUR), actors=actors, also=("undocumented-endpoint",))


def shadow_days():
    return [old_version("2026-04-25T09:40:00", "203.0.113.241"), debug_route("2026-04-24T10:15:00", "203.0.113.242"),
            token_in_address("2026-04-23T13:00:00")]


def quiet_changes(at=BEGIN):
    """The same days with what is usual: an old version in steady use, a seldom page, a release."""
    return event(at, lambda begin, dice: [*old_readers(begin, DAYS, 3.5), *changes.everyday(begin, DAYS)])
