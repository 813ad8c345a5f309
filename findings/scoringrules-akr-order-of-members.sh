#!/usr/bin/env bash
# scoringrules: the CRPS by the estimator "akr" depends on the order of the ensemble's members.
#
# Version:   scoringrules 0.10.0, numpy 2.4.6
# Expected:  a CRPS scores a distribution: sorting the members changes nothing, whatever the estimator, and "akr" is a
#            cheaper approximation of the same number.
# Seen:      akr compares each member with its neighbour in the array only. The same 50 members, sorted (as runs kept
#            as quantiles are), score 0.67 instead of 0.33; with circular permutation 0.02 instead of 0.20. The exact
#            value is 0.24.
# Output seen:
#   estimator     as drawn   sorted
#   nrg             0.2430   0.2430
#   fair            0.2325   0.2325
#   akr             0.3300   0.6724
#   akr_circperm    0.1980   0.0228
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check scoringrules==0.10.0 numpy==2.4.6 scipy==1.17.1
"$folder/v/bin/python" - <<'PY'
import numpy as np
import scoringrules as sr

members = np.random.default_rng(0).normal(size=50)
print("estimator     as drawn   sorted")
ratio = {}
for estimator in ("nrg", "fair", "akr", "akr_circperm"):
    drawn, ordered = (float(sr.crps_ensemble(0.3, m, estimator=estimator)) for m in (members, np.sort(members)))
    print(f"{estimator:12} {drawn:9.4f} {ordered:8.4f}")
    ratio[estimator] = ordered / drawn
if not (abs(ratio["nrg"] - 1) < 1e-9 and abs(ratio["fair"] - 1) < 1e-9 and ratio["akr"] > 2
        and ratio["akr_circperm"] < 0.2):
    raise SystemExit("changed: order counts otherwise")
PY
