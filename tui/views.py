"""The view models, as the terminal knows them: all of them, under their own names."""

from sim.views import *  # noqa: F403
