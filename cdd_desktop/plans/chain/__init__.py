"""Projects on their way up: chosen, merged, split; sums above and below."""
