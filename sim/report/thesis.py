"""The trial of a scenario's thesis as text for people, made from its JSON, so that what is kept can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.report.markdown import table
from sim.texts import say

Data = dict[str, Any]


def thesis_table(data: Data) -> str:
    """For a terminal: one block per world, one row per rival."""
    pairs = say("thesis-pairs", runs=data["runs"], bar=f"{data['bar']:.0%}")
    off = [say("comparison-off", rule=rule) for rule in data["manifest"]["off"]]
    rows = [" ".join(data["text"].split()), "", pairs, *off, ""]
    for world in data["worlds"]:
        rows += [world["text"], _header(data), *(_row(data, duel) for duel in world["duels"]), ""]
    if found := mechanism(data):
        rows += [found[0], *("  " + "  ".join(f"{cell:>16}" for cell in row) for row in found[1]), "", found[2]]
    return "\n".join(rows)


def mechanism(data: Data) -> tuple[str, list[list[str]], str] | None:
    """What in the win is the mechanism: a title; a head and one row per rival, with the shares of pairs and the mean
    leads as they are and without it; and a sentence."""
    worlds = {world["id"]: world["duels"] for world in data["worlds"]}
    if not data.get("mechanism"):
        return None
    pairs = list(zip(worlds[""], worlds[data["mechanism"]], strict=True))
    head = [say("thesis-head", column="against"), say("thesis-head", column="pairs"),
            *(say("thesis-lead-mean", what=name) for name in data["yardsticks"])]
    rows = [[duel["rival"], *_twice(data, duel, without)] for duel, without in pairs]
    means = [sum(duel["wins"]["1"] for duel in side) / len(pairs) for side in zip(*pairs, strict=True)]
    told = say("thesis-mechanism", doctrine=data["doctrine"], wins=f"{means[0]:.0%}", without=f"{means[1]:.0%}")
    return say("thesis-mechanism-title"), [head, *rows], told


def _twice(data: Data, duel: Data, without: Data) -> Iterator[str]:
    """Each number as it is, and without the mechanism."""
    yield f"{duel['wins']['1']:.1%} / {without['wins']['1']:.1%}"
    for name in data["yardsticks"]:
        yield f"{duel['leads'][name]['mean']:+.3f} / {without['leads'][name]['mean']:+.3f}"


def _header(data: Data) -> str:
    leads = " ".join(f"{name:>16}" for name in data["yardsticks"])
    against, won, twice = (say("thesis-head", column=x) for x in ("against", "won", "twice"))
    return f"  {against:14} {won:>6} {say('thesis-half', what=data['varied']):>12} {twice:>6}  {leads}"


def _row(data: Data, duel: Data) -> str:
    wins = duel["wins"]
    leads = " ".join(f"{duel['leads'][name]['mean']:+9.3f} {duel['leads'][name]['share']:6.0%}"
                     for name in data["yardsticks"])
    return f"  {duel['rival']:14} {wins['1']:6.1%} {wins['0.5']:12.1%} {wins['2']:6.1%}  {leads}"


def thesis_sections(data: Data) -> Iterator[str]:
    """For docs/thesis.md: one section per world with its reason, its table and its verdict."""
    for world in data["worlds"]:
        yield f"### {world['text'].rstrip('.')}\n"
        if world["note"]:
            yield f"{' '.join(world['note'].split())}\n"
        head = (say("thesis-head", column="against"), say("thesis-head", column="pairs"),
                say("thesis-half-weight", what=data["varied"]), say("thesis-head", column="weight"),
                *(say("thesis-lead", what=name) for name in data["yardsticks"]))
        yield table(head, [_cells(data, duel) for duel in world["duels"]])
        yield verdict(data, world) + "\n"
    if found := mechanism(data):
        title, (head, *rows), told = found
        yield f"### {title}\n"
        yield table(tuple(head), rows)
        yield told + "\n"


def _cells(data: Data, duel: Data) -> list[str]:
    wins = [f"{duel['wins'][weight]:.1%}" for weight in ("1", "0.5", "2")]
    leads = [f"{duel['leads'][name]['mean']:+.3f} ({duel['leads'][name]['share']:.0%})" for name in data["yardsticks"]]
    return [duel["rival"], *wins, *leads]


def verdict(data: Data, world: Data) -> str:
    """Where the doctrine reaches the bar, where it wins and where it loses."""
    won = [(duel["rival"], duel["wins"]["1"]) for duel in world["duels"]]
    groups = {"wins": [r for r, x in won if x >= data["bar"]],
              "leads": [r for r, x in won if 0.5 < x < data["bar"]],
              "loses": [r for r, x in won if x <= 0.5]}
    found = [say("thesis-group", group=group, rivals=", ".join(rivals)) for group, rivals in groups.items() if rivals]
    return say("thesis-verdict", doctrine=data["doctrine"], found="; ".join(found))
