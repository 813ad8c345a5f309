# Why a number changed.

why-title = Why: { $label }
why-hint = █ rises ▒ falls; the rows add up · t { $span ->
    [yes] since the start
   *[no] turn { $last } alone
} · esc closes
why-opening = At the opening: { $value }.
why-later = Nothing has changed it yet. Submit a turn (s); then w says what did, cause by cause.
why-span = { $turn ->
    [0] Since the start
   *[other] In turn { $turn }
}, { $dates }: from { $before } to { $after }
why-total = change in all
why-outside = not in the chapter{ $play ->
    [yes] , made for play
   *[no] {""}
}: { $source }
why-worn = { $was ->
    [cost] The cost of “{ $what }” wears off
    [gain] The gain from “{ $what }” wears off
   *[effect] The effect of “{ $what }” wears off
}
why-less = Less than before: { $cause }
