# The screen of numbers.

indicators-guide =
    Every number that your seat may know. The chart shows the one under the
    cursor since the opening: solid, your game; dotted, history as far as
    your game has gone; shaded, where it goes in most of 500 draws if you
    submit the orders that you have given so far.
    ⏎ or w opens why it changed. On large windows three goals stand by.

indicators-title = Numbers (w: why)
indicators-legend = { $line ->
    [you] ━ you
    [history] ┈ history
   *[forecast] ▒ forecast
}
indicators-turn = turn
