#!/usr/bin/env bash
# numba: round(2.675, 2) is 2.68 when compiled, 2.67 in Python.
#
# Version:   numba 0.68.1, numpy 2.4.6
# Expected:  compiled round(x, digits) follows Python, which rounds the exact binary value; numba names few differences
#            between its built-in functions and Python's, and this is none of them.
# Seen:      the compiled one multiplies, rounds half to even and divides: 2.675 becomes 2.68 (its exact value is
#            below the half), 0.35 becomes 0.4, 0.45 becomes 0.4. Without digits both agree.
# Output seen:
#   round(2.675, 2): compiled 2.68, Python 2.67
#   round(0.35, 1): compiled 0.4, Python 0.3
#   round(0.45, 1): compiled 0.4, Python 0.5
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check numba==0.68.1 numpy==2.4.6
"$folder/v/bin/python" - <<'PY'
import numba

compiled = numba.njit(lambda x, digits: round(x, digits))
seen = []
for x, digits in ((2.675, 2), (0.35, 1), (0.45, 1)):
    seen.append((compiled(x, digits), round(x, digits)))
    print(f"round({x}, {digits}): compiled {seen[-1][0]}, Python {seen[-1][1]}")
if seen != [(2.68, 2.67), (0.4, 0.3), (0.4, 0.5)]:
    raise SystemExit("changed: compiled round")
PY
