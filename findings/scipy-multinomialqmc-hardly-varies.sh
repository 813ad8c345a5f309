#!/usr/bin/env bash
# SciPy: MultinomialQMC gives counts that hardly vary.
#
# Version:   scipy 1.17.1, numpy 2.4.6
# Expected:  each row is a multinomial draw: over 2,000 rows the variance of a count of 10 trials with p = 0.5 is near
#            n p (1 - p) = 2.5, only the means converge faster.
# Seen:      the trials of one row are 10 neighbouring Sobol' points, so every row is nearly the expected count: the
#            third count is 5 in all 2,000 rows, and only 3 different rows exist. A study that draws votes or events
#            this way has (almost) no luck left in it.
# Output seen:
#   multinomial      variance [1.55 2.11 2.53], different rows 49
#   MultinomialQMC   variance [0.55 0.55 0.  ], different rows 3
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check scipy==1.17.1 numpy==2.4.6
"$folder/v/bin/python" -W ignore - <<'PY'
import numpy as np
from scipy.stats import qmc

shares, trials, rows = [0.2, 0.3, 0.5], 10, 2000
plain = np.random.default_rng(1).multinomial(trials, shares, rows)
quasi = qmc.MultinomialQMC(shares, n_trials=trials, rng=1).random(rows)
for name, drawn in (("multinomial", plain), ("MultinomialQMC", quasi)):
    print(f"{name:16} variance {drawn.var(axis=0).round(2)}, different rows {len(np.unique(drawn, axis=0))}")
if not (plain.var(axis=0)[2] > 2 and quasi.var(axis=0)[2] == 0 and len(np.unique(quasi, axis=0)) == 3):
    raise SystemExit("changed: MultinomialQMC varies otherwise")
PY
