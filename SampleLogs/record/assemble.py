"""Makes the sample log and its label file from what nginx wrote.

The raw line is `event time|clock|address|line`. Scheduled clients said their event
time. A tool's lines have only the clock: they are moved as a block to the planned
beginning of the attack, with the distances between them as they were (factor 1).
A request line that nginx refuses outright it logs under the loopback address, because it
looks for the client's own address later: such a line is given the address that the client
said, or where the headers were not even read, the tool's.
Lines of neither sort (the health check of the recording itself) are dropped.
"""

import gzip
import json
import re
from datetime import datetime, timezone

LOOPBACK = re.compile(rb"^127\.0\.0\.1 ")
STAMP = re.compile(rb"\[[^\]]+\]")


def read(raw, runs):
    """[(event time, combined line)] in the order of event time."""
    rows = []
    for line in raw.read_bytes().splitlines(keepends=True):
        event, clock, address, rest = line.split(b"|", 3)
        if event != b"-":
            when = float(event)
        else:
            when, tool = shifted(float(clock), runs)
            address = tool.encode() if address == b"-" else address
        rest = LOOPBACK.sub(address + b" ", rest)
        if when is not None:
            stamp = datetime.fromtimestamp(int(when), timezone.utc).strftime("[%d/%b/%Y:%H:%M:%S +0000]")
            rows.append((when, STAMP.sub(stamp.encode(), rest, count=1)))
    # nginx writes a line when the answer is out; the order inside a second is kept.
    rows.sort(key=lambda row: int(row[0]))
    return rows


def shifted(clock, runs):
    for begin, end, at, address in runs:
        if begin <= clock <= end:
            return at + clock - begin, address
    return None, ""


def write(path, lines, compress):
    """The log; without a time stamp in the gzip header, so that equal logs are equal files."""
    data = b"".join(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in (path, path.with_name(path.name + ".gz")):
        old.unlink(missing_ok=True)
    if compress:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, 9, mtime=0))
    else:
        path.write_bytes(data)


def rfc3339(when):
    return datetime.fromtimestamp(int(when), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def label(attack, rows):
    """Start and end are those of the first and the last line that the attack left."""
    start, end = attack.window or span(attack, rows)
    return {"kind": attack.kind, "subject": attack.subject, "start": rfc3339(start), "end": rfc3339(end),
            "note": attack.note, **({"also": list(attack.also)} if attack.also else {})}


def undocumented(labels):
    """What a description of the service shows of the same: labels of their own."""
    kind = "undocumented-endpoint"
    return [{**label, "kind": kind, "also": [label["kind"]]} for label in labels if kind in label.get("also", [])]


def span(attack, rows):
    addresses = {a.encode() for a in attack.addresses}
    times = [when for when, line in rows if line.split(b" ", 1)[0] in addresses]
    if not times:
        raise SystemExit(f"the attack {attack.kind} of {attack.subject} left no line: is its tool installed?")
    return times[0], times[-1]


def write_labels(path, labels):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"incidents": labels}, indent=2) + "\n")
