"""The view models, as the terminal knows them: all of them, under their own names; and how outside text is shown."""

from sim.streams import visible as visible
from sim.views import *  # noqa: F403
from sim.views.names import matching as matching
