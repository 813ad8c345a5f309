# Regimes: what opens when a line is passed, lasts, and is left by a way out.

regime-of = { $title }: { NAME($who) }{ $other ->
    [none] {""}
   *[other] {" "}and { NAME($other) }
}
regime-opened = { $what }. { $sentence }
regime-closed = { $what } is over: { $ended }
regime-ended = { $how ->
    [exit] “{ $option }” ended it.
    [worn] it wore out.
   *[calm] it calmed down.
}
regime-odds = { $what }: opens within { $months } months in { $odds } of futures, if all go on as their doctrines would.
regime-open = { $what }, since { $since } ({ $months ->
    [one] { $months } month
   *[other] { $months } months
})
regime-sign = { $label } { $value }; told { $above ->
    [yes] above
   *[no] below
} { $line }{ $passed ->
    [yes] : past it
   *[no] {""}
}
regime-exit = Way out: { $title }{ $cost ->
    [none] {""}
   *[other] , costs { $cost }
}{ $chance ->
    [none] {""}
   *[other] ; ends it at once in { $chance } of futures
}
regime-costs = While it lasts: { $costs }
regime-foretold = Foretold: { $what }. It opens with: { $opens }
# What many runs say of them.
regime-title = { $scenario }: { $runs } games among doctrines, { $members } futures at each opening
regime-how-often = { $regime }: open in { $share } of games, { $openings } times in all; for { $middle } months (half of them; 8 in 10: { $low } to { $high })
regime-way = { $option }: taken in { $used } of cases, ended { $ended }; of those { $again } came back within a year
regime-without = without a way out: calmed { $calm }, wore out { $worn }; open at the end { $still }
regime-told = odds told before it opened: AUC { $auc }, first warning { $lead } months ahead (median), { $gap ->
    [none] too few cases for frequencies
   *[other] at most { $gap } points from the frequencies
} ({ $cases } cases)
regime-record = in the record: open in { $share } of replays; in run 0 { $months ->
    [none] never
   *[other] from { $months }
}
regime-never = Never open: { $names }
