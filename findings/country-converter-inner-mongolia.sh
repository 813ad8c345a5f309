#!/usr/bin/env bash
# country_converter: Inner Mongolia, a part of China, is Mongolia, and Northern Cyprus is Cyprus.
#
# Version:   country_converter 1.3.2, pandas 2.3.3
# Expected:  names that are no country's ("Inner Mongolia", "Northern Cyprus", "Somaliland") are "not found", as
#            South Ossetia and Tibet are; older spellings of one family are known or unknown together.
# Seen:      names are searched for a pattern, so what contains a country's name mostly is that country: trade of a
#            Chinese region is booked to its neighbour. Turkmenia is known, Kirgizia, Moldavia and Tadzhikistan
#            are not; the Soviet Union is not found, Czechoslovakia is the Czech Republic.
# Output seen:
#   Inner Mongolia: MNG
#   Northern Cyprus: CYP
#   Somaliland: SOM
#   Czechoslovakia: CZE
#   Turkmenia: TKM
#   Kirgizia: not found
#   Tadzhikistan: not found
#   South Ossetia: not found
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check country_converter==1.3.2 pandas==2.3.3
"$folder/v/bin/python" - <<'PY' 2> /dev/null
import country_converter

wanted = {"Inner Mongolia": "MNG", "Northern Cyprus": "CYP", "Somaliland": "SOM", "Czechoslovakia": "CZE",
          "Turkmenia": "TKM", "Kirgizia": "not found", "Tadzhikistan": "not found", "South Ossetia": "not found"}
seen = {name: country_converter.convert(name, to="ISO3") for name in wanted}
for name, code in seen.items():
    print(f"{name}: {code}")
if seen != wanted:
    raise SystemExit("changed: which names are countries")
PY
