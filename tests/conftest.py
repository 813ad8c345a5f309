"""Every test: a text that is missing, or lacks an argument, is an error."""

from sim import texts

texts.STRICT = True
