#!/usr/bin/env bash
# ema_workbench: the Morris sampler draws integers above an integer parameter's range, and never its highest value.
#
# Version:   ema_workbench 2.5.3, SALib 1.6.0, numpy 2.4.6, scipy 1.17.1, pandas 2.3.3
#            (ema_workbench 3.0.0 leaves the range at the other end: k is -1, 1, 2, 3)
# Expected:  IntegerParameter("k", 0, 3) is 0, 1, 2 or 3 in every design, and so it is with the Sobol and Latin
#            hypercube samplers.
# Seen:      with the Morris sampler k is 0, 1, 2 or 4: the design's corner at exactly 1 is scaled to the bound that
#            was meant to be left out. 3 is never tried, and the model is run at 4 without a word.
# Output seen:
#   MORRIS  k: [0, 1, 2, 4]  j: [1, 2, 4, 6]
#   SOBOL   k: [0, 1, 2, 3]  j: [1, 2, 3, 4, 5]
#   LHS     k: [0, 1, 2, 3]  j: [1, 2, 3, 4, 5]
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check \
  ema_workbench==2.5.3 SALib==1.6.0 numpy==2.4.6 scipy==1.17.1 pandas==2.3.3
"$folder/v/bin/python" -W ignore - <<'PY' 2> /dev/null
from ema_workbench import IntegerParameter, Model, Samplers, ScalarOutcome, perform_experiments


def reached(k, j):
    return {"y": float(k)}


model = Model("m", function=reached)
model.uncertainties = [IntegerParameter("k", 0, 3), IntegerParameter("j", 1, 5)]
model.outcomes = [ScalarOutcome("y")]
seen = {}
for sampler in (Samplers.MORRIS, Samplers.SOBOL, Samplers.LHS):
    runs, _ = perform_experiments(model, scenarios=64, uncertainty_sampling=sampler)
    seen[sampler.name] = tuple(sorted({int(v) for v in runs[name]}) for name in ("k", "j"))
    print(f"{sampler.name:7} k: {seen[sampler.name][0]}  j: {seen[sampler.name][1]}")
inside = ([0, 1, 2, 3], [1, 2, 3, 4, 5])
if seen != {"MORRIS": ([0, 1, 2, 4], [1, 2, 4, 6]), "SOBOL": inside, "LHS": inside}:
    raise SystemExit("changed: where the Morris sampler goes")
PY
