"""What is due and who is late, on paper: for the telephone, and for the meeting of the amphoe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.checklists.area_names import area_label, area_name
from cdd_desktop.checklists.form import Paper, footnote, signature_block
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.parts import under_parents
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.checklists.target_lists.progress import AreaProgress, LateVillage
from cdd_desktop.checklists.target_lists.records import DueDay, UnlistedVillage
from cdd_desktop.checklists.workflow.records import Way
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
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel
from cdd_desktop.thai.calendar import short_thai_date, thai_date

TITLE = "ความก้าวหน้าและรายการค้างส่ง"
EVERYWHERE = "ทุกพื้นที่"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """What the report tells. `rows`: parts of the area, the total last; `listed`: how many
    villages the year's list names, None where all are judged."""

    on: date
    rows: Sequence[AreaProgress]
    late: Sequence[LateVillage]
    due_days: Sequence[DueDay]
    way: Way
    listed: int | None
    letter: str = ""
    unlisted: Sequence[UnlistedVillage] = ()


def due_document(
    facts: DueFacts, scope: Scope, by: AreaLevel, areas: Areas, paper: Paper
) -> Document:
    """Parts with expected, begun, complete and late; the due days; the late villages by tambon."""
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=(
            _title(facts, scope, areas),
            _by_part(facts.rows, by, scope.area_code, areas),
            Paragraph(text=f"หมายเหตุ {_note(facts)}", small=True),
            Heading(text="วันครบกำหนด"),
            _due_days(facts, areas),
            Heading(text=f"หมู่บ้านที่ค้างส่ง ({len(facts.late):,} หมู่บ้าน)"),
            _late(facts.late, scope.area_code, areas),
            *_unlisted(facts.unlisted, areas),
            *signature_block(paper.signers),
        ),
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def due_title(due: DueDay, way: Way, areas: Areas) -> tuple[str, str]:
    """The step and the area of a due day in words."""
    step = way.at(due.step).name if due.step in {step.key for step in way.active} else "ขั้นที่เลิกใช้แล้ว"
    return step, area_label(areas, due.area_code) if due.area_code else EVERYWHERE


def _title(facts: DueFacts, scope: Scope, areas: Areas) -> Title:
    title = scope.title(TITLE, areas)
    return Title(text=title.text, lines=(*title.lines, f"ณ วันที่ {thai_date(facts.on)}"))


def _note(facts: DueFacts) -> str:
    base = (
        "นับทุกหมู่บ้านในทะเบียน"
        if facts.listed is None
        else f"นับเฉพาะหมู่บ้านเป้าหมายตามรายชื่อของปี {facts.listed:,} หมู่บ้าน"
        + (f" ({facts.letter})" if facts.letter else "")
    )
    return f"{base} ครบแล้ว คือ ตอบครบทุกตัวชี้วัด ค้างส่ง คือ พ้นวันครบกำหนดแล้วแต่ยังไม่ถึงขั้นที่กำหนด"


def _by_part(rows: Sequence[AreaProgress], by: AreaLevel, area_code: str, areas: Areas) -> Table:
    *parts, total = rows
    return Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading=by.label, weight=3.6),
            Column(heading="เป้าหมาย", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="เริ่มแล้ว", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ครบแล้ว", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ร้อยละที่ครบ", kind=ColumnKind.PERCENT, weight=1.3),
            Column(heading="ค้างส่ง", kind=ColumnKind.INTEGER, weight=1.3),
        ),
        rows=(
            *under_parents(
                (
                    (part.code, Row(values=(number, part.name, *_figures(part))))
                    for number, part in enumerate(parts, 1)
                ),
                area_code,
                areas,
            ),
            Row(values=("", total.name, *_figures(total)), kind=RowKind.TOTAL),
        ),
        name="ความก้าวหน้า",
    )


def _figures(part: AreaProgress) -> tuple[CellValue, ...]:
    share = percent(part.complete, part.expected)
    return part.expected, part.begun, part.complete, share, part.late


def _due_days(facts: DueFacts, areas: Areas) -> Table:
    return Table(
        columns=(
            Column(heading="ให้ถึงขั้น", weight=2.6),
            Column(heading="พื้นที่", weight=3),
            Column(heading="ครบกำหนด", weight=1.6),
            Column(heading="ผู้รับผิดชอบ", weight=2.4),
        ),
        rows=tuple(
            Row(
                values=(
                    *due_title(due, facts.way, areas),
                    short_thai_date(due.due_on),
                    due.owed_by or "-",
                )
            )
            for due in facts.due_days
        ),
        name="วันครบกำหนด",
        empty_text="ยังไม่ได้กำหนดวันครบกำหนด จึงไม่มีหมู่บ้านค้างส่ง",
    )


def _late(late: Sequence[LateVillage], area_code: str, areas: Areas) -> Table:
    """Under each tambon its villages, so that one call asks for all of them."""
    rows: list[Row] = []
    tambon = ""
    for number, village in enumerate(late, 1):
        here = village.code[:TAMBON_CODE_LENGTH]
        if here != tambon:
            tambon = here
            if here != area_code:
                called = f"ตำบล{area_name(areas, here)} อำเภอ{area_name(areas, here[:4])}"
                rows.append(Row(values=(called,), kind=RowKind.GROUP))
        rows.append(
            Row(
                values=(
                    number,
                    village.label,
                    f"{village.answered:,}/{village.total:,}",
                    village.step.name,
                    short_thai_date(village.due_on),
                    village.days,
                    village.owed_by or "-",
                )
            )
        )
    return Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading="หมู่บ้าน", weight=3),
            Column(heading="ตอบแล้ว (ข้อ)", weight=1.1, align=Align.CENTER),
            Column(heading="ยังไม่ถึงขั้น", weight=2.6),
            Column(heading="ครบกำหนด", weight=1.9),
            Column(heading="เกินมา (วัน)", kind=ColumnKind.INTEGER, weight=1.1),
            Column(heading="ผู้รับผิดชอบ", weight=1.8),
        ),
        rows=tuple(rows),
        name="ค้างส่ง",
        empty_text="ไม่มีหมู่บ้านค้างส่ง",
    )


def _unlisted(villages: Sequence[UnlistedVillage], areas: Areas) -> tuple[Block, ...]:
    """What is known of the villages that are not judged this year; nothing where all are."""
    if not villages:
        return ()
    table = Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading="ตำบล", weight=2.4),
            Column(heading="หมู่บ้าน", weight=3),
            Column(heading="ระดับล่าสุดที่ประกาศ", weight=3),
            Column(heading="ปี", weight=1, align=Align.CENTER),
        ),
        rows=tuple(
            Row(
                values=(
                    number,
                    area_name(areas, village.code[:TAMBON_CODE_LENGTH]),
                    village.label,
                    village.level or "ยังไม่เคยประกาศ",
                    "" if village.fiscal_year is None else str(village.fiscal_year),
                )
            )
            for number, village in enumerate(villages, 1)
        ),
        name="นอกรายชื่อเป้าหมาย",
    )
    return Heading(text=f"หมู่บ้านนอกรายชื่อเป้าหมาย ({len(villages):,} หมู่บ้าน)"), table
