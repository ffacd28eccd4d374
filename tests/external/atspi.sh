#!/usr/bin/env bash
# The real window as a screen reader has it: over AT-SPI on a virtual screen. Whatever can be focused has a name and a role,
# the parts of a page are landmarks, changes are announced, and the support-group check is done from Home to its result
# through actions of the interface alone; only the passphrase is typed. `atspi.sh DEMO`
set -euo pipefail
. "$(dirname "$0")/need.bash"
demo=${1:?the folder of a sample clinic}
need Xvfb openbox xdotool dbus-run-session gdbus python3
/usr/bin/python3 -c "import gi; gi.require_version('Atspi', '2.0')" 2>/dev/null || need gir1.2-atspi-2.0
[ -x /usr/libexec/at-spi-bus-launcher ] || need at-spi2-core
anteroom=$(realpath "${ANTEROOM:-$(dirname "$0")/../../target/debug/anteroom}")
here=$(cd "$(dirname "$0")" && pwd)

work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT
cp -R "$demo" "$work/demo"
mkfifo "$work/screen"
Xvfb -displayfd 3 -screen 0 1280x742x24 3>"$work/screen" >/dev/null 2>&1 & pids+=($!)
read -r -t 10 screen <"$work/screen" || fail "the virtual screen did not start"
export DISPLAY=:$screen LIBGL_ALWAYS_SOFTWARE=1 HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_RUNTIME_DIR=$work/run
mkdir -p -m 700 "$work/run"
unset WAYLAND_DISPLAY
openbox >/dev/null 2>&1 & pids+=($!)
dbus-run-session -- /usr/bin/python3 "$here/atspi.py" "$anteroom" --vault "$work/demo/Sample.vault" ||
  fail "see above"
