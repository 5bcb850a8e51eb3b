#!/bin/sh
# What somebody does who has just found a password. PORT ADDRESS USER PASSWORD USERID
set -eu
sleep 20
token=$(curl -s -A curl/7.88.1 -H "X-Forwarded-For: $2" -H "Content-Type: application/json" \
    -d "{\"user\":\"$3\",\"password\":\"$4\"}" "http://127.0.0.1:$1/api/v1/auth/login" | sed 's/.*"token": "\([^"]*\)".*/\1/')
for path in "me" "orders?limit=100" "customers/$5/invoices"; do
    sleep 3
    curl -s -o /dev/null -A curl/7.88.1 -H "X-Forwarded-For: $2" -H "Authorization: Bearer $token" \
        "http://127.0.0.1:$1/api/v1/$path"
done
