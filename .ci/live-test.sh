#!/usr/bin/env bash
# A real nginx, rotated by a real logrotate, and a real rsyslog that feeds a second tocsin by omprog:
# every request must be counted once by both, and the web shell be told by both.
#
#     .ci/live-test.sh [TOCSIN]     default: .build/release/tocsin
#
# Skips (exit 0, with a sentence) where a program is missing. Everything lives in a temporary folder.
set -euo pipefail
tocsin=$(realpath "${1:-.build/release/tocsin}")
for program in nginx rsyslogd logrotate curl; do
  if ! PATH="$PATH:/usr/sbin" command -v $program > /dev/null; then
    echo "skipped: $program is not installed"
    exit 0
  fi
done
PATH="$PATH:/usr/sbin"
folder=$(mktemp -d /tmp/tocsin-live.XXXXXX)
chmod 755 "$folder"
port=$((20000 + RANDOM % 20000))
declare -a children=()
finish() {
  for child in "${children[@]}"; do kill "$child" 2> /dev/null || true; done
  [[ -f $folder/nginx.pid ]] && kill "$(cat "$folder/nginx.pid")" 2> /dev/null
  wait 2> /dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

mkdir "$folder/logs" "$folder/work"
cat > "$folder/nginx.conf" << END
user $(id -un);
worker_processes 2;
pid $folder/nginx.pid;
error_log $folder/error.log;
events { worker_connections 256; }
http {
  client_body_temp_path $folder/work/a; proxy_temp_path $folder/work/b;
  fastcgi_temp_path $folder/work/c; uwsgi_temp_path $folder/work/d; scgi_temp_path $folder/work/e;
  access_log $folder/logs/access.log combined;
  access_log syslog:server=unix:$folder/syslog,nohostname,tag=nginx combined;
  server {
    listen 127.0.0.1:$port;
    location / { return 200 "an order\n"; }
    location /missing/ { return 404; }
  }
}
END
cat > "$folder/rsyslog.conf" << END
global(workDirectory="$folder/work")
module(load="imuxsock" SysSock.Use="off")
module(load="omprog")
input(type="imuxsock" Socket="$folder/syslog" RateLimit.Interval="0")
template(name="bare" type="string" string="%msg:2:\$%\n")
action(type="omprog" binary="$tocsin watch --quiet --state $folder/piped --alerts $folder/piped.ndjson -"
  template="bare" output="$folder/piped.errors")
action(type="omfile" file="$folder/received.log" template="bare")
END
cat > "$folder/logrotate.conf" << END
$folder/logs/access.log {
  su $(id -un) $(id -gn)
  rotate 20
  create
  compress
  delaycompress
  postrotate
    kill -USR1 \$(cat $folder/nginx.pid)
  endscript
}
END

rsyslogd -n -f "$folder/rsyslog.conf" -i "$folder/rsyslog.pid" & children+=($!)
for _ in $(seq 100); do [[ -S $folder/syslog ]] && break; sleep 0.05; done
nginx -c "$folder/nginx.conf" -p "$folder"
watch() {
  "$tocsin" watch --quiet --from-start --state "$folder/state" --alerts "$folder/alerts.ndjson" \
    "$folder/logs/access.log" 2>> "$folder/errors" & watcher=$!
}
watch
# What is rotated away before it has looked for the first time, nobody asked it to read.
for _ in $(seq 200); do [[ -f $folder/state/status.json ]] && break; sleep 0.05; done

total=0
ask() { # COUNT PATH-PREFIX
  curl -s -o /dev/null "http://127.0.0.1:$port$2[1-$1]"
  total=$((total + $1))
}
for round in 1 2 3 4 5 6; do
  ask 400 "/orders/$round"
  logrotate --force --state "$folder/logrotate.state" "$folder/logrotate.conf"
  ask 200 "/items/$round"
  if ((round % 2 == 0)); then # no time to say goodbye
    kill -9 $watcher
    ask 100 "/between/$round"
    logrotate --force --state "$folder/logrotate.state" "$folder/logrotate.conf"
    watch
  fi
done
ask 1 "/uploads/shell.php?cmd=cat+/etc/passwd%23"
children+=($watcher)

lines() { sed -n 's/.*"lines":\([0-9]*\),"requests":\([0-9]*\),.*/\1 \2/p' "$1" 2> /dev/null; }
expect() { # PHRASE COMMAND…
  local phrase=$1
  shift
  for _ in $(seq 300); do "$@" && { echo "ok: $phrase"; return; }; sleep 0.2; done
  echo "failed: $phrase"
  cat "$folder/errors" "$folder/piped.errors" "$folder/state/status.json" "$folder/piped/status.json" \
    2> /dev/null || true
  exit 1
}
counted() { [[ $(lines "$1/status.json") == "$2 $2" ]]; }
told() { grep -q '"webshell-access"' "$1" 2> /dev/null; }
written=$({ cat "$folder"/logs/access.log "$folder"/logs/access.log.1; zcat "$folder"/logs/*.gz; } | wc -l)
expect "nginx wrote $total lines into $(ls "$folder/logs" | wc -l) files" [ "$written" = "$total" ]
expect "each was counted once, through rotations and kills" counted "$folder/state" "$total"
# nginx sends datagrams and drops what its socket has no room for: what counts is what rsyslog got.
received() { counted "$folder/piped" "$(wc -l < "$folder/received.log")"; }
expect "each that rsyslog got was counted once" received
expect "the web shell was told from the file" told "$folder/alerts.ndjson"
expect "the web shell was told from rsyslog" told "$folder/piped.ndjson"
