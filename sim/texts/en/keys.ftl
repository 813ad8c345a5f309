# What the keys do: a word for the footer, and what it means for the help and the palette.

keys-submit = Submit
    .told = Hand the orders in and run the turn
keys-undo = Undo
    .told = Take the last order back, before submitting
keys-compare = Compare
    .told = The previews of this turn's options side by side
keys-glossary = Glossary
    .told = The terms of the game and of its source
keys-hints = Hints
    .told = The hints of the first game on or off
keys-help = Help
    .told = This screen, all keys and marks, how to read the numbers
keys-quit = Quit
    .told = Leave; the game is saved
keys-down = Down
    .told = One line down
keys-up = Up
    .told = One line up
keys-next = Next pane
    .told = To the next pane
keys-previous = Previous pane
    .told = To the pane before
keys-maximise = Maximise
    .told = The pane in focus over the whole window, or back
keys-why = Why
    .told = Why the number under the cursor changed
keys-open-row = Open, or go on
    .told = What the row stands for; else on to Decide
keys-close-card = Close
    .told = Close this card
keys-scroll-down = Down
    .told = Scroll down
keys-scroll-up = Up
    .told = Scroll up
keys-yes = Yes
    .told = Do it
keys-agree = Yes / propose
    .told = Accept it or propose it, in public
keys-refuse = No
    .told = Refuse what is proposed to you, in public
keys-counter = Counter
    .told = Refuse it, and propose another option to the same parties
keys-instead = Instead
    .told = Propose this instead
keys-card = Card
    .told = Everything about the option, history included
keys-write = Write files
    .told = Write the debrief as a web page and as Markdown
keys-again = Play again
    .told = Back to the Start screen: another game
keys-next-seat = Next seat
    .told = The debrief of the next person at this terminal
keys-came-to-be = Why
    .told = Why the number under the cursor came to be
keys-toggle = Order
    .told = Order the option under the cursor or take it back; propose or accept it where it is joint
keys-preview = Preview
    .told = The option under the cursor alone, or all your orders together
keys-close-glossary = Close
    .told = Close the glossary
keys-entry-down = Down
    .told = One entry down
keys-entry-up = Up
    .told = One entry up
keys-here = Here
    .told = Begin
keys-replay-back = Turn before
    .told = Replay the turn before
keys-replay-on = Turn after
    .told = Replay the turn after
keys-rewind = Back to it
    .told = Play on from the opening of this turn; later orders are kept as a branch
keys-open-turn = Open
    .told = Why a number changed; or go on with a branch
keys-order = Order
    .told = Order it, or take it back
keys-reveal = Record
    .told = Tell what was done in history
keys-leave = Yes
    .told = Leave
keys-take = Take the seat
    .told = Begin in this seat, or with all that are marked
keys-mark = Mark
    .told = Mark a seat: two to five people play at this terminal
keys-close-seats = Close
    .told = Back
keys-choose = Play
    .told = Choose a seat in this scenario, or go on with this game
keys-span = Turn / since the start
    .told = This turn alone, or everything since the opening

keys-mode = { $mode ->
    [brief] Brief
    [decide] Decide
    [indicators] Indicators
    [world] World
    [deals] Deals
    [history] History
   *[debrief] Debrief
}
    .told = { $mode ->
        [brief] What opened this turn: what came of your orders, changes, news, proposals, goals
        [decide] Choose this turn's orders, with a preview of what may come of them
        [indicators] Every number that you may know, over time, beside history and with its forecast
        [world] The partners in figures, the vectors, the map
        [deals] Propose, accept, refuse or counter in public; who said what, and why; what the others did
        [history] The turns that were played; go back to one and play on from there
       *[debrief] Your game beside history and a thousand plays; turning points; questions
    }
