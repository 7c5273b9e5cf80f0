"""Days on which a waste bank buys."""
