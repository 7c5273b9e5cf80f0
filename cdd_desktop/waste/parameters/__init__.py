"""Rates and targets that estimates and checks use, each with its day and source."""
