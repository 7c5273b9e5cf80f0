"""The share passed of each ด้าน, over an area and for each of its parts, beside another year."""

from collections.abc import Sequence
from decimal import Decimal

from cdd_desktop.checklists.analysis_records import Tally, TopicTallies
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.charts import Radar, RadarGrid, RadarSeries
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Document,
    Heading,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas

TITLE = "ใยแมงมุมรายพื้นที่"


def radar_document(
    tallies: TopicTallies,
    parts: Sequence[tuple[str, str]],
    part_word: str,
    scope: Scope,
    areas: Areas,
    paper: Paper,
) -> Document:
    """`parts` are the codes and titles of the area's parts in official order.

    Shares are of the answers given, so that unfinished sheets do not look like failed ones.
    """
    drawing = _Shares(tallies, scope)
    blocks: list[Block] = [scope.title(TITLE, areas)]
    table = drawing.area_table()
    if drawing.has_answers(scope.fiscal_year):
        blocks.append(Beside(left=(drawing.radar(),), right=(table,), left_share=0.45))
    else:
        blocks += [scope.nothing_told("กรุณากรอกแบบประเมิน หรือเลือกปีหรือพื้นที่อื่น"), table]
    blocks += [
        Paragraph(text=f"หมายเหตุ {told}", small=True)
        for told in drawing.notes(has_parts=len(parts) > 1)
    ]
    blocks += scope.left_out_notes()
    drawn = [(code, title) for code, title in parts if drawing.has_answers(scope.fiscal_year, code)]
    if len(parts) > 1 and drawn:
        blocks += [
            Heading(text=f"ราย{part_word}"),
            RadarGrid(
                titles=tuple(title for _, title in drawn),
                radars=tuple(drawing.radar(code) for code, _ in drawn),
            ),
        ]
    if len(parts) > 1:
        blocks.append(drawing.part_table(parts, part_word))
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


class _Shares:
    """The tallies of two years as radars and rows; part None is the whole area."""

    def __init__(self, tallies: TopicTallies, scope: Scope) -> None:
        self._tallies = tallies
        self._topics = scope.instrument.topics
        self._years = (scope.fiscal_year, scope.compared_year)

    def has_answers(self, year: int, part: str | None = None) -> bool:
        """Whether anything that counts was answered in that year."""
        return any(self._of(part, year, topic.code).answered for topic in self._topics)

    def radar(self, part: str | None = None) -> Radar:
        """This year firm, the other one dashed where it has answers."""
        return Radar(
            axes=tuple(topic.short_name for topic in self._topics),
            series=tuple(
                RadarSeries(
                    label=f"ปี {year}",
                    values=tuple(
                        _share(self._of(part, year, topic.code)) for topic in self._topics
                    ),
                    dashed=year == self._years[1],
                )
                for year in self._years
                if self.has_answers(year, part)
            ),
        )

    def area_table(self) -> Table:
        """A row for each ด้าน of the whole area."""
        year, year_before = self._years
        rows = []
        for topic in self._topics:
            now, before = (self._of(None, each, topic.code) for each in self._years)
            rows.append(Row(values=(topic.short_name, *_figures(now, before))))
        now, before = (self._sum(None, each) for each in self._years)
        rows.append(Row(values=("รวม", *_figures(now, before)), kind=RowKind.TOTAL))
        share = "ผ่าน (ร้อยละ)"
        return Table(
            columns=(
                Column(heading="ด้าน", weight=2.4),
                Column(heading="ตอบแล้ว (ข้อ)", kind=ColumnKind.INTEGER, weight=1.3),
                Column(heading="ผ่าน (ข้อ)", kind=ColumnKind.INTEGER, weight=1.2),
                Column(heading=f"ปี {year}", kind=ColumnKind.PERCENT, weight=1.2, group=share),
                Column(
                    heading=f"ปี {year_before}", kind=ColumnKind.PERCENT, weight=1.2, group=share
                ),
                Column(heading="เพิ่มขึ้น", kind=ColumnKind.PERCENT, weight=1.2, group=share),
            ),
            rows=tuple(rows),
            name="รายด้าน",
        )

    def part_table(self, parts: Sequence[tuple[str, str]], part_word: str) -> Table:
        """A row for each part, also for those without an answer."""
        year, year_before = self._years
        columns = [
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading=part_word, weight=3),
            Column(heading="ตอบแล้ว (ข้อ)", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ผ่าน (ข้อ)", kind=ColumnKind.INTEGER, weight=1.3),
        ]
        for topic in self._topics:
            columns += [
                Column(
                    heading=f"ปี {each}",
                    kind=ColumnKind.PERCENT,
                    weight=1.1,
                    group=f"{topic.short_name} (ร้อยละ)",
                )
                for each in (year, year_before)
            ]
        rows = [
            Row(values=(number, title, *self._part_figures(code)))
            for number, (code, title) in enumerate(parts, 1)
        ]
        rows.append(Row(values=("", "รวม", *self._part_figures(None)), kind=RowKind.TOTAL))
        return Table(columns=tuple(columns), rows=tuple(rows), name=f"ราย{part_word}")

    def notes(self, *, has_parts: bool) -> list[str]:
        """What the shares are of, and what is not drawn."""
        told = "ร้อยละที่ผ่านคิดจากข้อที่ตอบแล้ว รวมหมู่บ้านที่ยังตอบไม่ครบทุกข้อ"
        if has_parts:
            told += " พื้นที่ที่ยังไม่มีคำตอบไม่มีรูป"
        notes = [told]
        if not self.has_answers(self._years[1]):
            notes.append(f"ปี {self._years[1]} ไม่มีคำตอบของพื้นที่นี้ จึงไม่มีเส้นประให้เทียบ")
        return notes

    def _part_figures(self, part: str | None) -> tuple[CellValue, ...]:
        total = self._sum(part, self._years[0])
        shares = [
            _percent(self._of(part, year, topic.code))
            for topic in self._topics
            for year in self._years
        ]
        return (total.answered, total.passed, *shares)

    def _of(self, part: str | None, year: int, topic: str) -> Tally:
        if part is None:
            return self._tallies.of_all(year, topic)
        return self._tallies.of_part(part, year, topic)

    def _sum(self, part: str | None, year: int) -> Tally:
        return sum((self._of(part, year, topic.code) for topic in self._topics), Tally())


def _share(tally: Tally) -> float:
    return tally.passed / tally.answered if tally.answered else 0.0


def _percent(tally: Tally) -> Decimal | None:
    return percent(tally.passed, tally.answered)


def _figures(now: Tally, before: Tally) -> tuple[CellValue, ...]:
    this, that = _percent(now), _percent(before)
    rise = None if this is None or that is None else this - that
    return now.answered, now.passed, this, that, rise
