"""The view models, as the terminal knows them: all of them, under their own names; and how outside text is shown."""

from sim.streams import visible as visible
from sim.views import *  # noqa: F403
from sim.views.figures import MINUS as MINUS
from sim.views.figures import adding_up as adding_up
from sim.views.figures import number as number
from sim.views.figures import signed as signed
from sim.views.figures import start as start
from sim.views.figures import unit as unit
from sim.views.names import matching as matching
