"""Rows of files looked at before any is written: what every dialog that takes a file in shares."""
