"""Options of the commands."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.world.seeds import MAX_SEED

Scenario = Annotated[str, typer.Argument(help="A shipped scenario's id (see: multivector scenarios) or a YAML file.")]
Seed = Annotated[
    int, typer.Option(min=0, max=MAX_SEED, metavar="NUMBER", help="The luck. The same seed gives the same world.")
]
Seats = Annotated[
    list[str],
    typer.Option(
        "--seat", metavar="ACTOR=DOCTRINE",
        help="Who holds a seat: a doctrine, historical, random or steady. May be repeated.",
    ),
]
Off = Annotated[
    list[str],
    typer.Option(
        "--off",
        metavar="RULE",
        help="Switch off a rule, all rules of a claim (C24), a regime, or all that are there because play needs them "
        "(play). May be repeated.",
    ),
]
Set = Annotated[
    list[str],
    typer.Option("--set", metavar="PARAM=VALUE", help="Set a rule's parameter or a starting figure. May be repeated."),
]
Changes = Annotated[
    list[str],
    typer.Option(
        "--change", metavar="FILE_OR_ID", help="A counterfactual of the scenario, or a file. May be repeated."
    ),
]
Watch = Annotated[
    list[str],
    typer.Option(
        "--watch", metavar="INDICATOR", help="Show this indicator, too: ACTOR.approval, rivalry. May be repeated."
    ),
]
TurnMonths = Annotated[
    int, typer.Option("--turn-months", min=0, max=12, help="Turns of so many months; 0: those of the scenario.")
]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes to share the work; changes no number.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output (docs/json.md).")]
Historical = Annotated[
    bool, typer.Option("--historical", help="Replay the decisions of the record instead of doctrines.")
]
