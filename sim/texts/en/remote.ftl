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
