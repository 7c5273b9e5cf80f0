"""บัญชีรายชื่อหมู่บ้านตาม อปท.: which villages belong to which local government, on paper."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.checklists.form import Paper, signature_block
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.checklists.village_fields import VillageField, register_fields
from cdd_desktop.checklists.village_lines import NO_EXTRAS, VillageExtras, village_line
from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.documents.table_fields import by_key, columns_of, row_of
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.government_records import Government, VillagesOf
from cdd_desktop.places.records import PlaceKind, Village
from cdd_desktop.reporting.options import FileFormat
from cdd_desktop.thai.calendar import thai_date

TITLE = "บัญชีรายชื่อหมู่บ้านตามองค์กรปกครองส่วนท้องถิ่น"
GROUPED_KEYS = ("number", "code", "amphoe", "tambon", "moo", "name")
FLAT_KEYS = (*GROUPED_KEYS, "government", "government_code")
_NONE = "ยังไม่มี อปท."


def government_villages_document(
    groups: Sequence[VillagesOf],
    area_code: str,
    as_of: date | None,
    areas: Areas,
    paper: Paper,
    file_format: FileFormat,
    *,
    columns: Sequence[VillageField] = (),
    extras: VillageExtras = NO_EXTRAS,
) -> Document:
    """Counts, then the villages; `groups` of the area, that without a local government last.

    On paper villages stand under their local government; a workbook names it in each row, so that
    it can be filtered, and taken in again. `columns`: those wanted of the villages instead.
    """
    every = [village for group in groups for village in group.villages]
    lines = [area_label(areas, area_code)]
    subject = f"governments:{area_code}"
    if as_of is not None:
        lines.append(f"ตามทะเบียน ณ วันที่ {thai_date(as_of)}")
        subject += f"/{as_of.isoformat()}"
    is_flat = file_format is FileFormat.XLSX
    fields = columns or by_key(register_fields(), FLAT_KEYS if is_flat else GROUPED_KEYS)
    known = replace(extras, governments=_owners(groups))
    listed = _flat_rows if is_flat else _grouped_rows
    laid, lies = lay(columns_of(fields))
    blocks: list[Block] = [
        Title(text=TITLE, lines=tuple(lines)),
        _counts(groups, every, areas),
        Heading(text="รายชื่อหมู่บ้าน"),
        Table(columns=laid, rows=tuple(listed(groups, fields, areas, known)), name="รายชื่อหมู่บ้าน"),
        Paragraph(text=f"รวม {count_words(every)}", bold=True),
        *signature_block(paper.signers),
    ]
    sheet = Sheet(name=TITLE, subject=subject, blocks=tuple(blocks), orientation=lies)
    return document_of(TITLE, [sheet], paper)


def count_words(villages: Sequence[Village]) -> str:
    """`12 หมู่บ้าน 3 ชุมชน`; kinds that are not there are left out."""
    counts = Counter(village.kind for village in villages)
    told = [f"{counts[kind]:,} {kind.label}" for kind in PlaceKind if counts[kind]]
    return " ".join(told) or "0 หมู่บ้าน"


def _counts(groups: Sequence[VillagesOf], every: Sequence[Village], areas: Areas) -> Table:
    """Codes and communities have columns where there are any."""
    has_codes = any(group.government and group.government.code for group in groups)
    kinds = [kind for kind in PlaceKind if any(village.kind is kind for village in every)]
    rows = []
    for number, group in enumerate(groups, 1):
        one = group.government
        head: list[CellValue] = ["", _NONE, ""]
        if one is not None:
            head = [number, one.full_name, _home(areas, one.area_code)]
        code = [one.code if one else ""] if has_codes else []
        rows.append(Row(values=(*head, *code, *_numbers(group.villages, kinds))))
    blank = [""] if has_codes else []
    total = Row(values=("", "รวม", "", *blank, *_numbers(every, kinds)), kind=RowKind.TOTAL)
    columns = [
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=Align.CENTER),
        Column(heading="องค์กรปกครองส่วนท้องถิ่น", weight=4.6),
        Column(heading="ที่ตั้ง", weight=2.4),
    ]
    if has_codes:
        columns.append(Column(heading="รหัส อปท.", weight=1.4))
    words = [kind.label for kind in kinds]
    columns += [
        Column(heading=word, kind=ColumnKind.INTEGER, weight=1.1)
        for word in (words if len(words) == 1 else (*words, "รวม"))
    ]
    return Table(columns=tuple(columns), rows=(*rows, total), name="จำนวน")


def _numbers(villages: Sequence[Village], kinds: Sequence[PlaceKind]) -> tuple[int, ...]:
    """A number for each kind, and for all where there are several."""
    counts = Counter(village.kind for village in villages)
    told = [counts[kind] for kind in kinds]
    return (*told, len(villages)) if len(kinds) > 1 else (*told,)


def _owners(groups: Sequence[VillagesOf]) -> dict[int, Government]:
    return {
        village.id: group.government
        for group in groups
        if group.government is not None
        for village in group.villages
    }


def _grouped_rows(
    groups: Sequence[VillagesOf],
    fields: Sequence[VillageField],
    areas: Areas,
    extras: VillageExtras,
) -> list[Row]:
    rows: list[Row] = []
    for group in groups:
        one = group.government
        where = "" if one is None else f" {_home(areas, one.area_code)}"
        name = _NONE if one is None else one.full_name
        told = f"{name}{where} ({count_words(group.villages)})"
        rows.append(Row(values=(told,), kind=RowKind.GROUP))
        rows += [
            row_of(fields, village_line(number, village, areas, extras=extras))
            for number, village in enumerate(group.villages, 1)
        ]
    return rows


def _flat_rows(
    groups: Sequence[VillagesOf],
    fields: Sequence[VillageField],
    areas: Areas,
    extras: VillageExtras,
) -> list[Row]:
    every = (village for group in groups for village in group.villages)
    return [
        row_of(fields, village_line(number, village, areas, extras=extras))
        for number, village in enumerate(every, 1)
    ]


def _home(areas: Areas, code: str) -> str:
    area = areas.find(code)
    return f"รหัส {code}" if area is None else area.full_name
