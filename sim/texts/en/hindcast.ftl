# The record replayed, and held year by year against what was observed.

hindcast-title = { $title }: scored from { $year } on; { $runs } { $runs ->
    [one] run
   *[other] runs
}
hindcast-note = real: what was observed. free: the model as it runs; rebased: its state is set to what was observed in { $base }. 10, 50, 90: percentiles of what would be measured, over parameter draws, luck and errors of measurement.
hindcast-signs = o: outside of the band; w: worse than no change.
hindcast-series = { $series }, { $unit }
hindcast-head = { $column ->
    [who] whose
    [year] year
    [real] real
    [no_change] no change
    [trend] trend
    [free] free 10
    [rebased] rebased 10
    [error] error
    [crps] CRPS
    [why] why
   *[verdict] verdict
}
hindcast-tie = { $actor }, { $partner }
hindcast-verdict = { $kind ->
    [outside] outside of the band
    [worse] worse than no change
   *[both] outside of the band and worse than no change
}
hindcast-bad = { $who }: { $found }. { $why }
hindcast-found = { $mode ->
    [free] free
   *[rebased] rebased
} { $years } { $verdict }
hindcast-mode = { $mode ->
    [free] Free
   *[rebased] Rebased
}: { $cells } cells; beats no change in { $no_change }, the trend in { $trend }; the band holds { $coverage }.
hindcast-good = No bad cell.
hindcast-band = { $median } ({ $low } to { $high })
