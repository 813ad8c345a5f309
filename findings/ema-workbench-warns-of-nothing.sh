#!/usr/bin/env bash
# EMA Workbench 2.5: names that it deprecates for version 3 pass without a word; the warning is made and thrown away.
#
# Version:   ema_workbench 2.5.3, numpy 2.3.5, pandas 2.3.3, scipy 1.16.3
# Expected:  a parameter or outcome whose name is no Python identifier ("growth.trend", "oil price") gives the
#            DeprecationWarning that the source has for it, so that studies can be renamed before version 3.
# Seen:      the warning is constructed and never issued, with every filter open. The study runs, and its columns carry
#            such names.
# Output seen:
#   warnings: 0, columns: ['growth.trend', 'oil price']
#   outcome names: ['sum-of-both']
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check ema_workbench==2.5.3 numpy==2.3.5 \
  pandas==2.3.3 scipy==1.16.3
"$folder/v/bin/python" - 2> /dev/null <<'PY'
import logging
import warnings

logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore", "ipyparallel")

from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator

with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    model = Model("sums", function=lambda **x: {"sum-of-both": sum(x.values())})
    model.uncertainties = [RealParameter("growth.trend", 0, 1), RealParameter("oil price", 0, 1)]
    model.outcomes = [ScalarOutcome("sum-of-both")]
told = [x for x in warned if issubclass(x.category, DeprecationWarning) and "identifier" in str(x.message)]
with SequentialEvaluator(model) as evaluator:
    experiments, outcomes = evaluator.perform_experiments(scenarios=2, reporting_interval=10)
names = [name for name in experiments.columns if name in ("growth.trend", "oil price")]
print(f"warnings: {len(told)}, columns: {sorted(names)}")
print(f"outcome names: {list(outcomes)}")
if told or len(names) != 2 or list(outcomes) != ["sum-of-both"]:
    raise SystemExit("changed: what EMA Workbench says of names")
PY
