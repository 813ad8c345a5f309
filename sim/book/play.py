"""docs/play.md: what is at stake in each scenario and seat, from the results that `make studies` keeps."""

from __future__ import annotations

from collections.abc import Iterator

from sim.book.kept import NOTE, Data, age, kept, whereby
from sim.report.markdown import join, table
from sim.scenario.files import shipped_scenarios
from sim.study.rivals import WON
from sim.study.stakes import IDLE, SWAP
from sim.treatment import treat

PREFACE = """
`multivector check SCENARIO --play` plays every seat many times. [Design notes](design-notes.md) say what is asked
and why; [JSON](json.md) what each number is. **Idle**: the share of games among doctrines that passing every turn
beats, in the same run. **Greedy**: the share beaten by always taking the largest gain in points that staff expect.
**Best plan**: the share beaten by the best of some 200 lists of orders, chosen on other runs. **Swap**: what one
decision of a plan is worth, in points, if it is exchanged for the best other one. **Spread**: how far games of the
same luck lie apart, from the tenth to the ninetieth percentile. Idle should beat at most 20 %, a swap be worth at
least a fifth of the spread; what falls short is bold."""


def play_page() -> str:
    """docs/play.md."""
    found = {path.stem: kept(f"play-{path.stem}") for path in shipped_scenarios()}
    if not all(found.values()):
        return join(("# What is at stake", NOTE, "Not run yet: `make studies`."))
    return join(("# What is at stake", NOTE, PREFACE, *(_made(data) for data in found.values()),
                 _stakes(found), "## Agreements beside the record", _agreements(found),
                 "## The options of each seat", _options(found), "## Chosen by nobody", _never(found),
                 "## Doctrines against random orders", _doctrines(found),
                 "## What is against the bars", *_problems(found)))


def _made(data: Data) -> str:
    now = treat(data["scenario"])
    return f"`{data['scenario']}`: {data['plays']:,} games among doctrines; {whereby(data)}.{age(data, now)}"


def _stakes(found: dict[str, Data]) -> str:
    rows = [(f"`{name}`", seat, _bold(f"{x['idle_beats']:.0%}", x["idle_beats"] > IDLE), f"{x['greedy_beats']:.0%}",
             f"{x['best_plan_beats']:.0%}", _bold(f"{x['best_swap']:.1f}", x["best_swap"] < SWAP * x["spread"]),
             f"{x['spread']:.1f}") for name, data in found.items() for seat, x in data["seats"].items()]
    return table(("scenario", "seat", "idle", "greedy", "best plan", "swap", "spread"), rows)


def _bold(text: str, falls_short: bool) -> str:
    return f"**{text}**" if falls_short else text


def _agreements(found: dict[str, Data]) -> str:
    rows = [(f"`{name}`", f"`{key}`", f"{x['share_of_runs']:.0%}", x["median_month"] or "–", x["record"] or "–")
            for name, data in found.items() for key, x in data["agreements"].items()]
    return table(("scenario", "agreement", "share of runs", "median month", "record"), rows)


def _options(found: dict[str, Data]) -> str:
    """What stands in most best responses, how often nothing was best, something was too dear, the secret mattered."""
    rows = [(f"`{name}`", seat, *_best(x["best_responses"]), f"{x['passes']:.0%}", f"{x['capital_binds']:.0%}",
             f"{x['secret_changes']:.0%}")
            for name, data in found.items() for seat, x in data["options"]["seats"].items()]
    return table(("scenario", "seat", "most often best", "in", "nothing best", "too dear", "secret"), rows)


def _best(shares: dict[str, float]) -> tuple[str, str]:
    key = max(shares, key=lambda key: shares[key], default="")
    return (f"`{key}`", f"{shares[key]:.0%}") if key else ("–", "–")


def _never(found: dict[str, Data]) -> str:
    rows = [(f"`{name}`", f"`{key}`", why) for name, data in found.items()
            for key, why in data["options"]["never_chosen"].items()]
    return table(("scenario", "option", "why"), rows)


def _doctrines(found: dict[str, Data]) -> str:
    """The share of pairs in which a doctrine serves its own aims better than random orders of the same agent do."""
    shares = {(x["agent"], x["doctrine"]): dict[str, float]() for data in found.values()
              for x in data["options"]["doctrines"]}
    for name, data in found.items():
        for x in data["options"]["doctrines"]:
            shares[x["agent"], x["doctrine"]][name] = x["wins"]
    rows = [(agent, f"`{doctrine}`", *(_wins(its.get(name)) for name in found))
            for (agent, doctrine), its in shares.items()]
    return table(("agent", "doctrine", *found), rows)


def _wins(share: float | None) -> str:
    return "–" if share is None else _bold(f"{share:.0%}", share < WON)


def _problems(found: dict[str, Data]) -> Iterator[str]:
    for name, data in found.items():
        lines = "\n".join(f"- {line}" for line in data["problems"])
        yield f"`{name}`:\n\n{lines or '- nothing'}"
