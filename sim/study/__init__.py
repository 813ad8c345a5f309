"""Many runs of one scenario in one process: ensembles now; facts, comparisons and forecasts grow here."""
