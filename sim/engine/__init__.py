"""The pure step: a scenario compiled to arrays, moves, the month, the ledger. Nothing here reads or writes a file."""
