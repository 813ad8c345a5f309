#!/usr/bin/env bash
# numba: np.floor_divide(1.0, 0.1) is 10 when compiled, while 1.0 // 0.1 is 9.
#
# Version:   numba 0.68.1, numpy 2.4.6
# Expected:  np.floor_divide and the operator // are one function, compiled as in NumPy.
# Seen:      in NumPy and in Python both give 9, as 0.1 is a little more than a tenth. Compiled, the operator agrees;
#            the function divides, rounds to 10 and takes the floor of that.
# Output seen:
#   NumPy      // [2. 5. 9.]  floor_divide [2. 5. 9.]
#   compiled   // [2. 5. 9.]  floor_divide [ 2.  5. 10.]
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check numba==0.68.1 numpy==2.4.6
"$folder/v/bin/python" - <<'PY'
import numba
import numpy as np

values = np.array([0.3, 0.55, 1.0])
operator, function = (lambda x: x // 0.1), (lambda x: np.floor_divide(x, 0.1))
plain = operator(values), function(values)
fast = numba.njit(operator)(values), numba.njit(function)(values)
print(f"NumPy      // {plain[0]}  floor_divide {plain[1]}")
print(f"compiled   // {fast[0]}  floor_divide {fast[1]}")
if [x[-1] for x in (*plain, *fast)] != [9.0, 9.0, 9.0, 10.0]:
    raise SystemExit("changed: floor_divide of 1.0 by 0.1")
PY
