# What the record says of each decision beside what doctrines chose.

decisions-none = { $scenario } records no decision of play.
decisions-title = { $title }: { $runs } games among doctrines
decisions-head = { $column ->
    [month] month
    [who] who
    [turn] same turn
    [year] within a year
    [ever] ever
    [by_lot] by lot
    [decision] decision of the record
    [instead] most often in that turn besides
   *[mean] mean
}
