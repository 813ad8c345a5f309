"""The seminar room: teams of people in the seats of one game, sealed orders, one teacher, any laptop or phone."""
