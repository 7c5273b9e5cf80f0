"""What checklists say in the report of a tambon (TDR): levels, ด้าน, what fails most, the trend."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Instrument, Topic
from cdd_desktop.checklists.paper.words import no_levels
from cdd_desktop.checklists.place_results import MOST_YEARS, PlaceResults
from cdd_desktop.checklists.records import Sheet
from cdd_desktop.checklists.same_questions import answers_to
from cdd_desktop.checklists.sections import level_name
from cdd_desktop.checklists.tambon_failings import most_failing, most_failing_told
from cdd_desktop.documents.charts import Bar, BarSegment, Radar, RadarSeries, StackedColumns
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.places.records import Village
from cdd_desktop.places.sections import Section

_CENTER = Align.CENTER


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tambon:
    """The target villages of one tambon, with the results of all that were read."""

    villages: tuple[Village, ...]
    results: PlaceResults

    @property
    def sheets(self) -> list[Sheet]:
        return self._among(self.results.sheets)

    @property
    def before(self) -> list[Sheet]:
        return self._among(self.results.before)

    def _among(self, sheets: Mapping[int, Sheet]) -> list[Sheet]:
        return [sheets[village.id] for village in self.villages if village.id in sheets]


def tambon_sections(results: PlaceResults) -> tuple[Section, ...]:
    """The sections of each tambon that has target villages, by its code."""

    def by(build: Callable[[_Tambon], tuple[Block, ...]]) -> Callable[[str], tuple[Block, ...]]:
        return lambda code: build(_tambon(code, results))

    instrument = results.instrument
    not_yet = f"ยังไม่ได้ประเมินปี {results.fiscal_year} รอบ{results.round.label}"
    return (
        Section(
            key="checklists.progress",
            title=f"ผลการประเมินตามแบบ {instrument.short_title} ปี {results.fiscal_year}",
            order=300,
            blocks=by(_progress),
            columns=_progress_columns(results),
            cells=lambda code: _progress_cells(_tambon(code, results)),
        ),
        Section(
            key="checklists.trend",
            title="ผลการประเมินย้อนหลัง",
            order=350,
            blocks=by(_trend),
        ),
        Section(
            key="checklists.villages",
            title="ผลการประเมินรายหมู่บ้าน",
            order=400,
            blocks=by(_villages),
        ),
        Section(
            key="checklists.topics",
            title="ผลรายด้าน",
            order=500,
            empty_text=not_yet,
            blocks=by(_topics),
            columns=_topic_columns(results),
            cells=lambda code: _topic_cells(_tambon(code, results)),
        ),
        Section(
            key="checklists.failing",
            title="ตัวชี้วัดที่หมู่บ้านไม่ผ่านมากที่สุด",
            order=600,
            blocks=by(lambda tambon: most_failing(instrument, tambon.sheets)),
            columns=(Column(heading="ตัวชี้วัดที่ไม่ผ่านมากที่สุด", weight=4),),
            cells=lambda code: (most_failing_told(instrument, _tambon(code, results).sheets),),
        ),
    )


def _tambon(code: str, results: PlaceResults) -> _Tambon:
    there = tuple(village for village in results.villages if village.tambon_code == code)
    return _Tambon(villages=there, results=results)


def _progress(tambon: _Tambon) -> tuple[Block, ...]:
    target, begun = len(tambon.villages), len(tambon.sheets)
    complete = _complete(tambon.sheets)
    instrument = tambon.results.instrument
    told = f"หมู่บ้านเป้าหมาย {target:,} หมู่บ้าน ประเมินครบทุกตัวชี้วัดแล้ว {complete:,} หมู่บ้าน "
    told += f"(ร้อยละ {percent(complete, target)})"
    if begun > complete:
        told += f" ยังประเมินไม่ครบ {begun - complete:,} หมู่บ้าน"
    if target > begun:
        told += f" ยังไม่เริ่ม {target - begun:,} หมู่บ้าน"
    blocks: list[Block] = [Paragraph(text=told)]
    if not instrument.levels:
        return (*blocks, Paragraph(text=no_levels(instrument), small=True))
    if basis := next((sheet.grade.level_basis for sheet in tambon.sheets if sheet.grade.level), ""):
        blocks.append(Paragraph(text=f"ระดับ{basis}", small=True))
    if not complete:
        return tuple(blocks)
    # beside each other, so that the few rows of the levels are never torn over two pages
    return (Beside(left=(_level_table(tambon),), right=tuple(blocks), left_share=0.62),)


def _level_table(tambon: _Tambon) -> Table:
    """The highest level first, beside the compared year's where that has any."""
    results = tambon.results
    years = [(results.fiscal_year, tambon.sheets)]
    if _complete(tambon.before):
        years.append((results.compared_with, tambon.before))
    columns = [Column(heading="ระดับ", weight=3)]
    for year, _ in years:
        columns += _count_columns(f"ปี {year}")
    rows = []
    for level in reversed(results.instrument.levels):
        values: list[CellValue] = [level.title]
        for _, sheets in years:
            count = _levels(sheets)[level.code]
            values += [count, percent(count, _complete(sheets))]
        rows.append(Row(values=tuple(values)))
    total: list[CellValue] = ["รวมที่ประเมินครบ"]
    for _, sheets in years:
        total += [_complete(sheets), percent(_complete(sheets), _complete(sheets))]
    rows.append(Row(values=tuple(total), kind=RowKind.TOTAL))
    return Table(columns=tuple(columns), rows=tuple(rows), name="จำแนกตามระดับ")


