"""What a seat sees: a Game and an agent become views. Reads games, changes nothing."""
