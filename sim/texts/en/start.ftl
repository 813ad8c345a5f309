# The screen before a game, and who plays.

start-guide =
    Choose a scenario with ↓ and ⏎, then a seat; or go on with a saved game.
    Two tables, 2018 is the shortest and has hints for a first game.

start-title = Multivector: a small state between great powers
start-keys = ↓ and ↑ choose, ⏎ plays, ? helps, q leaves.
start-play = Play
start-opening = Opening the scenarios ...
start-saved = Saved game
start-go-on = Go on
start-new = New game
start-finished = Finished
start-scenario = { $title }  ({ $minutes } min)
start-game = { $title }, { $seats }, { $over ->
    [yes] over
   *[no] turn { $turn }/{ $turns }
}

start-which-seat = { $title }: which seat?
start-several = ⏎ begins with { $people } people, who hand the terminal over
start-one = ⏎ takes the seat · space marks several people's seats · esc back
start-want = In this seat you want to
