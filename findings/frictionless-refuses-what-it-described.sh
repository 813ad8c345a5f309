#!/usr/bin/env bash
# frictionless: a file is described, and then found invalid against its own description.
#
# Version:   frictionless 5.21.0
# Expected:  the type guessed for a column fits all values that were looked at (the first 100): one 1.5 among whole
#            numbers makes it "number", and validate("file") of a clean table passes.
# Seen:      a type needs to fit only nine tenths of the sample: with nine fractions in 100 the column is "integer",
#            validate calls the nine rows errors, and reading them leaves those cells empty (None).
# Output seen:
#   share: integer, valid: False, errors: 9, cells read as None: 9
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check frictionless==5.21.0
cd "$folder"
"$folder/v/bin/python" -W ignore - <<'PY'
from pathlib import Path

from frictionless import describe, extract, validate

cells = [str(k) if k < 91 else f"{k}.5" for k in range(100)]
Path("runs.csv").write_text("run,share\n" + "".join(f"r{k},{cell}\n" for k, cell in enumerate(cells)))
kind = describe("runs.csv").schema.get_field("share").type
report = validate("runs.csv")
lost = sum(row["share"] is None for row in extract("runs.csv")["runs"])
errors = report.stats["errors"]
print(f"share: {kind}, valid: {report.valid}, errors: {errors}, cells read as None: {lost}")
if (kind, report.valid, errors, lost) != ("integer", False, 9, 9):
    raise SystemExit("changed: what is guessed from a sample")
PY
