"""A game is its log: scenario, seed, rule set and accepted orders. Save, undo, replay and verify are reads of it."""
