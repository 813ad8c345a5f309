# Where a game is kept, and who is waited for.

kept-saved = Your game is saved: { $place }
kept-resume = Go on with it: { $command }
kept-lost = { $lost } is gone. The whole game is in { $place } now.

kept-waiting = Your orders are sealed. Waiting for { NAME($who) }.
kept-waiting-title = Waiting
kept-waiting-hint = It goes on by itself · esc looks around meanwhile
