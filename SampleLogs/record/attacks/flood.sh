#!/bin/sh
# Floods the search with wrk. PORT ADDRESS DIR SECONDS [many]
# wrk has no rate; flood.lua makes its connections wait, so that the log stays small.
# With "many" the requests come from eighty addresses.
set -eu
exec wrk -t 1 -c 20 -d "$4" -s "$(dirname "$0")/flood.lua" "http://127.0.0.1:$1/" -- "$2" "${5:-one}" > "$3/wrk.txt"
