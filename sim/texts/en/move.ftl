# A move in words, and the causes of a change.

move-words = { $who ->
    [none] {""}
   *[other] { NAME($who) }:{" "}
}{ $title }{ $target ->
    [none] {""}
   *[other] {" "}({ NAME($target) })
}
move-doing = { $who }: { $move }
move-span = { $first } to { $last }
move-spent = Political capital spent on: { $move }
move-asked = { $yielded ->
    [yes] Yielding
   *[no] Refusing
} when asked: { $move }
move-input = { $label }, a figure from outside the model: { $source }
move-changed = { $label }, moved by a change
move-bounds = It cannot go beyond its bounds.
move-unseen = What passed between others, and was not told to you.
move-said = { NAME($who) } { $yielded ->
    [yes] yielded
   *[no] refused
}: { $move }
move-still = { $label } { $amount } still to come
move-not-agreed = { $title } (not agreed)
move-record = { $title } ({ NAME($target) })
