"""The grid of projects: its rows, cells, filters, sums, pasting and years."""
