"""Sheets by which the office itself is judged: the province's, and those of its amphoe."""
