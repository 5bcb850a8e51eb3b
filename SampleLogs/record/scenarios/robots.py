"""A day of automation, one program after the other."""

import automation
from patient import one_client

# kind, note, client, what else it truly is
PROGRAMS = (
    ("scraping", "copies the catalogue, a page every second", automation.catalogue_copy, ()),
    ("user-agent-rotation", "the price list again and again, each time under another browser's name", automation.many_faces, ("scraping",)),
    ("suspicious-agent", "says that it is a search engine's crawler and tries eight passwords", automation.false_crawler,
     ("brute-force", "password-spraying")),
    ("cache-busting", "one search five times a second, each time with a new parameter", automation.cache_buster,
     ("request-flood", "scraping")),
    ("resource-abuse", "asks for ever larger pages, up to ten million", automation.greedy, ()),
)


def robots_day():
    """One program an hour."""
    return [program(f"2026-04-16T{9 + number:02d}:12:00", f"203.0.113.{231 + number}", *row) for number, row in enumerate(PROGRAMS)]


def program(at, address, kind, note, make, also):
    return one_client(kind, at, address, note, lambda dice: make(address, dice), also)
