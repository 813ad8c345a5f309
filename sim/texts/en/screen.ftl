# What all screens share.

screen-too-small =
    This game needs 80 columns and 24 rows.
    Make the window larger or the letters smaller,
    or play line by line: multivector play --plain
screen-no-number = There is no number here or below. Other screens have some: 3 has all of them.
screen-over = over
screen-capital = Capital { $capital }
screen-w = w: why
