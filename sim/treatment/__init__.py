"""What is run: a scenario with all that is done to it before anybody decides."""

from sim.treatment.treatment import Treatment
from sim.treatment.words import treat

__all__ = ["Treatment", "treat"]
