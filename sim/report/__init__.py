"""What people read: explanations, seats' views, the story of a period, the rulebook. Reads games, changes nothing."""
