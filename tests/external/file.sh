#!/usr/bin/env bash
# Letters as files, read by others: two checkers of PDF/UA from PyPI that share nothing, PDFium, MuPDF and poppler. A
# letter with a password opens with it in all three, and without it or with another in none.
# `file.sh DEMO`
set -euo pipefail
. "$(dirname "$0")/need.bash"
demo=${1:?the folder of a sample clinic}
here=$(dirname "$0")
need python3 pdftotext pdfinfo qpdf

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Kept from one run to the next: the packages are large.
tools=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/anteroom-checkers
if ! "$tools/bin/python" -c 'import pymupdf, pypdfium2, outloud, pdfua' 2>/dev/null; then
  python3 -m venv "$tools" 2>/dev/null || need python3-venv
  if ! "$tools/bin/pip" install --quiet --disable-pip-version-check outloud==0.2.1 pdfua==0.1.3 pymupdf==2.0 pypdfium2==5.15.2 >"$work/pip" 2>&1; then
    echo "external: file: skipped (PyPI is not reached)"
    exit 77
  fi
fi

sed -n "s/^pub const PASSPHRASE: &str = \"\(.*\)\";/\1/p" "$here/../../src/app/demo.rs" >"$work/words"
cp -r "$demo" "$work/demo"
export HOME=$work XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
vault=(--vault "$work/demo/Sample.vault" --passphrase-file "$work/words")
id=$("${ANTEROOM:?}" screening list --json "${vault[@]}" | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    if row.get("stage") == "signed" and row.get("pathway") == "therapy":
        print(row["screening"]); break')
printf 'marble Zoë orchard\n' >"$work/password"
"$ANTEROOM" letter "$id" --kind L1 --out "$work/us.pdf" --paper letter "${vault[@]}" >/dev/null
"$ANTEROOM" letter "$id" --kind L1 --out "$work/locked.pdf" --encrypt "$work/password" "${vault[@]}" >/dev/null

letters=("$demo"/letters/*.pdf "$work/us.pdf")
for letter in "${letters[@]}"; do
  name=$(basename "$letter")
  "$tools/bin/outloud" --layer conformance "$letter" >"$work/said" 2>&1 || fail "outloud about $name: $(tail -20 "$work/said")"
  "$tools/bin/pdfua" check "$letter" >"$work/said" 2>&1 || fail "pdfua about $name: $(tail -20 "$work/said")"
  # The tree: a title, headings, a table whose cells are named, a list.
  pdfinfo -struct "$letter" >"$work/tree"
  for part in Document H1 H2 P Table TR TH TD L LI LBody; do
    grep -q "^ *$part" "$work/tree" || fail "$name has no $part in its tree"
  done
done
"$tools/bin/python" "$here/open-pdf.py" "$work/locked.pdf" "$work/password" "${letters[@]}" || fail "see above"
