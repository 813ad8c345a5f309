#!/usr/bin/env bash
# Mesa: seeds given to batch_run among the parameters are silently thrown away.
#
# Version:   mesa 3.5.1, numpy 2.4.6, networkx 3.6.1 (Mesa 3.3.1 hands them to the model)
# Expected:  parameters={"seed": [1, 2]} runs the model once with seed 1 and once with seed 2, as in Mesa 3.3.
# Seen:      two runs, both with seed=None: batch_run writes its own rng (None by default) over the parameter of that
#            name. The runs cannot be repeated, nothing warns, and the table says "seed: None".
# Output seen:
#   asked for [1, 2], the models were given [None, None]
#   rng=[1, 2] gives [1, 2]
#   warnings: 0
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
# Mesa 3.5 needs Python 3.12 or newer: take the first that is there.
for python in python3 python3.12 python3.13 python3.14 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python3; do
  if "$python" -c "import sys; sys.exit(sys.version_info < (3, 12))" 2>/dev/null; then break; fi
done
"$python" -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check mesa==3.5.1 numpy==2.4.6 networkx==3.6.1
"$folder/v/bin/python" - <<'PY'
import warnings

import mesa


class Coin(mesa.Model):
    def __init__(self, seed=None):
        super().__init__(rng=seed)
        self.given = seed
        self.datacollector = mesa.DataCollector({"given": "given"})

    def step(self):
        self.datacollector.collect(self)
        self.running = False


with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    swept = mesa.batch_run(Coin, parameters={"seed": [1, 2]}, max_steps=1, display_progress=False)
by_rng = mesa.batch_run(Coin, parameters={}, rng=[1, 2], max_steps=1, display_progress=False)
given, right = [row["given"] for row in swept], [row["given"] for row in by_rng]
print(f"asked for [1, 2], the models were given {given}")
print(f"rng=[1, 2] gives {right}")
print("warnings:", len(warned))
if given != [None, None] or right != [1, 2] or warned:
    raise SystemExit("changed: seeds among the parameters are no longer thrown away")
PY
