"""Widgets that the screens share. They know view models and pictures, never the session."""

from tui.widgets.pane import TextPane, styled, wrapped
from tui.widgets.picture import Picture
from tui.widgets.rows import Row, Rows

__all__ = ["Picture", "Row", "Rows", "TextPane", "styled", "wrapped"]
