"""Parts of the reports of a village (VDR) and of a tambon (TDR); here those the register tells.

A room reads what it knows of many places at once and gives sections that are bound to it: later
rooms add to both reports by giving more of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Field,
    FieldLine,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.government_records import Government
from cdd_desktop.places.pasts import PastLine
from cdd_desktop.places.records import PlaceKind, Village, VillageFact
from cdd_desktop.thai.calendar import thai_date

_NOT_KNOWN = "ยังไม่มีข้อมูล"


def no_cells(_: str) -> tuple[CellValue, ...]:
    """What a section that only prints has for a workbook."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the report of a place.

    `blocks` and `cells` are asked with the code of the village or tambon as the report's day has
    it. Sections stand by `order`; one without blocks prints its heading with `empty_text`, or is
    left out where that is "". `columns` with `cells` are the same facts in a workbook that has a
    row for each place.
    """

    key: str
    title: str
    order: int
    blocks: Callable[[str], tuple[Block, ...]]
    empty_text: str = ""
    columns: tuple[Column, ...] = ()
    cells: Callable[[str], tuple[CellValue, ...]] = no_cells


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What the register knows of some places, all read at once; mappings by village id."""

    villages: tuple[Village, ...]
    areas: Areas
    counted: Mapping[int, VillageFact]
    governments: Mapping[int, Government]
    pasts: Mapping[int, tuple[PastLine, ...]]


def village_sections(facts: PlaceFacts) -> tuple[Section, ...]:
    """ข้อมูลทั่วไป and ความเป็นมา of each village."""
    by_code = {village.code: village for village in facts.villages}
    return (
        Section(
            key="places.facts",
            title="ข้อมูลทั่วไป",
            order=100,
            blocks=lambda code: _village_facts(by_code[code], facts),
            columns=(
                Column(heading="ประเภท", weight=1.4),
                Column(heading="อปท.", weight=3),
                Column(heading="ครัวเรือน", kind=ColumnKind.INTEGER),
                Column(heading="ประชากร", kind=ColumnKind.INTEGER),
                Column(heading="ผู้ใหญ่บ้าน/ประธานชุมชน", weight=3),
            ),
            cells=lambda code: _fact_cells(by_code[code], facts),
        ),
        Section(
            key="places.past",
            title="ความเป็นมาตามทะเบียน",
            order=200,
            blocks=lambda code: _past(facts.pasts.get(by_code[code].id, ())),
        ),
    )


def tambon_sections(facts: PlaceFacts) -> tuple[Section, ...]:
    """ข้อมูลทั่วไป and the list of places of each tambon."""

    def of(code: str) -> list[Village]:
        return [village for village in facts.villages if village.tambon_code == code]

    return (
        Section(
            key="places.facts",
            title="ข้อมูลทั่วไป",
            order=100,
            blocks=lambda code: _tambon_facts(code, of(code), facts),
            columns=(
                Column(heading="หมู่บ้าน", kind=ColumnKind.INTEGER),
                Column(heading="ชุมชน", kind=ColumnKind.INTEGER),
                Column(heading="ครัวเรือน", kind=ColumnKind.INTEGER),
                Column(heading="ประชากร", kind=ColumnKind.INTEGER),
            ),
            cells=lambda code: (
                *_kind_counts(of(code)),
                _sum([_counted(each, facts).households for each in of(code)]),
                _sum([_counted(each, facts).people for each in of(code)]),
            ),
        ),
        Section(
            key="places.villages",
            title="หมู่บ้านในตำบล",
            order=200,
            blocks=lambda code: (_village_table(of(code), facts),),
        ),
    )


def _counted(village: Village, facts: PlaceFacts) -> VillageFact:
    return facts.counted.get(village.id, VillageFact(on=date.min))


def _village_facts(village: Village, facts: PlaceFacts) -> tuple[Block, ...]:
    known = _counted(village, facts)
    government = facts.governments.get(village.id)
    is_village = village.kind is PlaceKind.VILLAGE
    province, amphoe, tambon = (
        _area_name(facts.areas, village.tambon_code[:length]) for length in (2, 4, 6)
    )
    blocks: list[Block] = [
        _fields(
            (village.kind.label, village.title, 4),
            ("หมู่ที่", "–" if village.moo is None else str(village.moo), 2),
            ("รหัส", village.code, 3),
        ),
        _fields(("ตำบล", tambon, 3), ("อำเภอ", amphoe, 3), ("จังหวัด", province, 3)),
        _fields(
            ("จำนวนครัวเรือน", _told(known.households, "ครัวเรือน"), 1),
            ("จำนวนประชากร", _told(known.people, "คน"), 1),
        ),
        _fields(
            ("อปท.", government.label if government else _NOT_KNOWN, 1),
            ("ผู้ใหญ่บ้าน" if is_village else "ประธานชุมชน", known.headman or _NOT_KNOWN, 1),
        ),
    ]
    if village.id in facts.counted:
        blocks.append(Paragraph(text=f"ข้อมูล ณ วันที่ {thai_date(known.on)}", small=True))
    return tuple(blocks)


