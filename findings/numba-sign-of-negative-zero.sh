#!/usr/bin/env bash
# numba: np.sign(-0.0) is -0.0 when compiled, 0.0 in NumPy.
#
# Version:   numba 0.68.1, numpy 2.4.6
# Expected:  elementwise functions without rounding (sign, abs, floor) give the same bits compiled and in NumPy.
# Seen:      floor and abs do; sign keeps the sign of a negative zero only when it is compiled. Equal under ==, so only
#            a digest, or a division by the result, shows it.
# Output seen:
#   sign   compiled [-1. -0.  0.  1.]  NumPy [-1.  0.  0.  1.]
#   floor  compiled [-1. -0.  0.  0.]  NumPy [-1. -0.  0.  0.]
#   abs    compiled [0.5 0.  0.  0.5]  NumPy [0.5 0.  0.  0.5]
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check numba==0.68.1 numpy==2.4.6
"$folder/v/bin/python" - <<'PY'
import numba
import numpy as np

values = np.array([-0.5, -0.0, 0.0, 0.5])
same = {}
for name, compiled in (("sign", lambda x: np.sign(x)), ("floor", lambda x: np.floor(x)), ("abs", lambda x: np.abs(x))):
    fast, plain = numba.njit(compiled)(values), compiled(values)
    print(f"{name:6} compiled {fast}  NumPy {plain}")
    same[name] = fast.tobytes() == plain.tobytes()
if same != {"sign": False, "floor": True, "abs": True}:
    raise SystemExit("changed: signed zeros, compiled and not")
PY
