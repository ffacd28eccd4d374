# Sourced by the checks: says how one ends that cannot be made or does not hold.

# need PROGRAM...: ends the check, as skipped or in CI as failed, if one is not installed.
need() {
  local program
  for program; do
    command -v "$program" >/dev/null && continue
    if [ "${CI:-false}" = true ]; then
      fail "$program is not installed"
    fi
    echo "external: $(basename "$0" .sh): skipped ($program is not installed)"
    exit 77
  done
}

fail() {
  echo "external: $(basename "$0" .sh): $*" >&2
  exit 1
}
