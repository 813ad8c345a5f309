"""The command `multivector`: parse, call, print. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import sys
import warnings
from typing import Any, NoReturn

import typer

from sim.cli.flags import Checked
from sim.cli.laboratory import batch, discover, fragile, repeat, report, sensitivity, summary, tournament
from sim.cli.output import MISTAKE, dumps, fail, wants_json
from sim.cli.playing import debrief, export, play, verify, why
from sim.cli.seminar import seminar
from sim.cli.stdout import delivered
from sim.cli.studies import compare, facts, hindcast, record, regimes, run, thesis
from sim.cli.texts import check, docs, rules, scenarios
from sim.errors import MultivectorError, Place, Problem
from sim.streams import prepare

__all__ = ["app", "main"]

# Click's own, which Typer keeps in a place that changes with its version.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Multivector: a policy game and laboratory about balancing between great powers.\n\n"
    "Play a seat (play), run many worlds (run), ask why a number moved (why), read the rules (rules).",
)

# In the order in which `--help` lists them.
for command in (scenarios, play, debrief, export, run, batch, repeat, summary, sensitivity, discover, report,
                tournament, why, rules, compare, facts, fragile, thesis, record, regimes, hindcast, check, verify):
    app.command(cls=Checked)(command)
app.add_typer(seminar, name="seminar")
app.command(hidden=True, cls=Checked)(docs)


@delivered()
def main() -> None:
    """Run the command; a user's mistake ends with its problems and exit code 2, never with a traceback."""
    prepare()
    try:
        with warnings.catch_warnings():
            # A world without numbers is refused in words (MV-R008); what NumPy says before would not help anybody.
            warnings.simplefilter("ignore", RuntimeWarning)
            sys.exit(app(standalone_mode=False))
    except UsageError as error:
        _misused(error)
    except MultivectorError as error:
        fail(error.problems)


def _misused(error: Any) -> NoReturn:
    """The command line cannot be parsed: people read Click's own words, programs the same form as of other problems."""
    error.show()
    if wants_json():
        print(dumps({"problems": [_usage(error).as_json()]}))
    sys.exit(MISTAKE)


def _usage(error: Any) -> Problem:
    """Click's error in our words; which kind it is says what it knows of the flag."""
    param, ctx = getattr(error, "param", None), getattr(error, "ctx", None)
    flag = param.opts[0] if param else getattr(error, "option_name", "")
    command = ctx.command_path if ctx else "multivector"
    return Problem("MV-U001", error.format_message(), Place(field=flag), mend=f"see {command} --help")
