"""Charts as text. Pure functions: numbers in, rows of styled pieces out; nothing here knows Textual."""
