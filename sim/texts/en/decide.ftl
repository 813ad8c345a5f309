# The screen of options and orders.

decide-guide =
    Options are at the left: first what is proposed to you, then what your
    staff puts forward. At the right, what the option under the cursor does
    and, against giving no orders, what may come of it for your goals.
    ⏎ orders it or takes it back; what takes another government (◆ ◇) it
    accepts or proposes in public. o opens its whole card, with history.
    p changes between this option alone and all your orders together.
    c puts the options that you have previewed side by side.
    s submits. Nothing happens before you confirm.

decide-options = Options
decide-picks = Options: start { $picks }, answer any
decide-share = %: draws better for your goals
decide-aside = Goals and other seats
decide-together = All your orders
decide-alone = This option alone
decide-p-alone = p: the option alone
decide-p-together = p: all your orders
decide-nothing-yet = You have ordered nothing yet; this is the option alone.
decide-over = The game is over: 7 opens the debrief.
decide-no-orders = No orders yet. Capital { $capital }, { $purse }. ⏎ orders, s submits.
decide-ordered = Capital { $capital }, { $purse }. Ordered: { $titles }.
decide-others = The other seats
decide-asks = { NAME($who) } asks: { $titles }
