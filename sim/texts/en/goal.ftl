# What of a number is measured, and how it stands beside history.

goal-opening = at the opening
goal-so-far = { $measure ->
    [mean] mean so far
    [last] now
    [lowest] lowest month so far
    [highest] highest month so far
   *[change] change since the opening
}
goal-measure = { $measure ->
    [mean] mean
    [last] now
    [lowest] lowest month
    [highest] highest month
   *[change] change since the opening
}
goal-same = about the same as in history
goal-differs = { $better ->
    [yes] better
   *[no] worse
} than in history by { $points }
goal-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
goal-score = Score { $score } of 100{ $change ->
    [none] .
   *[other] , { $change } since the last turn.
}
