"""A sheet's way from the village to the announcement: steps, letters, locks, announced levels."""
