#!/usr/bin/env bash
# pint: a quarter is 12.7 kilograms, and a decade is the number 10.
#
# Version:   pint 0.25.3
# Expected:  beside year, month, week, fortnight, century and millennium the default registry knows quarter and decade
#            as times, or not at all.
# Seen:      both parse, as other things: "quarter" is a quarter of a hundredweight, "decade" a logarithmic unit worth
#            the plain number 10. So 5 per cent a decade turns into 50 per cent, without dimensions and without an
#            error; a quarter is refused only where a time is asked for.
# Output seen:
#   1 century = 3155760000.0 second
#   1 quarter = 12.70058636 kilogram
#   1 decade = 10.0 dimensionless
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check pint==0.25.3
"$folder/v/bin/python" - <<'PY'
import pint

registry = pint.UnitRegistry()
dimensions = {}
for unit in ("century", "quarter", "decade"):
    base = registry.Quantity(1, unit).to_base_units()
    dimensions[unit] = dict(base.dimensionality)
    print(f"1 {unit} = {round(base.magnitude, 9)} {base.units}")
if dimensions != {"century": {"[time]": 1}, "quarter": {"[mass]": 1}, "decade": {}}:
    raise SystemExit("changed: quarter or decade")
PY
