# The screen of partners.

world-guide =
    Each row is a partner, each column a measure of your relation; move to
    a number with the arrows and press ⏎ or w for its causes. Regard runs
    from -1 to +1. Share is the partner's share of all your ties, Aim the
    share that balance would give it. Hold is dependence under pressure.
    On the map, the colour of a border repeats the regard across it.
    m shows the pane in focus over the whole window.

world-map = The region: each country's regard for you
world-title = { NAME($seat) } and its partners (w: why)
world-vectors = Vectors
world-no-map = No map of this region.
# Headings of columns, at most 8 cells wide, and what they mean.
world-measure = { $measure ->
    [goodwill] Regard
    [goodwill_from] Theirs
    [depth] Depth
    [engagement] Share
    [target] Aim
    [trade] Trade
    [pressure_from] Pressure
   *[hold] Hold
}
    .told = { $measure ->
        [goodwill] Regard: your regard for them
        [goodwill_from] Theirs: their regard for you
        [depth] Depth: depth of ties, 2014 = 1
        [engagement] Share: their share of your ties
        [target] Aim: the share that balance would give them
        [trade] Trade: USD bn a year
        [pressure_from] Pressure: their pressure on you
       *[hold] Hold: their hold over you
    }
# At most 6 cells wide.
world-bar = { $bar ->
    [share] share
    [aim] aim
   *[hold] hold
}
