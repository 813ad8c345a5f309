# What a batch says when it is done, before it begins, and when it is run again.

batch-done = { NUMBER($runs) } runs of { $worlds ->
    [one] one world
   *[other] { NUMBER($worlds) } worlds
} in { $folder }.
batch-next = What is in it: { $command }
batch-page = As a page, with charts: { $command }
batch-python = In Python: pandas.read_parquet({ $folder })
batch-failed = { NUMBER($failed) } of { NUMBER($parts) } parts failed, each twice; the rest is kept in { $folder }.
batch-cause = Part { $part }: { $why }
batch-causes = All causes: { $file }. Try them again: --resume.
batch-size = worlds { NUMBER($worlds) } x points { NUMBER($points) } x replications { NUMBER($replications) } = runs { NUMBER($runs) }
batch-cost = about { $time } on one process, { $bytes } in { NUMBER($parts) } parts of { NUMBER($columns) } columns
batch-seconds = { NUMBER($time, maximumFractionDigits: 0) } s
batch-minutes = { NUMBER($time, maximumFractionDigits: 0) } minutes
batch-hours = { NUMBER($time, maximumFractionDigits: 1) } hours
batch-nothing-kept = Nothing was kept.
batch-same = same
batch-missing = { NUMBER($missing) } parts are missing; all others are the same. Finish them with --resume.
batch-differs = { $kind }, part { NUMBER($part) }, row { NUMBER($row) }, { $column }: { $was } is kept, { $now } came out
batch-machine = { $name }: made with { $was }, here { $now }
