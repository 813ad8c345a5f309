# What a turn, an option, a deed and a comparison with history read like, a line each. Numbers come as text with their
# units; costs, turns and counts come as numbers.

lines-status = { $seat }, { $date }, { $over ->
    [yes] the game is over
   *[no] turn { $turn } of { $turns }
}. Political capital { $capital }. { $numbers }.
lines-purse = +{ $income } next turn, at most { $most }
lines-purse-last = this is the last turn

lines-goal = { $text } (weight { $weight }). { $points } points{ $change ->
    [none] {""}
   *[other] {" "}({ $change })
}. { $label }, { $measure }: { $value }; { $better ->
    [up] more is better
   *[down] less is better
}.
lines-goal-history = { $goal } In history { $value }, { $points } points: { $verdict }.

lines-change = { $label } { $way ->
    [up] rose
   *[down] fell
} by { $by } to { $value }
lines-change-none = { $label }: { $value }, hardly changed

lines-option = { $title }, costs { $cost }
lines-option-proposed = { $title }, costs { $cost }, proposed by { NAME($names) }
lines-option-joint = { $title }, costs { $cost }, with { NAME($names) }
lines-option-refused = { $option }. { $why }

lines-price = { $cost ->
    [0] Costs you no political capital.
   *[other] Costs { $cost } of your political capital.
}
lines-proposed = Proposed by { NAME($names) }.
lines-missing = { NAME($names) } must agree, too.
lines-yes-enough = Only your yes is missing.
lines-joint = Comes into force only if { NAME($names) } { $count ->
    [one] agrees
   *[other] agree
}.
lines-refused = Not possible now. { $why }
lines-no-effect = Nothing by itself.
lines-source = { $source }.
lines-source-claims = Claims { $claims }. { $source }.

lines-no-orders = You gave no orders.

lines-refused-it = { NAME($who) } refused: { $what }
lines-decided = { NAME($who) } decided: { $what }
lines-agreed = { NAME($who) } agreed to: { $what }
lines-in-vain = { NAME($who) } proposed in vain: { $what }
lines-would-have = { NAME($who) } would have agreed to: { $what }

lines-why = { $label }, turn { $turn }, { $dates }
lines-why-values = Before { $before }, after { $after }, change { $change }.
lines-why-nothing = Nothing changed it.

lines-comparison = { $title }: { $seat }, { $dates }, beside history
lines-agreement = { $title }: { $ours }; in history { $theirs }
lines-never = never
lines-here = here: { $what }
lines-there = in history: { $what }
lines-nothing = nothing
lines-beside = { $label }: { $value }, in history { $history } ({ $difference })

lines-clock = { $left } { $running ->
    [yes] left
   *[no] left, the clock stands
}
lines-floor = the floor is closed
