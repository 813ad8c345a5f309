# What the terminal says by itself.

desk-opening = Opening the game: the years before its first turn are replayed ...
desk-people = { $count } people play at this terminal.
desk-refused = Not possible
desk-called = Something has been said to it. Its orders lie there as they were.
desk-speaking = speaking
desk-no-counter = You have nothing else to propose to the same parties.
desk-running = running
desk-going-back = going back
desk-changing-lines = changing lines
desk-debrief = debrief
desk-debrief-share = debrief { $share }
desk-debriefing = The debrief is still being made; write it when it is there.
desk-hints = Hints are { $on ->
    [yes] on
   *[no] off
}.
desk-theme = Theme
    .told = Other colours; ansi themes use the terminal's own
desk-motion = Motion
    .told = Animations on or off
desk-start = Start
