#!/usr/bin/env bash
# How fast it is, as ratios in one run; exits 1 if one is over its limit. An idle computer gives the fairest figures.
#
#   run.sh [evaluate|letter|audit|vault|clients|window|memory]...
#
# The comparisons are a package of their own (tests/bench/peers), so that `cargo test` builds none of it.
set -uo pipefail
cd "$(dirname "$0")/../.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
peers=tests/bench/peers/Cargo.toml
wanted=" ${*:-evaluate letter audit clients window memory} "
result=0

# The letter by typst, ReportLab, WeasyPrint and LibreOffice; what cannot be had is skipped with a word.
others() {
  local tools=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/anteroom-peers here=tests/bench/peers/others
  if ! command -v python3 >/dev/null; then
    echo "typst, ReportLab, WeasyPrint, LibreOffice: skipped (python3 is not installed)"
    return 0
  fi
  if ! cmp -s "$here/requirements.txt" "$tools/requirements.txt"; then
    if python3 -m venv "$tools" >/dev/null 2>&1 &&
      "$tools/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >/dev/null 2>&1; then
      cp "$here/requirements.txt" "$tools/"
    else
      echo "typst, ReportLab, WeasyPrint, LibreOffice: skipped (PyPI is not reached, or python3-venv is missing)"
      return 0
    fi
  fi
  PYTHONDONTWRITEBYTECODE=1 "$tools/bin/python" "$here/run.py" "$target/release" assets/fonts
}

load() { cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime; }

# Only what is wanted is built: each build of it takes minutes.
benches=()
for name in evaluate letter audit vault clients; do
  [[ $wanted == *" $name "* ]] && benches+=(--bench "$name")
done
if [ ${#benches[@]} -gt 0 ]; then
  cargo bench --locked --quiet --no-run "${benches[@]}" || exit 1
fi
if [[ $wanted == *" window "* || $wanted == *" memory "* ]]; then
  cargo build --locked --quiet --release || exit 1
fi
if [[ $wanted == *" window "* || $wanted == *" memory "* || $wanted == *" letter "* ]]; then
  cargo build --quiet --release --manifest-path "$peers" --target-dir "$target" || exit 1
fi
echo "load before: $(load)"

if [[ $wanted == *" evaluate "* ]]; then
  cargo bench --locked --quiet --bench evaluate || result=1
fi
if [[ $wanted == *" letter "* ]]; then
  "$target/release/letters" || result=1
  others || result=1
  cargo bench --locked --quiet --bench letter || result=1
fi
if [[ $wanted == *" audit "* ]]; then
  cargo bench --locked --quiet --bench audit || result=1
fi
if [[ $wanted == *" vault "* ]]; then
  cargo bench --locked --quiet --bench vault || result=1
fi
if [[ $wanted == *" clients "* ]]; then
  cargo bench --locked --quiet --bench clients || result=1
fi
if [[ $wanted == *" memory "* ]]; then
  # Memory and idleness of the real window, at the unlock page and with a large vault open.
  tests/bench/memory.sh "$target" || result=1
fi
if [[ $wanted == *" window "* ]]; then
  if command -v Xvfb >/dev/null; then
    work=$(mktemp -d)
    # A screen of its own, black and with nothing on it; a home of its own, so that no vault of this computer is opened.
    Xvfb -displayfd 3 -br -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
    screen=$!
    trap 'kill $screen 2>/dev/null; rm -rf "$work"' EXIT
    for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
    mkdir -m 700 "$work/run"
    env -u WAYLAND_DISPLAY DISPLAY=":$(cat "$work/display")" HOME="$work" XDG_DATA_HOME="$work/data" \
      XDG_RUNTIME_DIR="$work/run" LIBGL_ALWAYS_SOFTWARE=1 \
      "$target/release/first-frame" 1.3 "$target/release/anteroom" "$target/release/bare-window" || result=1
  else
    echo "start to first frame: skipped (Xvfb is not installed)"
  fi
fi
echo "load after:  $(load)"
exit $result
