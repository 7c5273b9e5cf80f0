"""The office, its provinces, amphoe, tambon, villages and municipal communities."""
