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

# The teacher's pages, the press's desk and the wall.

seminar-desk = { $page ->
   *[room] The room
    [turns] Turns
    [messages] Messages
    [slips] Slips
    [files] Files
    [projector] Projector
}
seminar-done = { $what ->
    [go] The clock runs.
    [pause] The clock stands.
    [extend] There is more time.
    [advance] The turn has run.
    [back] The room is back at the opening of the turn. The clock stands; what was played after it is kept as a line of its own.
    [switch] The room goes on with this line. The clock stands.
    [hold] The seat's doctrine decides for it from now on, until you give it back.
    [give-back] The seat is its people's again.
    [sent] Sent.
    [paper] The orders are handed in and kept.
    [headline] The headline stands on the projector.
   *[other] {""}
}
seminar-clock = Clock
seminar-go = Let the clock run
seminar-pause = Pause
seminar-more = +{ $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
seminar-end-turn = End the turn …
seminar-no-clock = This turn has no clock: it ends when all orders are in, or when you end it. More time gives it one.
seminar-floor-is-closed = The floor is closed: seats seal their orders now. More time opens it again.
seminar-seats = Seats
seminar-seat-stands = { $sealed ->
    [yes] orders are in
   *[no] { $held ->
        [yes] its doctrine decides
       *[no] { $ticks ->
            [0] no orders yet
            [one] no orders yet, { $ticks } ticked in the draft
           *[other] no orders yet, { $ticks } ticked in the draft
        }
    }
}
seminar-nobody = Nobody is here.
seminar-hold = Leave it to its doctrine
seminar-give-back = Give it back to its people
seminar-paper = Orders from paper
seminar-guests = Here without a seat:
seminar-role = { $role ->
    [all] everybody
    [teacher] teacher
    [projector] projector
    [press] press
    [observer] observer
   *[other] { $role }
}
seminar-broadcast = Tell everybody
seminar-send-all = Tell everybody
seminar-sure = { $verb ->
   *[advance] End turn { $turn } now?
    [back] Take the whole room back to the opening of turn { $turn }?
    [switch] Go on with { $line }?
}
seminar-sure-then = { $verb ->
   *[advance] Seats that have not handed in give what is ticked in their draft, or else what their doctrine would order. Then the turn runs, and everybody sees what came of it.
    [back] What was ordered for the open turn and all drafts are gone. What was played after that opening is kept as a line, and you can go on with it later. The clock stands.
    [switch] What was ordered for the open turn and all drafts are gone. The line in play is kept. The clock stands.
}
seminar-not-in = { $held ->
    [yes] its doctrine decides
   *[no] has not handed in
}
seminar-yes = { $verb ->
   *[advance] End the turn
    [back] Take the room back
    [switch] Go on with this line
}
seminar-no = No, back to the room
seminar-no-orders = No orders.
seminar-stood-in = Its doctrine stood in. What it ordered, and what weighed most:
seminar-came = What came into force
seminar-nothing-came = Nothing came into force.
seminar-others = { $count ->
    [one] { $count } thing that others did
   *[other] { $count } things that others did
}
seminar-go-back = Back to a turn
seminar-go-back-hint = The whole room returns to the opening of a turn. Later orders are kept as a line.
seminar-back-to = Turn { $turn }
seminar-lines = Lines of play
seminar-line = { $name }: { $turns ->
    [one] { $turns } turn
   *[other] { $turns } turns
}{ $parent ->
    [none] {""}
   *[other] , left { $parent } at turn { $left }
}
seminar-line-now = (in play)
seminar-line-on = Go on with it
seminar-all-messages = What was written, the last first
seminar-none-yet = Nothing yet.
seminar-paper-of = Orders from paper: { $seat }
seminar-paper-hint = Political capital: { $capital }; the seat may start { $picks ->
    [one] { $picks } option
   *[other] { $picks } options
}. What you hand in takes the place of what it has handed in. Nothing that it has ticked or sealed is shown here.
seminar-paper-public = Said in public
seminar-paper-sealed = Ordered under seal
seminar-says = { $word ->
   *[none] says nothing
    [yes] yes: proposes or accepts
    [no] no: refuses
}
seminar-paper-in = Hand in for the seat
seminar-files-hint = The log holds the whole game, and orders that are still sealed: verify, why, debrief and play --resume read it. The tables are for grading. They name nobody unless you ask for names.
seminar-file = { $file ->
   *[log] The log of the game (.jsonl)
    [orders] Orders (.csv)
    [scores] Scores (.csv)
    [messages] Messages (.csv)
}
seminar-with-names = with names
seminar-headline = Headline
seminar-headline-hint = What the projector shows above all else
seminar-print = Put it on the projector
seminar-reveal = Turn { $turn }
seminar-now = Now
seminar-on-wall = { $held ->
    [yes] doctrine
   *[no] { $sealed ->
        [yes] ✓ in
       *[no] { $people ->
            [0] nobody here
           *[other] thinking
        }
    }
}
seminar-came-in = What came into force, { $date }
seminar-figures = Figures
seminar-join-at = Join:
