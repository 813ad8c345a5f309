# Forecasts: what may come of some orders against giving none.

preview-refused = Not possible now, so there is nothing to preview.
preview-nothing = Nothing is ordered, so there is nothing to preview.
preview-computing = Computing 500 draws of what may come; keys work meanwhile ...
preview-verdict = Score { $gain } points ({ $low } to { $high }): better in { $better } of { $runs } draws, worse in { $worse }.
preview-agreed = { $title }: comes into force in { $share }.
preview-signs = ▲▲ better in nine of ten draws, ▲ in two of three; ▼ worse; · neither.
preview-by = points by { $when }
# Headings of three columns, 7, 7 and 12 cells wide.
preview-without = without
preview-with = with
preview-band = eight in 10
preview-legend = ━ you  ▒ 10-90 and 25-75 % of draws  ┄ no orders
preview-none = No forecast yet.
preview-title = Forecast
