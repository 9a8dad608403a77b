"""Templates: the official forms, and how the tables that follow them are read."""
