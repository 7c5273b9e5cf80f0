"""Drawing a letter in a child process; knows no Qt."""

from pathlib import Path

from cdd_desktop.letters.drawing import LetterFormat, draw_letter
from cdd_desktop.letters.records import Letter
from cdd_desktop.progress import Progress


def draw(
    progress: Progress, office: Path, letter: Letter, file_format: LetterFormat, out: Path
) -> Path:
    """Draw a letter, kept or not, of the office that the parent has open."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415 - only the child needs it
    from cdd_desktop.reporting.options import DIGITS  # noqa: PLC0415

    with join_office(office) as services:
        document = services.letters.document(letter, services.settings.get(DIGITS))
        draw_letter(document, file_format, out, progress)
    return out
