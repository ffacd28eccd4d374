#!/usr/bin/env bash
# The database of a vault is an ordinary SQLCipher 4 file: the stock program opens it with the raw key, finds every page
# good, and opens it with no other key.
set -euo pipefail
. "$(dirname "$0")/need.bash"
cd "$(dirname "$0")/../.."
need cargo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Debian 12 still has SQLCipher 3, which knows no file of version 4; then the Python package, which brings its own.
if [ "$(printf 'PRAGMA cipher_version;\n' | sqlcipher 2>/dev/null | cut -d. -f1)" = 4 ]; then
  run() { sqlcipher "$work/vault.db" 2>&1; }
  version="sqlcipher $(printf 'PRAGMA cipher_version;\n' | sqlcipher)"
else
  need python3
  python3 -c 'import sqlcipher3' 2>/dev/null || python3 -m pip install --quiet --target "$work/python" sqlcipher3-binary >/dev/null 2>&1 || true
  export PYTHONPATH=$work/python
  python3 -c 'import sqlcipher3' 2>/dev/null || need "sqlcipher 4"
  cat >"$work/run.py" <<'PYTHON'
import sys, sqlcipher3
db = sqlcipher3.connect(sys.argv[1])
try:
    for line in sys.stdin:
        for row in db.execute(line):
            print(*row, sep="|")
except sqlcipher3.Error as error:
    print("Error:", error)
PYTHON
  run() { python3 "$work/run.py" "$work/vault.db" 2>&1; }
  version="sqlcipher3 for Python, SQLCipher $(python3 -c 'import sqlcipher3; print(*sqlcipher3.connect(":memory:").execute("PRAGMA cipher_version").fetchone())')"
fi

ANTEROOM_RAW_KEY_TO=$work cargo test --locked --quiet --lib \
  the_database_and_its_key_can_be_given_to_another_program >"$work/said" 2>&1 || { cat "$work/said" >&2; fail "no vault was made"; }
key=$(cat "$work/key")

ask() { printf '%s\n' "PRAGMA key = \"x'$1'\";" "$2" | run; }

[ "$(ask "$key" 'PRAGMA cipher_integrity_check;' | grep -vx ok || true)" = "" ] || fail "pages do not verify"
[ "$(ask "$key" 'PRAGMA integrity_check;' | tail -n 1)" = ok ] || fail "the structure is not whole"
events=$(ask "$key" 'SELECT count(*) FROM audit;' | tail -n 1)
[ "$events" -gt 5 ] || fail "the activity log has $events rows"
signed=$(ask "$key" "SELECT count(*) FROM screening WHERE body ->> '$.stage' = 'signed';" | tail -n 1)
[ "$signed" = 1 ] || fail "$signed signed screenings instead of one"
other=$(printf '%s' "$key" | tr 0-9a-f 1-9a-f0)
ask "$other" 'SELECT count(*) FROM audit;' | grep -q 'file is not a database' || fail "it opens with another key"
echo "external: $version reads $events events, and no other key opens the file"
