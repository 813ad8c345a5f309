# The debrief as a page and as Markdown.

page-language = en
page-title = Debrief: { $title }, { $seat }
page-played = { $dates }, { $turns } of { $all } turns played.
page-played-short = { $turns } of { $all } turns played
page-goals = Goals
page-lines = Your line, history's line and { $plays } plays
page-lines-here = Your line, history's line, and { $plays } plays
page-decisions = Decisions
page-agreements = Agreements
page-nothing = Nothing
page-questions = Questions for the discussion
page-notes = How to read this
page-numbers = Numbers

page-head = { $column ->
    [goal] Goal
    [measure] Measure
    [you] You
    [history] History
    [points] Points
    [band] 10 to 90 % of the plays
    [words] In words
    [end] At the end
    [opening] At the opening
    [tenth] Plays: 10 %
    [turn] Turn
    [record] In history
    [agreement] Agreement
    [game] In your game
    [played] As played
    [month] End of
   *[instead] Instead
}
page-among = Among { $plays } plays
page-secret = (secret)
page-band = { $low } to { $high }
page-strip-aloud = Eight in ten plays between { $low } and { $high }, the middle { $middle }
page-strip = The strip runs from 0 to 100 points: eight in ten plays lie in the bar, its tick is the middle one; the mark above is history, the mark below is you.
page-key = { $line ->
    [you] you
    [history] history
    [half] half of the plays
    [wide] eight in ten
   *[middle] the middle one
}
page-no-point = No single decision would have made a difference that a goal shows.
