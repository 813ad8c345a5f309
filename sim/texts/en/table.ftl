# Tables that commands print.

table-run = { $title }: { $opens } to { $ends }, { NUMBER($runs, useGrouping: 0) } { $runs ->
    [one] run
   *[other] runs
}, seed { $seed }
table-head = { $column ->
    [indicator] indicator
    [start] start
    [end] end
   *[line] line
}
table-digest = digest { $digest }
table-no-agreement = No agreement was struck.
table-agreements = Agreements (share of runs, median month):
table-why = { $label } ({ $unit }), turn { $turn }, { $dates }
table-why-values = before { $before }   after { $after }   change { $change }
