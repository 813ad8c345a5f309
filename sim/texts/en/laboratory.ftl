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
