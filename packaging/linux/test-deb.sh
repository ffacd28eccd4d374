#!/usr/bin/env bash
# Does the package install and the program start? Looks at the files, installs, runs it, opens its window.
#
#   test-deb.sh PACKAGE.deb [--install] [--strict]
#
# Without --install the package is only unpacked, and the program is run from there; with it (as root) dpkg installs it,
# and removes it at the end. A check whose tool is missing is skipped, unless --strict or CI=true.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

deb= install=false strict=${CI:-false}
for argument; do
  case $argument in
    --install) install=true ;;
    --strict) strict=true ;;
    -*) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) deb=$(realpath "$argument") ;;
  esac
done
[ -n "$deb" ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }

say() { printf 'package: %s\n' "$*"; }
fail() { printf 'package: FAILED: %s\n' "$*" >&2; exit 1; }
have() {
  command -v "$1" >/dev/null && return 0
  [ "$strict" != true ] || fail "$1 is not installed"
  say "skipped: $2 ($1 is not installed)"
  return 1
}

work=$(mktemp -d)
screen= program=
end() {
  [ -z "$program" ] || kill "$program" 2>/dev/null || true
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  if [ -e "$work/installed" ]; then dpkg --purge anteroom >/dev/null 2>&1 || true; fi
  rm -rf "$work"
}
trap end EXIT

# Its files.
dpkg-deb --extract "$deb" "$work/root"
share=$work/root/usr/share
for file in bin/anteroom share/applications/org.anteroom.Anteroom.desktop share/metainfo/org.anteroom.Anteroom.metainfo.xml \
  share/icons/hicolor/{scalable/apps/org.anteroom.Anteroom.svg,{16x16,48x48,256x256,512x512}/apps/org.anteroom.Anteroom.png} \
  share/doc/anteroom/{copyright,changelog.gz,third-party.gz} share/man/man1/anteroom.1.gz; do
  [ -s "$work/root/usr/$file" ] || fail "/usr/$file is missing or empty"
done
dpkg-deb --contents "$deb" | awk '$2 != "root/root" { bad = 1 } END { exit bad }' || fail "a file is not root's"
if have desktop-file-validate "desktop file"; then
  desktop-file-validate --no-hints "$share"/applications/*.desktop || fail "desktop file"
fi
if have appstreamcli "metainfo"; then
  appstreamcli validate --no-net "$share"/metainfo/*.xml >/dev/null || fail "metainfo"
fi
if have man "manual page"; then
  mistakes=$(MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l "$share/man/man1/anteroom.1.gz" 2>&1 >"$work/manual")
  [ -z "$mistakes" ] || fail "manual page: $mistakes"
fi
if have lintian "lintian"; then
  lintian --allow-root --fail-on error,warning "$deb" >"$work/lintian" 2>&1 || { cat "$work/lintian"; fail "lintian"; }
fi
say "its files are in order"

# Installed, or only unpacked.
anteroom=$work/root/usr/bin/anteroom
if [ "$install" = true ]; then
  if dpkg-query -W anteroom >/dev/null 2>&1; then fail "a package anteroom is installed already; remove it first"; fi
  touch "$work/installed"
  apt-get install -y -qq --no-install-recommends "$deb" >"$work/apt" 2>&1 || { cat "$work/apt"; fail "installing"; }
  anteroom=/usr/bin/anteroom
  dpkg --verify anteroom | grep . && fail "a file is not as it was packed"
  say "installed"
fi

# It runs, knows what the package says it is, and its manual names each of its commands.
version=$(dpkg-deb --field "$deb" Version)
[ "$("$anteroom" --version)" = "anteroom $version" ] || fail "--version does not say $version"
"$anteroom" evaluate tests/vignettes/01-clearly-suitable.json >"$work/evaluated" || fail "evaluate"
[ -s "$work/evaluated" ] || fail "evaluate says nothing"
commands=$("$anteroom" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\).*/\1/p')
for command in $commands; do
  zcat "$share/man/man1/anteroom.1.gz" | grep -Eq "^\.(B|BR|BI|RB) \"?$command( |\"|$)" || fail "the manual does not know '$command'"
done
say "$("$anteroom" --version) runs; commands:" $commands

# Its window.
for tool in Xvfb xdotool; do have $tool "window" || exit 0; done
export HOME=$work/home XDG_DATA_HOME=$work/home/data XDG_RUNTIME_DIR=$work/home/run
mkdir -p -m 700 "$HOME" "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || fail "the virtual screen did not start"
DISPLAY=:$(cat "$work/display"); export DISPLAY
LIBGL_ALWAYS_SOFTWARE=1 "$anteroom" >"$work/said" 2>&1 &
program=$!
window=
for _ in $(seq 300); do
  window=$(xdotool search --onlyvisible --name '^Anteroom' 2>/dev/null | head -n 1) && [ -n "$window" ] && break
  kill -0 "$program" 2>/dev/null || { cat "$work/said"; fail "the program ended before its window opened"; }
  sleep 0.1
done
[ -n "$window" ] || fail "no window within 30 seconds"
sleep 2
kill -0 "$program" 2>/dev/null || { cat "$work/said"; fail "the program ended soon after its window opened"; }
if have import "picture of the window"; then
  colours=$(import -silent -window "$window" "$work/window.png" && identify -format '%k' "$work/window.png")
  [ "$colours" -ge 16 ] || fail "the window is blank ($colours colours)"
  [ -z "${KEEP_PICTURE:-}" ] || cp "$work/window.png" "$KEEP_PICTURE"
fi
say "its window opens: $(xdotool getwindowname "$window"), $(xdotool getwindowgeometry "$window" | sed -n 's/.*Geometry: //p')"
