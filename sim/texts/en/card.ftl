# The cards over a screen, and what their keys do.

card-closes = esc closes
card-confirm = ⏎ { $yes } · esc not yet
card-option = ⏎ { $ordered ->
    [yes] takes it back
   *[no] orders it
} · r tells what history did · esc closes

card-submit = Submit for { $when }?
card-submits = submits and runs the turn
card-cost = Cost { $cost } of { $capital }.
card-pass = You have ordered nothing: you pass this turn.
card-unanswered = Proposals left unanswered, which is a no: { $titles }.
card-computing = Computing what may come of it ...

card-back = Back to the opening of turn { $turn }?
card-goes-back = goes back
card-back-kept = What you played after it is kept as a line of its own; History (6) lists it.
card-back-sealed = Orders that are sealed stay unread; they are given anew.

card-quit = Leave the game?
card-quit-kept = Every turn that you played is saved in { $path }.
card-quit-lost = Orders that you have not submitted are not.
card-quit-hint = ⏎ or q leaves · esc stays

card-sealed = The orders of { NAME($who, case: "genitive") } are sealed.
card-hand-over =
    Hand the terminal to { NAME($who, case: "dative") }.
    { $told }

    ⏎ when nobody else is looking
