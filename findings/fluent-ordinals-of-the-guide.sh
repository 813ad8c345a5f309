#!/usr/bin/env bash
# fluent.runtime: NUMBER($n, type: "ordinal") is unknown; the guide's own example says "1th".
#
# Version:   fluent.runtime 0.4.0, Babel 2.17.0
# Expected:  the example of the guide to Fluent's syntax, NUMBER($pos, type: "ordinal") with [one] {$pos}st and so on,
#            gives 1st, 2nd, 3rd, 4th; Babel knows the ordinal forms of English.
# Seen:      NUMBER fails on the option, the default form is taken, and an error is handed back beside the text: 1th,
#            2th. Babel, asked itself, knows one, two, few and other.
# Output seen:
#   fluent: 1th 2th 3th 4th, errors: 4
#   Babel: one two few other
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check fluent.runtime==0.4.0 Babel==2.17.0
"$folder/v/bin/python" - <<'PY'
from babel import Locale
from fluent.runtime import FluentBundle, FluentResource

bundle = FluentBundle(["en"], use_isolating=False)
bundle.add_resource(FluentResource("""
place = { NUMBER($pos, type: "ordinal") ->
    [one] { $pos }st
    [two] { $pos }nd
    [few] { $pos }rd
   *[other] { $pos }th
}
"""))
said = [bundle.format_pattern(bundle.get_message("place").value, {"pos": n}) for n in (1, 2, 3, 4)]
texts, errors = [text for text, _ in said], sum(len(found) for _, found in said)
forms = [Locale("en").ordinal_form(n) for n in (1, 2, 3, 4)]
print("fluent:", *texts, end="")
print(f", errors: {errors}")
print("Babel:", *forms)
if texts != ["1th", "2th", "3th", "4th"] or errors != 4 or forms != ["one", "two", "few", "other"]:
    raise SystemExit("changed: ordinals")
PY
