# The glossary. Roles come in the scenario's own words: `$small`, `$precedent`, `$twins`, `$region`.

term-multi-vector-policy = Multi-vector policy
    .told = Good ties with several great powers at once, so that none of them can dictate. { $small } set itself this course and holds to it.
term-vector = Vector
    .told = The ties with one great power: institutions, security, people, goodwill, trade, investment, credit.
term-balance = Balance
    .told = How evenly ties are spread over the partners. When some ties grow, balance is restored by deepening the others, not by cutting back the first.
term-precedent = Precedent
    .told = What has worked with one partner and becomes the model for the next; here { $precedent } moved first.
term-enhanced-dialogue = Enhanced dialogue
    .told = Regular meetings of officials in three baskets: politics and security, trade and investment, people.
term-divide-and-rule = Divide and rule
    .told = If { $twins } do not act together, great powers can deal with each alone.
term-absorption = Absorption
    .told = Co-operation in the region is joined by a great power and then merged into a wider body of its own.
term-the-five-and-a-partner = The five and a partner
    .told = The foreign ministers of { $region } and of an outside partner in one format.
term-collateral-damage = Collateral damage
    .told = What sanctions on one country do to another whose economy is tied to it.
term-listening-state = Listening state
    .told = A state that is to be attentive and to answer, without political liberalisation.
term-steered-reform = Steered reform
    .told = Reform from above and step by step.
term-pull-of-an-administration = Pull of an administration
    .told = Each new administration has priorities of its own; who comes with what fits them is heard.
term-shared-danger = Shared danger
    .told = A common threat makes great powers work together while it lasts.
term-format = Format
    .told = A standing arrangement in which two or more sides meet; what it carries grows with each meeting.
term-step = Step
    .told = A change that a government would notice; indicators of different kinds are compared in steps.
term-points = Points
    .told = What a goal is worth now, from 0 to 100. The scenario says which numbers stand for how many points, and why; your score is all your goals, the secret one included, by their weights.
term-political-capital = Political capital
    .told = What a government can spend on decisions in a season; large decisions cost more, repeated ones too.
term-luck = Luck
    .told = Whatever the rules leave open. Two choices are compared under the same luck.

term-unit = { $meaning } Unit: { $unit }.
term-institution = Carries an institutional depth of { $depth } between two members.{ $members ->
    [none] {""}
   *[other] {" "}Members at the start: { $members }.
}
term-contested = { $claim } Contested: { $by }
