# The screen of turns that were played.

history-guide =
    The turns that you have played. [ and ] replay them one by one: your
    orders and what became of them, what was forecast and what came, the
    largest changes (w: why), what the others did.
    b goes back to the opening of the turn in sight and plays on from
    there. The later orders are kept as a branch, listed below the turns:
    ⏎ on a branch goes on with it. Nothing is ever lost.

history-turns = Turns
history-none = No turn has been played yet
history-later = When you have submitted a turn, it can be read here again: what you ordered, what was forecast, what came and why.
history-turn = Turn { $turn }, { $date }  ([ and ] replay)
history-branch = { $name }  (⏎ goes on with it)
history-branch-none = No turn has been played on it yet.
history-passed = passed
history-ask = { $played ->
    [yes] Put the cursor on a turn
   *[no] Submit a turn (s)
}; then every change in it can be asked about.
history-played = Played
history-lines = Lines of play
history-orders = Your orders
history-no-orders = You gave none.
