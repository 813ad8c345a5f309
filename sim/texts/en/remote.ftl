# A terminal at a room elsewhere.

remote-lost = The host does not answer. It is called until it does; nothing that it acknowledged is lost.
remote-found = The host is there again.
remote-kept = the room at { $address }
remote-message = { $name } ({ NAME($who) }): { $text }
remote-role = { $role ->
    [teacher] teacher
    [press] press
    [observer] observer
   *[projector] projector
}

remote-no-seat = this code opens no seat
    .mend = join with a team's code; the others are for a browser
remote-other = this is another team's seat
    .mend = join with its code
remote-teachers = this is the teacher's
    .mend = ask the teacher to do it
remote-strange = what answers there is no room that this version knows
    .mend = check the address; host and terminal are of one version
remote-nobody = no host answers at this address
    .mend = check the address, and that both are in the same network; then do it again
remote-late = no answer came in time
remote-address = this is no address of a room
    .mend = type the address that stands on the slip
