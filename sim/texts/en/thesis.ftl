# The trial of a scenario's thesis.

thesis-pairs = { NUMBER($runs, useGrouping: 0) } pairs of runs under the same luck; a win is a positive sum of leads in steps. Bar: { $bar }.
thesis-head = { $column ->
    [against] against
    [won] won
    [twice] twice
    [pairs] pairs won
   *[weight] twice the weight
}
thesis-half = half { $what }
thesis-half-weight = half the weight of { $what }
thesis-lead = { $what }: mean lead (share of pairs)
thesis-group = { $group ->
    [wins] wins against
    [leads] leads, but below the bar, against
   *[loses] loses to
} { $rivals }
thesis-verdict = { $doctrine } { $found }.
thesis-lead-mean = { $what }: mean lead
thesis-mechanism-title = What in the win is the mechanism (as the world is / with the mechanism off)
thesis-mechanism = On the mean over its rivals { $doctrine } wins { $wins } of pairs, and { $without } with the mechanism off. What it wins with the mechanism off it owes to its other considerations; only the difference is the mechanism's.
