"""Which game to open: screens on a terminal, lines with --plain, and without a terminal the doctrines' play."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from tui.kept import farewell
from tui.lines import comparison
from tui.plain import PlainGame
from tui.session import Games, Table
from tui.signals import drawing, driver
from tui.terminal import cannot_draw, on_terminal
from tui.texts import say
from tui.wire import Told


def launch(games: Games, wanted: Callable[[], Table | None], watched: Callable[[], Table], plain: bool) -> None:
    """Play the game that is wanted; where it is none, choose one first. `watched`: what is shown where nobody can play.
    Textual is imported only when there is a terminal to draw on."""
    if not plain and not on_terminal():
        _show(watched())
        return
    trouble = "" if plain else cannot_draw()
    if trouble:
        print(f"{say('terminal-lines', why=trouble)}\n")
    _play(games, wanted(), bool(plain or trouble))


def join(wanted: Callable[[Told | None], Table], plain: bool) -> None:
    """Play in a room elsewhere: on screens where they can be drawn, else line by line. `wanted`: joins it; it is given
    who hears of the line to the host where no screen does."""
    plain = plain or not on_terminal() or bool(cannot_draw())
    _play(None, wanted(partial(print, flush=True) if plain else None), plain)


def _play(games: Games | None, table: Table | None, plain: bool) -> None:
    if plain:
        PlainGame(games, table).run()
    else:
        _draw(games, table)


def _draw(games: Games | None, table: Table | None) -> None:
    """The screens, and where the game is when they are gone. A terminal that has gone, too, is not told."""
    from tui.app import GameApp

    app = GameApp(games, table, driver())
    with drawing(app):
        app.run()
    words = farewell(app.desk.table.keep()) if app.desk.table else []
    if sys.stdout.isatty():
        print("\n".join(words))
    if app.return_code:
        raise SystemExit(app.return_code)


def _show(table: Table) -> None:
    """The comparison with history."""
    print(f"{say('terminal-none', played=bool(table.room().seats))}\n")
    print("\n".join(comparison(table.at().comparison())))
