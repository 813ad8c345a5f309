# The teaching pack: pages that a teacher prints. What is said here holds for any scenario.

pack-language = en
pack-made = Made for { $students ->
    [one] { $students } student
   *[other] { $students } students
} and { $minutes } minutes from the scenario { $scenario }, rule set { $ruleset }.
pack-told = { $count ->
    [one] { $count } page is
   *[other] { $count } pages are
} in { $folder }; begin with { $first }.
    The room: { $host }

# The pages, by the names of their files.

pack-teacher = For the teacher
pack-teacher-hint = plan, notes, key, rubric: not for students before the end
pack-reading = What to read before
pack-reading-hint = one for each student
pack-roles = Role sheets
pack-roles-hint = one for each member of a group
pack-secrets = Secret aims
pack-secrets-hint = one for each team, folded
pack-orders = Order forms
pack-orders-hint = only for a class without devices: a set for each team
pack-debrief = Questions for the debrief
pack-debrief-hint = one for each student, or on the projector
pack-laboratory = Worksheet: run it many times
pack-laboratory-hint = one for every two students, with a computer
pack-probe = Probes
pack-probe-hint = one of each for each student
pack-for-teacher = Teaching pack
pack-page = page
pack-print = print
pack-contents = What is in this folder
pack-contents-hint = The pages need no network. Print them from a browser, on A4 or Letter, at 100 %.

# Who.

pack-groups = Who does what
pack-room = Room { $number }
pack-group = group
pack-people = people
pack-all = all
pack-kind = { $kind ->
    [team] { $who }
    [press] Press
    [voice] Voice of { $who }
   *[observer] Observers
}
pack-left = { NAME($seats) } { $count ->
    [one] is
   *[other] are
} left to the doctrines: there are too few people for a pair in every seat.
pack-mirror = The rooms play the same scenario side by side, each with luck of its own. Set them beside each other in the debrief.
pack-groups-hint = If somebody is missing, take people from the end of the list first: the game needs teams, and does without the others.

# When.

pack-plan = Plan, minute by minute
pack-minute = at
pack-lasts = minutes
pack-what = what
pack-stage = { $stage ->
    [probe-before] First probe
    [introduction] Introduction
    [turn] Turn { $turn }: { $date }
    [pause] Pause
    [debrief] Debrief
    [laboratory] Worksheet
   *[probe-after] Second probe
}
pack-do = { $stage ->
    [probe-before] Everybody answers alone; collect the sheets.
    [introduction] Groups sit together. Hand out role sheets, and secret aims folded. Read the situation aloud, and show one option with its price.
    [turn] Proposals and answers in public for { $open }; then orders under seal. What came of it is read when the next turn opens.
    [pause] Everybody leaves the role. From now on secrets may be told.
    [debrief] First leave the roles. Then the teams' own lines, the secrets, and the questions; the text last.
    [laboratory] In pairs, at computers: what is left when a claim is taken away?
   *[probe-after] The same questions, and one more.
}
pack-plan-turns = The room for this class, with its clock:
pack-plan-short = The game has { $of } turns; { $turns } fit. Stop after turn { $turns }: the debrief sets it beside the same months of history.
pack-plan-first = There is no time for the first probe in this class: it is done with the reading at home, and brought along.
pack-plan-paper = Without devices, open the room with --turn-minutes 0, keep the time yourself, and enter the order forms under “Orders from paper” on your page. That takes about two minutes a turn: leave out the last turn, or have a helper enter them.
pack-clock = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}{ $seconds ->
    [0] {""}
   *[other] {" "}and { $seconds } seconds
}

# What for.

pack-learn = What students learn
    .p1 = To explain how a state among larger ones keeps its freedom of choice, and what each way of doing so costs.
    .p2 = To tell apart what a government says in public, what it orders under seal, and what its goals reward.
    .p3 = To use “why”: to follow a number from its change, through causes that add up, to a rule and its place in the text.
    .p4 = To read a text as a source: who wrote it, who paid for it, what it leaves out, and who says otherwise.
    .p5 = To tell what a model shows from what is so in the world, and to name the assumption that a result hangs on.
    .p6 = To negotiate in a team: to agree on a line, to keep a promise or break it, and to give reasons that others can check.

pack-notes = Notes for the teacher
    .p1 = History is no key. It is one line among many that the rules allow; a team that does otherwise is not wrong.
    .p2 = Points stand at numbers with a meaning, which the role sheet tells. Seats have goals of their own, so compare a team with its own history, not with another team.
    .p3 = Secret aims are invented for play. Say so before the first turn, and again when they are opened.
    .p4 = Students speak for offices, not as living persons. Stop imitations kindly, and at once.
    .p5 = Where an option represses people, call it that. No team has to order it, and any may pass. Ask afterwards who bore it, and which numbers do not show it.
    .p6 = What the text praises is its authors' praise. Contested claims name who contests them: see the reading.
    .p7 = A team that is lost looks at the options that its staff puts forward, which stand on the role sheet, and at the forecast of one of them. A seat can be left to its doctrine at any time, and taken back.
    .p8 = Costs, odds and closed options on paper are those of one opening. The months before it have luck of their own: in your room some differ a little, and the room counts. Before a class without devices, open the room and correct the first forms.
    .p9 = Ask for a reason with every order, in one sentence. The reasons are what the debrief is made of.

