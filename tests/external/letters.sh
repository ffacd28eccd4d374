#!/bin/sh
# Checks letters with programs that are not ours: qpdf reads them without complaint, poppler finds every font
# embedded, cut down and readable, the file tagged, and the given texts in it.
#
# letters.sh [--say TEXT]... [--password PASSWORD] FILE.pdf...
#
# Every TEXT must be in every FILE; line ends and repeated spaces do not count.
set -eu

say=$(mktemp)
trap 'rm -f "$say"' EXIT
password=
while [ $# -gt 0 ]; do
    case $1 in
        --say) printf '%s\n' "$2" >>"$say"; shift 2 ;;
        --password) password=$2; shift 2 ;;
        --) shift; break ;;
        -*) echo "letters.sh: unknown option $1" >&2; exit 2 ;;
        *) break ;;
    esac
done
[ $# -gt 0 ] || { echo "letters.sh: name at least one PDF" >&2; exit 2; }
for tool in qpdf pdffonts pdfinfo pdftotext; do
    command -v "$tool" >/dev/null || { echo "letters.sh: $tool is not installed" >&2; exit 2; }
done

failed=0
complain() {
    echo "FAIL $1: $2"
    failed=1
}

for file in "$@"; do
    before=$failed
    failed=0
    if [ -n "$password" ]; then
        if pdftotext "$file" - >/dev/null 2>&1; then complain "$file" "opens without its password"; fi
    fi
    qpdf --password="$password" --check "$file" >/dev/null 2>&1 || complain "$file" "qpdf is not content"
    pdfinfo -upw "$password" "$file" 2>/dev/null | grep -q '^Tagged: *yes' || complain "$file" "is not tagged"
    # Columns from the right: object id (two), uni, sub, emb.
    fonts=$(pdffonts -upw "$password" "$file" 2>/dev/null | tail -n +3)
    [ -n "$fonts" ] || complain "$file" "has no fonts"
    bad=$(printf '%s\n' "$fonts" | awk '$(NF-2) != "yes" || $(NF-3) != "yes" || $(NF-4) != "yes" { print $1 }')
    [ -z "$bad" ] || complain "$file" "font not embedded, cut down or readable: $bad"
    text=$(pdftotext -upw "$password" "$file" - 2>/dev/null | tr -s '[:space:]' ' ')
    while IFS= read -r wanted; do
        case $text in
            *"$wanted"*) ;;
            *) complain "$file" "does not say: $wanted" ;;
        esac
    done <"$say"
    [ "$failed" -ne 0 ] || { echo "ok   $file"; failed=$before; }
done
exit "$failed"
