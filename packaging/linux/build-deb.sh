#!/usr/bin/env bash
# Makes anteroom_VERSION_ARCH.deb. The same sources, compiler and SOURCE_DATE_EPOCH give the same bytes.
#
#   build-deb.sh [--binary PATH] [--out DIR]
#
# --binary takes a program that is built already; otherwise it is built with the `dist` profile.
# Who maintains the package is taken from DEBFULLNAME and DEBEMAIL, as other Debian tools do.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/linux

binary= out=target/deb
while [ $# -gt 0 ]; do
  case $1 in
    --binary) binary=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
arch=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-Anteroom contributors} <${DEBEMAIL:-contributors@anteroom.invalid}>"
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y Cargo.toml)}"
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8

if [ -z "$binary" ]; then
  # Paths of this computer have no place in the program.
  export RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$PWD=/anteroom --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
  cargo build --profile dist --locked
  binary=${CARGO_TARGET_DIR:-target}/dist/anteroom
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
doc=$root/usr/share/doc/anteroom
icons=$root/usr/share/icons/hicolor

install -D -m 755 "$binary" "$root/usr/bin/anteroom"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/bin/anteroom"
install -D -m 644 "$here/org.anteroom.Anteroom.desktop" -t "$root/usr/share/applications"
install -D -m 644 "$here/org.anteroom.Anteroom.metainfo.xml" -t "$root/usr/share/metainfo"
install -D -m 644 "$here/anteroom.svg" "$icons/scalable/apps/org.anteroom.Anteroom.svg"
for picture in "$here"/icons/*.png; do
  size=$(basename "$picture" .png)
  install -D -m 644 "$picture" "$icons/${size}x$size/apps/org.anteroom.Anteroom.png"
done

zip() { gzip -9 -n; }
mkdir -p "$doc" "$root/usr/share/man/man1"
zip < "$here/anteroom.1" > "$root/usr/share/man/man1/anteroom.1.gz"
# The changelog's part about this version, in the form that Debian's tools read.
{
  printf 'anteroom (%s) unstable; urgency=medium\n\n' "$version"
  awk -v v="## [$version]" '
    index($0, v) == 1 { on = 1; next } /^## / { on = 0 }
    on && /^- / { printf "%s%s", (any++ ? "\n" : ""), $0 } on && /^  / { printf " %s", substr($0, 3) }
    END { print "" }' CHANGELOG.md | fold -s -w 74 | sed -e 's/ *$//' -e 's/^\([^-]\)/    \1/' -e 's/^- /  * /'
  printf '\n -- %s  %s\n' "$maintainer" "$(date --utc --rfc-email --date="@$SOURCE_DATE_EPOCH")"
} | zip > "$doc/changelog.gz"
install -m 644 SECURITY.md "$doc/"
[ ! -e README.md ] || install -m 644 README.md "$doc/"
# The whole text of the fonts' licence, in the form that this file wants.
sed -e 's/^[[:space:]]*$/./' -e 's/^/ /' assets/fonts/OFL.txt > "$root/ofl"
sed -e "/^@OFL@$/{r $root/ofl" -e 'd}' "$here/copyright" > "$doc/copyright"
rm "$root/ofl"
"$here/third-party.sh" | zip > "$doc/third-party.gz"

# What the program is linked with, and what it opens while it runs: X11, OpenGL and, where there is one, Wayland.
linked="libc6, libgcc-s1"
if command -v dpkg-shlibdeps >/dev/null; then
  mkdir "$root/debian"
  printf 'Source: anteroom\n\nPackage: anteroom\nArchitecture: any\n' > "$root/debian/control"
  found=$(cd "$root" && dpkg-shlibdeps -O --ignore-missing-info usr/bin/anteroom 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
  linked=${found:-$linked}
  rm -r "$root/debian"
fi

find "$root" -type d -exec chmod 755 {} +
mkdir "$root/DEBIAN"
cat > "$root/DEBIAN/control" <<EOF
Package: anteroom
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size --exclude=DEBIAN "$root" | cut -f1)
Depends: $linked, libgl1, libx11-6, libx11-xcb1, libxcb1, libxcursor1, libxi6, libxkbcommon0, libxkbcommon-x11-0
Recommends: libegl1, libwayland-client0, libwayland-cursor0, libwayland-egl1, xdg-desktop-portal | zenity, cups-client
Section: misc
Priority: optional
Description: offline intake screening for therapy groups and support groups
 With a prospective member, clinic staff run a therapy-group assessment or a
 support-group check. The program explains what its rules recommend and why,
 and which of the clinic's groups fit; people decide. The record stays in an
 encrypted vault on this computer, and a referral letter is printed from it.
 .
 For licensed clinicians. It makes no diagnosis and no prediction, is not for
 emergencies, and opens no network connection.
EOF
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
chmod 644 "$root"/DEBIAN/*
find "$root" -print0 | xargs -0 touch --no-dereference --date="@$SOURCE_DATE_EPOCH"

mkdir -p "$out"
deb=$out/anteroom_${version}_$arch.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$deb" >/dev/null
echo "$deb"
