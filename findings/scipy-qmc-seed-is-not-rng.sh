#!/usr/bin/env bash
# SciPy: Sobol(seed=7) and Sobol(rng=7) are different designs, and seed=7 differs from seed=default_rng(7).
#
# Version:   scipy 1.17.1, numpy 2.4.6
# Expected:  the engines of scipy.stats.qmc have always turned an integer seed into default_rng(seed), so renaming the
#            keyword (seed= to rng=) keeps the design.
# Seen:      an integer given as seed= takes another way through the generator than the same integer given as rng= or
#            the generator that it stands for; no warning. Renaming the keyword changes every point of a stored design.
# Output seen:
#   Sobol            seed=7 [0.579 0.740]  rng=7 [0.650 0.917]  seed=default_rng(7) [0.650 0.917]
#   Halton           seed=7 [0.102 0.935]  rng=7 [0.974 0.951]  seed=default_rng(7) [0.974 0.951]
#   LatinHypercube   seed=7 [0.375 0.103]  rng=7 [0.202 0.947]  seed=default_rng(7) [0.202 0.947]
#   warnings: 0
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check scipy==1.17.1 numpy==2.4.6
"$folder/v/bin/python" - <<'PY'
import warnings

import numpy as np
from scipy.stats import qmc

same = []
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    for engine in (qmc.Sobol, qmc.Halton, qmc.LatinHypercube):
        old, new, handed = (engine(d=2, **how).random(1)[0]
                            for how in ({"seed": 7}, {"rng": 7}, {"seed": np.random.default_rng(7)}))
        text = [f"[{a:.3f} {b:.3f}]" for a, b in (old, new, handed)]
        print(f"{engine.__name__:16} seed=7 {text[0]}  rng=7 {text[1]}  seed=default_rng(7) {text[2]}")
        same.append((np.array_equal(old, new), np.array_equal(new, handed)))
print("warnings:", len(warned))
if same != [(False, True)] * 3 or warned:
    raise SystemExit("changed: the keywords meet, or SciPy warns")
PY
