"""The sentences of the terminal, as they are said in the language of this process."""

from sim.texts import Value as Value
from sim.texts import say as say
