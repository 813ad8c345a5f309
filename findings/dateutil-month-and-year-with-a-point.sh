#!/usr/bin/env bash
# Babel writes October 2018 as 10.2018 in Russian and Kazakh; dateutil reads that as the tenth of this month.
#
# Version:   python-dateutil 4.0.0, babel 2.19.0
# Expected:  10.2018, the form in which Russian, Kazakh and German write a month of a year, is read as October 2018 as
#            10/2018 and 10-2018 are, or refused as 2018-W42 is.
# Seen:      it is read as a decimal number: the part before the point is the day (or, above 31, the year), the year
#            2018 is thrown away, and what is left comes from the default date, today. No error.
# Output seen:
#   Babel: ru 10.2018, kk 10.2018
#   10/2018 -> 2018-10
#   10-2018 -> 2018-10
#   10.2018 -> 2026-11-10 (default 2026-11-28)
#   40.2018 -> 2040-11-28 (default 2026-11-28)
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check python-dateutil==4.0.0 babel==2.19.0
"$folder/v/bin/python" -W ignore - <<'PY'
from datetime import date, datetime

from babel.dates import format_skeleton
from dateutil.parser import parse

today = datetime(2026, 11, 28)
written = {locale: format_skeleton("yM", date(2018, 10, 1), locale=locale) for locale in ("ru", "kk")}
print("Babel: " + ", ".join(f"{locale} {text}" for locale, text in written.items()))
read = {text: parse(text, default=today) for text in ("10/2018", "10-2018", "10.2018", "40.2018")}
for text, day in read.items():
    print(f"{text} -> {day:%Y-%m}" if day.year == 2018 else f"{text} -> {day:%Y-%m-%d} (default {today:%Y-%m-%d})")
wanted = [(2018, 10), (2018, 10), (2026, 11), (2040, 11)]
if set(written.values()) != {"10.2018"} or [(d.year, d.month) for d in read.values()] != wanted:
    raise SystemExit("changed: how 10.2018 is written or read")
PY
