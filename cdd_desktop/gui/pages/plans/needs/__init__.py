"""ความต้องการ: what waits for a plan."""
