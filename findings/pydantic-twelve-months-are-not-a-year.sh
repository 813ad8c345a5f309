#!/usr/bin/env bash
# pydantic: the duration P12M is 360 days, P1Y is 365, and a month does not come back as a month.
#
# Version:   pydantic 2.14.4
# Expected:  a timedelta has no months: ISO 8601 durations in months and years are refused, as the standard library
#            has no way to hold them; or at least twelve months are a year.
# Seen:      P1M is taken as 30 days and P1Y as 365, without a warning, also in strict mode from JSON. Four quarters
#            (P3M) end five days before the year; written again, 12 months become P360D.
# Output seen:
#   P1M 30 days, written P30D
#   P12M 360 days, written P360D
#   P1Y 365 days, written P1Y
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check pydantic==2.14.4
"$folder/v/bin/python" - <<'PY'
from datetime import timedelta

from pydantic import TypeAdapter

durations = TypeAdapter(timedelta)
seen = {}
for text in ("P1M", "P12M", "P1Y"):
    read = durations.validate_json(f'"{text}"', strict=True)
    written = durations.dump_json(read).decode().strip('"')
    seen[text] = (read.days, written)
    print(f"{text} {read.days} days, written {written}")
if seen != {"P1M": (30, "P30D"), "P12M": (360, "P360D"), "P1Y": (365, "P1Y")}:
    raise SystemExit("changed: durations of months and years")
PY
