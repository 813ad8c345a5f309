# A period told turn by turn.

story-title = { $title } — { $historical ->
    [yes] as history went
   *[no] as the doctrines would have it
} (seed { $seed })
story-end = At the end:
story-turn = Turn { $turn } · { $opens } to { $ends }
story-event = Event: { $event }
story-fell = { $title }. { $sentence }
story-actor = { NAME($who) }{ $target ->
    [none] {""}
   *[other] {" "}({ NAME($target) })
}
story-decided = { NAME($who) }: { $title }{ $target ->
    [none] {""}
   *[other] {" "}({ NAME($target) })
}.
story-below = { NAME($who) }: { $title }.
story-change = { $label } { $before } → { $after }. { $why }
story-cause = { $cause } ({ $amount }).
story-record = Of { NUMBER($count, useGrouping: 0) } dated { $count ->
    [one] decision
   *[other] decisions
} of the record, { NUMBER($done, useGrouping: 0) } could be taken when they were taken ({ $share }).
story-not = not in { $when }: { $what }. { $why }
story-number = { $label } ({ $unit }): { $before } → { $after }
