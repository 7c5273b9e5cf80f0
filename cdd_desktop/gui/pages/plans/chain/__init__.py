"""Dialogs of the way up: choose, merge, split, carry on; and the view of sums above and below."""
