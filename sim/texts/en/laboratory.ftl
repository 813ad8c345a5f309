# What a store says.

laboratory-summary =
    { NUMBER($runs) } runs
    study { $study }
laboratory-head = { $column ->
    [what] outcome
    [runs] runs
    [mean] mean
   *[empty] empty
}
laboratory-met = { $outcome } { $bound }: met in { $share } of the runs (95 % interval { $low } – { $high })
laboratory-missing = { NUMBER($missing) } of { NUMBER($parts) } parts are missing; this is what the others say. Finish them with the command of the batch and --resume.
laboratory-wilson = Met: of all runs; one without a number does not count as met. The interval is Wilson's, for runs that are independent draws from the model.
laboratory-related = Runs of these worlds share points or luck and are not independent: take the interval as a rough guide.
laboratory-sensitivity =
    { NUMBER($points) } pairs of points, crossed: { NUMBER($rows) } points in each world
    study { $study }
laboratory-outcome = { $outcome }: mean { $mean }, standard deviation { $deviation }{ $unit ->
    [none] {""}
   *[other] { " " }({ $unit })
}
laboratory-undefined = not defined: the outcome is the same at all points, so there is no variance to share
laboratory-share = { $column ->
    [first] first order (95 %)
   *[total] total (95 %)
}
laboratory-method = Shares of the variance that the uncertainties of the design make: alone (first order, Saltelli 2010) and with all others (total, Jansen 1999). They are estimates with bootstrap intervals; a share near 0 may come out below it. More points make the intervals narrower.
laboratory-replications = Each point is the mean of { NUMBER($replications) } runs under the same luck at every point: what luck does is averaged, not counted.
laboratory-discover = { $outcome } { $bound }: { NUMBER($cases) } of { NUMBER($runs) } runs are cases ({ $share }), study { $study }
laboratory-drivers = { NUMBER($drivers) } of { NUMBER($screened) } numbers that vary were peeled, those that explain most.
laboratory-boxes = { $column ->
    [box] box
    [density] density
    [coverage] coverage
    [mass] mass
    [runs] runs
   *[limits] restricted (quasi-p)
}
laboratory-read = Read box { $box }: { $density } of its runs are cases, where { $share } of all runs are, and it holds { $coverage } of all cases. Of the boxes whose every limit has a quasi-p value below { $certain } it has the best balance of the two (their harmonic mean).
laboratory-unread = Read none of them: every box has a limit whose quasi-p value is { $certain } or more, so chance may have drawn it.
laboratory-common = More than half of all runs are cases, so even a box of all runs looks good: ask for the others, too, with { $flag }.
laboratory-peeling = Density: the share of a box's runs that are cases (precision). Coverage: the share of all cases that it holds (recall). Mass: its share of all runs. Quasi-p: how likely chance puts as many cases into the box without that limit; the limits were sought among many, so take values near { $certain } for nothing. A box describes runs of the model; it is no cause.
