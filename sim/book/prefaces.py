"""What the rulebook says in its own words: titles and introductions of chapters, what phases, standings, roles mean.

`{small}` and the like are roles: the scenario's words are filled in.
"""

from __future__ import annotations

STANDING = {"chapter": "said in the source", "inference": "our inference from the source",
            "contested": "said in the source, contested", "outside": "from outside the source",
            "play": "made for play"}

STANDINGS = {
    "chapter": "The source says it. The sentence is ours, the thought is the authors'.",
    "inference": "We read it into the source, or needed it to make a number of what the source says in words.",
    "contested": "The source says it, and serious sources say otherwise; both are named.",
    "outside": "The source does not say it; it is common knowledge of the field, or another source says it.",
    "play": "The source does not say it. It is there because play needs it, with a reason of its own.",
}

PHASES = {
    "derived": "A number that is computed whenever it is looked at and never stored. Several rules may add to it.",
    "turn": "Once, when a turn opens.",
    "powers": "Every month, first: great powers, administrations, attention, rights.",
    "region": "Every month, second: the region and its security.",
    "ties": "Every month, third: goodwill, institutions, people, effort.",
    "economy": "Every month, fourth: trade, investment, oil, sanctions, growth.",
    "home": "Every month, fifth: approval, protest, reform, succession.",
    "decide": "When agents choose: a rule adds one consideration to the score of every move.",
    "conclude": "When all parties to an agreement have said yes: a rule adds to the odds that it comes about, which "
                "are 1 before.",
    "snub": "When a turn ends: what proposals that were left without a yes do, by who proposed and who left them.",
}

CHAPTERS = {
    "balance": ("Balance among several partners", """
        How the ties of {small} with its partners are counted, what balance means, and where its diplomats spend their
        effort. The aim is a constant; only effort moves. Nothing in this chapter takes anything away from a partner:
        balance is sought by adding to the one that has fallen behind. What balance is for is measured beside it, by
        dependence, by the hold of each partner, and by the autonomy that the two strongest holds leave."""),
    "great_powers": ("Rivalry and pressure", """
        Rivalry among the great powers is one number for the world. It drifts upwards, sanctions sharpen it, a danger
        that all share damps it. Pressure is what a power puts on a small state: rivalry, dependence, a political union
        and a vacuum of security each add their push, so that at rest pressure is the sum of its causes."""),
    "administrations": ("Administrations and strategies", """
        What an election does to promises. A new administration of {elected} brings its own priorities, changes policy
        most where the parties disagree, and lets some of the old promises lapse. Polarisation outlasts presidents. A
        strategy for the region is decided once and carried out with a lag, and it may stall."""),
    "attention": ("Attention and the art of the offer", """
        A great power has little attention for the region. It falls back to habit; disorder in {arena}, rivalry and
        offers that fit the priorities of the day draw it; a pandemic and an inward-looking administration take it
        away. Offers wear out: the same one cannot be made for ever."""),
    "rights": ("Rights, recognition and relief", """
        How human rights come between {monitor} and {small}: the yearly reports, whether agencies work on a partner or
        with it, what a crackdown does, how late reform is acknowledged, and what happens to relief from sanctions."""),
    "security": ("The arena and the threat", """
        Disorder in {arena}, the threat that spills over from it into the region, and what lowers the threat:
        co-operation, and the knowledge that others stand by one's independence."""),
    "region": ("The region", """
        Whether two neighbours, {twins}, act together. Coordination needs both to be open, so either can veto it. It
        carries co-operation in the region, lowers the threat, and takes the edge off the pressure of outside powers.
        Two dangers are told in the source: armed shocks that put borders first, and an outside power that asks to join
        and takes the format over."""),
    "institutions": ("Institutions", """
        Institutions are memberships; depth is what is made of them. Depth climbs towards what the shared institutions
        can carry, and the source's claim that standing institutions outlive neglect has a rule of its own. New formats
        are talked about before they are agreed: talks have a progress that offers and precedent speed up."""),
    "ties": ("Goodwill and people", """
        Goodwill rests a little above zero, and every cause adds its push: institutions and people raise it, pressure
        and friction lower it. Now and then a storm costs both sides; those who have met before get over it, and learn
        from it."""),
    "trade": ("Trade and investment", """
        Trade and investment follow trends of their own; investors beyond oil come where law, embassies and effort meet
        them, credit builds roads and is owed afterwards, and a union makes trade within it easier. Volumes are at
        constant prices: the price of oil moves the value of trade and not its volume."""),
    "economy": ("Growth and oil", """
        Output follows growth, growth is put back to its trend each month, and every cause adds its part. A cause that
        moves the level of output, a fall of the oil price or a partner's slump, enters once and then fades. Breadth
        beyond oil grows slowly, and lean years teach it."""),
    "sanctions": ("Sanctions and their collateral damage", """
        What sanctions on {sanctioned} cost it, and what they cost {small}. The second comes out of three links, trade,
        payments and currency; no number in here says how large it should be in the end. Relief by {sanctioner}, and the
        answer of {small}, which is to win other investors, work on it from two sides."""),
    "home": ("Politics at home", """
        Approval and protest return to a resting level, and causes push them away from it. Reform has a pace: too fast
        it slips from the hand, too slow it makes people impatient. A crackdown quiets the street now and is paid for
        later. Political capital is what a government can spend on decisions."""),
    "decide": ("How agents choose", """
        Nobody in the model optimises. Each rule of this chapter adds one consideration to the score of every move; a
        doctrine is a set of weights on these rules, and an agent takes the best moves that beat its threshold and that
        it can afford, with some whim. The last rules say what a new leader does to the doctrine in office."""),
    "agree": ("Agreements and answers", """
        What all parties have said yes to may still fail: it comes about with a chance, which the rules of this chapter
        add up and the player is told. Each agreement has the same luck for three years, so asking again soon helps only
        who has better odds. A proposal that is left without a yes is a snub, and is remembered. None of this is in the
        source, which tells of what was agreed; a table at which every yes binds and every no is free is no
        diplomacy."""),
}

