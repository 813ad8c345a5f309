# The guided first game: one hint at a time, for where the player is.

hint-with-off = { $hint } (i: hints off)

# By screen and turn; turn 5 stands for all later ones. Nothing is said elsewhere.
hint-turn = { $place ->
    [brief-1] Read on with ↓; 2 takes you to your options.
    [deals-1] ⏎ accepts ◆ or proposes ◇; n refuses, a counters.
    [brief-2] Put the cursor on a change and press w: why?
    [deals-2] Who agreed to what, and what weighed most. 2 goes on.
    [brief-3] 3 shows you beside history; 5 why the others did as they did.
    [indicators-3] The dotted line is history. Where they part, w asks why.
    [brief-4] 4 World has the partners side by side: is Share near Aim?
    [world-4] Arrows choose a number, w asks why it changed.
    [brief-5] 6 replays your turns; b there goes back to one.
   *[other] {""}
}

# In Decide.
hint-first = ↓ moves; the right tells what may come of it. ⏎ orders; ◆ ◇ are said.
hint-pass = s without orders passes; you keep at most a turn's income.
hint-ordered = u takes back, p previews all orders together, s submits.

hint-over = { $screen ->
    [brief] 7 shows it beside history and a thousand other plays.
    [debrief] ↓ reads on and draws each line. e writes it all as a page.
   *[other] {""}
}
