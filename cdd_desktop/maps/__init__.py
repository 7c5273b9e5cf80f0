"""Boundaries that the office loads, and what a map of an area shows."""
