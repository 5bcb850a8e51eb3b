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
find "$root/Sources/AccessLog/Values" "$root/Sources/Inspection" -name '*.swift' > "$work/files"
echo "$root/Sources/AccessLog/RequestBatch.swift" >> "$work/files"
mkdir -p "$work/sources"
rm -f "$work/sources"/*
# One module: the imports between rooms fall away.
while IFS= read -r file; do
  grep -v '^import AccessLog$' "$file" > "$work/sources/$(basename "$file")"
done < "$work/files"
cp "$here/InspectorFuzz.swift" "$work/sources/"
swiftc -parse-as-library -swift-version 6 -O -sanitize=fuzzer -module-name InspectorFuzz \
  "$work"/sources/*.swift -o "$work/fuzz"
"$work/fuzz" -max_total_time="$seconds" -max_len=600 -artifact_prefix="$work/" "$work/corpus"