def _count_columns(group: str) -> list[Column]:
    return [
        Column(heading="จำนวน", kind=ColumnKind.INTEGER, group=group, align=_CENTER),
        Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, group=group, weight=1.4, align=_CENTER),
    ]


def _villages(tambon: _Tambon) -> tuple[Block, ...]:
    results = tambon.results
    has_levels = bool(results.instrument.levels)
    columns = [
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=_CENTER),
        Column(heading="หมู่ที่", kind=ColumnKind.INTEGER, weight=0.8, align=_CENTER),
        Column(heading="ชื่อบ้าน", weight=2.6),
        Column(heading="ตอบแล้ว (ข้อ)", kind=ColumnKind.INTEGER, weight=1.1, align=_CENTER),
        Column(heading="ผ่าน (ข้อ)", kind=ColumnKind.INTEGER, weight=1, align=_CENTER),
    ]
    if has_levels:
        columns += [
            Column(heading=f"ระดับ ปี {year}", weight=2.2)
            for year in (results.fiscal_year, results.compared_with)
        ]
    rows = []
    for number, village in enumerate(tambon.villages, 1):
        sheet = results.sheets.get(village.id)
        values: list[CellValue] = [
            number,
            "" if village.moo is None else village.moo,
            village.title,
            None if sheet is None else sheet.grade.answered,
            None if sheet is None else sheet.grade.passed,
        ]
        if has_levels:
            told = level_name(sheet) or ("ยังประเมินไม่ครบ" if sheet else "ยังไม่เริ่มประเมิน")
            values += [told, level_name(results.before.get(village.id))]
        rows.append(Row(values=tuple(values)))
    return (Table(columns=tuple(columns), rows=tuple(rows), name="ผลรายหมู่บ้าน"),)


def _topics(tambon: _Tambon) -> tuple[Block, ...]:
    """Shares of the answers that passed: of judged answers, of unfinished sheets too."""
    results = tambon.results
    years = [(results.fiscal_year, tambon.sheets, False)]
    if tambon.before:
        years.append((results.compared_with, tambon.before, True))
    instrument = results.instrument
    topics = instrument.topics
    if not any(_tally(topic, tambon.sheets, instrument)[1] for topic in topics):
        return ()
    columns = [Column(heading="ด้าน", weight=3)]
    for year, _, _ in years:
        group = f"ปี {year}"
        columns += [
            Column(heading="ผ่าน", kind=ColumnKind.INTEGER, group=group, align=_CENTER),
            Column(heading="ตอบ", kind=ColumnKind.INTEGER, group=group, align=_CENTER),
            Column(
                heading="ร้อยละ", kind=ColumnKind.PERCENT, group=group, weight=1.7, align=_CENTER
            ),
        ]
    rows = []
    for topic in topics:
        values: list[CellValue] = [topic.short_name]
        for _, sheets, _ in years:
            passed, judged = _tally(topic, sheets, instrument)
            values += [passed, judged, percent(passed, judged)]
        rows.append(Row(values=tuple(values)))
    table = Table(columns=tuple(columns), rows=tuple(rows), name="ผลรายด้าน")
    note = Paragraph(text="นับคำตอบของทุกหมู่บ้านเป็นข้อ รวมหมู่บ้านที่ยังตอบไม่ครบ", small=True)
    radar = Radar(
        axes=tuple(topic.short_name for topic in topics),
        series=tuple(
            RadarSeries(
                label=f"ปี {year}",
                values=tuple(_share(topic, sheets, instrument) for topic in topics),
                dashed=dashed,
            )
            for year, sheets, dashed in years
        ),
    )
    return (Beside(left=(table, note), right=(radar,), left_share=0.57),)


