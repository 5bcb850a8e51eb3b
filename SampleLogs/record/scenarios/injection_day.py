"""A day of injections, one family after the other, each by a client of its own."""

import injections
import people
from patient import one_client
from play import seconds
from scenario import Attack

NOTES = {
    "nosql-injection": "operators of a document database in place of values",
    "code-injection": "expressions of template engines and of programming languages in the search",
    "jndi-injection": "look-ups in the agent, the referer and the search, plain and nested",
    "server-side-request-forgery": "the link preview is asked for what only the server can reach",
    "xml-injection": "documents with external entities and inclusions",
    "ldap-injection": "a directory filter closed and gone on with",
    "header-injection": "line ends with headers behind them",
    "method-abuse": "methods that no client of a shop sends",
}
# What the same lists truly are beside: a payload may carry a second one, or ask for a named file.
ALSO = {
    "nosql-injection": ("code-injection", "sql-injection"), "code-injection": ("command-injection",),
    "xml-injection": ("server-side-request-forgery", "sensitive-file-access"),
    "server-side-request-forgery": ("sensitive-file-access",),
    "header-injection": ("cross-site-scripting",),
}


def injection(kind, at, address, agent=people.DESKTOP[2]):
    return one_client(kind, at, address, NOTES[kind],
                      lambda dice: injections.tries(address, agent, injections.FAMILIES[kind], dice), ALSO.get(kind, ()))


def injections_day():
    """One family every half hour."""
    day = "2026-04-14T{:02d}:{:02d}:00"
    return [injection(kind, day.format(9 + number // 2, 30 * (number % 2) + 4), f"203.0.113.{210 + number}")
            for number, kind in enumerate(NOTES)] + [open_proxy(day.format(13, 20), "203.0.113.221")]


def open_proxy(at, address):
    return Attack("open-proxy-probe", seconds(at), "asks for pages of other hosts, and for a tunnel to a mail server",
                  addresses=[address], tool=("open-proxy.sh",))
