"""The seminar room: prepare a class, host a room."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.flags import Checked
from sim.cli.options import Json, Scenario
from sim.cli.output import dumps
from sim.errors import command, refuse
from sim.signals import keeps
from sim.texts import say

if TYPE_CHECKING:
    from sim.seminar.host import Host
    from sim.seminar.house import House

seminar = typer.Typer(
    no_args_is_help=True,
    help="Host a game for a class: teams, sealed orders, one teacher.",
)


@seminar.command(cls=Checked)
def host(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario's id or a YAML file; with --resume: none.")] = "",
    state: Annotated[
        Path, typer.Option("--state", help="The file in which everything is kept; with --resume it goes on.")
    ] = Path("seminar.room"),
    seats: Annotated[
        list[str], typer.Option("--seats", help="Seats for people, by commas or repeated; none: all of the scenario.")
    ] = [],
    turn_minutes: Annotated[
        float, typer.Option(min=0, max=600, help="Minutes of a turn; 0: a turn ends when all orders are in.")
    ] = 9,
    rooms: Annotated[int, typer.Option(min=1, max=20, help="How many rooms play the same scenario.")] = 1,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0: any that is free.")] = 8000,
    local: Annotated[bool, typer.Option("--local", help="Only for browsers on this machine.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the file.")] = False,
    as_json: Json = False,
) -> None:
    """Open the room for a class, and keep it open until Ctrl-C."""
    _check_installed()
    from sim.seminar.host import Host

    keeps(f"The room is kept; open it again: {command('seminar', 'host', '--state', state, '--resume')}")
    house = _house(scenario, state, [seat for some in seats for seat in some.split(",") if seat], turn_minutes, rooms,
                   resume)
    try:
        opened = Host(house, port, not local)
    except BaseException:
        house.close()
        raise
    opened.serve(lambda: _tell(opened, as_json))


@seminar.command(cls=Checked)
def pack(
    scenario: Scenario,
    students: Annotated[int, typer.Option(help="How many there will be.")],
    minutes: Annotated[int, typer.Option(help="How long the class is: 45, 90 or 180.")] = 90,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder to write to, new or empty.")
    ] = Path("pack"),
    as_json: Json = False,
) -> None:
    """Write everything that a class needs on paper: plan, role sheets, order forms, questions, key.

    Pages to print from a browser, on A4 or Letter; they need no network.
    """
    from sim.documents import check_folder, write_all
    from sim.seminar.pack import pack, pack_json, pages, told

    check_folder(out)
    made = pack(scenario, students, minutes)
    written = write_all(pages(made), out)
    print(dumps(pack_json(made, written)) if as_json else told(made, out))


@seminar.command(cls=Checked)
def join(
    url: Annotated[str, typer.Argument(metavar="URL", help="The room's address, as it stands on the slip.")],
    code: Annotated[str, typer.Option("--code", help="Your team's code.")],
    name: Annotated[
        str, typer.Option("--name", help="Who you are in the room; if none is named, your name on this machine.")
    ] = "",
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers, scripts and slow lines.")
    ] = False,
) -> None:
    """Take a seat of a room from this terminal.

    Joining again with the same code goes on as the same person. A host that is lost is called again until it is there.
    """
    from tui.launch import join as play
    from tui.remote import joined

    keeps(f"What the host acknowledged is kept; go on: {command('seminar', 'join', url, '--code', code)}")
    play(lambda told: joined(url, code, name, told), plain)


def _house(scenario: str, state: Path, seats: list[str], minutes: float, rooms: int, again: bool) -> House:
    from sim.seminar.house import begin, resume
    from sim.treatment import treat

    if again:
        return resume(state)
    if not scenario:
        raise refuse("MV-U001", "a scenario is needed", field="SCENARIO", mend="name one, or go on with --resume")
    return begin(state, treat(scenario), seats, minutes, rooms)


def _tell(host: Host, as_json: bool) -> None:
    """The address alone: a class may see this terminal on a projector."""
    slips = host.write_slips()
    print(dumps(host.told()) if as_json else say("seminar-open", address=host.address, slips=str(slips)), flush=True)
    if not as_json and sys.stdout.isatty():
        import segno

        segno.make(host.address).terminal(compact=True)


def _check_installed() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("starlette", "uvicorn", "segno") if find_spec(name) is None]
    if missing:
        raise refuse("MV-C006", "what serves the room is not installed", value=", ".join(missing),
                     mend="pip install 'multivector[seminar]'")
