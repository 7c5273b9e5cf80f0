"""The check list of the wet-waste bins of a village, household by household."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Check,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    Table,
    Title,
)
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.waste.bins.records import HouseholdBin
from cdd_desktop.waste.months.unit_lines import UnitLine

TITLE = "แบบตรวจถังขยะเปียกรายครัวเรือน"
_EMPTY_ROWS = 20  # of a village without a register; a page of them
_MORE_ROWS = 3  # for households that are not in the register yet
_NO_REGISTER = "ยังไม่มีทะเบียนครัวเรือน กรุณาเพิ่มในหน้าขยะชุมชน มุมมองถังขยะเปียก หรือพิมพ์แบบเปล่า"
_TITLE = re.compile(r"^(?:นางสาว|นาง|นาย)\s*(?=\S)")  # most names begin with the same letters
_MARKS = ("มีพื้นที่", "ทำแล้ว", "ถูกวิธี", "ประจำ")


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageBins:
    """A village's register as it is to be printed. `is_blank`: with boxes to tick anew."""

    line: UnitLine
    where: tuple[str, ...]
    households: Sequence[HouseholdBin]
    is_blank: bool
    with_names: bool


def list_blocks(told: VillageBins) -> Iterator[Block]:
    """The list without who signs it."""
    place = " ".join((told.line.label, *told.where))
    yield Title(text=TITLE, lines=tuple(filter(None, (place, told.line.government))))
    yield list_table([told])
    if not told.households:
        yield Paragraph(text="ยังไม่มีทะเบียนครัวเรือนของหมู่บ้านนี้ เขียนเพิ่มได้ทุกแถว", small=True)
    if not told.with_names and told.households:
        yield Paragraph(text="ชื่อหัวหน้าครัวเรือนพิมพ์เพียงอักษรแรก (ข้อมูลส่วนบุคคล)", small=True)


def list_table(villages: Sequence[VillageBins], *, is_paper: bool = True) -> Table:
    """The households, in the order of their house numbers; of a workbook with their village."""
    head = () if is_paper else (Column(heading="รหัส", weight=2), Column(heading="หมู่บ้าน", weight=3))
    columns = (
        *head,
        Column(heading="ที่", weight=0.8, align=Align.CENTER),
        Column(heading="บ้านเลขที่", weight=1.5),
        Column(heading="หัวหน้าครัวเรือน", weight=3),
        Column(heading="คน", kind=ColumnKind.INTEGER, weight=0.8, align=Align.CENTER),
        *(Column(heading=mark, kind=ColumnKind.CHECK, weight=1.1) for mark in _MARKS),
        Column(heading="วันที่ตรวจ", weight=1.8),
        Column(heading="ผู้ตรวจ", weight=2),
        Column(heading="หมายเหตุ", weight=2),
    )
    rows = []
    for told in villages:
        of = () if is_paper else (told.line.code, told.line.label)
        rows += [
            Row(values=(*of, number, *_cells(one, told)))
            for number, one in enumerate(told.households, 1)
        ]
        if told.is_blank and is_paper:
            begun = len(told.households)
            more = _MORE_ROWS if begun else _EMPTY_ROWS
            rows += [
                Row(values=(number, "", "", "", *(Check.EMPTY,) * len(_MARKS), "", "", ""))
                for number in range(begun + 1, begun + more + 1)
            ]
    return Table(columns=columns, rows=tuple(rows), name="ครัวเรือน", empty_text=_NO_REGISTER)


def _cells(one: HouseholdBin, told: VillageBins) -> tuple[CellValue, ...]:
    household, known = one.household, one.known
    head = household.head if told.with_names else masked(household.head)
    people = "" if household.people is None else household.people
    if told.is_blank:
        return (household.house_no, head, people, *(Check.EMPTY,) * len(_MARKS), "", "", "")
    has_bin = known.installed_on is not None and known.removed_on is None
    facts = (known.has_space, has_bin, known.is_proper, known.is_regular)
    seen = "" if known.inspected_on is None else short_thai_date(known.inspected_on)
    return (
        household.house_no,
        head,
        people,
        *(_mark(fact) for fact in facts),
        seen,
        known.inspector,
        known.note,
    )


def _mark(fact: bool | None) -> CellValue:
    """A tick for yes, an empty box for no, a dash for not looked at."""
    if fact is None:
        return "–"
    return Check.TICKED if fact else Check.EMPTY


def masked(name: str) -> str:
    """`ส… จ…` of นายสมชาย ใจดี: enough to tell two heads of one house number apart."""
    return " ".join(f"{_first(word)}…" for word in _TITLE.sub("", name).split())


def _first(word: str) -> str:
    """The first letter; a leading vowel stands with the consonant after it."""
    return word[:2] if word[0] in "เแโใไ" else word[:1]
