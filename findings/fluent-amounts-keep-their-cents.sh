#!/usr/bin/env bash
# fluent.runtime: an amount of money keeps its cents whatever number of digits is asked for.
#
# Version:   fluent.runtime 0.4.0, Babel 2.17.0
# Expected:  NUMBER with style "currency" and maximumFractionDigits 0 says $1,500, as the same option says 1,500 of a
#            plain number; what is not heeded is an error beside the text.
# Seen:      $1,500.00, and no error: Babel takes the digits from the currency, and is not told otherwise. Yen have
#            none, so two digits that are asked for are not said either.
# Output seen:
#   plain, 0 digits: 1,500
#   USD, 0 digits: $1,500.00
#   JPY, 2 digits: ¥2
#   errors: 0
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check fluent.runtime==0.4.0 Babel==2.17.0
PYTHONIOENCODING=utf-8 "$folder/v/bin/python" - <<'PY'
from fluent.runtime import FluentBundle, FluentResource

bundle = FluentBundle(["en"], use_isolating=False)
bundle.add_resource(FluentResource("""
plain = { NUMBER($x, minimumFractionDigits: 0, maximumFractionDigits: 0) }
dollars = { NUMBER($x, style: "currency", currency: "USD", minimumFractionDigits: 0, maximumFractionDigits: 0) }
yen = { NUMBER($x, style: "currency", currency: "JPY", minimumFractionDigits: 2) }
"""))
said = [bundle.format_pattern(bundle.get_message(key).value, {"x": x})
        for key, x in (("plain", 1500.0), ("dollars", 1500.0), ("yen", 1.5))]
for name, (text, _) in zip(("plain, 0 digits", "USD, 0 digits", "JPY, 2 digits"), said):
    print(f"{name}: {text}")
errors = sum(len(found) for _, found in said)
print("errors:", errors)
if [text for text, _ in said] != ["1,500", "$1,500.00", "¥2"] or errors:
    raise SystemExit("changed: digits of amounts")
PY
