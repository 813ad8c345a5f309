# What the check of play found.

playcheck-title = { $scenario }: each seat against { NUMBER($runs, useGrouping: 0) } games among doctrines or more. Shares of them that are beaten; points of 100
playcheck-seat = seat
playcheck-head = { $column ->
    [plays] games
    [idle] idle
    [greedy] greedy
    [plan] best plan
    [swap] best swap
   *[other] spread
 }
playcheck-swap = Best swap of { NAME($who) }: in turn { $turn }, { $decided } becomes { $instead }: { $gain }
playcheck-agreements = Agreements: share of games, median month, month in the record if it is in play
playcheck-options = Options in { NUMBER($runs, useGrouping: 0) } games among doctrines; { NUMBER($points, useGrouping: 0) } points of each seat sampled
playcheck-rivals = Doctrines against chance
playcheck-never = Options that nobody ever chose
playcheck-events = Events that never fell
playcheck-bars = Against the bars (passing beats at most { $idle } of games, and the best swap wins { $swap } of the spread; no agreement of the record in more than { $struck } of games, { $enough } of medians within { $near } months of it; no option in more than { $best } of best responses; whatever is possible is chosen somewhere)
playcheck-best = best responses: { $best }; to do nothing { $passes }
playcheck-dear = something wanted was too dear in { $dear } of turns; the secret aim changes what is best at { $secret } of points
playcheck-dominated = { $one } is never better than { $two }
playcheck-rival = { NAME($who) }: { $doctrine } serves its own aims better in { $share } of pairs, by { $lead } weighed steps