ROLES = {
    "small": "a state that balances between powers", "twin": "one of the two neighbours whose acting together matters",
    "power": "an outside power", "near": "a power next door", "west": "a distant power",
    "absorber": "the power that takes regional formats over into bodies of its own",
    "creditor": "the power that lends for roads, railways and ports",
    "market": "the power that buys what farms produce",
    "sanctioner": "the power that imposes sanctions and can spare others",
    "sanctioned": "the power under sanctions", "precedent": "the partner that agrees first and sets the pattern",
    "elected": "a power whose administrations change by election",
    "monitor": "a power whose legislature has human rights reported on",
}
WORDS = {"arena": "the neighbouring place of disorder", "region": "the region", "twins": "the two neighbours together"}

PREFACE = """
This book holds every rule of the model, so that a reader can check it against its source claim by claim. It is
generated from the code that runs: sentence, formula and parameters stand beside the function that computes them.

The source, who paid for it, and how its places are named:

{key}

## How to read it

**A rule** is one mechanism with one cause. It reads numbers of the world and returns what it *adds* to others: a
delta a month, never a new value. Several rules may add to the same number; the engine rounds each addition to a
fine grid, writes it down under the rule's name and adds it. So "why did this number change?" always has an answer
that adds up exactly, and a rule that is switched off (`--off RULE`, or `--off CLAIM` for all rules of a claim)
takes away its cause and nothing else. `--off play` switches off all rules that are there because play needs them, so
that every study can be printed with and without them.

**Phases.** All rules of a phase read one and the same snapshot, so their order within it does not matter.

{phases}

**Relaxation.** Where a formula says *rate × (level − x)*, x moves towards the level by that share of the gap each
month. Where other rules add a push to the same x, it comes to rest at the level plus the sum of pushes divided by
the rate.

**Parameters** have a value, a range, a unit and a source. Run 0 uses the stated values; every other run of an
ensemble draws each from its range. What has no source is a *judgement* and is drawn from a quarter below to a
quarter above, unless the table says otherwise and why.

**Standing** says how close a rule is to the source:

{standings}

**Units and paths.** Scores from 0 to 1 have no physical unit; "a month" is the step of the model. Of what a rule
reads and adds to the path is given: `x` is of the world, `a.x` of an actor, `a.b.x` of actor a towards actor b.
[All of them](indicators.md).

## How to check a claim

Take a claim from the last part of this book, *Claim by claim*. Read the place in the source that it names: a
section and the number of a paragraph in it. Compare our words with the authors'. Then follow the links to the
rules, options, events and start values in which the claim lives, and ask of each whether it says more or less than
the place does. `multivector rules C24` shows the same on the command line, and `multivector run SCENARIO --runs 200
--off C24` shows what the model is without it.
"""

