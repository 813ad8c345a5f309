# Forecasts in sentences.

ahead-none = Without orders of yours: { NUMBER($runs, useGrouping: 0) } futures of the present.
ahead-better = Your score is better in { $better } of { NUMBER($runs, useGrouping: 0) } runs, worse in { $worse }.
ahead-higher = { $label }: higher in { $higher } of the runs, lower in { $lower }.
ahead-fan = { $label }: better in { $better } of the runs, worse in { $worse }.
ahead-regime = { $what }: { $opens ->
    [yes] opens
   *[no] over
} within { $months ->
    [one] { $months } month
   *[other] { $months } months
} in { $ours } of the runs, without the orders in { $bare }.
ahead-agreed = { $title } came into force at once in { $share } of the runs.
