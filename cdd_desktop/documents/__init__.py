"""Paper and spreadsheets, out and in."""
