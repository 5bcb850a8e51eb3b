#!/bin/sh
# Fuzzes one target: Fuzz/run.sh reader|parsers|compiler SECONDS
# What is found goes to .build/fuzz/NAME/findings, new inputs to .build/fuzz/NAME/corpus.
set -eu
name=${1:?"usage: Fuzz/run.sh reader|parsers|compiler SECONDS"}
seconds=${2:-60}
cd "$(dirname "$0")/.."
out=.build/fuzz/$name
export SWIFT_BACKTRACE=enable=no  # a crash is for libFuzzer to report
mkdir -p "$out/findings" "$out/corpus"
swiftc -O -wmo -swift-version 6 -parse-as-library -sanitize=fuzzer,address -module-name Fuzz \
  -o "$out/$name" $(find Sources/AccessLog -name '*.swift') Fuzz/support.swift "Fuzz/$name.swift"
"$out/$name" -max_total_time="$seconds" -max_len=2048 -timeout=10 -rss_limit_mb=1024 \
  -artifact_prefix="$out/findings/" -print_final_stats=1 "$out/corpus" "Fuzz/corpus/$name"
