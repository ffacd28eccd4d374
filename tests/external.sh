#!/usr/bin/env bash
# What other programs make of what this one writes: runs every tests/external/*.sh and counts.
#
#   external.sh [--strict] [NAME...]
#
# A check whose tool is not installed says so and is skipped; with --strict, or where CI=true, it fails instead.
# Each check is given the folder of a sample clinic that `anteroom demo` has just made, and can be run alone with another.
set -uo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

names=()
for argument; do
  case $argument in
    --strict) export CI=true ;;
    -*) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) names+=("tests/external/${argument%.sh}.sh") ;;
  esac
done
[ ${#names[@]} -gt 0 ] || names=(tests/external/*.sh)

cargo build --locked --quiet || exit 1
ANTEROOM=$(realpath "${CARGO_TARGET_DIR:-target}/debug/anteroom")
export ANTEROOM
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$ANTEROOM" demo "$work/demo" --no-window >"$work/said" || { echo "external: FAILED: the sample clinic could not be made" >&2; exit 1; }

passed=0 failed=0 skipped=0
for check in "${names[@]}"; do
  name=$(basename "$check" .sh)
  "$check" "$work/demo"
  case $? in
    0) passed=$((passed + 1)); echo "external: $name: ok" ;;
    77) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)); echo "external: $name: FAILED" >&2 ;;
  esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
