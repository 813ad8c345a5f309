#!/usr/bin/env bash
# Babel: format_unit(Decimal("5.0")) prints 5 with the plural form of a fraction.
#
# Version:   babel 2.19.0
# Expected:  Decimal("5.0") months are printed as 5.0 is: "5 месяцев"; the form fits what stands before it.
# Seen:      the zero counts when the form is chosen and is dropped when the number is printed: "5 месяца", and in
#            English "1 months". With the pattern 0.0 it is the other way round: 1 is printed as 1.0 and takes the form
#            of 1 ("1.0 month", where CLDR has "1.0 months").
# Output seen:
#   ru: float 5 месяцев, Decimal 5 месяца
#   en: float 1 month, Decimal 1 months, pattern 0.0 1.0 month
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check babel==2.19.0
PYTHONIOENCODING=utf-8 "$folder/v/bin/python" - <<'PY'
from decimal import Decimal

from babel.units import format_unit

russian = [format_unit(n, "duration-month", locale="ru") for n in (5.0, Decimal("5.0"))]
english = [format_unit(n, "duration-month", locale="en") for n in (1.0, Decimal("1.0"))]
digits = format_unit(1, "duration-month", format="0.0", locale="en")
print(f"ru: float {russian[0]}, Decimal {russian[1]}")
print(f"en: float {english[0]}, Decimal {english[1]}, pattern 0.0 {digits}")
if russian != ["5 месяцев", "5 месяца"] or english != ["1 month", "1 months"] or digits != "1.0 month":
    raise SystemExit("changed: plural forms of whole Decimals")
PY
