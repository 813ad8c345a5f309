#!/usr/bin/env bash
# numba: uint64 + 1 is a signed number for one number, a float for an array.
#
# Version:   numba 0.68.1, numpy 2.4.6
# Expected:  one rule for numbers and arrays: that of NumPy 2, where a literal takes the type of what it meets, so that
#            a uint64 stays one; or the signed result that numba's NBEP 1 has for mixed signs.
# Seen:      2^63 + 1 is negative when it is computed of one number (that is NBEP 1), and has lost its last bits when it
#            is computed of an array, which becomes float64; x // 10 is negative, too. With np.uint64(1) for the literal
#            all are right.
# Output seen:
#   number + 1             compiled -9223372036854775807, NumPy 9223372036854775809
#   number // 10           compiled -922337203685477581, NumPy 922337203685477580
#   array + 1              compiled float64, NumPy uint64
#   number + np.uint64(1)  compiled 9223372036854775809, NumPy 9223372036854775809
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check numba==0.68.1 numpy==2.4.6
"$folder/v/bin/python" - <<'PY'
import numba
import numpy as np

number, array, seen = np.uint64(2**63), np.array([2**63], dtype=np.uint64), []
for name, function, x in (("number + 1", lambda x: x + 1, number), ("number // 10", lambda x: x // 10, number),
                          ("array + 1", lambda x: x + 1, array),
                          ("number + np.uint64(1)", lambda x: x + np.uint64(1), number)):
    fast, plain = (f(x) for f in (numba.njit(function), function))
    both = [str(y.dtype) if isinstance(y, np.ndarray) else int(y) for y in (fast, plain)]
    print(f"{name:22} compiled {both[0]}, NumPy {both[1]}")
    seen.append(both)
right = 2**63 + 1
if seen != [[right - 2**64, right], [-922337203685477581, 922337203685477580], ["float64", "uint64"], [right, right]]:
    raise SystemExit("changed: unsigned numbers and literals")
PY
