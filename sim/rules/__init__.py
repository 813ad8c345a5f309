"""The source's claims as rules, in one explicit order."""
