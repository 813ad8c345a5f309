# What is ahead, what was played, and what to make of it.

told-coming = { $what }:
told-in-force = { $what }: in force until { $ends }
told-coming-effect = { $label } { $left } from { $first } to { $last }{ $fades ->
    [yes] , then fading
   *[no] {""}
}
told-hindsight = { $label }: { $value }; forecast { $low } to { $high }: { $verdict ->
    [inside] as expected
    [above] above it
   *[below] below it
}
told-branch = { $name }: { $turns ->
    [one] { $turns } turn
   *[other] { $turns } turns
}
told-branch-left = { $branch }, left { $parent } at turn { $turn }

told-scenario = { $opens } to { $ends }, { $turns } turns, about { $minutes } minutes.
told-saved-game = { $title }: { NAME($seats) }
told-saved-over = It is over; its debrief can be read again.
told-saved-turn = Turn { $turn } of { $turns }, { $date }.
told-saved-when = Saved { $when }.

told-goal = { $text } ({ $weight }). { $verdict }
told-goal-value = { $points } points{ $history ->
    [none] {""}
   *[other] ; in history { $history }
}; eight in ten plays { $low } to { $high }. { $label }, { $measure }: { $value }
told-turning-point = Turn { $turn }. { $what }
told-line = { $label }: { $value }, in history { $history } ({ $difference }); { $share } of the plays ended lower
told-debrief = { $title }: { $seat }, { $dates }

told-instead = It would have instead: { $title }.
told-answer = { NAME($who) } { $said ->
    [proposed] proposed
    [agreed] agreed
    [refused] refused
    [awaited] has not answered yet
   *[silent] did not answer
}{ $reasons ->
    [yes] :
   *[no] .
}
