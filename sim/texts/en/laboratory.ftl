# What a store says.

laboratory-summary = { NUMBER($runs) } runs, study { $study }
laboratory-head = { $column ->
    [what] outcome
    [runs] runs
    [mean] mean
    [empty] empty
   *[met] met in (95 % interval)
}
laboratory-missing = { NUMBER($missing) } of { NUMBER($parts) } parts are missing; this is what the others say. Finish them with the command of the batch and --resume.
laboratory-wilson = Met: of all runs; one without a number does not count as met. The interval is Wilson's, for runs that are independent draws from the model.
laboratory-related = Runs of these worlds share points or luck and are not independent: take the interval as a rough guide.
laboratory-sensitivity = { NUMBER($points) } pairs of points, crossed: { NUMBER($rows) } points in each world, study { $study }
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
