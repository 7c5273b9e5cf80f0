"""What the inputs of a pack offer, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from cdd_desktop.letters.records import LetterKind, LetterLine
from cdd_desktop.letters.templates import shipped_templates
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.packs import AS_ASKED, EACH_AMPHOE, Pack, PackItem
from cdd_desktop.thai.digits import Digits

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services

_COVERS = (LetterKind.MEMO, LetterKind.COVER)
DIGITS = (
    (None, "ตามที่ตั้งค่าไว้"),
    (Digits.THAI, "เลขไทย"),
    (Digits.ARABIC, "เลขอารบิก"),
    (Digits.MIXED, "ผสม (ตารางเป็นอารบิก)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that a pack can hold, with its purpose."""

    item: PackItem
    title: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the page shows: the packs, the letters kept, the areas of the office by their codes.

    `faults`: what is said of packs that cannot be read.
    """

    packs: tuple[Pack, ...]
    letters: tuple[LetterLine, ...]
    areas: tuple[tuple[str, str], ...]
    faults: tuple[str, ...] = ()


def read_all(services: "Services") -> Read:
    """On the worker thread."""
    areas = services.areas
    codes = [
        code
        for province in services.office.get().provinces
        for code in (
            province,
            *(
                inner.code
                for amphoe in areas.children(province)
                for inner in (amphoe, *areas.children(amphoe.code))
            ),
        )
    ]
    return Read(
        packs=services.packs.all(),
        letters=services.letters.all(),
        areas=tuple((code, areas.label(code)) for code in codes),
        faults=tuple(map(str, services.packs.unreadable())),
    )


def offers(letters: Sequence[LetterLine]) -> tuple[Offer, ...]:
    """Reports in the order of the catalogue, kinds of letters, letters that were kept."""
    reports = [
        Offer(item=PackItem(report=one.name), title=one.title, purpose=one.purpose)
        for one in REPORTS
    ]
    kinds = [
        Offer(item=PackItem(letter=kind.value), title=kind.label, purpose=template.purpose)
        for kind, template in shipped_templates().items()
    ]
    kept = [
        Offer(
            item=PackItem(letter=str(one.uuid)),
            title=f"{one.kind.label}: {one.subject}",
            purpose=f"หนังสือที่เขียนไว้ ปีงบประมาณ {one.fiscal_year} ({one.state.label})",
        )
        for one in letters
    ]
    return (*reports, *kinds, *kept)


def covers(letters: Sequence[LetterLine]) -> list[tuple[str, str]]:
    """Names of covers, as `Pack.cover` has them, with their words."""
    kinds = [(kind.value, kind.label) for kind in _COVERS]
    kept = [(str(one.uuid), one.subject) for one in letters if one.kind in _COVERS]
    return [("", "ไม่มีใบปะหน้า"), *kinds, *kept]


def places(areas: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Areas of a part, as `PackItem.area` has them, with their words."""
    wide = [(code, label) for code, label in areas if len(code) <= len("9301")]
    return [(AS_ASKED, "พื้นที่ที่เลือกไว้ด้านบน"), (EACH_AMPHOE, "แยกรายอำเภอ"), *wide]


def fill(combo: QComboBox, choices: Sequence[tuple[object, str]], chosen: object) -> None:
    """Offer these and show the chosen one; one that is no longer offered is shown as gone."""
    combo.blockSignals(True)  # showing is not choosing
    combo.clear()
    for value, words in choices:
        combo.addItem(words, value)
    values = [value for value, _ in choices]
    if chosen not in values:
        combo.addItem("ไม่มีแล้ว", chosen)
        values.append(chosen)
    combo.setCurrentIndex(values.index(chosen))
    combo.blockSignals(False)
