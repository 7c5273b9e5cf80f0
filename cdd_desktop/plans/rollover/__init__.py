"""Carrying what is unfinished or unfunded into the plan of later years."""
