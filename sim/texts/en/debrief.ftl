# The screen after the game.

debrief-guide =
    Your game against history and against a thousand plays by doctrines
    with other luck. The chart shows the row under the cursor: solid, your
    game; dotted, history; shaded, where most of the plays went. Turning
    points are found by replaying your game with one decision swapped:
    dashed, what would have been.
    e writes all of it as a page for the browser and as text.

debrief-title = Your game beside history
debrief-nothing = Nothing has been played yet. Submit a turn first (s).
debrief-computing = Replaying history, playing a thousand games and swapping your decisions. It takes some seconds; you may look at the other screens meanwhile.
debrief-legend-point = ━ you  ┄ had you done otherwise in turn { $turn }
debrief-legend = ━ you  ┈ history  ▒ { $plays } plays
