"""Ranking by the points of a meeting."""
