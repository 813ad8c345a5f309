#!/usr/bin/env bash
# DuckDB: in a CSV file of Norway alone, the country code NO is the truth value false.
#
# Version:   duckdb 2.0.1
# Expected:  only true and false are guessed to be BOOLEAN; NO stays the text that it is, as YAML 1.2 has it by now.
# Seen:      a column all of whose values are yes or no (in any case) is BOOLEAN: NO becomes false. One more country
#            in the file, and the same column is text; so files of one panel, split by country, have different types.
#            Y and N, the votes of a roll call, stay text.
# Output seen:
#   NO only: [(False, 'Y'), (False, 'N')]
#   NO, SE:  [('NO', 'Y'), ('SE', 'N')]
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check duckdb==2.0.1
cd "$folder"
printf 'country,vote\nNO,Y\nNO,N\n' > norway.csv
printf 'country,vote\nNO,Y\nSE,N\n' > both.csv
"$folder/v/bin/python" - <<'PY'
import duckdb

alone, both = (duckdb.sql(f"select * from '{name}.csv'").fetchall() for name in ("norway", "both"))
print("NO only:", alone)
print("NO, SE: ", both)
if alone != [(False, "Y"), (False, "N")] or both != [("NO", "Y"), ("SE", "N")]:
    raise SystemExit("changed: what is guessed to be BOOLEAN")
PY
