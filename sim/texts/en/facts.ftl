# Stylised facts, and what is left of them without a rule.

facts-none = { $scenario } states no facts.
facts-title = { $scenario }: { $runs } runs; each other rule off in { $others }.
facts-head = { $column ->
    [fact] fact
    [kind] kind
    [holds] holds
    [bar] bar
    [without] without
    [others] others
   *[verdict] cause and verdict
}
facts-verdict = { $shown ->
    [no] NOT SHOWN
   *[yes] { $lost ->
        [yes] shown, and lost without its cause
       *[no] holds, but NOT LOST without its cause
    }
}
facts-needs = { $id } needs also: { $rules }
