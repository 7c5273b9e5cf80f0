"""What a letter's fields stand for: facts of the office and its data, and the letter's own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cdd_desktop.letters.records import Letter, LetterTable
from cdd_desktop.letters.templates import Template
from cdd_desktop.thai.calendar import thai_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the office's data says of an area and year.

    `texts` by field; None where it is not known, which prints dots. `tables` are made only when a
    letter names them. `place_names` are never split at a line end.
    """

    texts: Mapping[str, str | None]
    tables: Mapping[str, Callable[[], LetterTable]]
    place_names: tuple[str, ...] = ()


# Given by whoever puts the rooms together: area code and Buddhist fiscal year to their facts.
FactsOf = Callable[[str, int], Facts]

_OWN_FIELDS = ("เรื่อง", "เรียน", "เลขที่", "วันที่", "ผู้ลงนาม", "ตำแหน่งผู้ลงนาม")


def values_of(letter: Letter, template: Template, facts: Facts) -> dict[str, str | None]:
    """Every field that a text may name. What the letter says wins over what the data says."""
    written: dict[str, str | None] = {
        **facts.texts,
        **{blank.name: letter.blank(blank.name) or None for blank in template.blanks},
        "เรื่อง": letter.subject,
        "เรียน": letter.recipient or None,
        "เลขที่": letter.number or None,
        "วันที่": thai_date(letter.dated) if letter.dated else None,
        "ผู้ลงนาม": letter.signer_name or None,
        "ตำแหน่งผู้ลงนาม": letter.signer_position.replace("\n", " ") or None,
    }
    return written


def field_names(template: Template, facts: Facts) -> tuple[str, ...]:
    """The names of all fields, those that stand for tables included."""
    blanks = (blank.name for blank in template.blanks)
    return tuple(dict.fromkeys((*blanks, *_OWN_FIELDS, *facts.texts, *facts.tables)))
