#!/usr/bin/env bash
# The Debian package can be made, is in order, and the program in it starts and shows its window.
set -euo pipefail
. "$(dirname "$0")/need.bash"
cd "$(dirname "$0")/../.."
need dpkg-deb strip xz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The debug program: what is looked at is the package; how fast it is does not matter here.
XZ_DEFAULTS=-0 packaging/linux/build-deb.sh --binary "${ANTEROOM:-target/debug/anteroom}" --out "$work" >/dev/null
# In CI it is installed too, so that a library that it needs and does not name is found out.
install=
if [ "${CI:-false}" = true ] && [ "$(id -u)" -eq 0 ]; then install=--install; fi
packaging/linux/test-deb.sh "$work"/*.deb $install
