"""The view ทบทวน of the page of waste."""
