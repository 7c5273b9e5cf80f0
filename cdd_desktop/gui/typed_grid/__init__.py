"""Tables typed into cell by cell: every cell is kept as it is left."""