LIMITS = """
The model is for teaching and for exploring mechanisms: what follows if these claims are true, and which of them a
result depends on. It is not a forecast, of anything. Most parameters are judgements of one author; their ranges
show how far a result leans on them, not how uncertain the world is. Scores are ordinal at heart. States speak with
few voices. The source studies a relationship of which it thinks well, so mechanisms that nobody in it mentions are
mostly missing. `docs/odd.md` describes the model by the ODD+D protocol and says more about its limits.
"""


ROLE_WORDS = """
Rules know no country. They speak of roles; the scenario says who bears them and by which word a sentence calls them.
This book uses the words of *{scenario}*. A rule holds for everyone who bears its role, also where the sentence names
only one of them.
"""

CLAIMS = """
Every claim of the source in our words, where it stands, and where it lives in the model. Claims whose number begins
with E are events that the source reports.
"""

PARTING = """
The source is partial to those it studies. Its praise is reported and not adopted, and these voices stand beside it:
"""

COVERAGE = """
Every claim of the source, where it lives in the model, and the worked cases that check it by hand. The claims in full,
with places and dissenting voices, are in [the rulebook](rulebook.md#claims). A test fails when a claim lives nowhere
and no reason is given. What has the standing "outside" names no claim: it is not in the chapter, whatever it bears on.
"""

NOT_MODELLED = """
What the source says besides, and why no rule, option, event or start value carries it.
"""

OPTIONS = """
What each agent can do in the shipped scenarios. *Cost* is in points of political capital; each repeat costs one more.
`self` is the actor whose agent acts, `target` the counterpart that it chooses; "a to b" is of a towards b. An effect is
added evenly over its months and stays, unless it fades: then it is given back.
"""

INDICATORS = """
Every variable of the model and how to write its path, in scenarios and on the command line. `a` and `b` stand for
actors, `a.b.x` is of a towards b. ⇄ marks what is the same both ways. "Seen by" says who may know the number in play.
"""

KINDS = {"stock": "Stocks: they change by recorded additions only",
         "constant": "Constants: they never change after the start",
         "derived": "Derived: computed from the others whenever they are looked at"}
SEEN = {"all": "everybody", "own": "the actor itself", "pair": "both ends", "none": "nobody in play"}


def title_of(chapter: str) -> str:
    return CHAPTERS[chapter][0]

THESIS = """
What would have been otherwise, and whether adding to the partner that has fallen behind is worth it. Every number here
is a share of pairs: the same run, with the same luck and the same drawn parameters, once as it is and once changed.
Expectations, floors, weights and units were written down before the runs; `docs/adr/0011-a-trial-of-courses-abroad.md`
tells what was changed after a run had failed. What is not shown is marked as not shown. The definitions are in
`scenarios/changes.yaml`; `multivector compare` and `multivector thesis` make these numbers again.
"""

