#!/bin/sh
# Fuzzes one target: Fuzz/run.sh TARGET [SECONDS] [EXECUTIONS]
# TARGET is reader, detector, parsers, compiler, forwarded, decoder or inspector. Address sanitizer is on, and
# so are all checks of the language. Findings go to .build/fuzz/TARGET/findings, new inputs to
# .build/fuzz/TARGET/corpus, from which the next run goes on; EXECUTIONS in all are counted in
# .build/fuzz/TARGET/executions. The program is built anew when a source has changed.
# FUZZ_FLAGS holds more flags for libFuzzer, as for many short inputs once coverage grows no more:
# "-max_len=160 -entropic=0 -use_cmp=0 -reduce_inputs=0" runs twice as many a second.
# Needs a Swift toolchain with libFuzzer (Linux).
set -eu
target=${1:?"usage: Fuzz/run.sh reader|detector|parsers|compiler|forwarded|decoder|inspector [SECONDS] [EXECUTIONS]"}
seconds=${2:-60}
runs=${3:--1}
cd "$(dirname "$0")/.."
program=.build/fuzz/tocsin-fuzz
out=.build/fuzz/$target
export SWIFT_BACKTRACE=enable=no  # a crash is for libFuzzer to report
mkdir -p "$out/findings" "$out/corpus"

# A module for each room, as in the package: files of the same name may live in both.
build() {
  flags="-swift-version 6 -O -wmo -parse-as-library -sanitize=fuzzer,address -I .build/fuzz"
  for room in AccessLog Inspection; do
    # shellcheck disable=SC2046,SC2086
    swiftc $flags -package-name tocsin -module-name $room -enable-testing -emit-module \
      -emit-module-path .build/fuzz/$room.swiftmodule -emit-object -o .build/fuzz/$room.o \
      $(find Sources/$room -name '*.swift')
  done
  # shellcheck disable=SC2086
  swiftc $flags -module-name Fuzz -o $program Fuzz/*.swift .build/fuzz/AccessLog.o \
    .build/fuzz/Inspection.o
}
if [ ! -x $program ] || [ -n "$(find Sources/AccessLog Sources/Inspection Fuzz -name '*.swift' \
  -newer $program | head -n 1)" ]; then
  build
fi

# Seeds of the inspector and the decoder: one attack of each sort, so that the first inputs already
# reach the grammars.
case $target in
  inspector | decoder)
    index=0
    while IFS= read -r seed; do
      index=$((index + 1))
      printf 'AAAA%s' "$seed" > "$out/corpus/seed$index"
    done < Fuzz/seeds.txt
    ;;
esac
mkdir -p "Fuzz/corpus/$target"
# shellcheck disable=SC2086
TOCSIN_FUZZ=$target $program -max_total_time="$seconds" -runs="$runs" -max_len=600 -timeout=10 \
  ${FUZZ_FLAGS:-} -rss_limit_mb=1024 -artifact_prefix="$out/findings/" -print_final_stats=1 "$out/corpus" \
  "Fuzz/corpus/$target" 2>&1 | tee "$out/last.log" | tail -n 12
done=$(awk '/stat::number_of_executed_units/ { print $2 }' "$out/last.log")
before=$(cat "$out/executions" 2> /dev/null || echo 0)
if [ -z "$done" ]; then
  echo "a finding: see $out/findings and $out/last.log" >&2
  exit 1
fi
echo $((before + done)) > "$out/executions"
echo "$target: $done executions, $((before + done)) in all"
