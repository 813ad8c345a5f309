#!/usr/bin/env bash
# CurrencyConverter: without a date, roubles to dollars is the rate of March 2022; dollars to roubles is refused.
#
# Version:   currencyconverter 0.18.23 (the rates of the European Central Bank ship with it)
# Expected:  without a date "the most recent rate is used": there has been no rouble rate since 1 March 2022, so both
#            ways are refused, as they are for today's date, or both give the rate of 2022.
# Seen:      the date is the last day of the currency that is converted FROM: 1000 roubles are told in dollars of
#            1 March 2022 without a word, the way back is an error. An amount today and its inverse do not meet.
# Output seen:
#   last rouble 2022-03-01, last dollar 2026-10-30
#   RUB to USD: 9.52, as on 2022-03-01: 9.52
#   USD to RUB: RateNotFoundError
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check currencyconverter==0.18.23
"$folder/v/bin/python" - <<'PY'
from currency_converter import CurrencyConverter, RateNotFoundError

converter = CurrencyConverter()
rouble, dollar = (converter.bounds[c].last_date for c in ("RUB", "USD"))
print(f"last rouble {rouble}, last dollar {dollar}")
undated = converter.convert(1000, "RUB", "USD")
dated = converter.convert(1000, "RUB", "USD", date=rouble)
print(f"RUB to USD: {undated:.2f}, as on {rouble}: {dated:.2f}")
try:
    back = str(converter.convert(1000, "USD", "RUB"))
except RateNotFoundError as refused:
    back = type(refused).__name__
print(f"USD to RUB: {back}")
if undated != dated or dollar <= rouble or back != "RateNotFoundError":
    raise SystemExit("changed: which day a conversion without a date takes")
PY
