#!/usr/bin/env bash
# babel: negotiating a language with a script and a country passes by the language with the script, which is there.
#
# Version:   babel 2.19.0
# Expected:  parts are cut from the right, as in RFC 4647: of uz_Cyrl_UZ comes uz_Cyrl, of zh_Hant_TW zh_Hant.
# Seen:      the script goes together with the country. Where the bare language is there, too, it is taken, though it is
#            written in other letters; where it is not, there is none, or the next language of the list.
# Output seen:
#   uz_Cyrl_UZ among uz_Cyrl, uz: uz
#   uz_Cyrl_UZ, then ru, among uz_Cyrl, ru: ru
#   zh_Hant_TW among zh_Hant, en: None
#   uz_Cyrl among uz_Cyrl, uz: uz_Cyrl
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check babel==2.19.0
"$folder/v/bin/python" - <<'PY'
from babel import negotiate_locale

seen = {
    "uz_Cyrl_UZ among uz_Cyrl, uz": negotiate_locale(["uz_Cyrl_UZ"], ["uz_Cyrl", "uz"]),
    "uz_Cyrl_UZ, then ru, among uz_Cyrl, ru": negotiate_locale(["uz_Cyrl_UZ", "ru"], ["uz_Cyrl", "ru"]),
    "zh_Hant_TW among zh_Hant, en": negotiate_locale(["zh_Hant_TW"], ["zh_Hant", "en"]),
    "uz_Cyrl among uz_Cyrl, uz": negotiate_locale(["uz_Cyrl"], ["uz_Cyrl", "uz"]),
}
for what, found in seen.items():
    print(f"{what}: {found}")
if list(seen.values()) != ["uz", "ru", None, "uz_Cyrl"]:
    raise SystemExit("changed: what is negotiated")
PY
