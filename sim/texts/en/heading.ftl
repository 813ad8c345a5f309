# Headings of sections and panes. They are shown as they are or in capitals.

heading-situation = The situation
heading-situation-then = The situation at the opening
heading-brief = Your brief
heading-news = News
heading-changes = Largest changes
heading-odds = Warnings
heading-regimes = Crises and warnings
heading-proposals = Proposed to you
heading-goals = Your goals
heading-secret = Your secret aim
heading-voices = Other voices

heading-place = { $place ->
    [asked] Proposed to you
    [advised] Put forward by your staff
    [open] Also possible
   *[closed] Not possible now
}

heading-effects = What it does
heading-audiences = How it is taken at home (-1 to +1)
heading-advice = What weighs most with your staff
heading-record = In history

heading-figures = Figures
heading-figures-end = Figures at the end
heading-agreements = Agreements, here and in history
heading-decisions = Decisions, here and in history
heading-questions = To discuss
heading-seats = Seats
heading-turning-points = Turning points
heading-lines = Figures: you, history, plays
heading-notes = Notes
heading-written = Written
heading-hindsight = Forecast and outcome
heading-coming = Still to come
heading-answers = Proposals and answers
heading-others = What the others did

heading-group = { $group ->
    [goals] Your goals and the scenario's figures
    [home] At home
    [partner] With { NAME($partner) }
   *[world] The world
}
