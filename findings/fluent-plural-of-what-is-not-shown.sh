#!/usr/bin/env bash
# fluent.runtime: the plural follows the number that was handed in, not the number that is shown; a Decimal has none.
#
# Version:   fluent.runtime 0.4.0, babel 2.19.0
# Expected:  in { NUMBER($n, maximumFractionDigits: 0) -> ... } the form fits the number as printed (5.4 shown as 5 is
#            "many" in Russian, 1 shown as 1.0 is "other" in English), as in the browsers' Intl; Decimal("5") is 5.
# Seen:      5.4 is printed as 5 with the form for fractions, 1 is printed as 1.0 with the form for one; and a Decimal,
#            as databases give it, always takes the default form. No errors are reported.
# Output seen:
#   ru, 5.4 without digits: 5 other
#   en, 1 with one digit: 1.0 one
#   ru, 5: 5 many
#   ru, Decimal("5"): 5 other
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check fluent.runtime==0.4.0 babel==2.19.0
"$folder/v/bin/python" - <<'PY'
from decimal import Decimal

from fluent.runtime import FluentBundle, FluentResource


def told(locale, shown, n):
    forms = "".join(f"\n    {'*' if form == 'other' else ' '}[{form}] {form}" for form in ("one", "few", "many", "other"))
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(f"runs = {{ {shown} }} {{ {shown} ->{forms}\n }}\n"))
    text, errors = bundle.format_pattern(bundle.get_message("runs").value, {"n": n})
    assert not errors
    return text


seen = {
    "ru, 5.4 without digits": told("ru", "NUMBER($n, maximumFractionDigits: 0)", 5.4),
    "en, 1 with one digit": told("en", "NUMBER($n, minimumFractionDigits: 1)", 1),
    "ru, 5": told("ru", "$n", 5),
    'ru, Decimal("5")': told("ru", "$n", Decimal("5")),
}
for what, text in seen.items():
    print(f"{what}: {text}")
if list(seen.values()) != ["5 other", "1.0 one", "5 many", "5 other"]:
    raise SystemExit("changed: how plural forms are chosen")
PY
