several-names = { NAME($names) }
several-more = { $said }; { $name }
several-last = { $said } i { $name }
