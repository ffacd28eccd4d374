#!/usr/bin/env bash
# Every operation on a vault while its disk is full: file systems in memory of 1, 2, 4 and 8 MiB, with little or nothing
# left. Needs the right to mount; where there is none it is skipped, and the ordeals without a mount stand alone.
set -euo pipefail
. "$(dirname "$0")/need.bash"
cd "$(dirname "$0")/../.."
need cargo mount
work=$(mktemp -d)
mounted=()
finish() {
  for place in "${mounted[@]}"; do umount "$place" 2>/dev/null || umount -l "$place"; done
  rm -rf "$work"
}
trap finish EXIT

for size in 1 2 4 8; do
  place=$work/${size}-MiB
  mkdir "$place"
  if ! mount -t tmpfs -o "size=${size}m,mode=700" tmpfs "$place" 2>/dev/null; then
    echo "external: disk-full: skipped (no right to mount a file system)"
    exit 77
  fi
  mounted+=("$place")
done
ANTEROOM_ORDEAL_DISK=$(IFS=:; echo "${mounted[*]}") \
  cargo test --locked --quiet --test ordeal -- disk >"$work/said" 2>&1 || { cat "$work/said" >&2; fail "something was lost"; }
grep -h '^disk full' "$work/said" | sort -u | sed 's/^/external: /'
