"""เป้าหมาย: the villages that a year judges, and what is due by when."""
