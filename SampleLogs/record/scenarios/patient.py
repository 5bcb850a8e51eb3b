"""Attacks that are slow, or come from many addresses, or look like a user."""

import random

import people
import scripted
import shop
import wordlists
from play import seconds
from scenario import Attack


def one_client(kind, at, address, note, make, also=()):
    """An attack by one address, played on event time; `make(dice)` is the client."""
    begin = seconds(at)
    return Attack(kind, begin, note, addresses=[address], also=also,
                  actors=lambda crowd: [(begin, make(random.Random(f"{kind}{at}")))])


def credential_stuffing(at, minutes=50, sources=200):
    begin, dice = seconds(at), random.Random(f"stuffing{at}")
    # Forty IPv4 addresses, the rest IPv6 all over the documentation prefix.
    addresses = [f"203.0.113.{200 + n}" for n in range(40)]
    addresses += [f"2001:db8:{dice.randrange(0x10, 0x9000):x}:bad::{n:x}" for n in range(40, sources)]

    def actors(crowd):
        for address in addresses:
            pairs = [leaked(dice) for _ in range(dice.choice((3, 4, 4, 5)))]
            yield begin + dice.uniform(0, minutes * 60), scripted.stuffing(address, dice.choice(people.DESKTOP), pairs, dice)

    return Attack("credential-stuffing", begin, "200 addresses, three to five names each from a leak; about one pair in eighty is right",
                  subject="POST /api/v1/auth/login", addresses=addresses, actors=actors)


def leaked(dice):
    """A name and a password from elsewhere: most names are unknown here, few passwords still right."""
    if dice.random() < 0.65:
        return f"{dice.choice(shop.FIRST)}{dice.randrange(60, 99)}@mail.example", "leaked"
    user_id = dice.choice(shop.USER_IDS)
    return shop.login_of(user_id), shop.password_of(user_id) if dice.random() < 0.035 else "leaked"


def password_spraying(at, address):
    names = [shop.login_of(i) for i in shop.USER_IDS]
    lucky = names[211]
    guesses = [lambda name: "Spring2026!", lambda name: shop.password_of(shop.LOGINS[name]) if name == lucky else "Welcome1"]
    return one_client("password-spraying", at, address, f"all 420 users, two passwords, one try every six seconds; {lucky} is hit in the second round",
                      lambda dice: scripted.spraying(address, dice, names, guesses, 6))


def slow_object_walk(at, address):
    return one_client("object-enumeration", at, address, "a valid session, one invoice every five seconds, with a browser's name",
                      lambda dice: scripted.object_walk(1330, address, dice, 900, 4.8, people.DESKTOP[6]))


def slow_scan(at, address):
    def make(dice):
        return scripted.slow_scan(address, dice, dice.sample(wordlists.paths(), 560), 60)
    return one_client("content-discovery", at, address, "one path a minute, for more than nine hours", make, ("sensitive-file-access",))


def account_takeover(at, address):
    return one_client("account-takeover", at, address, f"fourteen wrong passwords for {shop.login_of(1262)}, the right one, then mail address, password and invoices",
                      lambda dice: scripted.takeover(1262, address, dice, 14))


def web_shell(at, address):
    return one_client("webshell-access", at, address, "a script uploaded as a picture, then commands to it by GET, later by POST",
                      lambda dice: scripted.web_shell(1090, address, dice), ("command-injection",))


def slow_exfiltration(at, address):
    return one_client("egress-surge", at, address, "a page of the customers' export every ninety seconds, for nearly nine hours",
                      lambda dice: scripted.slow_exfiltration(1401, address, dice, 350, 90), ("scraping",))


def privilege_probing(at, address):
    return one_client("privilege-probing", at, address, "a customer's session knocks at twelve staff functions; one that issues vouchers answers",
                      lambda dice: scripted.privilege_probing(1149, address, dice))


def credential_sharing(at, sources=18, minutes=40):
    begin, dice = seconds(at), random.Random(f"sharing{at}")
    addresses = [f"2001:db8:{dice.randrange(0x10, 0x9000):x}:bad::{n:x}" for n in range(1, sources + 1)]

    def actors(crowd):
        for address in addresses:
            yield begin + dice.uniform(0, minutes * 60), scripted.shared_key("erp-sync", "erp", address, dice.choice(people.DESKTOP), dice)

    return Attack("credential-sharing", begin, "the ERP's key was published; eighteen networks use it within forty minutes",
                  subject="erp-sync", addresses=addresses, actors=actors)


def rotating_scan(at, network="2001:db8:bad:24"):
    begin, dice = seconds(at), random.Random(f"rotating{at}")
    paths = [f"{word}-{dice.randrange(100, 999)}" for word in dice.choices([p for p in wordlists.paths() if p.isalpha()], k=120)]
    addresses = [f"{network}::{dice.randrange(0x1000, 0xffff):x}" for _ in paths]

    def actors(crowd):
        for number, (address, path) in enumerate(zip(addresses, paths)):
            yield begin + 25 * number + dice.uniform(0, 10), scripted.one_path(address, people.DESKTOP[0], path)

    return Attack("content-discovery", begin, "one path every half minute, each from another address of one /64",
                  subject=f"{network}::/64", addresses=addresses, actors=actors)
