"""Days on which the service itself is not well, and days on which it only looks so."""

import random

import breaking
import people
from harmless import event
from play import seconds
from rhythm import pause
from scenario import Attack
from server import COMBINED

# What an upgrade of the configuration may make of a log: no time, no quotes, another order.
OTHER_FORMAT = "$remote_addr; $status; $body_bytes_sent; $request_method $uri"


def during(kind, at, minutes, note, begins, ends):
    """Something that is so for a while; `begins` and `ends` name methods of the server."""
    begin = seconds(at)
    return Attack(kind, begin, note, subject="*", window=(begin, begin + 60 * minutes),
                  hooks=lambda server: [(begin, begins(server)), (begin + 60 * minutes, ends(server))])


def slow_search(at, minutes):
    return during("latency-surge", at, minutes, "a query without its index: search and catalogue take 0.3 to 1.2 s",
                  lambda server: server.drag, lambda server: server.drag)


def cut_off(at, minutes):
    return during("traffic-drop", at, minutes, "the name does not resolve: no request comes through",
                  lambda server: server.cut_off, lambda server: server.reconnect)


def lost_front(at, minutes):
    return during("source-silent", at, minutes, "the second of two servers is gone; the first takes its clients over",
                  lambda server: server.lose_second_front, lambda server: server.regain_second_front)


def other_format(at, minutes):
    return during("parse-failures", at, minutes, "an upgrade of the configuration changes what nginx writes; it is put back",
                  lambda server: lambda: server.write_as(OTHER_FORMAT), lambda server: lambda: server.write_as(COMBINED))


def fuzzing(at, address):
    begin = seconds(at)
    return Attack("unusual-errors", begin, "feeds five functions values that break them: 500 with a trace", addresses=[address],
                  actors=lambda crowd: [(begin, breaking.fuzzing(1177, address, random.Random(at)))],
                  also=("sql-injection", "error-surge"))


def odd_links(at, count=4):
    """A broken link, opened by a few, hours apart."""
    return event(at, lambda begin, dice: [
        (begin + 3 * 3600 * n, breaking.odd_link(people.home_address(dice, 0x6000 + n), random.Random(n))) for n in range(count)])


def cold_start(at):
    """A release: the API is away for fifteen seconds and slow for the first minute."""
    begin = seconds(at)
    return Attack(None, begin, hooks=lambda server: [
        (begin, server.stop_api), (begin + 15, lambda: (server.start_api(), server.drag())), (begin + 75, server.drag)])


def slow_client(at, address, count=60):
    """A phone in a train: its answers take long to be sent, nobody else's do."""
    return event(at, lambda begin, dice: [(begin, slowly(people.Visitor(1240, address, people.MOBILE[1], True), dice, count))])


def slowly(v, dice, count):
    for _ in range(count):
        call = v.get(f"/api/v1/products/{dice.randrange(1, 241)}")
        call.headers["X-Slow"] = "1"
        yield pause(dice, 12), call
