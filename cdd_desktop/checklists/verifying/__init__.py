"""A sample keyed again by a second person, and the errors that this finds."""