def _fact_cells(village: Village, facts: PlaceFacts) -> tuple[CellValue, ...]:
    known = _counted(village, facts)
    government = facts.governments.get(village.id)
    return (
        village.kind.label,
        government.label if government else "",
        known.households,
        known.people,
        known.headman,
    )


def _past(lines: Sequence[PastLine]) -> tuple[Block, ...]:
    if not lines:
        return ()
    return (
        Table(
            columns=(
                Column(heading="ตั้งแต่วันที่", kind=ColumnKind.DATE, weight=1.6),
                Column(heading="เหตุการณ์", weight=4.6),
                Column(heading="หนังสือหรือหมายเหตุ", weight=2.6),
            ),
            rows=tuple(Row(values=(line.on, line.text, line.note)) for line in lines),
            name="ความเป็นมา",
        ),
    )


def _tambon_facts(code: str, villages: Sequence[Village], facts: PlaceFacts) -> tuple[Block, ...]:
    households = [_counted(village, facts).households for village in villages]
    people = [_counted(village, facts).people for village in villages]
    of_villages, of_communities = _kind_counts(villages)
    blocks: list[Block] = [
        _fields(
            ("ตำบล", _area_name(facts.areas, code), 3),
            ("อำเภอ", _area_name(facts.areas, code[:4]), 3),
            ("จังหวัด", _area_name(facts.areas, code[:2]), 3),
            ("รหัสตำบล", code, 2),
        ),
        _fields(
            ("จำนวนหมู่บ้าน", f"{of_villages:,} หมู่บ้าน", 1),
            ("จำนวนชุมชน", f"{of_communities:,} ชุมชน", 1),
        ),
        _fields(
            ("จำนวนครัวเรือน", _told(_sum(households), "ครัวเรือน"), 1),
            ("จำนวนประชากร", _told(_sum(people), "คน"), 1),
        ),
        _fields(("องค์กรปกครองส่วนท้องถิ่น", _governments(villages, facts), 1)),
    ]
    partial = [
        f"{what} {len(villages) - counts.count(None):,} แห่ง"
        for what, counts in (("ครัวเรือน", households), ("ประชากร", people))
        if 0 < counts.count(None) < len(villages)
    ]
    if partial:
        told = f"ผลรวมนับเฉพาะที่มีข้อมูล: {' '.join(partial)} จาก {len(villages):,} แห่ง"
        blocks.append(Paragraph(text=told, small=True))
    return tuple(blocks)


def _governments(villages: Sequence[Village], facts: PlaceFacts) -> str:
    counts: dict[str, int] = {}
    for village in villages:
        government = facts.governments.get(village.id)
        label = government.label if government else "ยังไม่ระบุ"
        counts[label] = counts.get(label, 0) + 1
    if set(counts) <= {"ยังไม่ระบุ"}:
        return _NOT_KNOWN
    return ", ".join(f"{label} ({count:,} แห่ง)" for label, count in counts.items())


def _village_table(villages: Sequence[Village], facts: PlaceFacts) -> Table:
    rows = []
    for number, village in enumerate(villages, 1):
        known = _counted(village, facts)
        government = facts.governments.get(village.id)
        rows.append(
            Row(
                values=(
                    number,
                    village.code,
                    "" if village.moo is None else village.moo,
                    village.title,
                    government.label if government else "",
                    known.households,
                    known.people,
                    known.headman,
                )
            )
        )
    total = Row(
        values=(
            "",
            "",
            "",
            f"รวม {len(villages):,} แห่ง",
            "",
            _sum([_counted(village, facts).households for village in villages]),
            _sum([_counted(village, facts).people for village in villages]),
            "",
        ),
        kind=RowKind.TOTAL,
    )
    center = Align.CENTER
    return Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=center),
            Column(heading="รหัส", weight=1.9, align=center),
            Column(heading="หมู่ที่", kind=ColumnKind.INTEGER, weight=0.9, align=center),
            Column(heading="ชื่อบ้าน", weight=2.5),
            Column(heading="อปท.", weight=2.2),
            Column(heading="ครัวเรือน", kind=ColumnKind.INTEGER, weight=1.4),
            Column(heading="ประชากร", kind=ColumnKind.INTEGER, weight=1.4),
            Column(heading="ผู้ใหญ่บ้าน", weight=2.9),
        ),
        rows=(*rows, total) if len(rows) > 1 else tuple(rows),
        name="หมู่บ้านในตำบล",
    )


def _kind_counts(villages: Sequence[Village]) -> tuple[int, int]:
    kinds = [village.kind for village in villages]
    return kinds.count(PlaceKind.VILLAGE), kinds.count(PlaceKind.COMMUNITY)


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _told(count: int | None, unit: str) -> str:
    return _NOT_KNOWN if count is None else f"{count:,} {unit}"


def _fields(*fields: tuple[str, str, int]) -> FieldLine:
    return FieldLine(
        fields=tuple(
            Field(label=label, value=value, weight=weight) for label, value, weight in fields
        )
    )


def _area_name(areas: Areas, code: str) -> str:
    area = areas.find(code)
    return f"รหัส {code}" if area is None else area.name
