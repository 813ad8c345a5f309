# What a seat is told when a turn opens.

seat-voice = { $who }: { $text } ({ $source })
seat-priorities = Your administration's priorities, which the others do not know: { $issues }.
seat-in-force = It is in force.
seat-not-agreed = Not agreed to by { $who }.
seat-lapsed = Its conditions no longer held when it was due.
