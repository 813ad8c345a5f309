# The previews of a turn side by side.

compare-title = Previews side by side
compare-nothing = Nothing has been previewed yet: rest the cursor on an option in Decide (2).
compare-what = Points of each goal by { $when } against no orders (medians).
compare-better = Better
compare-ordered = { $titles } (ordered)
compare-note =
    Better: the share of draws in which your score, all goals by their
    weights, is better than without orders. It is a property of the model.
