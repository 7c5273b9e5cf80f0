"""Page numbers and bookmarks of sheets that belong to a longer run of pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """What was counted before: of a meeting pack, or of pages taken out of one.

    `firsts` has the page on which each sheet begins, 0 for one that bears no number; `total` is
    the number of pages of the whole run. `chapters` has the bookmark over each sheet's own: empty
    under that of the sheet before.
    """

    total: int
    firsts: tuple[int, ...]
    chapters: tuple[str, ...]
