"""The command `multivector`: parse, call, print. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import sys
import warnings

import typer

from sim.cli.playing import debrief, play, verify, why
from sim.cli.studies import compare, facts, record, run, thesis
from sim.cli.texts import check, docs, rules, scenarios
from sim.errors import MultivectorError

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Multivector: a policy game and laboratory about balancing between great powers.\n\n"
    "Play a seat (play), run many worlds (run), ask why a number moved (why), read the rules (rules).",
)

# In the order in which `--help` lists them.
for command in (scenarios, play, debrief, run, why, rules, compare, facts, thesis, record, check, verify):
    app.command()(command)
app.command(hidden=True)(docs)


def main() -> None:
    """Run the command; a user's mistake ends with its problems on stderr and exit code 2, never with a traceback."""
    try:
        with warnings.catch_warnings():
            # A world without numbers is refused in words (MV-R008); what NumPy says before would not help anybody.
            warnings.simplefilter("ignore", RuntimeWarning)
            app()
    except MultivectorError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("Stopped. What was accepted is in the log.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
