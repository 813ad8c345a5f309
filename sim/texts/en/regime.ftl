# Regimes: what opens when a line is passed, lasts, and is left by a way out.

regime-of = { $title }: { NAME($who) }{ $other ->
    [none] {""}
   *[other] {" "}and { NAME($other) }
}
