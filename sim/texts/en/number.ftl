# Numbers between the seat and another, in the seat's words: `Pressure from X`, `Trade with X`.

number-ours = { $variable ->
    [investment_energy] { $label } from { NAME($other) }
    [investment_nonenergy] { $label } from { NAME($other) }
    [investment_farm] { $label } from { NAME($other) }
    [credit] { $label } to { NAME($other) }
    [engagement] { $label } with { NAME($other) }
    [depth] { $label } with { NAME($other) }
    [depth_past] { $label } with { NAME($other) }
    [target] { $label } for { NAME($other) }
    [dependence] { $label } on { NAME($other) }
    [hold] { $label } of { NAME($other) }
    [resentment] { $label } against { NAME($other) }
    [pressure] { $label } on { NAME($other) }
    [effective_pressure] { $label } on { NAME($other) }
    [friction] { $label } with { NAME($other) }
    [exemption] { $label } for { NAME($other) }
    [recognition] { $label } of { NAME($other) }
    [outreach] { $label } to { NAME($other) }
    [effort] { $label } to win { NAME($other) }
    [precedent] { $label } for { NAME($other) }
    [reach] { $label } towards { NAME($other) }
    [transit] { $label } through { NAME($other) }
    [posture] { $label } towards { NAME($other) }
   *[other] { $label } { $both ->
        [yes] with
       *[no] towards
    } { NAME($other) }
}
number-theirs = { $variable ->
    [investment_energy] { $label } in { NAME($other) }
    [investment_nonenergy] { $label } in { NAME($other) }
    [investment_farm] { $label } in { NAME($other) }
    [credit] { $label } by { NAME($other) }
    [engagement] { $label } with { NAME($other) }
    [depth] { $label } with { NAME($other) }
    [depth_past] { $label } with { NAME($other) }
    [target] { $label } of { NAME($other) }
    [dependence] { $label } of { NAME($other) }
    [hold] { $label } over { NAME($other) }
    [resentment] { $label } of { NAME($other) }
    [pressure] { $label } from { NAME($other) }
    [effective_pressure] { $label } from { NAME($other) }
    [friction] { $label } from { NAME($other) }
    [exemption] { $label } from { NAME($other) }
    [recognition] { $label } by { NAME($other) }
    [outreach] { $label } of { NAME($other) }
    [effort] { $label } of { NAME($other) }
    [precedent] { $label } of { NAME($other) }
    [reach] { $label } of { NAME($other) }
    [transit] { $label } of { NAME($other) }
    [posture] { $label } of { NAME($other) }
   *[other] { $label } { $both ->
        [yes] with
       *[no] from
    } { NAME($other) }
}
