#!/bin/sh
# The same with hydra and Basic authentication: the log then has the user's name.
# PORT ADDRESS DIR USER PASSWORD USERID
set -eu
here=$(dirname "$0")
python3 "$here/wordlists.py" passwords "$5" > "$3/passwords.txt"
# hydra keeps a restore file in the folder it is started in.
(cd "$3" && timeout 240 hydra -I -t 1 -f -l "$4" -P passwords.txt -s "$1" 127.0.0.1 \
    http-get "/api/v1/me:H=X-Forwarded-For\\: $2" > hydra.txt 2>&1) || true
exec "$here/look-round.sh" "$1" "$2" "$4" "$5" "$6"
