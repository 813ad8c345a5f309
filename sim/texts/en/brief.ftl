# The screen that opens a turn.

brief-guide =
    What opened this turn. Read down with ↓.
    ⏎ on a change or a goal opens why; on a proposal its card; elsewhere
    it goes on to Decide.

brief-title = { $title }: { $seat }, { $date }
brief-w = w: what a number is
brief-over = The game is over
brief-debrief = 7 opens the debrief: your game beside history.
brief-outcomes = What became of your orders in { $when }
brief-held = { $inside } of { $count } numbers came within the 10-90 % band of what was forecast for your orders.
brief-because = { $change }. Most of it: { $cause }.
