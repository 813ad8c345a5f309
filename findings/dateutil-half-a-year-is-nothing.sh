#!/usr/bin/env bash
# dateutil: half of twelve months is nothing.
#
# Version:   python-dateutil 4.0.0
# Expected:  relativedelta(years=1) is kept as twelve months (relativedelta(months=14) is shown as 1 year 2 months), so
#            half of it is six months; or it is refused, as relativedelta(years=0.5) is ("non-integer years").
# Seen:      multiplying and dividing cut every unit down to a whole number on its own: twelve months, stored as one
#            year, by two are nothing; three months and fourteen months by two are one month each. No error.
# Output seen:
#   relativedelta(years=+1) / 2 = relativedelta()
#   relativedelta(months=+3) / 2 = relativedelta(months=+1)
#   relativedelta(years=+1, months=+2) / 2 = relativedelta(months=+1)
#   2018-01-31 + half a year = 2018-01-31
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check python-dateutil==4.0.0
"$folder/v/bin/python" -W ignore - <<'PY'
from datetime import date

from dateutil.relativedelta import relativedelta

halves = {months: relativedelta(months=months) / 2 for months in (12, 3, 14)}
for months, half in halves.items():
    print(f"{relativedelta(months=months)} / 2 = {half}")
later = date(2018, 1, 31) + halves[12]
print(f"2018-01-31 + half a year = {later}")
one = relativedelta(months=1)
if halves != {12: relativedelta(), 3: one, 14: one} or later != date(2018, 1, 31):
    raise SystemExit("changed: fractions of a relativedelta")
PY
