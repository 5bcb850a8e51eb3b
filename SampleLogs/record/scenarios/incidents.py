"""The attacks, each as a function of when and from where, to be put into any scenario."""

import random

import scripted
import shop
from play import seconds
from scenario import Attack


def content_discovery(at, address, *agent):
    return Attack("content-discovery", seconds(at), "ffuf, 1444 paths by rule, about 25 a second", tool=("content-discovery.sh", *agent),
                  addresses=[address], also=("sensitive-file-access",) + (() if agent else ("known-scanner",)))


def sql_injection(at, address, *options):
    return Attack("sql-injection", seconds(at), "sqlmap on the search's category, finds the hole and reads a table",
                  tool=("sql-injection.sh", *options), addresses=[address], also=() if options else ("known-scanner",))


def brute_force(at, address, user, script="brute-force.sh", tool="ffuf on the JSON log-in"):
    user_id = shop.LOGINS[user]
    return Attack("brute-force", seconds(at), f"{tool}, about 500 passwords for {user}; the last is right, then the account is read",
                  tool=(script, user, f"correct-{user_id}", user_id), addresses=[address], also=("account-takeover",))


def brute_force_basic(at, address, user):
    return brute_force(at, address, user, "brute-force-basic.sh", "hydra with Basic authentication")


def object_enumeration(at, address, user_id, count=700, gap=0.9, note="counts invoice numbers upwards with a valid session"):
    begin = seconds(at)
    return Attack("object-enumeration", begin, note, addresses=[address],
                  actors=lambda crowd: [(begin, scripted.object_walk(user_id, address, random.Random(f"walk{at}"), count, gap))])


def exfiltration(at, address, user_id, count=150, gap=14):
    begin = seconds(at)
    return Attack("egress-surge", begin, "one large export after the other with a valid session", addresses=[address],
                  actors=lambda crowd: [(begin, scripted.exfiltration(user_id, address, random.Random(f"exfil{at}"), count, gap))])


def flood(at, address, length, many=False):
    sources = [address] + [f"2001:db8:bad:{n:x}::7" for n in range(1, 81)] if many else [address]
    return Attack("request-flood", seconds(at), f"wrk for {length} s, about a hundred requests a second" + (", from 80 addresses" if many else ""),
                  subject="*" if many else address, addresses=sources, also=("traffic-surge",),
                  tool=("flood.sh", length, *(["many"] if many else [])))


def server_errors(at, minutes=22):
    """Ill for the first third, gone for the second, ill again while it comes up."""
    begin, part = seconds(at), minutes * 20
    return Attack("error-surge", begin, "the API runs out of database connections, dies, is started again", subject="*",
                  window=(begin, begin + 3 * part),
                  hooks=lambda server: [(begin, server.ail), (begin + part, server.stop_api),
                                        (begin + 2 * part, lambda: (server.start_api(), server.ail())),
                                        (begin + 3 * part, server.heal)])


def cross_site_scripting(at, address):
    return Attack("cross-site-scripting", seconds(at), "ffuf with 78 script fragments in the search", addresses=[address],
                  tool=("cross-site-scripting.sh",))


def path_traversal(at, address):
    return Attack("path-traversal", seconds(at), "ffuf with 60 climbing names in a parameter and in the path; two are answered with a file",
                  addresses=[address], tool=("path-traversal.sh",), also=("sensitive-file-access",))
