"""รับรองผล: sheets on their way from the village to the announcement."""
