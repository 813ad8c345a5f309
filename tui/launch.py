"""Which game to open: screens on a terminal, lines with --plain, and without a terminal the doctrines' play."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.lines import comparison, farewell
from tui.session import LocalSession, new_session, resumed_session, watched_session

FIRST, SEAT = "summit-2018", "kazakhstan"


def launch(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None, plain: bool) -> None:
    """Play; without a scenario or a saved game, choose one first. Textual is imported only when there is a terminal to
    draw on."""
    if not plain and not on_terminal():
        _show(scenario or FIRST, seat or SEAT, seed, resume, save)
        return
    session = _session(scenario, seat, seed, resume, save)
    if plain:
        from tui.plain import PlainGame

        PlainGame(session).run()
    else:
        from tui.app import GameApp

        app = GameApp(session)
        app.run()
        print("\n".join(farewell(app.session.path if app.session else None)))


def _session(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None) -> LocalSession | None:
    """The game that was asked for; none opens the Start screen."""
    if resume:
        return resumed_session(resume)
    if scenario or seat or save:
        return new_session(scenario or FIRST, seat or SEAT, seed, save)
    return None


def on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _show(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None) -> None:
    """No terminal: the comparison with history, of a saved game or of the doctrines' own play."""
    session = resumed_session(resume) if resume else watched_session(scenario, seat, seed, save)
    who = "as played so far" if resume else "with every seat held by its doctrine"
    print(f"No terminal to play on, so here is the scenario {who}, beside history.\n"
          "To play, run this in a terminal, or add --plain.\n")
    print("\n".join(comparison(session.comparison())))
