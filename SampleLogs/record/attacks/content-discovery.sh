#!/bin/sh
# Looks for paths that do not exist, with ffuf. PORT ADDRESS DIR [AGENT]
# -p and four threads keep it near twenty-five requests a second, which is what
# careful users of the tool choose; unthrottled it would make thousands.
set -eu
python3 "$(dirname "$0")/wordlists.py" paths > "$3/paths.txt"
agent=${4:-"Fuzz Faster U Fool v1.1.0-git"}
exec timeout 240 ffuf -s -w "$3/paths.txt" -u "http://127.0.0.1:$1/FUZZ" -t 4 -p 0.12-0.2 \
    -H "X-Forwarded-For: $2" -H "User-Agent: $agent" > "$3/ffuf.txt"
