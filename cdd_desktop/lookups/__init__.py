"""Lists of words that the office edits: dimensions, kinds, sources of money, statuses."""
