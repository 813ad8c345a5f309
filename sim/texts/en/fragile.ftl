# Which numbers decide the conclusions of a scenario.

fragile-title = { $scenario }: { NUMBER($conclusions) } conclusions, { NUMBER($ranges) } numbers that have a range
fragile-how = Screened in { NUMBER($runs) } runs over all ranges; total Sobol indices of { NUMBER($numbers) } numbers at { NUMBER($points) } pairs of points, each the mean of { NUMBER($replications) } runs, all other numbers alike at all points.
fragile-head = { $column ->
    [conclusion] conclusion
    [holds] holds
    [bar] bar
    [verdict] verdict
    [decides] decided by (total index)
    [screened] decided by (share of the variance it makes alone)
    [flips] another verdict where
    [number] number
    [value] stated
    [range] range
    [weight] weight
   *[most] decides most
}
fragile-shown = { $shown ->
    [yes] shown
    [no] NOT SHOWN
   *[none] no case
}
fragile-end = { $number } { $end ->
    [low] low
   *[high] high
}: { $share }
fragile-nothing = nothing
fragile-together = read off many runs at once: no run alone decides it
fragile-judgements = The { NUMBER($count) } judgements that matter most
fragile-none = No number decides any conclusion here: none varies enough.
fragile-method = Decided by: numbers that make the verdict vary from run to run by more than chance would anywhere among all numbers. Low and high: in the lowest and the highest fifth of the number's range the conclusion falls on the other side of its bar, by more than chance. Weight: the sum of the number's total indices over all conclusions, each at most 1 and only where its 95 % interval is above 0. A verdict is a step, so an index rests on the points at which it differs: where those are few its interval is wide, and an estimate may pass 1.
