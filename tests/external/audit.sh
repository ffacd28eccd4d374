#!/usr/bin/env bash
# The activity log of a sample clinic, exported and verified by a program that shares no code with this one.
# `audit.sh DEMO`
set -euo pipefail
. "$(dirname "$0")/need.bash"
demo=${1:?the folder of a sample clinic}
here=$(dirname "$0")
need python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
verifier=$here/../vectors/audit.py
words=$(sed -n "s/^pub const PASSPHRASE: &str = \"\(.*\)\";/\1/p" "$here/../../src/app/demo.rs")
printf '%s\n' "$words" >"$work/words"
# A copy: what is done here must not show in the clinic of the other checks.
cp -r "$demo" "$work/demo"
export HOME=$work XDG_STATE_HOME=$work/state
anteroom=(env "${ANTEROOM:?}" --vault "$work/demo/Sample.vault" --passphrase-file "$work/words")

"${anteroom[@]}" audit export "$work/log.jsonl" >"$work/said"
mark=$(sed -n 's/.*newest is //p' "$work/said")
python3 "$verifier" "$work/log.jsonl" --mark "$mark" >/dev/null || fail "the independent program does not accept a whole log"
"${ANTEROOM}" audit verify --export "$work/log.jsonl" --mark "$mark" >/dev/null || fail "the program does not accept its own log"

# Whatever is done to the file, both refuse it.
changed() {
  if python3 "$verifier" "$work/changed.jsonl" --mark "$mark" >/dev/null 2>&1; then fail "the independent program accepts: $1"; fi
  if "${ANTEROOM}" audit verify --export "$work/changed.jsonl" --mark "$mark" >/dev/null 2>&1; then fail "the program accepts: $1"; fi
}
log=$work/log.jsonl to=$work/changed.jsonl
sed '5s/"action":"[^"]*"/"action":"session.login"/' "$log" >"$to"; changed "an edited row"
sed 5d "$log" >"$to"; changed "a removed row"
sed '$d' "$log" >"$to"; changed "a missing last line"
sed '5{h;d};6{G}' "$log" >"$to"; changed "two rows in each other's place"
cat "$log" "$log" >"$to"; changed "a log twice"
head -c 2000 "$log" >"$to"; changed "half a line"
python3 - "$log" >"$to" <<'PYTHON'
import json, sys
rows = open(sys.argv[1]).read().splitlines()
last = json.loads(rows[5])
print("\n".join(rows[:6] + [json.dumps({"rows": 5, "head": last["hash"]})]))
PYTHON
changed "a cut log with an end that fits"
