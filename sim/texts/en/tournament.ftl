# Doctrines of several seats against each other.

tournament-title = { $scenario }: { NUMBER($profiles) } combinations of doctrines, { NUMBER($runs) } runs of each under the same luck, study { $study }
tournament-table = { $row } (rows) against { $column } (columns){ $others ->
    [none] {""}
   *[other] , with { $others }
}: points of { $seats }
tournament-cell = points ± half of the 95 % interval; * a best response
tournament-pure = { $count ->
    [0] No combination is an equilibrium: some seat always gains by another doctrine.
    [one] Equilibrium: { $profiles }
   *[other] Equilibria: { $profiles }
}
tournament-perhaps = So many runs do not rule out, either: { $profiles }
tournament-mixed = Equilibria by pygambit ({ $method }), pure ones among them:
tournament-missing = { $why ->
    [extra] Mixed equilibria need pygambit: pip install 'multivector[games]'
    [time] pygambit ({ $method }) has found no equilibria in the time that it may take.
    [failed] pygambit ({ $method }) has failed at this game.
   *[some] The method need not find all equilibria of three seats or more.
}
tournament-regret = Regret, the points that a seat would gain by its best answer, is largest for { $seat } in { $profile }: { $regret }
tournament-monte-carlo = The intervals are Monte Carlo only: what so many runs of the model leave open. They say nothing of how true the model is. A best response is the largest of several means that luck moves.
