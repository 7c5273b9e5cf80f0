"""What a village or an อปท. tells of a month, its closing, and what counts of it."""
