"""When things happen: the day's rhythm, arrivals and pauses."""

import math
from datetime import datetime, timezone

# Share of the daily peak by hour (UTC) for a shop whose customers live in Europe:
# low at night, a morning rise, a dip at supper, an evening top.
HOURS = (0.16, 0.11, 0.08, 0.07, 0.09, 0.16, 0.32, 0.55, 0.74, 0.86, 0.92, 0.90,
         0.88, 0.84, 0.82, 0.80, 0.78, 0.76, 0.82, 0.95, 1.00, 0.86, 0.56, 0.30)
WEEKEND = 0.8


def level(when):
    """The rhythm at an instant, between the hours in a straight line."""
    at = datetime.fromtimestamp(when, timezone.utc)
    share = at.minute / 60 + at.second / 3600
    here, there = HOURS[at.hour], HOURS[(at.hour + 1) % 24]
    return (here + (there - here) * share) * (WEEKEND if at.weekday() >= 5 else 1)


def arrivals(dice, start, end, per_day):
    """Poisson arrivals that follow the rhythm, by thinning (Lewis & Shedler 1979)."""
    peak = per_day / (sum(HOURS) * 3600)
    when = start
    while True:
        when += dice.expovariate(peak)
        if when >= end:
            return
        if dice.random() < level(when):
            yield when


def pause(dice, median, spread=0.8):
    """A thinking time: log-normal, never more than a quarter of an hour."""
    return min(dice.lognormvariate(math.log(median), spread), 900)
