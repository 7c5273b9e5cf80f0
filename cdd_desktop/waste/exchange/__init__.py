"""Waste in and out by Excel: workbooks to fill in, and what comes of them."""
