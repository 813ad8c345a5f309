# The debrief's own words: what mattered, how the goals came off, what to ask.

verdict-swapped = chosen “{ $instead }” instead of “{ $decided }”
verdict-without = done without “{ $decided }”
verdict-chosen = chosen “{ $instead }”, when you ordered nothing
verdict-had-you = { $date }: had you { $done }, your score would have been { $better ->
    [yes] better
   *[no] worse
} by { $points }.

verdict-goal = { $verdict }; better than { $share } of the plays.
verdict-score = Score { $score } of 100: all goals together, by their weights. History’s is { $history }.
verdict-plays = It is better than that of { $share } of { $plays } plays among doctrines.
verdict-most = What would have mattered most: { $what }

verdict-question = { $date }: what did you know when you { $done }, and what would have made you { $other }?
verdict-decided = decided “{ $what }”
verdict-ordered-nothing = ordered nothing
verdict-choose = choose “{ $what }”
verdict-do-without = do without it
verdict-worst = “{ $goal }” came off worse than in most plays. What was it given up for, and was it worth it?

verdict-note-history = History is the record's decisions replayed in the same model under the same luck; it is not what happened.
verdict-note-plays = The plays start from the same opening with the same rules and numbers; every seat is held by its doctrine, and the luck is another one each time. The darker band holds half of them, the lighter one eight in ten.
verdict-note-source = The source: { $source }.
verdict-note-turning = A turning point is found by replaying the whole game under its own luck with one decision swapped. Later orders stay as they were given, where they are still possible. What others would have done is the model's answer.
