"""The debrief as files, beside the game's log."""

from __future__ import annotations

from pathlib import Path

from tui.session import LocalSession
from tui.views import DebriefView


def write_debrief(session: LocalSession, found: DebriefView) -> tuple[Path, ...]:
    """A web page and a text named after the log. Raises MultivectorError where they cannot be written."""
    log = (session.path or Path("debrief")).absolute()
    page, text = log.with_suffix(".html"), log.with_suffix(".md")
    session.save_debrief(found, page, text)
    return page, text
