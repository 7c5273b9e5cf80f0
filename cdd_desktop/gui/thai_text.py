"""Thai in widgets: a word-wrapped label needs to be told where its lines may end.

Qt breaks Thai only where libthai is installed, which Windows never has. U+200B is put in as text
is shown and must never reach a record: read user input from edits, never from labels.
"""

from collections.abc import Iterable
from html import escape

from PySide6.QtGui import Qt

from cdd_desktop.thai.linebreak import Segmenter, default_segmenter

_ALWAYS_ONE_LINE = 60  # letters: less than half of the smallest screen

_known_names: list[Segmenter] = []


def learn_names(names: Iterable[str]) -> None:
    """Keep these place names whole from here on; called when an office's file is opened."""
    cut_by(default_segmenter().with_names(names))


def cut_by(segmenter: Segmenter) -> None:
    """Use this one from here on: places were added or renamed since the file was opened."""
    _known_names[:] = [segmenter]


def wrapped(text: str) -> str:
    """`text` for a word-wrapped label, a message or a tooltip."""
    segmenter = _known_names[0] if _known_names else default_segmenter()
    return segmenter.breakable(text)


def tooltip(text: str, keys: str = "") -> str:
    """A tooltip that wraps, with its shortcut behind it; a name like `<b>` is shown as it is.

    One that never needs a second line is not cut: the dictionary is loaded after the first paint.
    """
    whole = f"{text} ({keys})" if keys else text
    if len(whole) > _ALWAYS_ONE_LINE:
        whole = wrapped(whole)
    if not Qt.mightBeRichText(whole):
        return whole
    # a tooltip cannot be told that its text is plain
    lines = "<br>".join(escape(line) for line in whole.split("\n"))
    return f"<qt>{lines}</qt>"
