# The screen of proposals and answers.

deals-guide =
    The public phase of a turn. ◆ is proposed to you: ⏎ accepts it, n
    refuses, a counters with something else; no answer is a no. ◇ takes
    another government: ⏎ proposes it. Each may carry a word of reason, is
    told to all parties, and stands. Doctrines answer at once; people when
    the terminal is theirs. What all have agreed to comes into force when
    the turn runs. Below stands what was said last turn, with what weighed
    most; a minus sign marks what spoke against it.

deals-title = Deals
deals-parties = Parties and reasons
deals-place = { $place ->
    [asked] Proposed to you now
    [advised] You could propose
    [open] Also possible
   *[closed] Not possible now
}
deals-said = Said in this turn
deals-not-asked = Nobody proposes this to you, so there is nothing to refuse.
deals-then = Proposals of { $when }
deals-deed = { NAME($who) }: { $what }
deals-joint = Parties: you and { NAME($names) }
deals-weighed = What weighed most
