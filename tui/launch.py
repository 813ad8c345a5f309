"""Which game to open: screens on a terminal, lines with --plain, and without a terminal the doctrines' play."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.lines import comparison
from tui.plain import PlainGame
from tui.session import LocalSession, new_session, resumed_session, watched_session
from tui.signals import drawing, driver
from tui.terminal import cannot_draw, on_terminal

FIRST, SEAT = "summit-2018", "kazakhstan"
LINE_BY_LINE = """\
The screens cannot be drawn on this terminal: {}.
So the game goes on line by line, as with --plain; add --plain to be spared this note.
"""


def launch(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None, plain: bool) -> None:
    """Play; without a scenario or a saved game, choose one first. Textual is imported only when there is a terminal to
    draw on."""
    if not plain and not on_terminal():
        _show(scenario or FIRST, seat or SEAT, seed, resume, save)
        return
    trouble = "" if plain else cannot_draw()
    if trouble:
        print(LINE_BY_LINE.format(trouble))
    session = _session(scenario, seat, seed, resume, save)
    if plain or trouble:
        PlainGame(session).run()
    else:
        _draw(session)


def _draw(session: LocalSession | None) -> None:
    """The screens, and where the game is when they are gone. A terminal that has gone, too, is not told."""
    from tui.app import GameApp

    app = GameApp(session, driver())
    with drawing(app):
        app.run()
    words = app.session.farewell() if app.session else ()
    if sys.stdout.isatty():
        print("\n".join(words))
    if app.return_code:
        raise SystemExit(app.return_code)


def _session(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None) -> LocalSession | None:
    """The game that was asked for; none opens the Start screen."""
    if resume:
        return resumed_session(resume)
    if scenario or seat or save:
        return new_session(scenario or FIRST, seat or SEAT, seed, save)
    return None


def _show(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None) -> None:
    """No terminal: the comparison with history, of a saved game or of the doctrines' own play."""
    session = resumed_session(resume) if resume else watched_session(scenario, seat, seed, save)
    who = "as played so far" if resume else "with every seat held by its doctrine"
    print(f"No terminal to play on, so here is the scenario {who}, beside history.\n"
          "To play, run this in a terminal, or add --plain.\n")
    print("\n".join(comparison(session.comparison())))
