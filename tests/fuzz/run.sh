#!/usr/bin/env bash
# Every parser of bytes from outside, under the fuzzer, for so many seconds each.
#
#   run.sh [SECONDS [TARGET...]]        60 seconds each, all targets
#
# Needs a nightly toolchain and cargo-fuzz (`cargo install cargo-fuzz`). What crashes is left in
# tests/fuzz/artifacts; make it small with `cargo fuzz tmin` and put it into tests/corpus/TARGET.
set -uo pipefail
cd "$(dirname "$0")/../.."

seconds=${1:-60}
shift || true
if ! cargo +nightly fuzz --version >/dev/null 2>&1; then
  echo "fuzz: skipped (a nightly toolchain with cargo-fuzz is needed)"
  exit 77
fi
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd tests/corpus && ls -d */ | tr -d /)

# cargo-fuzz hands its own flags to the compiler; those of the bundled database must reach it from any folder.
flags=$(sed -n 's/^LIBSQLITE3_FLAGS = "\(.*\)"$/\1/p' .cargo/config.toml)
export LIBSQLITE3_FLAGS="$flags"
# The address sanitizer keeps what was freed, up to 256 MB of it: the limit below is meant for what a parser holds.
export ASAN_OPTIONS="quarantine_size_mb=16${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
failed=0
for target in "${targets[@]}"; do
  found=tests/fuzz/corpus/$target
  mkdir -p "$found"
  if ANTEROOM_FUZZ=$target cargo +nightly fuzz run --fuzz-dir tests/fuzz parsers "$found" "tests/corpus/$target" -- \
    -max_total_time="$seconds" -rss_limit_mb=256 -timeout=5 -max_len=70000 -print_final_stats=1 \
    >"$found.log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log")
    echo "fuzz: $target: ${runs:-0} runs in $seconds s, no crash"
  else
    failed=$((failed + 1))
    echo "fuzz: $target: FAILED, see $found.log" >&2
    tail -n 20 "$found.log" >&2
  fi
done
[ "$failed" -eq 0 ]
