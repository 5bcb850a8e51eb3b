"""Starts and stops one nginx and one API for one recording."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import urllib.request
import zlib

HERE = pathlib.Path(__file__).parent
# Files keep this modification time, so that ETag and 304 agree in every recording.
MODIFIED = 1771200000

# What nginx writes: its own combined format, and the same with the seconds each answer took.
COMBINED = ('$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent'
            ' "$http_referer" "$http_user_agent"')
TIMED = COMBINED + " rt=$request_time"


class Server:
    """nginx and the API on two loopback ports, all files in `directory`."""

    def __init__(self, directory, port, format=COMBINED, fronts=1):
        self.directory, self.port, self.api_port = pathlib.Path(directory), port, port + 1
        self.format, self.fronts = format, fronts
        # Whether the clients' requests come through, and whether the second front is there.
        self.is_reachable = self.has_second_front = True
        self.api = self.nginx = None

    def __enter__(self):
        write_site(self.directory / "site", "3f9c1a")
        # Scheduled traffic is played much faster than its event time and comes in one
        # queue, so the limit per address must not see it: the limit is for real clocks.
        self.configure(limit=False)
        self.start_api()
        self.nginx = subprocess.Popen(["nginx", "-e", str(self.directory / "error.log"),
                                       "-c", str(self.directory / "nginx.conf")])
        self.wait_until_healthy()
        return self

    def __exit__(self, *_):
        self.stop_api()
        self.nginx.send_signal(signal.SIGQUIT)
        self.nginx.wait()

    def configure(self, limit):
        text = (HERE / "nginx.conf").read_text()
        if not limit:
            text = text.replace("limit_req @LIMIT@;", "")
        for name, value in (("DIR", self.directory), ("PORT", self.port), ("API", self.api_port),
                            ("LIMIT", "zone=perip burst=50 nodelay"), ("FORMAT", self.format), ("SECOND", self.port + 2)):
            text = text.replace(f"@{name}@", str(value))
        (self.directory / "nginx.conf").write_text(text)

    def real_clock(self):
        """From here on the clients are tools with a clock of their own: switch the limit on."""
        self.configure(limit=True)
        self.nginx.send_signal(signal.SIGHUP)
        time.sleep(1)

    def start_api(self):
        self.api = subprocess.Popen([sys.executable, str(HERE / "api.py"), str(self.api_port)],
                                    env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        self.wait_until_up(self.api_port)

    def stop_api(self):
        if self.api:
            self.api.kill()
            self.api.wait()
            self.api = None

    def ail(self):
        self.api.send_signal(signal.SIGUSR1)
        time.sleep(0.1)

    def heal(self):
        self.api.send_signal(signal.SIGUSR2)
        time.sleep(0.1)

    def drag(self):
        """Makes the API slow, or quick again."""
        self.api.send_signal(signal.SIGHUP)
        time.sleep(0.1)

    def cut_off(self):
        """No request comes through any more, as when a name does not resolve."""
        self.is_reachable = False

    def reconnect(self):
        self.is_reachable = True

    def lose_second_front(self):
        """The second nginx is gone; its clients come to the first."""
        self.has_second_front = False

    def regain_second_front(self):
        self.has_second_front = True

    def write_as(self, format):
        """Changes what nginx writes, as an upgrade of its configuration does."""
        self.format = format
        self.configure(limit=False)
        self.nginx.send_signal(signal.SIGHUP)
        time.sleep(1)

    def front(self, address):
        """The port of the nginx that a client is sent to: by its address, as a balancer does."""
        is_second = self.fronts == 2 and self.has_second_front and zlib.crc32(address.encode()) % 2
        return self.port + 2 if is_second else self.port

    def new_release(self, name):
        """Puts the assets of another release in place, as a deployment does."""
        write_site(self.directory / "site", name)

    def wait_until_healthy(self):
        self.wait_until_up(self.port)

    def wait_until_up(self, port):
        """Asks for /health; these few lines carry no event time and are dropped later."""
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).read()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"nothing answers on port {port}")


def write_site(root, release):
    """The static part: a page, its assets under the release's name, product pictures."""
    dice = random.Random(release)
    for folder in (root / "assets", root / "media" / "products"):
        folder.mkdir(parents=True, exist_ok=True)
    files = {"index.html": 1480, "favicon.ico": 1150, "assets/logo.webp": 3120,
             f"assets/app.{release}.js": 184211, f"assets/app.{release}.css": 22874}
    for name, size in files.items():
        write(root / name, dice.randbytes(size))
    write(root / "robots.txt", b"User-agent: *\nDisallow: /api/v1/orders\nCrawl-delay: 10\n")
    pictures = random.Random("pictures")
    for number in range(1, 241):
        write(root / "media" / "products" / f"{number}.webp",
              pictures.randbytes(pictures.randint(6000, 48000)))


def write(path, data):
    if not path.exists():
        path.write_bytes(data)
        os.utime(path, (MODIFIED, MODIFIED))
