# The odds of an agreement, and what a no costs, before anybody says a word of it.

agree-odds = If all say yes today: { $odds } in 100 that it holds.
agree-from = From 100:
agree-number = { $label }: { $value }.
agree-luck = It failed at { $odds } in 100. Its luck stays the same until { $until }, so only better odds help.
agree-fails = If it fails although all agree, nobody is to blame and no capital is spent. It is off for this turn; until { $until } it then needs better odds.
agree-snub = { $asked ->
    [yes] No yes from you is a snub, which costs you
   *[no] Without a yes of { NAME($who) } it is a snub, which costs them
}: { $costs }.
agree-seen = { $label } of each who saw it { $amount }
agree-in-list = holds in { $odds } of 100
