# A language that nobody speaks, with Polish plural forms and a case, to show that a translation is data only.

lines-decided = { NAME($who) } decidedo: { $what }
lines-proposed = Proposedo przez { NAME($names, case: "accusative") }.
lines-price = { $cost ->
    [0] Nothingo.
    [one] { $cost } punkt.
    [few] { $cost } punkty.
   *[many] { $cost } punktów.
}
