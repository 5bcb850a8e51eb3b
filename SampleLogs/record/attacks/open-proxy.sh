#!/bin/sh
# Asks the server to fetch from elsewhere, as those do who look for an open proxy. PORT ADDRESS FOLDER
set -u
for target in "http://proxy-judge.example/azenv" "http://ip.example/" "http://mail.example/login"; do
    curl -s -o /dev/null -A Go-http-client/1.1 -H "X-Forwarded-For: $2" -x "http://127.0.0.1:$1" "$target"
    sleep 2
done
for target in "mail.example:25" "shop.example:443"; do
    # nginx refuses CONNECT before it reads a header.
    curl -s -o /dev/null -A Go-http-client/1.1 --max-time 3 -p -x "http://127.0.0.1:$1" "http://$target/"
    sleep 2
done
exit 0
