"""เวทีประชาคม on a projector: one indicator a screen, answered by keys alone."""
