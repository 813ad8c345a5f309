# What the linter of play found.

playcheck-title = { $scenario }: { NUMBER($runs, useGrouping: 0) } games among doctrines, { NUMBER($points, useGrouping: 0) } points of each seat sampled
playcheck-rivals = Doctrines against chance
playcheck-never = Options that nobody ever chose
playcheck-events = Events that never fell
playcheck-bars = Against the bars (at most { $most } of best responses; whatever is possible is chosen somewhere)
playcheck-best = best responses: { $best }; to do nothing { $passes }
playcheck-dear = something wanted was too dear in { $dear } of turns; the secret aim changes what is best at { $secret } of points
playcheck-dominated = { $one } is never better than { $two }
playcheck-rival = { NAME($who) }: { $doctrine } serves its own aims better in { $share } of pairs, by { $lead } weighed steps
