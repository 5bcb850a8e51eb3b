"""Events that must not ring: no kind, so no label."""

import random

import busy_tools as tools
import honest_values
import look_alikes
import sessions
from play import seconds
from rhythm import arrivals
from scenario import Attack


def event(at, make):
    """Something harmless; `make(begin, dice)` gives its [(when, client)]."""
    begin = seconds(at)
    return Attack(None, begin, actors=lambda crowd: make(begin, random.Random(at)))


def single_page_app(at):
    return event(at, lambda begin, dice: [(begin, look_alikes.dashboard("198.51.100.77", 35))])


def nat(at):
    return event(at, lambda begin, dice: look_alikes.behind_nat(
        dice, 300, "198.51.100.7", sorted(begin + dice.uniform(0, 8 * 3600) for _ in range(300))))


def marketing_spike(at):
    """The newsletter goes out: people open it within the hour, about five times the usual traffic."""
    return event(at, lambda begin, dice: look_alikes.campaign(
        dice, sorted(begin + dice.gammavariate(2, 1500) for _ in range(75)), "newsletter"))


def monitoring(at):
    addresses = ("203.0.113.40", "192.0.2.40", "2001:db8:77:1::40")
    return event(at, lambda begin, dice: [(begin + 5 * n, look_alikes.synthetic_monitor(dice, a, 30))
                                          for n, a in enumerate(addresses)])


def crawler(at):
    return event(at, lambda begin, dice: [(begin, look_alikes.thorough_crawler(dice, "192.0.2.201", 12))])


def odd_values(at, visits=60):
    return event(at, lambda begin, dice: honest_values.odd_values(
        dice, sorted(begin + dice.uniform(0, 6 * 3600) for _ in range(visits))))


def busy_tools(at):
    return event(at, lambda begin, dice: tools.busy_tools(dice, begin))


def deployment(at):
    """Twenty seconds without an API, half a minute of a cold one, and assets under a new name."""
    begin = seconds(at)

    def release(server):
        server.start_api()
        server.ail()
        server.new_release("b81d07")
        sessions.Release.name = "b81d07"

    return Attack(None, begin, hooks=lambda server: [
        (begin, server.stop_api), (begin + 20, lambda: release(server)), (begin + 50, server.heal)])
