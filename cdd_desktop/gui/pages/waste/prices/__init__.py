"""Materials of a waste bank and what they cost from which day on."""
