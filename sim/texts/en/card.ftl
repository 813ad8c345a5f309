# The cards over a screen, and what their keys do.

card-closes = esc closes
card-confirm = ⏎ { $yes } · esc not yet
card-option = ⏎ { $does ->
    [takes-back] takes it back
    [says] proposes or accepts it
   *[orders] orders it
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
card-back-said = What was said in this turn, by anybody, is unsaid.
card-back-sealed = Orders that are sealed stay unread; they are given anew.

card-propose = Propose: { $title }
card-accept = Accept: { $title }
card-refuse = Refuse: { $title }
card-counter = Propose instead: { $title }
card-word = ⏎ says it · esc not yet
card-word-stands = It is told to all its parties, doctrines answer at once, and it stands.
card-reason = A word of reason, if you like
card-instead = Instead of: { $title }
card-instead-hint = ⏎ refuses it and proposes this · esc not yet

card-quit = Leave the game?
card-quit-kept = Every turn that you played is saved in { $path }.
card-quit-lost = Orders that you have not submitted are not.
card-quit-hint = ⏎ or q leaves · esc stays

card-sealed = The orders of { NAME($who, case: "genitive") } are sealed.
card-hand-over =
    Hand the terminal to { NAME($who, case: "dative") }.
    { $told }

    ⏎ when nobody else is looking
