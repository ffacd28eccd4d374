#!/usr/bin/env bash
# Prints what is built into the program for this system: each crate, its licence, and every licence text once.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
sources=${CARGO_HOME:-$HOME/.cargo}/registry/src

tree() { cargo tree --locked --prefix none --format '{p}|{l}|{r}' "$@" | sed 's/ (\*)//; s/ (proc-macro)//'; }
# The sources in C come by way of crates that only help to build.
list=$({ tree --edges normal; tree --edges normal,build | grep -E '^[a-z0-9_]+-src v'; } |
  grep -v '^anteroom v' | sort -u)
texts=$(mktemp -d)
trap 'rm -rf "$texts"' EXIT

echo "Anteroom contains these crates, unchanged:"
echo
while IFS='|' read -r package licence source; do
  name=${package%% v*} version=${package##* v}
  printf '%-44s %s\n' "$name $version" "$licence"
  [ -z "$source" ] || printf '%-44s %s\n' '' "$source"
  # SQLCipher and OpenSSL lie a folder deeper in their crates.
  find "$sources"/*/"$name-$version" -maxdepth 2 -type f \
    \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' -o -iname 'unlicense*' \) \
    ! -name '*.rs' -print0 2>/dev/null | sort -z | while IFS= read -r -d '' file; do
      sum=$(sha256sum < "$file" | cut -c1-64)
      [ -e "$texts/$sum" ] || cp "$file" "$texts/$sum"
      echo "$name $version" >> "$texts/$sum.of"
    done
done <<< "$list"

for of in "$texts"/*.of; do
  printf '\n%.0s' 1 2
  printf '=%.0s' {1..100}
  printf '\n'
  sort -u "$of" | paste -s -d , | sed 's/,/, /g' | fold -s -w 100
  printf -- '-%.0s' {1..100}
  printf '\n\n'
  cat "${of%.of}"
done
