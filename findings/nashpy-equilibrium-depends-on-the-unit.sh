#!/usr/bin/env bash
# nashpy: vertex enumeration finds no equilibrium when payoffs are counted in dollars instead of billions.
#
# Version:   nashpy 0.0.43, numpy 2.4.6, scipy 1.17.1
# Expected:  equilibria do not depend on the unit of the payoffs: a prisoner's dilemma has exactly one (both defect),
#            found by support and by vertex enumeration alike.
# Seen:      with payoffs of 5 or 5 million both find it; with 5e9, and with 5e-9, vertex enumeration returns an empty
#            list without any warning, while support enumeration still finds it.
# Output seen:
#   unit     support  vertex
#   1e-09          1       0
#   1e-08          1       1
#   1e+00          1       1
#   1e+06          1       1
#   1e+09          1       0
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check \
  nashpy==0.0.43 numpy==2.4.6 scipy==1.17.1 networkx==3.6.1
"$folder/v/bin/python" -W error - <<'PY'
import nashpy
import numpy as np

dilemma = np.array([[3, 0], [5, 1]])
found = {}
print("unit     support  vertex")
for unit in (1e-9, 1e-8, 1.0, 1e6, 1e9):
    game = nashpy.Game(dilemma * unit, dilemma.T * unit)
    found[unit] = (len(list(game.support_enumeration())), len(list(game.vertex_enumeration())))
    print(f"{unit:.0e} {found[unit][0]:10} {found[unit][1]:7}")
if found != {1e-9: (1, 0), 1e-8: (1, 1), 1.0: (1, 1), 1e6: (1, 1), 1e9: (1, 0)}:
    raise SystemExit("changed: vertex enumeration and the unit of payoffs")
PY
