#!/usr/bin/env bash
# frictionless: a column of numbers with decimal commas is described as places on the globe.
#
# Version:   frictionless 5.21.0
# Expected:  in a file separated by semicolons, as spreadsheets in Russian or German write it, 1,5 is described as a
#            number with decimalChar "," or, failing that, as text.
# Seen:      the type is "geopoint": 14,2 per cent is longitude 14, latitude 2, and reading gives pairs of numbers.
#            Only a value that cannot be a latitude (1,250) turns the column into text.
# Output seen:
#   growth: geopoint, read as [(14, 2), (3, 75)]
#   trade: string
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check frictionless==5.21.0
cd "$folder"
printf 'actor;growth;trade\nkazakhstan;14,2;1,250\nuzbekistan;3,75;2,250\n' > table.csv
"$folder/v/bin/python" -W ignore - <<'PY'
from frictionless import describe, extract

types = {field.name: field.type for field in describe("table.csv").schema.fields}
pairs = [tuple(int(part) for part in row["growth"]) for row in extract("table.csv")["table"]]
print(f"growth: {types['growth']}, read as {pairs}")
print(f"trade: {types['trade']}")
if types != {"actor": "string", "growth": "geopoint", "trade": "string"} or pairs != [(14, 2), (3, 75)]:
    raise SystemExit("changed: how decimal commas are described")
PY
