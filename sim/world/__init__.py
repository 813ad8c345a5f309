"""Arrays only: the state of the world, its randomness and what a seat may see of it. Runs are the last axis."""
