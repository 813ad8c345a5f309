# What the host's terminal says, and the pages of the seminar room.

seminar-open = The room is open: { $address }
    Your own link and the codes of all seats are in { $slips }: open it where nobody looks on, and print it.
    Ctrl-C closes the room; everything is kept.
seminar-code = Your team's code
seminar-name = Your name
seminar-join = Come in
seminar-code-hint = The code stands on your team's slip. Small or capital letters, with or without the dash: all are right.
seminar-not-done = Not done
seminar-do = Do this: { $what }.
seminar-back = Back

seminar-slips = Slips
seminar-slips-hint = Print this page, cut along the lines, and give each team its slip. Keep the first one: it is yours.
seminar-room-number = Room { NUMBER($number) }
seminar-teacher = Teacher
seminar-projector = Projector
seminar-press = Press
seminar-observer = Observers
seminar-slip = Go to { $address } and type the code.

# The frame of every page.

seminar-skip = Go to the contents
seminar-pages = Pages
seminar-changed = This page has changed.
seminar-lost = The connection is lost. Trying again; nothing that was acknowledged is gone.
seminar-busy = One moment: it is being worked out.
seminar-over = The game is over
seminar-turn = { $date }, turn { $turn } of { $turns }
seminar-paused = (the clock stands)

# The pages of a seat.

seminar-page = { $page ->
    [now] Now
    [options] Options
    [option] An option
    [forecast] Forecast
    [talks] Proposals
    [numbers] Numbers
    [why] Why
    [past] Past turns
   *[messages] Messages
}
seminar-said = { $what ->
    [draft] The draft is kept, for all of your team. It is not handed in yet.
    [sealed] Handed in and kept: your orders are sealed.
    [withdrawn] Your orders are withdrawn. They are a draft again.
    [spoken] Said.
    [sent] Sent.
   *[other] {""}
}
seminar-leave = Leave
seminar-ended = The game is over. Your score is { $score } of 100.
seminar-secret = (secret)
seminar-why = Why
seminar-could = What you could do
seminar-all-options = All options
seminar-who-is-in = Who has handed in
seminar-seat-is = { $held ->
    [yes] its doctrine decides for it
   *[no] { $sealed ->
        [yes] handed in
       *[no] still thinking
    }
}
seminar-costs = costs { $cost }
seminar-with = with { NAME($names) }
seminar-about = What it does
seminar-card = All about “{ $title }”
seminar-purse = Political capital: { $capital }. You may start { $picks ->
    [one] { $picks } option
   *[other] { $picks } options
}; answers to proposals come on top.
seminar-pledged = What you agreed to in public costs { $cost } of it.
seminar-sum = Ticked: { $cost } of { $capital }
seminar-keep-draft = Keep as draft
seminar-hand-in = Hand in
seminar-no-ticks = Handing in without a tick passes the turn.
seminar-joint-elsewhere = Options that need another government are proposed and answered in public.
seminar-sealed = Your sealed orders
seminar-pass = You pass this turn.
seminar-sealed-hint = Nobody else sees them before the turn has run. Until then you can withdraw them.
seminar-withdraw = Withdraw
seminar-sealed-already = Your team has handed in already. Withdraw those orders first; yours were not kept.
seminar-called = Something was said to you after you had handed in. Hand in again.
seminar-draft-by = Draft of your team, last changed by { $name }.
seminar-faster = A team-mate has changed the draft meanwhile. Your own ticks stand below, and nothing of them is kept yet: keep or hand them in to replace the other draft.
seminar-their-draft = Draft of { $name }: { $titles }.
seminar-no-forecast = There is no forecast of this: nothing is ticked, or it cannot be ordered together.
seminar-in-points = Your goals in points
seminar-without = Without
seminar-with-orders = With
seminar-band = 8 in 10
seminar-forecast-note = The model's own futures of this game, with these orders and without them. A page of it stands as it was when you asked.
seminar-floor-closed = The floor is closed. This is the time for sealed orders; proposals can be made and answered again in the next turn.
seminar-on-the-table = On the table
seminar-nothing-said = Nothing has been proposed in this turn.
seminar-accept = Accept
seminar-refuse = Refuse
seminar-instead = Or propose instead
seminar-counter = Refuse, and propose this instead
seminar-propose = Propose something
seminar-joint-option = Joint option (what it costs)
seminar-choose = Choose one
seminar-propose-it = Propose
seminar-word-stands = A proposal or an answer is told to all its parties, and stands until the turn has run.
seminar-own-numbers = Your own numbers
seminar-number = Number
seminar-value = Now
seminar-change = Change
seminar-trail = Months
seminar-this-game = All of this is this game's, not the record's.
seminar-why-of = Why: { $label }
seminar-since = { $turn ->
    [0] Since the opening
   *[other] Turn { $turn }
}, { $dates }
seminar-amount = Amount
seminar-cause = Cause
seminar-total = the whole change
seminar-turns = Turns:
seminar-your-orders = Your orders
seminar-to = To
seminar-all = everybody
seminar-text = Message
seminar-send = Send
seminar-written = What was written
seminar-no-messages = Nothing yet.
seminar-message = { $sender } ({ $name }) to { $recipient }, turn { $turn }
