"""Members of a waste bank and their accounts."""
