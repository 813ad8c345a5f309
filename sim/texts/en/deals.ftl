# The screen of proposals and answers.

deals-guide =
    ◆ is proposed to you: ⏎ says yes to it (it is ordered with your other
    orders), and leaving it unanswered says no. ○ needs others' consent: ⏎
    proposes it. Below stand last turn's proposals with everybody's answer,
    and what the others did on their own, each with the considerations that
    weighed most. A minus sign marks what spoke against it.

deals-title = Deals
deals-parties = Parties and reasons
deals-place = { $place ->
    [asked] Proposed to you now
    [advised] You could propose
    [open] Also possible
   *[closed] Not possible now
}
deals-then = Proposals of { $when }
deals-deed = { NAME($who) }: { $what }
deals-joint = Parties: you and { NAME($names) }
deals-alone = Your answer alone
deals-proposed-it = { NAME($who) } proposed it
deals-decides = { NAME($who) } decides after you have submitted
deals-yes = you say yes
deals-no-yes = you have not said yes
deals-weighed = What weighed most
