#!/usr/bin/env bash
# pyarrow: reading Parquet with "!=" drops missing values, "not in" keeps them, and both keep NaN.
#
# Version:   pyarrow 26.0.1
# Expected:  the filters ("x", "!=", 1) and ("x", "not in", [1]) are two ways to say the same.
# Seen:      over [5, missing, 1] the first gives [5] (a comparison with a missing value is missing, so it is false),
#            the second [5, missing]. Over [5, NaN, 1] both keep the NaN. Which rows of a panel are left depends on
#            how the filter is put and on how the gap was written.
# Output seen:
#   missing as null: != gives [5.0], not in gives [5.0, None]
#   missing as NaN:  != gives [5.0, nan], not in gives [5.0, nan]
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check pyarrow==26.0.1
cd "$folder"
"$folder/v/bin/python" - <<'PY'
import pyarrow as pa
import pyarrow.parquet as pq

seen = []
for name, gap in (("null:", None), ("NaN: ", float("nan"))):
    pq.write_table(pa.table({"x": pa.array([5.0, gap, 1.0], pa.float64())}), "x.parquet")
    unequal, outside = (pq.read_table("x.parquet", filters=[rule])["x"].to_pylist()
                        for rule in (("x", "!=", 1.0), ("x", "not in", [1.0])))
    print(f"missing as {name} != gives {unequal}, not in gives {outside}")
    seen.append((unequal, outside))
if repr(seen) != "[([5.0], [5.0, None]), ([5.0, nan], [5.0, nan])]":
    raise SystemExit("changed: filters and missing values")
PY
