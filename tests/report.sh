#!/usr/bin/env bash
# One report on the vault: every test of it, the ordeals with what was tried and what was lost, the parsers, the vectors.
# Exits 1 if anything failed or was lost.
#
#   report.sh [FILE]        also written to FILE
set -uo pipefail
cd "$(dirname "$0")/.."
out=${1:-/dev/null}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
result=0

# Runs one part of cargo test, and prints a line: what, how many passed, how many failed.
part() {
  local name=$1
  shift
  cargo test --locked "$@" >"$work/said" 2>&1 || { result=1; cat "$work/said" >&2; }
  grep -ho 'ordeal [a-z]*: .*' "$work/said" >>"$work/extra"
  awk -v name="$name" '/^test result:/ { passed += $4; failed += $6; ignored += $8 }
    END { printf "%-58s %6d passed %4d failed\n", name, passed, failed }' "$work/said"
}

{
  echo "The vault, $(date -u +%Y-%m-%d), $(git rev-parse --short HEAD 2>/dev/null || echo 'no commit')"
  echo
  : >"$work/extra"
  part "inside the vault (keys, slots, people, log, tampering)" --lib vault:: -- --nocapture
  part "the vault from outside" --test vault
  part "backups, restores, formats" --test durability
  part "roles, deeds and states" --test policy
  part "from the command line" --test staff_command --test backup_command --test records_command_line --test audit --test many_letters
  part "in the window" --test window_people --test window_backups --test window_rescue --test window_activity --test window_roles
  part "parsers: corpus and mutations" --test corpus -- --nocapture
  cat "$work/extra"
  echo
  ANTEROOM_ORDEAL_REPORT=$work/table cargo test --locked --test ordeal >"$work/said" 2>&1 || { result=1; cat "$work/said" >&2; }
  cat "$work/table" 2>/dev/null || echo "the ordeals did not end"
  echo
  tests/external.sh sqlcipher disk-full clear-text audit || result=1
  if command -v python3 >/dev/null; then
    cp tests/vectors/vault.json "$work/before"
    if (cd tests/vectors && python3 vault.py >/dev/null) && cmp -s "$work/before" tests/vectors/vault.json; then
      echo "known answers: the independent script makes the same again"
    else
      result=1
      echo "known answers: DIFFERENT from what the independent script makes"
    fi
    cp "$work/before" tests/vectors/vault.json
  fi
  # This half of the pipe is a process of its own: what failed in it is told by how it ends.
  exit "$result"
} | tee "$out"
exit $?
