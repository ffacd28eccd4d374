#!/usr/bin/env bash
# The letters of a sample clinic, as qpdf and poppler read them, each with the statement that its kind must make.
# `letters.sh DEMO`
set -euo pipefail
. "$(dirname "$0")/need.bash"
demo=${1:?the folder of a sample clinic}
here=$(dirname "$0")
need qpdf pdffonts pdftotext pdfinfo

letters=("$demo"/letters/*.pdf)
[ -e "${letters[0]}" ] || fail "no letters in $demo/letters"
"$here/check-pdf" "${letters[@]}"

# Each letter makes one statement, and each of the two kinds is there.
said=()
for letter in "${letters[@]}"; do
  for kind in l1 l2; do
    statement=$(sed -n "s/^letter-$kind-statement = //p" "$here/../../assets/letters/en/$kind.ftl")
    [ -n "$statement" ] || fail "the texts have no statement for $kind"
    if "$here/check-pdf" --say "$statement" "$letter" >/dev/null; then said+=("$kind"); fi
  done
done
[ "$(printf '%s\n' "${said[@]}" | sort | paste -s -d ' ')" = "l1 l2" ] || fail "the statements made are: ${said[*]}"
[ ${#letters[@]} -eq 2 ] || fail "${#letters[@]} letters instead of two"
