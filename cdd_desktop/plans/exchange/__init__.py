"""Projects in and out by Excel: the office's own sheets and the fill-in workbook."""
