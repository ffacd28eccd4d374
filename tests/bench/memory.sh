#!/usr/bin/env bash
# Memory and idleness of the real window on a screen of its own: `memory.sh TARGET-DIRECTORY`; exits 1 over a limit.
#
# At the unlock page at most 1.25 times a bare eframe window; with a vault of 100,000 clients and 300,000 screenings open
# at most 80 MB more; at rest at most a tenth of a per cent of a core. Needs Xvfb and xdotool.
set -uo pipefail
cd "$(dirname "$0")/../.."
target=$1
for tool in Xvfb xdotool; do
  command -v "$tool" >/dev/null || { echo "memory: skipped ($tool is not installed)"; exit 0; }
done
work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done; rm -rf "$work"' EXIT
rest=${ANTEROOM_REST_SECS:-60}
size=${ANTEROOM_LARGE:-full}

# Making it takes minutes; one that `--make` left before can be named instead.
vault=${ANTEROOM_LARGE_VAULT:-$work/Large.vault}
[ -d "$vault" ] || cargo bench --locked --quiet --bench clients -- --make "$vault" "$size" || exit 1
Xvfb -displayfd 3 -br -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
pids+=($!)
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
mkdir -m 700 "$work/run" "$work/home"
unset WAYLAND_DISPLAY
export DISPLAY=":$(cat "$work/display")" HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_RUNTIME_DIR="$work/run"
export LIBGL_ALWAYS_SOFTWARE=1

memory_kb() { awk '/^VmRSS:/ { print $2 }' "/proc/$1/status"; }
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
result=0
judge() { # name, value, most, unit
  local verdict=ok
  awk -v a="$2" -v b="$3" 'BEGIN { exit !(a > b) }' && { verdict=OVER; result=1; }
  printf '%-52s %10s %10s %s  %s\n' "$1" "$2" "$3" "$4" "$verdict"
}
# CPU time at rest, in per mille of a core.
at_rest() {
  local before after
  before=$(ticks "$1"); sleep "$rest"; after=$(ticks "$1")
  awk -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" -v s="$rest" 'BEGIN { printf "%.2f", 1000 * t / hz / s }'
}

"$target/release/bare-window" >/dev/null 2>&1 &
bare=$!; pids+=("$bare"); sleep 6
bare_kb=$(memory_kb "$bare"); kill "$bare"; wait "$bare" 2>/dev/null

"$target/release/anteroom" --vault "$vault" >/dev/null 2>&1 &
ours=$!; pids+=("$ours"); sleep 6
locked_kb=$(memory_kb "$ours")
locked_rest=$(at_rest "$ours")
window=$(xdotool search --onlyvisible --name Anteroom | tail -1)
xdotool windowfocus "$window"
# The login first: the vault was never opened on this computer.
xdotool type --delay 20 'vera'; xdotool key Tab; sleep 1
xdotool type --delay 20 'orbit lantern cobalt thicket mural wren'
xdotool key Return; sleep 8
# The list of clients, in its search: what is held in memory for it counts.
xdotool key ctrl+f; sleep 3
xdotool type --delay 60 'ada'; sleep 3
open_kb=$(memory_kb "$ours")
# Twenty seconds after the last command the vault does its work of the day, once: that is work, not rest.
sleep 40
open_rest=$(at_rest "$ours")

printf '%-52s %10s %10s\n' "" ours most
judge "unlock page, of a bare window (${bare_kb} kB)" \
  "$(awk -v a="$locked_kb" -v b="$bare_kb" 'BEGIN { printf "%.2f", a / b }')" 1.25 times
judge "more with the large vault open" \
  "$(awk -v a="$open_kb" -v b="$locked_kb" 'BEGIN { printf "%.1f", (a - b) / 1024 }')" 80 MB
judge "at rest, locked" "$locked_rest" 1 "per mille of a core"
judge "at rest, open" "$open_rest" 1 "per mille of a core"
exit $result
