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
seminar-over = The game is over
seminar-turn = { $date }, turn { $turn } of { $turns }
seminar-paused = (the clock stands)
