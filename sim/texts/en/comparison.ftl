# Two worlds side by side, and what was expected.

comparison-head = { $column ->
    [what] difference at the end
    [mean] mean
    [median] median
    [up] up in
   *[line] line
}
comparison-no-change = No change of this scenario says what to expect.
comparison-survey = { $id }: { $text } Touches { $touched }; first difference { $first ->
    [none] none
   *[other] { $first }
}.
comparison-left-out = Not compared, for the scenario does not reach their months: { $ids }.
comparison-title = { $title }, changed:
comparison-pairs = against { $against ->
    [none] the scenario as it is
   *[other] { $against }
}, { NUMBER($runs, useGrouping: 0) } pairs of runs under the same luck, seed { $seed }. { $first ->
    [none] Nothing that is told differs.
   *[other] First difference: { $first }.
}
comparison-arms = { $title }, { NUMBER($runs, useGrouping: 0) } pairs of runs under the same luck in each arm, seed { $seed }. Compared with the scenario as it is, or as the base has it:
comparison-arm = { $name }: { $first ->
    [none] nothing that is told differs
   *[other] first difference { $first }
}
comparison-medians = median difference at the end
comparison-expected-of = Expected of { $name } (share of pairs):
comparison-set = { $name } is { $number }
comparison-seat = { $agent }: { $mind }
comparison-off = without { $rule }
comparison-nothing-expected = The change says nothing of what to expect.
comparison-expected = Expected (share of pairs):
comparison-control = control: { $text }
comparison-uncounted = { $text } ({ $reached ->
    [yes] no pair counts
   *[no] the scenario does not reach these months
})
comparison-among = { $text } (of { NUMBER($pairs, useGrouping: 0) } pairs)
comparison-not-shown = { $text } Not shown: expected in { $share }.