def _tally(topic: Topic, sheets: Sequence[Sheet], instrument: Instrument) -> tuple[int, int]:
    """Answers to a ด้าน of this version that passed, and all that passed or failed."""
    codes = {indicator.code for indicator in topic.indicators}
    states = Counter(
        answer.state
        for sheet in sheets
        for code, answer in answers_to(sheet, instrument).items()
        if code in codes
    )
    return states[AnswerState.PASSED], states[AnswerState.PASSED] + states[AnswerState.FAILED]


def _share(topic: Topic, sheets: Sequence[Sheet], instrument: Instrument) -> float:
    passed, judged = _tally(topic, sheets, instrument)
    return passed / judged if judged else 0.0


def _trend(tambon: _Tambon) -> tuple[Block, ...]:
    """Levels of each of the newest years, of the report's round; a single year is no trend."""
    results = tambon.results
    lines = [
        line
        for village in tambon.villages
        for line in results.years.get(village.id, ())
        if line.round is results.round and line.is_complete
    ]
    years = sorted({line.fiscal_year for line in lines})[-MOST_YEARS:]
    levels = results.instrument.levels
    if len(years) < 2 or not levels:  # noqa: PLR2004
        return ()
    counts = {
        year: Counter(
            line.level.code for line in lines if line.fiscal_year == year and line.level is not None
        )
        for year in years
    }
    table = Table(
        columns=(
            Column(heading="ปีงบประมาณ", weight=1.6, align=_CENTER),
            *(
                Column(heading=level.name, kind=ColumnKind.INTEGER, weight=1.2, align=_CENTER)
                for level in levels
            ),
            Column(heading="รวม", kind=ColumnKind.INTEGER, weight=0.9, align=_CENTER),
        ),
        rows=tuple(
            Row(
                values=(
                    f"ปี {year}",
                    *(counts[year][level.code] for level in levels),
                    counts[year].total(),
                )
            )
            for year in years
        ),
        name="ผลย้อนหลัง",
    )
    chart = StackedColumns(
        title="สัดส่วนหมู่บ้านตามระดับแต่ละปี",
        segments=tuple(BarSegment(label=level.name, shade=level.shade) for level in levels),
        columns=tuple(
            Bar(label=str(year), counts=tuple(counts[year][level.code] for level in levels))
            for year in years
        ),
    )
    return (Beside(left=(table,), right=(chart,), left_share=0.55),)


def _progress_columns(results: PlaceResults) -> tuple[Column, ...]:
    columns = [
        Column(heading="เป้าหมาย", kind=ColumnKind.INTEGER, weight=1.2),
        *_count_columns("ประเมินแล้ว"),
    ]
    for level in results.instrument.levels:
        columns += _count_columns(level.name)
    return tuple(columns)


def _progress_cells(tambon: _Tambon) -> tuple[CellValue, ...]:
    complete = _complete(tambon.sheets)
    cells: list[CellValue] = [
        len(tambon.villages),
        complete,
        percent(complete, len(tambon.villages)),
    ]
    for level in tambon.results.instrument.levels:
        count = _levels(tambon.sheets)[level.code]
        cells += [count, percent(count, complete)]
    return tuple(cells)


def _topic_columns(results: PlaceResults) -> tuple[Column, ...]:
    return tuple(
        Column(
            heading=topic.short_name,
            kind=ColumnKind.PERCENT,
            group=f"ร้อยละที่ผ่าน ปี {year}",
            weight=1.2,
        )
        for year in (results.fiscal_year, results.compared_with)
        for topic in results.instrument.topics
    )


def _topic_cells(tambon: _Tambon) -> tuple[CellValue, ...]:
    instrument = tambon.results.instrument
    return tuple(
        percent(*_tally(topic, sheets, instrument))
        for sheets in (tambon.sheets, tambon.before)
        for topic in instrument.topics
    )


def _complete(sheets: Sequence[Sheet]) -> int:
    return sum(sheet.grade.is_complete for sheet in sheets)


def _levels(sheets: Sequence[Sheet]) -> Counter[int]:
    return Counter(sheet.grade.level.code for sheet in sheets if sheet.grade.level is not None)
