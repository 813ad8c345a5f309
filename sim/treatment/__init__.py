"""What is run: a scenario with all that is done to it before anybody decides."""

from sim.treatment.treatment import Treatment, first_apart
from sim.treatment.words import treat

__all__ = ["Treatment", "first_apart", "treat"]
