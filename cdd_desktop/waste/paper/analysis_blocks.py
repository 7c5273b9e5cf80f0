"""An analysis on paper: all measures of an area, or one by area and month; and the ranking."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from cdd_desktop.documents.charts import Bar, BarSegment, StackedBars, amount_bars
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.thai.months import short_month_name
from cdd_desktop.waste.analysis.measures import MEASURES, Measure
from cdd_desktop.waste.analysis.reckoning import (
    compositions,
    course_of,
    has_any,
    has_course,
    lines_of,
    ranked,
    total_of,
)
from cdd_desktop.waste.analysis.records import Better, Composition, Line, Reading
from cdd_desktop.waste.analysis.words import estimate_words
from cdd_desktop.waste.paper.parts import names_weight

ANALYSIS, RANKING = "วิเคราะห์ขยะชุมชน", "จัดอันดับพื้นที่ด้านขยะชุมชน"
_KEY_MEASURES = ("bins", "bins-used", "reporting", "bank-weight", "hazardous")
_SHADES = 4
_NAMED = 60  # places without data that are named
_NO_DATA = "ไม่มีข้อมูล"
_NOT_TOLD = "– คือยังไม่มีข้อมูล ไม่ใช่ศูนย์"


def overview_blocks(reading: Reading) -> tuple[Block, ...]:
    """Every measure of the area beside last year and target, then the chief ones by place."""
    rows = tuple(
        Row(values=(measure.label, measure.unit, *_figures(total_of(reading, measure), measure)))
        for measure in MEASURES
    )
    table = Table(
        columns=(
            Column(heading="ตัววัด", weight=4.2),
            Column(heading="หน่วย", weight=1.6),
            *_figure_columns(reading),
        ),
        rows=rows,
        name="ตัววัดทั้งหมด",
    )
    notes = _notes(estimate_words(reading), _NOT_TOLD, f"เทียบกับช่วงเดียวกันของปี {reading.year - 1}")
    return (table, *notes, *_by_place(reading), *_composition(reading))


def measure_blocks(reading: Reading, measure: Measure, place_heading: str) -> tuple[Block, ...]:
    """One measure: month by month as bars, by place as a table, and how it is reckoned."""
    lines, total = lines_of(reading, measure), total_of(reading, measure)
    rows = [
        Row(values=(number, line.place.name, *_figures(line, measure)))
        for number, line in enumerate(lines, 1)
    ]
    rows.append(Row(values=("", "รวม", *_figures(total, measure)), kind=RowKind.TOTAL))
    table = Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading=place_heading, weight=3),
            *_figure_columns(reading),
        ),
        rows=tuple(rows),
        name="รายพื้นที่",
    )
    estimate = estimate_words(reading) if measure.key == "generation" else ""
    return (
        *_course(reading, measure),
        table,
        *_notes(f"วิธีคิด {measure.how}", estimate, _NOT_TOLD),
        *(_composition(reading) if measure.key.startswith("share-") else ()),
    )


def ranking_blocks(reading: Reading, measure: Measure, place_heading: str) -> tuple[Block, ...]:
    """Places from the best on, as bars and as a table; those without data apart at the end."""
    standings = ranked(lines_of(reading, measure), measure)
    known = [one.line for one in standings if one.rank is not None]
    blocks: list[Block] = []
    if known:
        whole = total_of(reading, measure)
        mark = measure.exact(whole.now) if measure.is_rate else None
        blocks.append(
            amount_bars(
                f"{measure.title} จาก{_direction(measure)}",
                [(line.place.name, measure.exact(line.now)) for line in known],
                measure.places,
                mark,
                "" if mark is None else "ทั้งพื้นที่",
            )
        )
    rows = [
        Row(values=(one.rank, one.line.place.name, *_figures(one.line, measure)))
        for one in standings
        if one.rank is not None
    ]
    without = [one.line.place.name for one in standings if one.rank is None]
    left_out = f"{_NO_DATA} {len(without):,} แห่ง" if without else ""
    if 0 < len(without) <= _NAMED:
        left_out += f" ได้แก่ {' '.join(without)}"
    table = Table(
        columns=(
            Column(heading="อันดับ", kind=ColumnKind.INTEGER, weight=0.9, align=Align.CENTER),
            Column(heading=place_heading, weight=3),
            *_figure_columns(reading),
        ),
        rows=tuple(rows),
        name="อันดับ",
    )
    apart = (Paragraph(text=left_out),) if left_out else ()
    notes = _notes(f"วิธีคิด {measure.how}", "ผู้ที่ได้เท่ากันอยู่อันดับเดียวกัน", _NOT_TOLD)
    return (*blocks, table, *apart, *notes)


def _direction(measure: Measure) -> str:
    return "น้อยไปมาก" if measure.better is Better.LESS else "มากไปน้อย"


def _figure_columns(reading: Reading) -> tuple[Column, ...]:
    headings = (
        f"ปี {reading.year}",
        f"ปี {reading.year - 1}",
        "ต่างจากปีก่อน",
        "เป้าหมาย",
        "ต่างจากเป้า",
    )
    return tuple(Column(heading=heading, kind=ColumnKind.MONEY, weight=1.5) for heading in headings)


def _figures(line: Line, measure: Measure) -> tuple[CellValue, ...]:
    def rounded(value: Fraction | None) -> Decimal | None:
        exact = measure.exact(value)
        if exact is None:
            return None
        return exact.quantize(Decimal(1).scaleb(-measure.places), ROUND_HALF_UP)

    target = line.target
    return (
        rounded(line.now),
        rounded(line.before),
        rounded(line.risen),
        None if target is None else rounded(Fraction(target)),
        rounded(line.ahead),
    )


def _course(reading: Reading, measure: Measure) -> Iterator[Block]:
    points = course_of(reading, measure)
    if not has_course(points):
        return
    target = total_of(reading, measure).target if measure.is_rate else None
    yield amount_bars(
        f"{measure.title} รายเดือน",
        [(short_month_name(point.month), measure.exact(point.now)) for point in points],
        measure.places,
        target,
        "" if target is None else "เป้าหมาย",
    )


def _notes(*told: str) -> Iterator[Paragraph]:
    """What stands under a table, as one paragraph."""
    yield Paragraph(text=f"หมายเหตุ {' · '.join(text for text in told if text)}", small=True)


def _composition(reading: Reading) -> Iterator[Block]:
    """Bars of 100 parts; streams beyond the fourth stand in the last segment."""
    found = compositions(reading)
    if not found:
        return
    told = [key for key in reading.stream_labels if any(key in one.grams for one in found)]
    shown, others = told[: _SHADES - 1], told[_SHADES - 1 :]
    parts: list[tuple[str, tuple[str, ...]]] = [
        (reading.stream_labels[key], (key,)) for key in shown
    ]
    if others:
        parts.append((" ".join(reading.stream_labels[key] for key in others), tuple(others)))
    yield StackedBars(
        title="องค์ประกอบขยะ (ร้อยละโดยน้ำหนัก)",
        segments=tuple(
            BarSegment(label=label, shade=shade) for shade, (label, _) in enumerate(parts)
        ),
        bars=tuple(
            Bar(label=one.place.name, counts=_hundredths(one, [keys for _, keys in parts]))
            for one in found
        ),
    )
    yield Paragraph(
        text="หมายเหตุ องค์ประกอบคิดจากหน่วยที่ชั่งครบทั้งอินทรีย์ รีไซเคิล และทั่วไปในเดือนนั้น ไม่รวมค่าประมาณการ",
        small=True,
    )


def _hundredths(one: Composition, parts: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Whole parts of a hundred that sum to it: what is left over goes to the largest remainders."""
    exact = [sum((one.share(key) or Fraction(0) for key in keys), Fraction(0)) for keys in parts]
    floors = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda at: floors[at] - exact[at])
    for at in order[: 100 - sum(floors)]:
        floors[at] += 1
    return tuple(floors)


def _by_place(reading: Reading) -> Iterator[Block]:
    chief = [measure for measure in MEASURES if measure.key in _KEY_MEASURES]
    by_measure = [lines_of(reading, measure) for measure in chief]
    chosen = [
        (measure, lines) for measure, lines in zip(chief, by_measure, strict=True) if has_any(lines)
    ]
    if len(reading.places) <= 1 or not chosen:
        return
    yield Heading(text="ตัววัดหลักรายพื้นที่")
    rows = [
        Row(
            values=(
                number,
                place.name,
                *(_figures(lines[number - 1], measure)[0] for measure, lines in chosen),
            )
        )
        for number, place in enumerate(reading.places, 1)
    ]
    totals = (_figures(total_of(reading, measure), measure)[0] for measure, _ in chosen)
    rows.append(Row(values=("", "รวม", *totals), kind=RowKind.TOTAL))
    yield Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading="พื้นที่", weight=names_weight(place.name for place in reading.places)),
            *(
                Column(heading=measure.title, kind=ColumnKind.MONEY, weight=2)
                for measure, _ in chosen
            ),
        ),
        rows=tuple(rows),
        name="รายพื้นที่",
    )
