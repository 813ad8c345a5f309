#!/usr/bin/env bash
# Babel: 1 January 2021 is in week 1 of 2021 for "ru" and "de", in week 53 of 2020 for "ru_RU" and "de_DE".
#
# Version:   babel 2.19.0
# Expected:  a language without a country stands for its likely country (CLDR's likely subtags: ru is ru_RU), so week
#            numbers in Russian or German texts are the ISO weeks that are used there.
# Seen:      without a country the world's rule (a week needs one day) holds, not the likely country's (four days): the
#            week number, and the year that stands with it, depend on whether a file is called ru or ru_RU. "en" starts
#            its week on Monday, "en_US" on Sunday.
# Output seen:
#   ru 2021-W01, ru_RU 2020-W53
#   de 2021-W01, de_DE 2020-W53
#   first day of the week: en 0, en_US 6
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check babel==2.19.0
"$folder/v/bin/python" - <<'PY'
from datetime import date

from babel import Locale
from babel.dates import format_date

weeks = {name: format_date(date(2021, 1, 1), "YYYY-'W'ww", locale=name) for name in ("ru", "ru_RU", "de", "de_DE")}
print(f"ru {weeks['ru']}, ru_RU {weeks['ru_RU']}")
print(f"de {weeks['de']}, de_DE {weeks['de_DE']}")
first = [Locale.parse(name).first_week_day for name in ("en", "en_US")]
print(f"first day of the week: en {first[0]}, en_US {first[1]}")
if list(weeks.values()) != ["2021-W01", "2020-W53"] * 2 or first != [0, 6]:
    raise SystemExit("changed: weeks of a language without a country")
PY
