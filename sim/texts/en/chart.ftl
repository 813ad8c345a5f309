# What stands in a chart, and what is read aloud instead of it.

chart-you = you
chart-history = history
chart-instead = instead
chart-line = { $label }. From { $first } to { $last } as played; { $history } in history; half of the plays between { $low } and { $high } at the end.
chart-point = { $label }: { $played } at the end as played, { $other } with the decision swapped.
