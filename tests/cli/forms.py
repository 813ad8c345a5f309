"""The documented forms of `--json` (docs/json.md) as JSON Schemas: all fields that there are, and no others."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT, NUMBER, COUNT, TRUTH = ({"type": name} for name in ("string", "number", "integer", "boolean"))


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": schema, "minItems": least}


def by(schema: Schema) -> Schema:
    """An object of any keys."""
    return {"type": "object", "additionalProperties": schema}


def form(**fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def texts(names: str) -> dict[str, Schema]:
    return dict.fromkeys(names.split(), TEXT)


def numbers(names: str) -> dict[str, Schema]:
    return dict.fromkeys(names.split(), NUMBER)


SHARE, LINE = {"type": "number", "minimum": 0, "maximum": 1}, many(NUMBER, 1)
PROBLEM = form(code={"type": "string", "pattern": r"^MV-[A-Z]\d{3}$"}, what=TEXT, file=maybe(TEXT), line=maybe(COUNT),
               column=maybe(COUNT), field=maybe(TEXT), value=maybe(TEXT), allowed=maybe(TEXT), do=maybe(TEXT))
ERROR = form(problems=many(PROBLEM, 1))
NONE = {"type": "array", "maxItems": 0}

SCENARIOS = many(form(**texts("id title summary opens ends"), minutes=COUNT), 4)
MANIFEST = form(**texts("treatment scenario identity version numpy cpu ruleset"), turn_months=COUNT, record=TRUTH,
                changes=by({"type": "object"}), off=many(TEXT), settings=by(NUMBER), seats=by(TEXT))
SUMMARY = form(unit=TEXT, **numbers("start mean p05 p25 p50 p75 p95"), path=form(p05=LINE, p50=LINE, p95=LINE))
RUN = form(scenario=TEXT, seed=COUNT, first_run=COUNT, runs=COUNT, digest=TEXT, months=many(TEXT, 1),
           indicators=by(SUMMARY), agreements=by(form(share_of_runs=SHARE, median_month=maybe(TEXT))),
           manifest=MANIFEST)
TURN = form(turn=COUNT, opens=TEXT, ends=TEXT, events=many(TEXT), decisions=many(TEXT), changes=many(TEXT))
STORY = form(**texts("scenario title digest situation"), seed=COUNT, run=COUNT, historical=TRUTH, turns=many(TURN, 1),
             record=many(TEXT), end=many(TEXT, 1))
CAUSE = {**form(cause=TEXT, amount=NUMBER, rule=TEXT, claims=many(TEXT, 1)), "required": ["cause", "amount"]}
WHY = form(indicator=TEXT, turn=COUNT, before=NUMBER, after=NUMBER, causes=many(CAUSE))

EXPECTED = form(text=TEXT, floor={"anyOf": [maybe(NUMBER), many(NUMBER, 2)]}, holds=maybe(SHARE), bar=SHARE,
                met=maybe(TRUTH), pairs=COUNT, control=TRUTH,
                **dict.fromkeys(("p10", "p50", "p90"), maybe(NUMBER)))
BY_PAIR = form(**EXPECTED["properties"], values=maybe(many(maybe(NUMBER), 1)), held=maybe(many(maybe(TRUTH), 1)))
DIFFERENCE = form(unit=TEXT, **numbers("mean p05 p50 p95"), share_positive=SHARE,
                  path=form(p05=LINE, p50=LINE, p95=LINE), pairs=form(base=LINE, changed=LINE))
COMPARE = form(scenario=TEXT, seed=COUNT, runs=COUNT, turn_months=COUNT, change=many(TEXT), against=many(TEXT),
               months=many(TEXT, 1), differences=by(DIFFERENCE), expected=many(BY_PAIR), touched=TEXT,
               first_difference=maybe(TEXT), base=MANIFEST, manifest=MANIFEST)
ARMS = form(scenario=TEXT, seed=COUNT, runs=COUNT, turn_months=COUNT, arms=by(COMPARE))
SURVEYED = form(change=TEXT, text=TEXT, touched=TEXT, first_difference=maybe(TEXT), expected=many(EXPECTED, 1))
SURVEY = form(scenario=TEXT, runs=COUNT, seed=COUNT, turn_months=COUNT, changes=many(SURVEYED, 1),
              left_out=many(TEXT), manifest=MANIFEST)

FACT = form(**texts("id text place standing world kind cause"), bar=SHARE, holds=maybe(SHARE), cases=COUNT,
            holds_without_cause=maybe(SHARE), others_off=by(maybe(SHARE)), shown=TRUTH, lost=TRUTH)
FACTS = form(scenario=TEXT, turn_months=COUNT, seed=COUNT, runs=COUNT, matrix_runs=COUNT, facts=many(FACT, 1),
             manifest=MANIFEST)
MEANS = dict.fromkeys(("turn", "year", "ever", "by_lot"), SHARE)
DECISION = form(**texts("date agent move"), **MEANS, instead=many(form(move=TEXT, share=SHARE)))
RECORD = form(scenario=TEXT, seed=COUNT, runs=COUNT, mean=form(**MEANS), decisions=many(DECISION, 1),
              manifest=MANIFEST)
OBSERVED = form(**texts("series actor"), partner=maybe(TEXT), year=COUNT, **numbers("real p10 p50 p90 error crps"),
                no_change=maybe(NUMBER), trend=maybe(NUMBER))
SCORED = form(cells=many(OBSERVED), **dict.fromkeys(("beats_no_change", "beats_trend", "coverage"), maybe(SHARE)))
HINDCAST = form(**{"from": COUNT}, scenario=TEXT, seed=COUNT, runs=COUNT, mode=form(free=SCORED, rebased=SCORED),
                manifest=MANIFEST)
EXIT = form(option=TEXT, chance=SHARE, used=maybe(SHARE), ended=COUNT, again=maybe(SHARE))
FORETOLD = form(cases=COUNT, auc=maybe(SHARE), lead=maybe(NUMBER), warned=maybe(SHARE), gap=maybe(NUMBER),
                bins=many(form(cases=COUNT, told=SHARE, came=SHARE)))
REGIME = form(regime=TEXT, share_of_runs=SHARE, openings=COUNT, still_open=COUNT, exits=many(EXIT, 1),
              months=by(maybe(NUMBER)), ended=by(COUNT), foretold=FORETOLD,
              record=form(share_of_runs=SHARE, run_0=many(TEXT)))
REGIMES = form(scenario=TEXT, seed=COUNT, runs=COUNT, members=COUNT, regimes=many(REGIME), manifest=MANIFEST)
DUEL = form(rival=TEXT, wins=by(SHARE), leads=by(form(mean=NUMBER, share=SHARE)))
THESIS = form(**texts("scenario text doctrine varied"), manifest=MANIFEST, seed=COUNT, runs=COUNT, bar=SHARE,
              yardsticks=by(form(text=TEXT, step=NUMBER)), mechanism=maybe(TEXT),
              worlds=many(form(**texts("id text note"), duels=many(DUEL, 1)), 1))

ROW = {**texts("id theme phase standing sentence"), "claims": many(TEXT)}
RULES = many(form(**ROW), 1)
QUANTITY = form(**texts("name label unit path"))
PARAMETER = form(**texts("name unit source meaning"), **numbers("value low high"))
RULE = form(**ROW, formula=TEXT, departs=TEXT, parameters=many(PARAMETER), reads=many(QUANTITY), writes=many(QUANTITY),
            luck=many(TEXT), source=many(form(**texts("claim place text standing contested"))),
            cases=many({"type": "object"}))
CLAIM = form(**texts("claim place text standing contested not_modelled"),
             **dict.fromkeys(["rules", "options", "events", "doctrines", "starts", "cases"], many(TEXT)))

CHECKED = form(scenario=TEXT, file=TEXT, moves=COUNT, events=COUNT, turns=COUNT, notes=many(PROBLEM))
CHECK = form(scenarios=many(CHECKED), problems=NONE)
CHECK_FAILED = {**CHECK, "properties": {**CHECK["properties"], "problems": many(PROBLEM, 1)}}
SWAP = form(turn=COUNT, decided=TEXT, instead=TEXT, gain=NUMBER)
STAKES = form(plays=COUNT, idle_beats=SHARE, greedy_beats=SHARE, best_plan_beats=SHARE, best_swap=NUMBER, spread=NUMBER,
              swaps=many(SWAP), points=form(**numbers("plays idle greedy best_plan")))
AGREEMENT = form(share_of_runs=SHARE, median_month=maybe(TEXT), record=maybe(TEXT), months_late=maybe(COUNT))
SEAT = form(points=COUNT, best_responses=by(SHARE), passes=SHARE, secret_changes=SHARE, capital_binds=SHARE,
            dominated=by(TEXT))
OPTIONS = form(runs=COUNT, bar=SHARE, chosen=by(NUMBER), never_chosen=by(TEXT), events_never_reached=many(TEXT),
               repression_returns=by(NUMBER), seats=by(SEAT),
               doctrines=many(form(agent=TEXT, doctrine=TEXT, wins=SHARE, lead=NUMBER)))
PLAY_CHECK = form(scenario=TEXT, seed=COUNT, runs=COUNT, plays=COUNT, seats=by(STAKES), agreements=by(AGREEMENT),
                  options=OPTIONS, problems=many(TEXT), manifest=MANIFEST)
PACK = form(**texts("scenario host"), students=COUNT, minutes=COUNT, turns=COUNT, turn_minutes=COUNT,
            rooms=many(many(form(**texts("kind who"), people=COUNT), 1), 1),
            plan=many(form(stage=TEXT, begins=COUNT, minutes=COUNT, turn=COUNT), 1), written=many(TEXT, 8))
PLAY_CHECKS = form(scenarios=many(PLAY_CHECK, 2), problems=NONE)
VERIFY = form(log=TEXT, scenario=TEXT, replayed=COUNT, turns=COUNT, other_lines=COUNT, digest=TEXT, problems=NONE)
VERIFY_FAILED = {**VERIFY, "properties": {**VERIFY["properties"], "problems": many(PROBLEM, 1)}}
EXPORT = form(written=many(TEXT, 1), rows=by(COUNT), problems=NONE)

SHOWN = {**texts("path label unit"), "decimals": COUNT}
FAN = form(p10=LINE, p25=LINE, p50=LINE, p75=LINE, p90=LINE)
DEBRIEF_LINE = form(**SHOWN, better=COUNT, played=LINE, history=LINE, fan=FAN, place=SHARE, goal=TRUTH)
POINT = form(**SHOWN, turn=COUNT, **texts("date words"), decided=maybe(TEXT), instead=maybe(TEXT), gain=NUMBER,
             played=LINE, other=LINE, effects=many(many({}, 4)))
GOAL = form(**SHOWN, **texts("text better measure verdict"), **numbers("value weight points change"),
            history=maybe(NUMBER), history_points=maybe(NUMBER), secret=TRUTH)
SCORE = form(goal=GOAL, **numbers("low middle high"), beats=SHARE, words=TEXT)
DEBRIEF = form(**texts("title seat dates"), turns=COUNT, turns_of=COUNT, months=many(TEXT, 1), plays=COUNT,
               score=NUMBER, history=NUMBER, verdict=many(TEXT, 1), lines=many(DEBRIEF_LINE, 1),
               turning_points=many(POINT), goals=many(SCORE, 1), agreements=many(many(maybe(TEXT), 3)),
               decisions=many(many(maybe(TEXT), 3)), questions=many(TEXT),
               notes=many(TEXT), written=many(TEXT))
BATCH = form(store=TEXT, study=TEXT, runs=COUNT, experiments=COUNT, parts=COUNT, failed=by(TEXT))
SIZES = ("experiments", "points", "replications", "runs", "parts", "columns", "bytes")
SIZE = form(**dict.fromkeys(SIZES, COUNT), seconds=NUMBER)
REPEAT = form(same=TRUTH, rows=COUNT, missing=many(COUNT), difference=maybe({"type": "object"}),
              machines=by(many(TEXT, 2)))
MET = form(share=SHARE, low=SHARE, high=SHARE, above=maybe(NUMBER), below=maybe(NUMBER))
OF_OUTCOME = form(world=by(TEXT), outcome=TEXT, unit=TEXT, runs=COUNT, count=COUNT, empty=SHARE, robustness=maybe(MET),
                  **dict.fromkeys(("mean", "p05", "p25", "p50", "p75", "p95"), maybe(NUMBER)))
EVIDENCE = form(study=TEXT, runs=COUNT, parts=COUNT, missing=COUNT, related=TRUTH, rows=many(OF_OUTCOME, 1))
REPORT = form(written=TEXT, study=TEXT, runs=COUNT, missing=COUNT, outcomes=many(TEXT, 1), paths=many(TEXT))
SHARED = form(value=NUMBER, low=NUMBER, high=NUMBER)
OF_INDICES = form(world=by(TEXT), outcome=TEXT, unit=TEXT, mean=NUMBER, deviation=NUMBER,
                  indices=maybe(by(form(first=SHARED, total=SHARED))))
LIMIT = form(number=TEXT, low=maybe(NUMBER), high=maybe(NUMBER), words=maybe(many(TEXT, 1)),
             quasi_p=many(maybe(NUMBER), 2))
BOX = form(box=COUNT, density=SHARE, coverage=SHARE, mass=SHARE, runs=COUNT, limits=many(LIMIT, 1))
DISCOVER = form(study=TEXT, outcome=TEXT, unit=TEXT, above=maybe(NUMBER), below=maybe(NUMBER), runs=COUNT, cases=COUNT,
                parts=COUNT, missing=COUNT, screened=COUNT, drivers=many(TEXT), read=maybe(COUNT), boxes=many(BOX, 1))
CONCLUSION = form(id=TEXT, kind=TEXT, text=TEXT, bar=SHARE, together=TRUTH, holds=maybe(SHARE), cases=NUMBER,
                  shown=maybe(TRUTH), decided=many(form(number=TEXT, share=NUMBER)),
                  flips=many(form(number=TEXT, end=TEXT, holds=SHARE)),
                  indices=maybe(by(form(total=NUMBER, low=NUMBER, high=NUMBER))))
JUDGEMENT = form(number=TEXT, **numbers("value low high weight"), decides=many(form(id=TEXT, total=NUMBER), 1),
                 flips=many(TEXT))
FRAGILE = form(scenario=TEXT, seed=COUNT, runs=COUNT, points=COUNT, replications=COUNT, ranges=COUNT,
               conclusions=many(CONCLUSION, 1), judgements=many(JUDGEMENT), manifest=MANIFEST)
INTERVAL = form(mean=NUMBER, low=NUMBER, high=NUMBER)
PROFILE = form(minds=by(TEXT), equilibrium=TRUTH, perhaps=TRUTH,
               seats=by(form(points=INTERVAL, regret=INTERVAL, best=TRUTH)))
MIXED = form(method=TEXT, missing=TEXT, found=many(form(shares=by(by(SHARE)), points=by(NUMBER))))
TOURNAMENT = form(scenario=TEXT, seed=COUNT, study=TEXT, runs=COUNT, minds=by(many(TEXT, 1)),
                  profiles=many(PROFILE, 1), mixed=MIXED)
SENSITIVITY = form(study=TEXT, points=COUNT, replications=COUNT, rows=many(OF_INDICES, 1))
HOST = form(address=TEXT, rooms=many(form(seats=by(TEXT), teacher=TEXT, projector=TEXT), 1))
