"""Rules traced once into a tape of elementwise operations, and the ways to run it. It knows nothing of worlds or rules."""
