# How names are enumerated: one after another, then the last.

several-names = { NAME($names) }
several-more = { $said }, { $name }
several-last = { $said } and { $name }
