"""The tree of plans, and what is done with a plan."""
