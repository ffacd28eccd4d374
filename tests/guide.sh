#!/usr/bin/env bash
# Draws the pictures of the guide from the running program: every screen is painted anew, and those that the guide shows are
# put beside it. `guide.sh [SCREEN]` draws only the screens whose names begin with that word.
set -euo pipefail
cd "$(dirname "$0")/.."

ANTEROOM_PICTURES=write ANTEROOM_SCREENS=${1:-} cargo test --locked --test screens pictures -- --quiet
mkdir -p assets/guide/pictures
rm -f assets/guide/pictures/*.png
grep -ho 'pictures/[a-z0-9-]*\.png' assets/guide/*.md | sort -u | while read -r picture; do
  cp "tests/snapshots/${picture#pictures/}" "assets/guide/$picture"
done
ls assets/guide/pictures
