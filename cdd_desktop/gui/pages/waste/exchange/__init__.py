"""Waste in and out by Excel: every row looked at before any is written."""
