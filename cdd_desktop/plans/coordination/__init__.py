"""Projects sent to agencies, and what was answered."""
