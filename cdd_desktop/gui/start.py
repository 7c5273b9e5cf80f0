"""What a window starts with: a data folder, and what is to be done there before it is opened."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """`backup` is brought back into the folder first; `makes_demo`: it is filled with the demo.

    `home` is the office's own folder while the demo is looked at. `offered` is a backup that the
    user opened by a double click: it is only shown.
    """

    folder: Path
    backup: Path | None = None
    makes_demo: bool = False
    home: Path | None = None
    offered: Path | None = None
