"""เวทีประชาคม: a village judged by its people, one indicator at a time."""
