"""What an inventory of endpoints does not know: routes that came by night, versions thought dead, secrets in addresses."""

import people
from rhythm import pause


def debug_route(address, dice, visits=40):
    """Somebody has found the debug route that yesterday's release left open, and watches it from then on."""
    for _ in range(visits):
        yield pause(dice, 700, 0.3), people.machine(address, people.DESKTOP[1]).get("/api/v1/internal/debug")


def old_version(address, dice, count=40):
    """A program found in an old app: it speaks to the interface of years ago, which checks less."""
    v = people.machine(address, "okhttp/3.8.0")
    for number in range(count):
        yield pause(dice, 25, 0.5), v.get(f"/api/v0/products/{1 + number * 7 % 240}")


def token_in_address(v, dice):
    """What a faulty release of the app does: the session's token goes into the address."""
    v.token = f"app-{v.user_id}"
    secret = f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI{v.user_id:08d}In0.{dice.getrandbits(160):040x}"
    yield 0, v.get(f"/api/v1/me?access_token={secret}")
    for _ in range(3):
        yield pause(dice, 20), v.get(f"/api/v1/orders?limit=20&access_token={secret}")