FACTS = """
What the source says of the whole period, as statements that can fail. A fact is tested in many runs, each with its own
luck and with parameters drawn from their ranges: with the model as it is, without the one cause that the source gives,
and, under the same luck, without every other rule, one at a time. A fact is shown if it holds at its bar; its cause
explains it if it is lost without the cause. Facts that are not shown, or that survive the loss of their cause, are
marked. The definitions are in `scenarios/facts.yaml`. Thresholds and windows were fixed before the runs; the world in
which a fact is told, and a few forms with their thresholds, were changed after the first ones.
`docs/adr/0007-the-world-of-a-fact.md` and `docs/adr/0021-an-economy-of-levels.md` list what was changed, what it was
worth, and where a fact leans on something other than its cause. `multivector facts` makes these numbers again.
"""

PAIRS = """
\\* The two runs of a pair differ only in the cause; without it they are identical. What is shown is the size of the
difference. The same holds of F03 and F03c, whose damage is what the rule itself makes.
"""

MATRIX = """
Each cell is the share of a fact that is left when one more rule is switched off, among the same runs under the same
luck; bold where less than 80 % is left. A rule may be needed besides the cause, as a stage is needed besides the actor.
The cells of a fact about few runs rest on those few.
"""

RECORD = """
Every dated decision of the record beside what doctrines do when left alone from the opening on: the share of games in
which the same move came into force in the same turn, within a year before or after, or ever. *By lot* is the share for
a month of play drawn by lot: a move that is made often is made near any date, so only what exceeds that share says
anything about timing. A move that needs others counts when they agreed. The last column tells what else the agent did
most often in that turn. A low share is a finding, about the doctrine or about chance in history. `multivector record`
makes these numbers again.
"""

TURNS = """
A turn is a convention of the game, not of the world, so results should not depend on its length. Rules run monthly;
capital and orders come quarterly. In turns of one month doctrines therefore decide once a quarter, and the worlds equal
those of three-month turns to the bit. Where the record is replayed they nearly do: a decision that the world does not
allow in its month is tried again until its turn ends. In turns of six months the orders of two quarters are decided
together, from what was known when the turn opened, and answers wait for the next opening. Shares more than ten points
apart are bold; a pooled fact that compares averages holds in all runs or in none, so it may move by a hundred.
`multivector facts` and `multivector compare` with `--turn-months` make these numbers again.
"""

VALIDATION = """
The decisions of the record replayed with the real inputs, over parameters drawn from their ranges, and held year by
year against what was observed: free, and with the state rebased to the last known year; beside "no change" and the
trend of the five years before. [Hindcasts](hindcast.md) says what is scored and how. Every cell is here, the bad ones
with a sentence on why: *o* is outside of the 10-90 band, *w* is worse than "no change". `multivector hindcast --from
YEAR` makes these numbers again.

`make test` holds a quick hindcast of 40 runs against this card. It fails if, from any of these years, a share of cells
in which a rival is beaten falls by more than eight points, the share in the band moves away from 80 % by more than
eight points, or the CRPS relative to that of "no change" rises by more than 0.10.

Read this as a test of mechanisms, with care. The start values and many ranges were chosen by people who knew the
period, and of two ways to rebase trade, by volume or by luck, one was chosen with these very years in view. The series
of 2019 and later are kept out of the program, so that they can judge it (`--data`). Cells of one series hang together:
a bad year of oil is in many of them, so their number says less than it seems to.
"""

FRAGILE = """
Every number of a rule that is not counted, and many a starting figure, is a judgement with a range. Here is which of
them decide the [facts](facts.md) and the counterfactuals, and where in its range one turns a verdict round.
[The laboratory](laboratory.md#what-conclusions-hang-on) says how this is measured; `multivector fragile` makes it
again.
"""

OBSERVED = """
Closed years get rewritten: what an edition of today says of a year is not what was printed then. Compare numbers of one
vintage with each other only. Governance tables that go on to 2023 and later join two releases of the index, whose
methods differ. The numbers are in `scenarios/observed/values.csv`.

*Error* is the standard deviation of measurement as far as it changes from year to year, in the unit of the series, or
in per cent of a sum of money. What is wrong in the same way every year is no part of it: the starting value has that.
"""
