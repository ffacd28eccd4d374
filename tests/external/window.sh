#!/usr/bin/env bash
# The real window on a virtual screen, worked by keys alone: sign in, the places, a support-group check from its first
# question to its result and letter page, and the lock. Every page has to be painted and to differ from the one before,
# and the program has to live to the end. `window.sh DEMO`
set -euo pipefail
. "$(dirname "$0")/need.bash"
demo=${1:?the folder of a sample clinic}
need Xvfb xdotool openbox import convert compare
anteroom=${ANTEROOM:-$(dirname "$0")/../../target/debug/anteroom}

work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT
cp -R "$demo" "$work/demo"
passphrase=$(sed -n "s/^passphrase *//p" "$demo/../said" 2>/dev/null || true)
passphrase=${passphrase:-marble lantern orchard copper violin harbour}

# Xvfb finds a free screen by itself and says which.
mkfifo "$work/screen"
Xvfb -displayfd 3 -screen 0 1280x742x24 3>"$work/screen" >/dev/null 2>&1 & pids+=($!)
read -r -t 10 screen <"$work/screen" || fail "the virtual screen did not start"
export DISPLAY=:$screen LIBGL_ALWAYS_SOFTWARE=1 HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
unset WAYLAND_DISPLAY
openbox >/dev/null 2>&1 & pids+=($!)
"$anteroom" --vault "$work/demo/Sample.vault" >"$work/log" 2>&1 & program=$!; pids+=("$program")

window=
for _ in $(seq 60); do
  window=$(xdotool search --onlyvisible --name '^Anteroom' 2>/dev/null | tail -1) && [ -n "$window" ] && break
  sleep .25
done
[ -n "$window" ] || fail "no window opened: $(tail -3 "$work/log")"
xdotool windowsize --sync "$window" 1280 720 windowmove "$window" 0 0 windowfocus --sync "$window" || true

pages=0
# points A B: in how many points two pictures differ.
points() {
  local count
  count=$(compare -metric AE "$1" "$2" null: 2>&1 || true)
  count=${count%%[ (]*}
  printf '%.0f' "${count:-0}"
}
# page NAME: waits until the window stands still, shows something else than before, and that is a page, not a plain colour.
page() {
  local name=$1 changed=0 colours=0
  rm -f "$work/last.png"
  for _ in $(seq 30); do
    kill -0 "$program" 2>/dev/null || fail "the program ended before the page \"$name\": $(tail -3 "$work/log")"
    import -window "$window" "$work/now.png"
    colours=$(identify -format %k "$work/now.png")
    changed=1000000
    [ ! -f "$work/before.png" ] || changed=$(points "$work/before.png" "$work/now.png")
    # A page has hundreds of shades in its letters, and another page is other in thousands of points; a caret that
    # blinks is not.
    if [ "$colours" -gt 60 ] && [ "$changed" -gt 2000 ] && [ -f "$work/last.png" ] &&
      [ "$(points "$work/last.png" "$work/now.png")" -lt 400 ]; then
      mv "$work/now.png" "$work/before.png"
      [ -z "${KEEP:-}" ] || cp "$work/before.png" "$KEEP/$(printf %02d "$pages")-${name// /-}.png"
      pages=$((pages + 1))
      return
    fi
    mv "$work/now.png" "$work/last.png"
    sleep .15
  done
  fail "the page \"$name\" was not painted: $colours colours, $changed points other than before"
}
# The ground at the left of the page to sign in; gone when the vault is open.
locked() { [ "$(convert "$work/before.png" -crop 1x1+30+700 -format '%[hex:p]' info:)" = "$aside" ]; }
key() { xdotool key --delay 40 "$@"; sleep .1; }
types() { xdotool type --delay 12 -- "$1"; sleep .1; }

page "sign in"
aside=$(convert "$work/before.png" -crop 1x1+30+700 -format '%[hex:p]' info:)
types sample
key Return
types "$passphrase"
key Return
page home
while locked; do page home; done
key ctrl+2; page clients
key ctrl+3; page groups
key ctrl+4; page letters
key ctrl+comma; page settings
key ctrl+slash; page keys
key Escape; page "settings again"
key ctrl+f; types Marigold; page "one client"
key Return Return; page "a client"
key ctrl+n; page "new screening"
key 2; page "the first question"
for _ in $(seq 14); do key 1 Return; done
key g; page "the last question"
key Return; page result
# Backwards from the top of a page stand the steps: letter, decide, groups.
key shift+Tab shift+Tab Return; page decide
key shift+Tab Return; page letter
key ctrl+slash; page "keys over a letter"
key Escape; page "letter again"
key ctrl+l; page locked
locked || fail "the window shows something while it is locked"
kill -0 "$program" 2>/dev/null || fail "the program ended: $(tail -3 "$work/log")"
! grep -qi panick "$work/log" || fail "the program panicked: $(grep -i panick "$work/log" | head -1)"
echo "$pages pages were painted"
