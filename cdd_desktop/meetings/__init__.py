"""Committees and their meetings: agenda, attendance, resolutions, follow-ups, minutes."""
