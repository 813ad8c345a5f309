# Which way to play a terminal allows, and a user's own keys.

terminal-lines =
    The screens cannot be drawn on this terminal: { $why }.
    So the game goes on line by line, as with --plain; add --plain to be spared this note.
terminal-elsewhere = the screens are drawn by way of standard error, which leads elsewhere
terminal-encoding = its encoding is { $encoding }, and the screens need UTF-8
terminal-cursor = TERM={ $term } does not place a cursor
terminal-none =
    No terminal to play on, so here is the scenario { $played ->
        [yes] as played so far
       *[no] with every seat held by its doctrine
    }, beside history.
    To play, run this in a terminal, or add --plain.
terminal-keys = Your keys could not be read from { $path }: { $why }
