#!/bin/sh
# Tries script fragments in a search parameter, with ffuf. PORT ADDRESS DIR
set -eu
python3 "$(dirname "$0")/wordlists.py" scripts > "$3/scripts.txt"
exec timeout 120 ffuf -s -w "$3/scripts.txt" -u "http://127.0.0.1:$1/api/v1/search?q=FUZZ&limit=20" \
    -t 1 -p 0.2-0.9 -H "X-Forwarded-For: $2" -H "Referer: https://shop.example.com/search" \
    -H "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" > "$3/ffuf.txt"
