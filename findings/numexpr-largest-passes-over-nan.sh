#!/usr/bin/env bash
# numexpr: max and min pass over NaN; maximum, minimum and sum do not.
#
# Version:   numexpr 2.14.2, numpy 2.4.6
# Expected:  max(x) and min(x) follow NumPy, where one NaN makes the result NaN, as maximum(x, y) and sum(x) do.
# Seen:      max([1, NaN, 3]) is 3 and min is 1, wherever the NaN stands: a check of the range of an array does not see
#            what is no number. Only an array of nothing but NaN gives NaN.
# Output seen:
#   max      numexpr 3.0  NumPy nan
#   min      numexpr 1.0  NumPy nan
#   sum      numexpr nan  NumPy nan
#   maximum  numexpr [ 1. nan  3.]  NumPy [ 1. nan  3.]
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check numexpr==2.14.2 numpy==2.4.6
"$folder/v/bin/python" - <<'PY'
import numexpr
import numpy as np

x, y = np.array([1.0, np.nan, 3.0]), np.zeros(3)
seen = {}
for name, text, plain in (("max", "max(x)", x.max()), ("min", "min(x)", x.min()), ("sum", "sum(x)", x.sum()),
                          ("maximum", "maximum(x, y)", np.maximum(x, y))):
    fast = numexpr.evaluate(text)
    seen[name] = np.array_equal(fast, plain, equal_nan=True)
    print(f"{name:8} numexpr {np.asarray(fast)}  NumPy {np.asarray(plain)}")
if seen != {"max": False, "min": False, "sum": True, "maximum": True}:
    raise SystemExit("changed: NaN in reductions")
PY
