#!/usr/bin/env bash
# DuckDB: over several Parquet files the first one's types hold, and fractions in the others are rounded away.
#
# Version:   duckdb 2.0.1, pyarrow 26.0.1
# Expected:  a column that is BIGINT in one file and DOUBLE in the next is read as DOUBLE, or the query is refused.
# Seen:      it is read with the type in the first file (by name), and 1.5, 2.5, -0.5 come out as 2, 2, 0. Sums are
#            wrong, nothing warns. A chunk of runs in which all values happened to be whole, written from a list,
#            is enough. union_by_name=true reads it right.
# Output seen:
#   values: [1, 2, 2, 2, 0] of type BIGINT, sum 7
#   with union_by_name: [1.0, 2.0, 1.5, 2.5, -0.5], sum 6.5
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1
cd "$folder"
"$folder/v/bin/python" - <<'PY'
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

pq.write_table(pa.table({"share": [1, 2]}), "chunk-0.parquet")
pq.write_table(pa.table({"share": [1.5, 2.5, -0.5]}), "chunk-1.parquet")
seen = duckdb.sql("select share, typeof(share) from 'chunk-*.parquet'").fetchall()
right = duckdb.sql("select share from read_parquet('chunk-*.parquet', union_by_name = true)").fetchall()
values, exact = [row[0] for row in seen], [row[0] for row in right]
print(f"values: {values} of type {seen[0][1]}, sum {sum(values)}")
print(f"with union_by_name: {exact}, sum {sum(exact)}")
if values != [1, 2, 2, 2, 0] or exact != [1, 2, 1.5, 2.5, -0.5]:
    raise SystemExit("changed: how types of several files are joined")
PY
