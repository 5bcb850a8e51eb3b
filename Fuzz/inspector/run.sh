#!/bin/sh
# Fuzzes the inspector for a number of seconds (60 if not said). Findings are left in the folder
# given as the second argument. Needs a Swift toolchain with libFuzzer (Linux).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${1:-60}
work=${2:-$(mktemp -d)}
mkdir -p "$work/corpus"
# Seeds: one attack of each sort, so that the first inputs already reach the grammars.
index=0
while IFS= read -r seed; do
  index=$((index + 1))
  printf 'AAAA%s' "$seed" > "$work/corpus/seed$index"
done < "$here/seeds.txt"
# A module for each room, as in the package: files of the same name may live in both.
for room in AccessLog Inspection; do
  swiftc -swift-version 6 -O -wmo -parse-as-library -sanitize=fuzzer -I "$work" -module-name "$room" \
    -enable-testing -emit-module -emit-module-path "$work/$room.swiftmodule" -emit-object -o "$work/$room.o" \
    $(find "$root/Sources/$room" -name '*.swift')
done
swiftc -swift-version 6 -O -wmo -parse-as-library -sanitize=fuzzer -I "$work" -module-name InspectorFuzz \
  "$here/InspectorFuzz.swift" "$work/AccessLog.o" "$work/Inspection.o" -o "$work/fuzz"
"$work/fuzz" -max_total_time="$seconds" -max_len=600 -artifact_prefix="$work/" "$work/corpus"
