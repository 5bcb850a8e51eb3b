"""Puts a normal stretch of traffic into a player."""

import random
from datetime import datetime, timezone

import machines
import people
import sessions
from rhythm import arrivals

DAY = 86400
# Sessions a day: together with the machines about six thousand requests a day.
BROWSERS, APPS = 130, 165


def add(player, start, end, seed, scale=1.0):
    """Everybody who normally comes between `start` and `end`; `scale` for a larger shop."""
    dice = random.Random(seed)
    crowd = people.population()
    browsers = [p for p in crowd if not p.mobile]
    apps = [p for p in crowd if p.mobile]
    for when in arrivals(dice, start, end, BROWSERS * scale):
        player.add(when, sessions.browser(people.anybody(dice, browsers), child(dice)))
    for when in arrivals(dice, start, end, APPS * scale):
        player.add(when, sessions.app(people.anybody(dice, apps), child(dice)))
    add_machines(player, dice, start, end)
    return crowd


def child(dice):
    """A generator of its own for every actor: nobody disturbs another one's dice."""
    return random.Random(dice.getrandbits(64))


def add_machines(player, dice, start, end):
    player.add(start - dice.uniform(0, 300), machines.erp(child(dice)))
    player.add(start - dice.uniform(0, 3600), machines.warehouse(child(dice)))
    player.add(start, machines.logistics(child(dice)))
    events = list(arrivals(dice, start, end, 70))
    if events:
        player.add(events[0], machines.payments(child(dice), events))
    for address, offset in (("203.0.113.9", 17), ("2001:db8:4f0::9", 140)):
        player.add(start - 300 + offset, machines.monitor(child(dice), address, "UptimeCheck/3.1 (+https://uptime.example.org)"))
    day = start - start % DAY
    while day < end:
        if start <= day + 2.17 * 3600 < end:
            name = datetime.fromtimestamp(day - DAY, timezone.utc).strftime("%Y-%m-%d")
            player.add(day + 2.17 * 3600, machines.nightly_exports(name))
        for hour in (1.3, 9.6, 15.2):
            if start <= day + hour * 3600 < end:
                player.add(day + hour * 3600, machines.crawler(child(dice), dice.randrange(25, 50)))
        day += DAY
