"""Requests by honest clients that a list of forbidden words would take for an attack."""

import people
from rhythm import pause

# What people type, and what programs that people use put into addresses.
SEARCHES = (
    "Select+Comfort+desk", "union+jack+cushion", "drop+leaf+table", "O%27Neill+stool", "table+%26+chairs", "c%2B%2B+mug",
    "lamp+%3C+50", "%22oak+shelf%22", "desk+%28oak%29+%28white%29", "100%25+wool", "chair+or+stool", "a*b+shelf",
    "order+by+price", "where+is+my+order%3F", "%24100+lamp", "%7Bsize%7D+rug", "echo+dot+holder", "cat+tree",
    "sleep+%28well%29+pillow", "exec+%28office%29+chair", "passwd+notebook", "l%27alerte+%28rouge%29", "1%3D1+scale+model",
    "rm+-+rug+mat", "%3Cb%3Elamp%3C%2Fb%3E", "hall+%26+stairs%3B+runner")
FILTERS = (
    "category[]=desks&category[]=chairs", "price[gte]=10&price[lte]=90", "price[$gt]=20&price[$lt]=80",
    "$filter=price%20lt%2090%20and%20category%20eq%20%27desks%27&$top=20", "filter=(category=desks)",
    "filter=%7B%22category%22%3A%22desks%22%2C%22price%22%3A%7B%22max%22%3A90%7D%7D", "sort=-price,name",
    "fields=id,name,price&include=reviews", "q=name:desk*%20AND%20price:[10%20TO%2090]", "callback=jQuery36_1776153600")
LINKS = (
    "https://shop.example.com/account", "https%3A%2F%2Fpartner.example.org%2Foffer%3Fid%3D7%26ref%3Dmail",
    "http%3A%2F%2Fblog.example.net%3A8080%2F2026%2F04%2Flamp", "https://www.example.org/a;b=c?x={id}",
    "https%3A%2F%2Fimages.example.net%2Flamp.svg")
NOTES = ("Please+leave+it+with+Mrs.+Weber%0D%0A2nd+floor%0D%0AThank+you", "Tel%3A+0170+5550100%0ARing+twice",
         "Delivery%3A%0A-+table%0A-+4+chairs%0ARegards%2C+J.+%26+M.")


def curious_shopper(v, dice):
    """Searches with quotes, brackets and words of programming languages."""
    yield 0, v.get("/", cache=True)
    for text in dice.sample(SEARCHES, 6):
        v.page = "/search"
        yield pause(dice, 20), v.get(f"/api/v1/search?q={text}&limit=20")
        yield pause(dice, 10), v.get(f"/api/v1/products/{dice.randrange(1, 241)}")


def partner_site(v, dice):
    """Shows the shop's goods elsewhere and filters them in every dialect."""
    for text in dice.sample(FILTERS, 5):
        yield pause(dice, 15), v.get(f"/api/v1/products?{text}")
        yield pause(dice, 15), v.get(f"/api/v1/preview?url={dice.choice(LINKS)}")


def writer(v, dice):
    """Leaves a note of several lines with the carrier."""
    yield 0, v.get("/", cache=True)
    for text in NOTES:
        yield pause(dice, 40), v.get(f"/api/v1/delivery-quote?postcode=10115&note={text}")


def other_methods(v, dice):
    """A browser asks before it crosses origins, a link checker asks for heads, an office program for WebDAV."""
    for path in ("/api/v1/products", "/api/v1/cart/items", "/api/v1/me"):
        yield pause(dice, 3), v.call("OPTIONS", path)
        yield pause(dice, 3), v.call("HEAD", path)
    yield 2, v.call("PROPFIND", "/")
    yield 2, v.call("OPTIONS", "/")


def odd_values(dice, arrivals):
    """[(when, actor)]: one of these for each arrival."""
    for number, when in enumerate(arrivals):
        make = dice.choices((curious_shopper, partner_site, writer, other_methods), (5, 3, 1, 1))[0]
        v = people.Visitor(dice.choice(people.shop.USER_IDS), people.home_address(dice, 0x3000 + number),
                           dice.choice(people.DESKTOP))
        yield when, make(v, dice)
