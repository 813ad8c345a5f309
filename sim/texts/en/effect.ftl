# What an option does, and what speaks for it.

effect-member = { NAME($who) } { $joins ->
    [yes] joins
   *[no] leaves
}: { NAME($what) }{ $when }
effect-words = { $label } { $amount }{ $when }{ $times ->
    [none] {""}
   *[other] , times { $times }
}{ $room ->
    [yes] , less near the limit
   *[no] {""}
}{ $lasts ->
    [passes] ; it passes
    [stays] ; it stays
   *[none] {""}
}
effect-when = { $begins ->
    [1] {""}
   *[other] , from month { $begins }
}{ $over ->
    [0] {""}
    [1] {""}
   *[other] {" "}over { $over } months
}{ $fades ->
    [no] {""}
    [again] ; fades again
   *[after] ; fades after { $holds } { $holds ->
        [one] month
       *[other] months
    }
}
effect-stands = { $label } stands at { $value }, { $above ->
    [yes] above
   *[no] below
} { $bound }.
effect-late = It may begin up to { $months } { $months ->
    [one] month
   *[other] months
} later
