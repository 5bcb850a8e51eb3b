#!/bin/sh
# Records the sample logs anew.
#
#   SampleLogs/record/record.sh            all of them, about a quarter of an hour
#   SampleLogs/record/record.sh quiet mixed    only these
#
# Needs Debian 12 (or a relative) and Python 3.11: nginx, ffuf, sqlmap, hydra, wrk
# and curl are installed with apt-get where they are missing. Everything runs on
# 127.0.0.1 and in a temporary directory; SAMPLES_PORT (8480) and the port after
# it must be free.
#
# How it hangs together:
#   record.py    one scenario after the other
#   scenarios/   which logs there are, and what happens in them when
#   server/      nginx and the small shop API behind it; describe.py writes its OpenAPI document
#   traffic/     the normal clients and the player that sends their calls
#   attacks/     the tools (*.sh) and the scripted attacks
#   assemble.py  nginx's raw log → combined log and labels
#
# The scheduled clients have fixed seeds: a log without tools (quiet, for one) comes
# out the same, byte for byte. The tools keep time and choose words by themselves.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
missing=""
for tool in nginx ffuf sqlmap hydra wrk curl; do
    command -v "$tool" > /dev/null || missing="$missing $tool"
done
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    apt-get install -y --no-install-recommends $missing
fi
export TZ=UTC PYTHONDONTWRITEBYTECODE=1
exec nice python3 "$here/record.py" "$(dirname "$here")" "$@"
