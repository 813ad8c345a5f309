"""The debrief as files, beside the game's log."""

from __future__ import annotations

from pathlib import Path

from sim.documents import write
from tui.session import Session


def write_debrief(session: Session, name: str) -> tuple[str, ...]:
    """A web page and a text named after the game. Raises MultivectorError where they cannot be written."""
    page, text = f"{name}.html", f"{name}.md"
    write(session.document("page"), Path(page))
    write(session.document("markdown"), Path(text))
    return page, text
