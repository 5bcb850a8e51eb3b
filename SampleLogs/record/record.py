"""Records the sample logs: `python3 record.py FOLDER [NAME …]`; without names, all of them.

One scenario at a time: a fresh nginx and a fresh API, the scheduled clients, then
the tools on their own clock, then the log and its labels. Nothing leaves 127.0.0.1.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE / part) for part in ("server", "traffic", "attacks", "scenarios")]

import assemble
import catalogue
import normal
import sessions
from play import Player
from server import COMBINED, TIMED, Server


def record(scenario, folder):
    sessions.Release.name = "3f9c1a"
    with tempfile.TemporaryDirectory(prefix="samples-") as directory:
        # nginx's worker may run as another user: it has to reach the files.
        os.chmod(directory, 0o755)
        port = int(os.environ.get("SAMPLES_PORT", "8480"))
        with Server(directory, port, TIMED if scenario.timed else COMBINED, scenario.fronts) as server:
            play_clients(scenario, server)
            runs = run_tools(scenario, server, directory)
        logs = [assemble.read(pathlib.Path(directory, f"raw-{port + 2 * front}.log"), runs) for front in range(scenario.fronts)]
    logs = [[row for row in rows if scenario.start <= row[0] < scenario.end] for rows in logs]
    for front, rows in enumerate(logs):
        name = scenario.name + (f"-{front + 1}" if scenario.fronts > 1 else "")
        assemble.write(folder / scenario.folder / f"{name}.log", [line for _, line in rows], scenario.compress)
    rows = sorted((row for rows in logs for row in rows), key=lambda row: row[0])
    labels = [assemble.label(attack, rows) for attack in scenario.attacks if attack.kind]
    place = folder / scenario.folder / "labels"
    assemble.write_labels(place / f"{scenario.name}.json", labels)
    if scenario.described:
        assemble.write_labels(place / f"{scenario.name}+openapi.json", labels + assemble.undocumented(labels))
    print(f"{scenario.name}: {len(rows)} lines, {len(labels)} incidents", flush=True)


def play_clients(scenario, server):
    player = Player(server, scenario.name)
    crowd = normal.add(player, scenario.start, scenario.end, scenario.name, scenario.scale)
    for attack in scenario.attacks:
        for when, actor in attack.actors(crowd) if attack.actors else ():
            player.add(when, actor)
        for when, action in attack.hooks(server) if attack.hooks else ():
            player.at(when, action)
    player.run(scenario.end)


def run_tools(scenario, server, directory):
    """Runs each tool to its end; the clock before and after tells which lines are its own."""
    attacks = [attack for attack in scenario.attacks if attack.tool]
    if attacks:
        server.real_clock()
    runs = []
    for attack in attacks:
        script, *options = attack.tool
        begin = time.time()
        subprocess.run([HERE / "attacks" / script, str(server.port), attack.addresses[0], directory,
                        *map(str, options)], check=False, timeout=600)
        time.sleep(1)
        runs.append((begin, time.time(), attack.at, attack.addresses[0]))
    return runs


def main():
    folder, wanted = pathlib.Path(sys.argv[1]), sys.argv[2:]
    scenarios = catalogue.all()
    unknown = set(wanted) - {s.name for s in scenarios}
    if unknown:
        raise SystemExit(f"no such scenario: {', '.join(sorted(unknown))}")
    for scenario in scenarios:
        if not wanted or scenario.name in wanted:
            record(scenario, folder)


if __name__ == "__main__":
    main()