pack-key = Key
pack-key-hint = Keep it to yourself until the debrief.
pack-shared = Where aims meet
pack-shared-hint = Several seats are measured by the same number. Where they want the same, watch who pays; where they do not, watch who notices.
pack-number = number
pack-who-wants = who wants what
pack-wants = { $who }: { $better ->
    [up] more
   *[down] less
}{ $secret ->
    [yes] {" "}(secretly)
   *[no] {""}
}
pack-record = What was decided in fact
pack-record-hint = The record of the months in play, as far as the scenario has it.
pack-month = month
pack-who = who
pack-decided = decision
pack-towards = {": "}{ $whom }
pack-events = What may fall from outside
pack-event = event
pack-how-sure = how sure
pack-chance = { $sure ->
    [yes] { $conditions ->
        [yes] if its conditions hold
       *[no] certain
    }
   *[no] { $conditions ->
        [yes] { $chance }, if its conditions hold
       *[no] { $chance }
    }
}
pack-facts = What the runs are tested for
pack-voices = Voices that disagree

pack-rubric = Rubric
    .p1 = Argument
    .p2 = Use of “why”
    .p3 = Source criticism
pack-rubric-hint = Four points each. Grade the reasoning, never the score of the seat: it holds luck, and the seats differ.
pack-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
pack-argument = Argument
    .p1 = States what was done or wished.
    .p2 = Gives a reason for a decision.
    .p3 = Weighs a decision against another one, with their costs.
    .p4 = Weighs it for several seats, and says what would change the judgement.
pack-asking = Use of why
    .p1 = Names a number that moved.
    .p2 = Names its largest cause.
    .p3 = Follows causes to rules, and tells its own deeds from others' and from luck.
    .p4 = Tries the explanation: by a replay, or by taking a rule away.
pack-criticism = Source criticism
    .p1 = Repeats the text.
    .p2 = Cites the place, and tells the text's words from the model's numbers.
    .p3 = Asks who wrote and paid, and whom a claim pleases; names who says otherwise.
    .p4 = Says which evidence would decide between them, and what the model cannot show.

# The reading.

pack-cite = The text
pack-cite-hint = A place such as AB2 is the second paragraph of the section AB. Read it in the text itself: below stand claims in our words, so that you can check them.
pack-place = place
pack-claim = claim, in our words
pack-found = Is it there?
pack-read = Read with these questions
    .p1 = Does the place say what the claim says? Does it say more, or less?
    .p2 = On what evidence? Is it named?
    .p3 = Whom does it please? Who would object?
pack-situation = The situation
pack-contested = Contested: { $who }

# Role sheets.

pack-you-are = You are the government of { $who }.
pack-capital = Political capital: { $capital } as the game opens, then about { $income } each turn. You may begin { $begin ->
    [one] { $begin } move
   *[other] { $begin } moves
} a turn; answers come on top.
pack-brief = Your brief
pack-goals = Your goals
pack-goals-hint = Each is worth 0 to 100 points; between two numbers points rise evenly. The weights of all goals, with the secret one, add up to 100.
pack-goal = goal
pack-weight = weight
pack-worth = points, the number they stand at, what it means
pack-lead = What your staff puts forward
pack-lead-hint = As one game opens. The months before have luck of their own, so costs and odds in your room may differ a little, and an option may be closed there: the room counts. Prices rise with use, and there are more options than these.
pack-option = option
pack-cost = cost
pack-asks = takes the yes of
pack-odds = odds, about
pack-nobody = nobody else
pack-tasks = In your team
    .p1 = The speaker talks to other seats, proposes and answers.
    .p2 = The analyst looks at forecasts, and asks why numbers moved.
    .p3 = The keeper sees to costs, hands orders in before the time is up, and writes down a reason for each.
    .p4 = With fewer people one does two of these; with more, two share one. Change places after every other turn.
pack-folded = Only for this team. Fold here.
pack-secret = Your secret aim
pack-secret-hint = It is invented for play; no government is known to have held it. Tell nobody before the debrief.

pack-press = You are the press
    .p1 = Come in with the code of the press. Your headline stands above everything on the projector.
    .p2 = Each turn write one headline of at most 140 letters, and put one question to a seat while the floor is open.
    .p3 = Print what you can support. Call a rumour a rumour, and a source a source.
    .p4 = For the debrief choose three headlines. Which was wrong, and why did it look right?
