"""สอบทาน: a sample keyed a second time, and what the paper says."""
