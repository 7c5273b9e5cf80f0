"""How far an area is with its sheets, and which villages have not begun: whom to telephone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.parts import part_title, under_parents
from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.checklists.summaries import CODE_LENGTHS
from cdd_desktop.documents.charts import RankedBars
from cdd_desktop.documents.model import (
    Align,
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
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel

TITLE = "ความครบถ้วนของการประเมิน"
_MOST_BARS = 40  # more say no more than the table
_BARS_TITLE = "ร้อยละของหมู่บ้านที่ตอบครบทุกข้อ น้อยไปมาก"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Target villages of a part, or of all."""

    unbegun: int = 0
    unfinished: int = 0
    complete: int = 0

    @property
    def target(self) -> int:
        return self.unbegun + self.unfinished + self.complete

    @property
    def figures(self) -> tuple[CellValue, ...]:
        """As the table has them."""
        share = percent(self.complete, self.target)
        return self.target, self.unbegun, self.unfinished, self.complete, share


def completeness_document(
    progress: Sequence[VillageProgress],
    scope: Scope,
    by: AreaLevel,
    areas: Areas,
    paper: Paper,
) -> Document:
    """`progress` of every target village of the area, in official order; there is at least one."""
    parts = _parts(progress, CODE_LENGTHS[by])
    total = _part(progress)
    numbered = enumerate(parts.items(), 1)
    table = Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading=by.label, weight=3.6),
            Column(heading="เป้าหมาย", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ยังไม่เริ่ม", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="กำลังกรอก", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ครบแล้ว", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ร้อยละที่ครบ", kind=ColumnKind.PERCENT, weight=1.3),
        ),
        rows=(
            *under_parents(
                (
                    (code, Row(values=(number, area_name(areas, code), *part.figures)))
                    for number, (code, part) in numbered
                ),
                scope.area_code,
                areas,
            ),
            Row(values=("", "รวม", *total.figures), kind=RowKind.TOTAL),
        ),
        name="ความครบถ้วน",
    )
    note = "ครบแล้ว คือ ตอบครบทุกตัวชี้วัด กำลังกรอก คือ ตอบแล้วอย่างน้อยหนึ่งข้อแต่ยังไม่ครบ"
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=(
            scope.title(TITLE, areas),
            table,
            Paragraph(text=f"หมายเหตุ {note}", small=True),
            *_bars(parts, total, scope.area_code, areas),
            Heading(text=f"หมู่บ้านที่ยังไม่เริ่มประเมิน ({total.unbegun:,} หมู่บ้าน)"),
            _unbegun(progress, scope.area_code, areas),
        ),
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def _parts(progress: Sequence[VillageProgress], length: int) -> Mapping[str, _Part]:
    """By code, in official order."""
    lines: dict[str, list[VillageProgress]] = {}
    for line in progress:
        lines.setdefault(line.code[:length], []).append(line)
    return {code: _part(of_part) for code, of_part in lines.items()}


def _part(progress: Sequence[VillageProgress]) -> _Part:
    complete = sum(line.is_complete for line in progress)
    unbegun = sum(line.answered == 0 for line in progress)
    unfinished = len(progress) - complete - unbegun
    return _Part(unbegun=unbegun, unfinished=unfinished, complete=complete)


def _bars(
    parts: Mapping[str, _Part], total: _Part, area_code: str, areas: Areas
) -> tuple[RankedBars, ...]:
    """The least complete first; of many parts only those, and the title says so. One part alone
    is compared with nothing."""
    if len(parts) == 1:
        return ()
    ranked = sorted(parts.items(), key=lambda each: each[1].complete / each[1].target)
    shown = ranked[:_MOST_BARS]
    title = _BARS_TITLE
    if len(shown) < len(ranked):
        title += f" ({len(shown)} แห่งแรกจาก {len(ranked):,} แห่ง)"
    bars = RankedBars(
        title=title,
        labels=tuple(part_title(areas, code, area_code) for code, _ in shown),
        values=tuple(part.complete / part.target for _, part in shown),
        mark=total.complete / total.target,
        mark_label="ทั้งพื้นที่",
    )
    return (bars,)


def _unbegun(progress: Sequence[VillageProgress], area_code: str, areas: Areas) -> Table:
    """A row for each tambon, so that one call asks for all of its villages."""
    names: dict[str, list[str]] = {}
    for line in progress:
        if line.answered == 0:
            names.setdefault(line.code[:TAMBON_CODE_LENGTH], []).append(line.label)
    counted = Counter({code: len(labels) for code, labels in names.items()})
    rows = under_parents(
        (
            (code, Row(values=(area_name(areas, code), counted[code], ", ".join(labels))))
            for code, labels in names.items()
        ),
        area_code,
        areas,
    )
    if rows:
        rows.append(Row(values=("รวม", counted.total(), ""), kind=RowKind.TOTAL))
    return Table(
        columns=(
            Column(heading="ตำบล", weight=2),
            Column(heading="จำนวน", kind=ColumnKind.INTEGER, weight=0.9),
            Column(heading="หมู่บ้าน", weight=7),
        ),
        rows=tuple(rows),
        name="ยังไม่เริ่ม",
        empty_text="ทุกหมู่บ้านเริ่มประเมินแล้ว",
    )
