"""Villages one or two answers from the next level, and which answers those are."""

from collections.abc import Sequence

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.comparing.records import NearVillage
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.model import (
    Align,
    Column,
    ColumnKind,
    Document,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH

TITLE = "หมู่บ้านที่ใกล้เลื่อนระดับ"
MAIN_MARK = "*"


def near_document(
    villages: Sequence[NearVillage], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """Under how many answers are lacking, the villages with what would count."""
    rows: list[Row] = []
    lacking = 0
    for number, one in enumerate(villages, 1):
        if one.to_next != lacking:
            lacking = one.to_next
            rows.append(Row(values=(f"ขาดอีก {lacking} ข้อ",), kind=RowKind.GROUP))
        rows.append(
            Row(
                values=(
                    number,
                    area_name(areas, one.code[:4]),
                    area_name(areas, one.code[:TAMBON_CODE_LENGTH]),
                    one.label,
                    one.level.title,
                    one.next_level.title,
                    one.to_next,
                    wanted_told(one),
                )
            )
        )
    table = Table(
        columns=(
            Column(heading="ที่", weight=0.7, align=Align.CENTER),
            Column(heading="อำเภอ", weight=1.8),
            Column(heading="ตำบล", weight=1.8),
            Column(heading="หมู่บ้าน", weight=2.6),
            Column(heading="ระดับ", weight=2.2),
            Column(heading="ระดับถัดไป", weight=2.2),
            Column(heading="ขาดอีก (ข้อ)", kind=ColumnKind.INTEGER, weight=0.9),
            Column(heading="ข้อที่ถ้าผ่านจะนับได้", weight=5),
        ),
        rows=tuple(rows),
        name="ใกล้เลื่อนระดับ",
        empty_text="ไม่มีหมู่บ้านที่ตอบครบแล้วและขาดเพียงหนึ่งหรือสองข้อ",
    )
    note = "หมายเหตุ เฉพาะหมู่บ้านที่ตอบครบทุกตัวชี้วัด ผ่านเพิ่มตามจำนวนที่ขาดจากข้อใดก็ได้ในช่องสุดท้าย"
    if any(one.main for one in villages):
        note += f" ข้อที่มี {MAIN_MARK} เป็นตัวชี้วัดหลัก ต้องผ่านทุกข้อ"
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=(
            scope.title(TITLE, areas),
            table,
            Paragraph(text=f"รวม {len(villages):,} หมู่บ้าน", bold=True),
            Paragraph(text=note, small=True),
        ),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def wanted_told(village: NearVillage) -> str:
    """The indicators that would count: in words where they are few, else their codes."""
    marked = [
        (f"{one.code}{MAIN_MARK}" if one.code in village.main else one.code, one.text)
        for one in village.wanted
    ]
    if len(marked) <= village.to_next:
        return " · ".join(f"{code} {text}" for code, text in marked)
    return ", ".join(code for code, _ in marked)
