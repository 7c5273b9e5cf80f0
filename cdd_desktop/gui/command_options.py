"""Sentences that the command line and the window share, without what only the former can do."""

import re

_OPTION = re.compile(r" \(--[a-z][^)]*\)")


def without_options(text: str) -> str:
    """A sentence without the options of the command line."""
    return _OPTION.sub("", text)
