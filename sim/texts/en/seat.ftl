# What a seat is told when a turn opens.

seat-voice = { $who }: { $text } ({ $source })
seat-priorities = Your administration's priorities, which the others do not know: { $issues }.
seat-in-force = It is in force.
seat-not-agreed = Not agreed to by { $who }.
seat-agreed = All have agreed: it is due when the turn runs{ $odds ->
    [none] {""}
   *[other] , and holds in { $odds } of 100
}.
seat-waits = Waiting for { $who }.
seat-declined = Refused by { $who }.
seat-gives = Its reason: { $reason }
seat-points = It points to a fact. { $what }.
seat-holds = It holds that { $why }.
seat-holds-nothing = It { $yes ->
    [yes] says yes without a word of reason
   *[no] says no more than that other matters come first
}.
seat-lapsed = Its conditions no longer held when it was due.
seat-failed = All had agreed, but it failed: { $odds } in 100 was the odds that it would hold.
