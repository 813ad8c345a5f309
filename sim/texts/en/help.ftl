# Help: keys, marks, and how to read the numbers.

help-title = Help
help-text =
    A TURN
    Read the brief (1), propose and answer in public (5), choose orders of
    your own (2), submit them (s), and read what came of it in the brief of
    the next turn. After the last, debrief (7).

    KEYS
    1-7         the screens; ctrl+p finds every command by name
    ↑ ↓ or k j  move         tab or h l  next pane
    ⏎           open, order or take back what the cursor is on
    w           why the number under the cursor changed
    o           an option's whole card; r in it tells what history did
    p           preview: the option alone, or all your orders together
    c           this turn's previews side by side
    n  a        in Deals: refuse what is proposed to you; counter it
    u           take the last order back; without orders, what was said
    s           submit and run the turn
    {"["} ]  b      in History: replay turns; play on from an earlier one
    m           the pane in focus over the whole window, or back
    g           glossary     i  hints on or off
    ?           this page    q  leave; the game is saved
    With a Russian or Kazakh layout the same keys work.

    MARKS
    ◆ proposed to you   ◇ to be proposed in public   × not possible now
    ○ your own to order   ● ordered
    ✓ agreed by all, or came into force   ✗ not   · somebody is awaited
    ▲ rose   ▼ fell   · did not change as far as its decimals show
    In previews ▲▲ better in nine of ten draws, ▲ in two of three; ▼ worse;
    · neither, or by too little to notice

    ORDERS
    A number before an option is its price in political capital. You may
    start two moves a turn, counters among them; answers come on top. What
    takes another government is proposed and answered in public, and stands:
    doctrines answer at once, silence is a no. It comes into force if all
    say yes, and you pay only then. All else is ordered under seal, which
    is broken by whatever is said to you afterwards. Capital comes in every turn, more of it the better your
    support at home; you carry over no more than comes in.

    NUMBERS
    Most run from 0 to 1. The rows under Why add up to the change. Where a
    number is computed from others, the order in which causes are credited
    within a phase is a convention. A draw is a run of the same rules with
    other luck; a share of draws is a property of the model and its ranges,
    not a probability in the world.

    YOUR OWN KEYS AND COLOURS
    ctrl+p, Theme: other colours; the ansi themes use the terminal's own.
    ctrl+p, Motion: animations off. NO_COLOR=1 does without colour.
    Keys: one line a command in this file, for example submit = "x" or
    mode.decide = "f2":
