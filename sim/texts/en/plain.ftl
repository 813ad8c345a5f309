# The game line by line.

plain-hello = Multivector, line by line. Type help for the commands.
plain-ended = The input has ended.
plain-hand-over = Hand the terminal to { NAME($who) }. Whoever sits there now, press enter.
plain-several-commands = { $word } could be { $commands }.
plain-no-command = I do not know { $word }.
plain-help-hint = Type help for the commands.

plain-place = { $place }:
plain-option = { $n }. { $option }
plain-option-ordered = { $n }. { $option } (ordered)
plain-closed = { $count } more are not possible now: options all.
plain-capital = You have { $capital } political capital, { $purse }. You may start { $picks } moves; answers to proposals come on top.
plain-which-option = Which one? For example: option 1
plain-no-option = There is no option { $word }; they are numbered from 1 to { $count }.
plain-ordered = Ordered: { $titles }. Cost { $cost } of { $capital }, { $purse }.
plain-which-word-of = Of which option? For example: propose 3 we have waited long enough
plain-which-counter = Instead of which option, and what? For example: counter 1 5
plain-called = Something has been said to it since its orders were sealed: deals. The orders lie there as they were.
plain-spoken-of = Of option { $n } you have spoken in this turn, and what was said stands: deals.
plain-said = Said in this turn:
plain-nothing-ordered = Nothing is ordered.
plain-sealed = Your orders are sealed.
plain-ran = The turn has run meanwhile.

plain-over-compare = The game is over. Type compare to see it beside history.
plain-over-debrief = The game is over. Type debrief for turning points and a thousand other plays.
plain-over = The game is over.
plain-passed = { $when } has passed.

plain-no-deeds = Nobody has decided anything yet.
plain-group = { $group }:
plain-number = { $n }. { $change }
plain-no-number = No number that you may know has { $word } in its name.
plain-several-numbers = { $count } numbers have { $word } in their name: { $names }.
plain-which-number = Which number? For example: why approval, or why 1 for the first of the changes.
plain-nothing-changed = Nothing has changed yet: this is the first turn.

plain-first-turn = This is the first turn.
plain-turns-played = Turns 1 to { $last } have been played.
plain-back = You are back at the opening of turn { $turn }, an earlier turn. What you played is kept: lines.
plain-nothing-played = Nothing has been played yet.

plain-which-preview = Of which option? For example: preview 1
plain-forecast = { $orders }, by { $when }, in { $runs } draws:
plain-forecast-none = no orders
plain-forecast-better = Score { $gain } points ({ $low } to { $high }): better in { $better } of the draws, worse in { $worse }.
plain-forecast-agreed = { $title } comes into force in { $share }.
plain-forecast-goal = { $label }: { $value } points, without orders { $without }; in eight of ten draws { $low } to { $high }; better in { $better }, worse in { $worse }
plain-nothing-coming = Nothing of yours is in force; coming all tells of the others'.

plain-proposed-now = { $any ->
    [yes] Proposed to you now:
   *[no] Nobody proposes anything to you now.
}
plain-proposals-then = Proposals of { $when }:
plain-hindsight = Forecast and outcome:
plain-turn = Turn { $turn }, { $date }
plain-turn-changes = Largest changes:
plain-turn-answers = Proposals and answers:
plain-turn-others = What the others did:
plain-branch-now = { $branch } (now)

plain-debriefing = Replaying history, playing a thousand games, swapping your decisions. It takes some seconds.
plain-written = Written: { $path }
plain-which-word = Which word? For example: glossary balance

plain-new-games = New games:
plain-scenario = { $n }. { $title }, { $opens } to { $ends }, { $turns } turns, about { $minutes } minutes.
plain-scenario-seats = Seats: { $seats }.
plain-saved-games = Saved games:
plain-saved = { $n }. { $title }, { NAME($seats) }, { $over ->
    [yes] over
   *[no] turn { $turn } of { $turns }
}. { $trouble }
plain-start = Type play and a number to begin, with a seat or several: play 1 kazakhstan. Or resume and a number; or quit.

plain-help =
    brief             what opened this turn: news, changes, proposals, goals
    options           what you can order: proposals, what your staff puts forward, what is also possible
    options all       the same with what is not possible now, and why
    option N          everything about an option; option N history also tells what was done in history
    preview N         what may come of an option alone, in 500 draws, against giving no orders
    propose N WORDS   propose a joint option, in public, with a word of reason if you like; doctrines answer at once
    accept N WORDS    accept what is proposed to you; refuse N WORDS says no; counter N M WORDS proposes M instead
    order N M ...     add options of your own to this turn's sealed orders
    drop N            take one back; drop alone takes all back
    orders            what you have ordered
    forecast          what may come of all your orders together
    submit            seal the orders and run the turn; without orders you pass, and what you have not answered you refuse
    deals             proposals of now, what was said in this turn, and last turn's with everybody's answer and reasons
    deeds             what the others did last turn, and the considerations that decided it
    indicators        the numbers you may know; indicators WORD lists those with the word in their name
    world             your relations with each partner
    why NAME          why a number changed last turn: its name, a part of it, or its number in the last list
    why NAME start    why it changed since the start
    coming            what you have in force and what is still to come of it; coming all: everybody
    history N         turn N again: orders, forecast and outcome, changes, answers, deeds
    back N            return to the opening of turn N, or of the last; what you played is kept as a line
    lines             all lines of play; switch NAME goes on with another
    compare           your game so far beside history
    debrief           beside history and a thousand plays, turning points, questions; debrief write makes files of it
    glossary WORD     what a word or a number means
    help              this list
    quit              leave; the game is saved after every turn
