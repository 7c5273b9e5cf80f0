"""Waste banks of the area: which one is in hand, its register, reversing an entry."""