pack-voice = You speak for { $who }
    .p1 = It holds no seat in this room: in the game its own rules decide. You say in public what it would say. Come in with the code of the observers.
    .p2 = Each turn, while the floor is open, make one statement of at most 60 words: what you support, what you oppose, and why.
    .p3 = Rest it on something: a place in the text, a number that everybody sees, a decision of a seat.
    .p4 = In the debrief tell what the game decided for you, and whether the text bears that out.
pack-observer = You observe
    .p1 = Come in with the code of the observers. You see what everybody may see, and listen to every table.
    .p2 = Each turn note who proposed what to whom, who answered with which reason, and who said nothing.
    .p3 = Never tell a team what another one does.
    .p4 = Bring to the debrief a promise that was kept or broken, a turning point, and a silence.
pack-log-turn = turn
pack-log-seen = What you saw, or wrote

# Order forms.

pack-form = Turn { $turn } of { $turns }, { $date }
pack-form-capital = Political capital in hand
pack-form-names = Names
pack-form-public = In public: proposals and answers
pack-form-whom = to, or from
pack-form-yes = yes / no, and a word of reason
pack-form-sealed = Under seal: tick your orders
pack-form-later = May open later
pack-form-why = as the game opens: { $why }
pack-form-hint = Costs are those of one opening; your teacher tells what differs in your room. Begin { $begin ->
    [one] { $begin } move
   *[other] { $begin } moves
} at most.
pack-form-sum = Sum of costs
pack-form-reason = Your reason, in a sentence

# Questions.

pack-ask = Of this scenario
pack-ask-all = Of any game
    .p1 = Take the decision that your team argued about longest. Ask why of the number that it was meant to move: what pulled the other way, and where does the text say so?
    .p2 = Who paid for the text behind these rules, and where would you see it?
    .p3 = Whom does calm serve, and who pays for it?
    .p4 = Which promise was broken? What did that cost in the game, and what would it cost in the world?
    .p5 = What did your forecast say, and what came? How much of the difference was luck?
    .p6 = Which rule would you contest first, and what would you have to observe to be convinced of it?
    .p7 = What could no seat do here that governments can? Whom does that leave out of sight?

# The worksheet.

pack-work-hint = Type each command where the program is installed. Guess first, write the guess down, then look.
pack-work = Steps
    .p1 = Run the scenario 200 times among doctrines. Choose a number that your team was measured by: where does it start, what is its mean at the end, and between what do nine of ten runs lie?
    .p2 = Keep 500 runs and look at them. Which outcome varies most? The report says what drives it: is that what you would have said?
    .p3 = Take away { $claim ->
        [play] what is there because play needs it
       *[other] the claim { $claim }
    }. What will change, and which way? Write it down, then run it. What survives?
    .p4 = Read the rule that carries it, and its place in the text. Does the rule say more than the text?
    .p5 = Which of its parameters would you contest? Give it another range. Does your conclusion from step 3 still stand?
    .p6 = Your own game, from the file that your teacher gives you: whose deeds made your number?
pack-guess = Guess
pack-seen = Seen
pack-work-end = In three sentences: what does this model say about your question, what does it hang on, and what can it not say?

# The probes.

pack-probe-first = Before the class
pack-probe-second = After the class
pack-probe-intro = Five minutes, alone. It is not graded: it shows what the class has learned.
pack-probe-name = Name or number
pack-probe-model = In 200 runs of a model an agreement comes about in 140. What does this say?
    .a = Its chance in the world is seven in ten.
    .b = Under the model's rules and the ranges of its numbers it comes about in seven of ten runs.
    .c = It will come about, unless somebody makes a mistake.
    .key = b: a share of runs is a property of the model and its ranges, not of the world.
pack-probe-source = A government supported a study that is about its own country. What follows for a reader?
    .a = The study is worthless.
    .b = Nothing, as long as scholars wrote it.
    .c = Ask of each claim on what evidence it stands, whom it pleases, and who says otherwise.
    .key = c: who pays does not make a claim false, and is a reason to look for what was left out.
pack-probe-balance = In this game a small state has drawn close to one power. How does it get back into balance?
    .a = It adds to the ties with partners that have fallen behind.
    .b = It takes back what it gave to the first one.
    .c = It treats all powers as if they were the same.
    .key = a: balance is sought by adding; nothing in its rules takes anything away from a partner.
pack-probe-cause = After your decision trade rises. How do you find out what your decision did to it?
    .a = Compare trade with the month before.
    .b = Ask those who decided.
    .c = Replay the same game with the same luck and without the decision.
    .key = c: trade might have risen anyway, and deciders are witnesses, not measurements.
pack-probe-open = Name one thing that a state may have to give for the guarantee of a protector, and who in that state pays for it.
    .key = Up to two points: one for a price (a say over whom it deals with, land or bases, revenue, silence about something), one for people or groups who bear it and not only “the state”.
pack-probe-changed = Which of your answers have you changed, and what changed your mind?
pack-probe-key = Key to the probes
pack-probe-key-hint = A point for each of the first four. Compare the class before and after, question by question, not single students.
