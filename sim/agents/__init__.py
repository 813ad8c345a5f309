"""Mesa agents: they observe and decide for all runs at once, and never touch the World."""
