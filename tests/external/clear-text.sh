#!/usr/bin/env bash
# No name, no answer and no question of the sample clinic stands in clear in anything that the program keeps,
# in no usual encoding. Letters are for reading and are left out. `clear-text.sh DEMO`
set -euo pipefail
. "$(dirname "$0")/need.bash"
demo=${1:?the folder of a sample clinic}
need perl
perl -MJSON::PP -MMIME::Base64 -MEncode -e 1 2>/dev/null || need "perl with JSON::PP"
exec perl "$(dirname "$0")/clear-text.pl" "$(dirname "$0")/../../assets/sample" "$demo"
