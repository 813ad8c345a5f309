#!/usr/bin/env bash
# ema_workbench: PRIM passes by a driver that is called `scenario`, and says nothing.
#
# Version:   ema_workbench 2.5.3, numpy 2.4.6, pandas 3.1.1, scipy 1.17.1
# Expected:  of two drivers PRIM restricts the one that makes all cases, whatever it is called.
# Seen:      called `scenario` (say, of population or of warming) it is left out of the table, without a word: no box
#            restricts it, and the best box found is one of chance. Called anything else it is found.
# Output seen:
#   pathway   restricted: ['pathway']  density of the last box: 1.00
#   scenario  restricted: ['other']  density below 0.5: True
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check \
  ema_workbench==2.5.3 numpy==2.4.6 pandas==3.1.1 scipy==1.17.1
cat > "$folder/seen.py" <<'PY'
import numpy as np
import pandas as pd
from ema_workbench.analysis.prim import Prim

rng = np.random.default_rng(1)
made, other = rng.random(1000), rng.random(1000)
cases = (made > 0.8).astype(int)
found = {}
for name in ("pathway", "scenario"):
    box = Prim(pd.DataFrame({name: made, "other": other}), cases, threshold=0.1).find_box()
    found[name] = sorted(box.qp[-1]), float(box.peeling_trajectory["density"].iloc[-1])
print(f"pathway   restricted: {found['pathway'][0]}  density of the last box: {found['pathway'][1]:.2f}")
print(f"scenario  restricted: {found['scenario'][0]}  density below 0.5: {found['scenario'][1] < 0.5}")
if found["pathway"] != (["pathway"], 1.0) or found["scenario"][0] != ["other"] or found["scenario"][1] >= 0.5:
    raise SystemExit("changed: what PRIM does with a driver called scenario")
PY
"$folder/v/bin/python" -W ignore "$folder/seen.py" 2> /dev/null
