#!/usr/bin/env bash
# Mesa 3.3: batch_run with max_steps=10 takes 11 steps.
#
# Version:   mesa 3.3.1, numpy 2.4.6 (Mesa 3.5.1 takes 10)
# Expected:  max_steps, "maximum number of model steps after which the model halts", bounds the steps of each run: 10.
# Seen:      the model steps 11 times and the table calls its last step 10. A model that stops itself at step 10 is not
#            touched, so the same study of two models may compare 10 steps of one with 11 of the other.
# Output seen:
#   never stops:     11 steps, the table's last step is 10
#   stops itself:    10 steps, the table's last step is 9
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check mesa==3.3.1 numpy==2.4.6
"$folder/v/bin/python" -W ignore - <<'PY'
import mesa


class Clock(mesa.Model):
    def __init__(self, stops=0):
        super().__init__(seed=1)
        self.stops, self.taken = stops, 0
        self.datacollector = mesa.DataCollector({"taken": "taken"})

    def step(self):
        self.taken += 1
        self.datacollector.collect(self)
        self.running = self.taken != self.stops


seen = []
for name, stops in (("never stops", 0), ("stops itself", 10)):
    (row,) = mesa.batch_run(Clock, {"stops": stops}, max_steps=10, display_progress=False)
    seen.append((row["taken"], row["Step"]))
    print(f"{name + ':':16} {row['taken']} steps, the table's last step is {row['Step']}")
if seen != [(11, 10), (10, 9)]:
    raise SystemExit("changed: steps of batch_run")
PY
