#!/usr/bin/env bash
# Letters to a real printer: CUPS and an IPP printer, both of this check alone and on loopback only. The same text
# arrives; a stopped, a refusing, a removed printer and a print system that does not run each give their message.
# `print.sh DEMO`, as root
set -euo pipefail
. "$(dirname "$0")/need.bash"
demo=${1:?the folder of a sample clinic}
here=$(dirname "$0")
export PATH=$PATH:/usr/sbin:/sbin
need pdftotext pdfinfo
# A print system is more than every machine can be given, also in CI.
CI=false need cupsd ippeveprinter lpadmin lp lpstat avahi-daemon dbus-daemon
[ "$(id -u)" -eq 0 ] || { echo "external: print: skipped (a print system is started as root)"; exit 77; }

place=$(mktemp -d /tmp/print.XXXX)
chmod 755 "$place"
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$place" 2>/dev/null || { sleep 1; rm -rf "$place"; }
}
trap finish EXIT
mkdir -p "$place"/{spool,root,sp,cache,state,log,tmp,home}
chown -R lp:lp "$place"/{sp,cache,state,log}
# The printer makes itself known by DNS-SD and does not start without it.
if ! dbus-send --system --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListNames >/dev/null 2>&1; then
  mkdir -p /run/dbus
  rm -f /run/dbus/system_bus_socket
  dbus-daemon --system --nofork --nopidfile >"$place/dbus.log" 2>&1 & pids+=($!)
  sleep 1
fi
if ! pidof avahi-daemon >/dev/null; then
  sed 's/^#\?allow-interfaces=.*/allow-interfaces=lo/' /etc/avahi/avahi-daemon.conf >"$place/avahi.conf"
  avahi-daemon -f "$place/avahi.conf" --no-rlimits >"$place/avahi.log" 2>&1 & pids+=($!)
  sleep 2
fi
port=$((20000 + $$ % 20000))
ippeveprinter -p $((port + 1)) -n localhost -k -d "$place/spool" -f application/pdf,image/urf,image/pwg-raster \
  -v "Loop Printer" >"$place/ipp.log" 2>&1 & pids+=($!)
cat >"$place/root/cupsd.conf" <<CONF
LogLevel info
Listen 127.0.0.1:$port
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
CONF
{
  echo "ServerRoot $place/root"
  echo "RequestRoot $place/sp"
  echo "CacheDir $place/cache"
  echo "StateDir $place/state"
  for log in Access Error Page; do echo "${log}Log $place/log/$log"; done
  echo "SystemGroup root lpadmin"
  echo "User lp"
  echo "Group lp"
} >"$place/files.conf"
cupsd -f -c "$place/root/cupsd.conf" -s "$place/files.conf" >"$place/cupsd.log" 2>&1 & cups=$!
pids+=("$cups")
export CUPS_SERVER=127.0.0.1:$port
for _ in $(seq 40); do lpstat -r 2>/dev/null | grep -q "is running" && break; sleep 0.25; done
for _ in $(seq 20); do
  lpadmin -p LoopIPP -E -v "ipp://localhost:$((port + 1))/ipp/print" -m everywhere >"$place/lpadmin.log" 2>&1 && break
  sleep 0.5
done
lpadmin -d LoopIPP || {
  echo "external: print: skipped (no printer could be set up here: $(tail -n 1 "$place/lpadmin.log"))"
  exit 77
}

cp -r "$demo" "$place/demo"
sed -n "s/^pub const PASSPHRASE: &str = \"\(.*\)\";/\1/p" "$here/../../src/app/demo.rs" >"$place/words"
# Whatever is left behind would be here.
export HOME=$place/home XDG_STATE_HOME=$place/home/state XDG_DATA_HOME=$place/home/data TMPDIR=$place/tmp
vault=(--vault "$place/demo/Sample.vault" --passphrase-file "$place/words")
anteroom() { "${ANTEROOM:?}" "$@"; }
anteroom printers >"$place/printers"
grep -qx "LoopIPP (usual): ready" "$place/printers" || fail "the printer is not listed: $(cat "$place/printers")"

# The signed therapy assessment of the sample clinic.
id=$(anteroom screening list --json "${vault[@]}" | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    if row.get("stage") == "signed" and row.get("pathway") == "therapy":
        print(row["screening"]); break')
[ -n "$id" ] || fail "the sample clinic has no signed assessment"

# What differs from letter to letter by its nature: its number and the mark of the log.
same() { pdftotext -layout "$1" - | sed -E 's/(Record check:).*/\1/; s/0{3}[0-9]{3}/NUMBER/g'; }
arrived() {
  for _ in $(seq 60); do
    [ "$(find "$place/spool" -type f | wc -l)" -ge "$1" ] && [ -z "$(lpstat -o)" ] && return 0
    sleep 0.5
  done
  fail "nothing arrived: $(tail -3 "$place/log/Error")"
}
anteroom letter "$id" --kind L1 --out "$place/as-file.pdf" "${vault[@]}" >/dev/null
anteroom letter "$id" --kind L1 --print LoopIPP --copies 1 "${vault[@]}" >"$place/said"
grep -q "went to LoopIPP" "$place/said" || fail "$(cat "$place/said")"
arrived 1
sheet=$(find "$place/spool" -type f | head -1)
diff <(same "$place/as-file.pdf") <(same "$sheet") >"$place/difference" || fail "another text arrived: $(head -5 "$place/difference")"
pdfinfo "$sheet" | grep -q "^Page size.*A4" || fail "another paper arrived"
[ -z "$(find "$place/tmp" -type f)" ] || fail "a file was left: $(find "$place/tmp" -type f)"
if find "$place/home" -name '*.pdf' | grep -q .; then fail "a letter was left in the home folder"; fi
anteroom audit show --last 100000 --json "${vault[@]}" | grep -q '"letter.print"' || fail "the log knows of no printing"

# Each trouble has its message, and nothing becomes final for nothing.
refused() {
  local words=$1 before after
  before=$(anteroom audit show --last 100000 --json "${vault[@]}" | grep -c '"letter.add"' || true)
  if anteroom letter "$id" --kind L1 --print LoopIPP "${vault[@]}" >"$place/said" 2>&1; then fail "printed although: $words"; fi
  grep -q "$words" "$place/said" || fail "instead of “$words”: $(cat "$place/said")"
  after=$(anteroom audit show --last 100000 --json "${vault[@]}" | grep -c '"letter.add"' || true)
  [ "$before" = "$after" ] || fail "a letter became final although: $words"
}
cupsdisable -r "Out of paper" LoopIPP
refused "is stopped: Out of paper"
cupsenable LoopIPP
cupsreject -r "Moved to the office" LoopIPP
refused "takes no jobs at present: Moved to the office"
cupsaccept LoopIPP
lpadmin -x LoopIPP
refused "is not there any more"
kill "$cups"
wait "$cups" 2>/dev/null || true
refused "does not run on this computer"
[ "$(find "$place/spool" -type f | wc -l)" -eq 1 ] || fail "more arrived than was sent"
