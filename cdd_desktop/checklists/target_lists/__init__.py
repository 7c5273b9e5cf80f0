"""The year's target villages, what is due when, and how far each area is."""
