"""What an area's answers come to: by indicator, by ด้าน, and for each part of the area."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from cdd_desktop.checklists.form import Paper, footnote, signature_block
from cdd_desktop.checklists.form_table import percent, plain_number
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Topic
from cdd_desktop.checklists.measured.records import Figures, FiguresOfArea
from cdd_desktop.checklists.paper.figure_tables import (
    change,
    figure_tables,
    lines_by_topic,
    named,
    named_columns,
    scores_of,
)
from cdd_desktop.checklists.paper.marks import SCORED, is_scored, share_of_scale
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.charts import Radar, RadarSeries, RankedBars
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

TITLE = "ผลรายตัวชี้วัด"
_COUNTED = frozenset({AnswerKind.COUNT, AnswerKind.HOUSEHOLDS})
_MOST_ABREAST = 12  # parts in one table: percentages of more cannot be read
_TOLD_OF_TOPIC = 3
_FEWEST_AXES = 3
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFigures:
    """The figures of a report: `parts` are codes and titles in official order, `before` those of
    the round ก่อน, None where they were not asked or there are none."""

    now: FiguresOfArea
    before: FiguresOfArea | None
    parts: Sequence[tuple[str, str]]
    part_word: str


def figures_document(figures: AreaFigures, scope: Scope, areas: Areas, paper: Paper) -> Document:
    """The tables of each kind, means by ด้าน, what stands out, and the parts of the area."""
    instrument = scope.instrument
    blocks: list[Block] = [scope.title(TITLE, areas)]
    if not instrument.indicators:
        blocks.append(Paragraph(text=_NO_INDICATORS, bold=True))
    elif not figures.now.has_answers:
        blocks.append(scope.nothing_told("กรุณากรอกหรือนำเข้าผล หรือเลือกปีหรือพื้นที่อื่น"))
    else:
        blocks += _parameters(scope)
        blocks += figure_tables(instrument, figures.now, figures.before)
        blocks += _topic_means(figures, instrument)
        blocks += _ranked(figures, instrument)
        blocks += _standing_out(figures, instrument)
        blocks += _by_part(figures, instrument)
        blocks += [Paragraph(text=f"หมายเหตุ {told}", small=True) for told in _notes(figures, scope)]
    blocks += scope.left_out_notes()
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=(*blocks, *signature_block(paper.signers)),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(instrument),
    )
    return document_of(f"{TITLE} {instrument.short_title}", [sheet], paper)


_NO_INDICATORS = (
    "แบบประเมินนี้ยังไม่มีตัวชี้วัด จึงยังไม่มีผลให้สรุป กรุณานำเข้าหรือเพิ่มตัวชี้วัดจากเอกสารทางการในหน้าแบบประเมินก่อน"
)


def topic_mean(topic: Topic, figures: FiguresOfArea) -> Decimal | None:
    """The mean of the means of a ด้าน's scored indicators, each indicator alike."""
    means = [
        mean
        for one in topic.indicators
        if one.kind in SCORED and (mean := figures.of_all(one.code).mean) is not None
    ]
    if not means:
        return None
    return (sum(means, Decimal(0)) / len(means)).quantize(_CENT, ROUND_HALF_UP)


def worst_share(indicator: Indicator, told: Figures) -> Decimal | None:
    """How bad an indicator stands, in percent: of those counted that do not pass, of villages that
    have the lowest score, or of villages that do not pass. None where that cannot be said."""
    if indicator.kind in _COUNTED:
        return percent(told.failed_of, told.of)
    if indicator.kind is AnswerKind.SCORE and indicator.scale is not None:
        return percent(told.scored(indicator.scale.lowest), told.villages)
    return percent(told.failed, told.passed + told.failed)


def _parameters(scope: Scope) -> list[Block]:
    """The dated amounts the texts lean on, as of the report's year."""
    newest = {
        one.key: one
        for one in sorted(scope.instrument.parameters, key=lambda one: one.from_year)
        if one.from_year <= scope.fiscal_year
    }
    return [
        Paragraph(
            text=f"{one.label} {plain_number(one.value)} {one.unit} (ใช้ตั้งแต่ปี {one.from_year}) "
            f"{one.check.status.value}: {one.check.source}",
            small=True,
        )
        for one in newest.values()
    ]


def _topic_means(figures: AreaFigures, instrument: Instrument) -> list[Block]:
    """Means by ด้าน, ก่อน beside หลัง, with their radar; nothing where nothing is scored."""
    if not any(one.kind in SCORED for one in instrument.indicators):
        return []
    has_before = figures.before is not None
    rows = []
    for topic in instrument.topics:
        now = topic_mean(topic, figures.now)
        values: list[CellValue] = [f"{topic.code}. {topic.short_name}"]
        if figures.before is not None:
            before = topic_mean(topic, figures.before)
            values += [before, now, change(before, now)]
        else:
            values.append(now)
        rows.append(Row(values=tuple(values)))
    mean = ColumnKind.PERCENT
    columns = [Column(heading="ด้าน", weight=3)]
    if has_before:
        columns += [
            Column(heading="ก่อน", kind=mean, weight=1.2, group="คะแนนเฉลี่ย"),
            Column(heading="หลัง", kind=mean, weight=1.2, group="คะแนนเฉลี่ย"),
            Column(heading="เทียบ", weight=1.4, group="คะแนนเฉลี่ย", align=Align.CENTER),
        ]
    else:
        columns.append(Column(heading="คะแนนเฉลี่ย", kind=mean, weight=1.2))
    table = Table(columns=tuple(columns), rows=tuple(rows), name="เฉลี่ยรายด้าน")
    heading = Heading(text="คะแนนเฉลี่ยรายด้าน")
    radar = _radar(figures, instrument)
    if radar is None:
        return [heading, table]
    return [heading, Beside(left=(table,), right=(radar,), left_share=0.55)]


def _radar(figures: AreaFigures, instrument: Instrument) -> Radar | None:
    has_all = all(topic.indicators for topic in instrument.topics)
    if len(instrument.topics) < _FEWEST_AXES or not has_all or not is_scored(instrument):
        return None
    drawn = [("หลัง" if figures.before is not None else "คะแนนเฉลี่ย", figures.now, False)]
    if figures.before is not None:
        drawn.append(("ก่อน", figures.before, True))
    return Radar(
        axes=tuple(topic.short_name for topic in instrument.topics),
        series=tuple(
            RadarSeries(
                label=label,
                values=tuple(
                    share_of_scale(instrument, topic_mean(topic, of)) for topic in instrument.topics
                ),
                dashed=dashed,
            )
            for label, of, dashed in drawn
        ),
    )


def _ranked(figures: AreaFigures, instrument: Instrument) -> list[Block]:
    """Indicators by how bad they stand, the worst first; of hands alone, by their means."""
    shares = [
        (share, one)
        for one in instrument.indicators
        if (share := worst_share(one, figures.now.of_all(one.code))) is not None
    ]
    if len(shares) < 2:  # noqa: PLR2004
        return []
    ranked = sorted(shares, key=lambda each: each[0], reverse=True)
    told = "ตัวชี้วัดเรียงจากที่เป็นปัญหามากไปน้อย"
    return [
        Heading(text=told),
        RankedBars(
            title="",
            labels=tuple(f"{one.code} {one.text}" for _, one in ranked),
            values=tuple(float(share / 100) for share, _ in ranked),
        ),
    ]


def _standing_out(figures: AreaFigures, instrument: Instrument) -> list[Block]:
    """Of each ด้าน that counts, what passes most and what least: the survey's own narrative."""
    told: list[Block] = []
    for topic in instrument.topics:
        shares = [
            (percent(sums.value, sums.of) or Decimal(0), one)
            for one in topic.indicators
            if one.kind is AnswerKind.COUNT and (sums := figures.now.of_all(one.code)).of
        ]
        if not shares:
            continue
        best = sorted(shares, key=lambda each: -each[0])[:_TOLD_OF_TOPIC]
        worst = [each for each in sorted(shares, key=lambda each: each[0]) if each[0] < 100]  # noqa: PLR2004
        lines = [f"ผ่านมากที่สุด {_listed(best)}"]
        if worst:
            lines.append(f"ไม่ผ่านมากที่สุด {_listed(worst[:1])}")
        told.append(Paragraph(text=f"{topic.code}. {topic.name}: {' · '.join(lines)}"))
    return [Heading(text="ข้อสังเกตรายด้าน"), *told] if told else []


def _listed(shares: Sequence[tuple[Decimal, Indicator]]) -> str:
    return ", ".join(f"ข้อ {one.code} {one.text} (ผ่านร้อยละ {share})" for share, one in shares)


def _by_part(figures: AreaFigures, instrument: Instrument) -> list[Block]:
    """A row for each indicator and a column for each part, as many parts abreast as can be read."""
    if len(figures.parts) < 2:  # noqa: PLR2004
        return []
    told: list[_PartFigure] = [(_part_figure(instrument), _part_value, set(AnswerKind))]
    if scores := scores_of(instrument, AnswerKind.SCORE):
        share = f"ร้อยละของหมู่บ้านที่ได้ {scores[0]} คะแนน"
        told.append((share, worst_share, {AnswerKind.SCORE}))
    blocks: list[Block] = []
    parts = list(figures.parts)
    count = -(-len(parts) // _MOST_ABREAST)
    even = -(-len(parts) // count)
    for title, value, kinds in told:
        blocks.append(Heading(text=f"ราย{figures.part_word}: {title}"))
        for start in range(0, len(parts), even):
            some = parts[start : start + even]
            table = _part_table(figures, instrument, some, value, kinds)
            if value is _part_value and is_scored(instrument):
                mean = _mean_row(figures, instrument, some)
                table = replace(table, rows=(*table.rows, *mean))
            blocks.append(table)
    return blocks


_PartFigure = tuple[str, Callable[[Indicator, Figures], CellValue], set[AnswerKind]]


def _part_table(
    figures: AreaFigures,
    instrument: Instrument,
    parts: Sequence[tuple[str, str]],
    value: Callable[[Indicator, Figures], CellValue],
    kinds: set[AnswerKind],
) -> Table:
    def line(indicator: Indicator) -> Sequence[CellValue]:
        of_parts = (
            value(indicator, figures.now.of_part(code, indicator.code)) for code, _ in parts
        )
        return (*named(indicator), *of_parts, value(indicator, figures.now.of_all(indicator.code)))

    columns = (
        *named_columns(4.5),
        *(Column(heading=title, kind=ColumnKind.PERCENT, weight=1.4) for _, title in parts),
        Column(heading="รวม", kind=ColumnKind.PERCENT, weight=1.4),
    )
    rows = lines_by_topic(instrument, kinds, line)
    return Table(columns=columns, rows=rows, name=f"ราย{figures.part_word}")


def _mean_row(
    figures: AreaFigures, instrument: Instrument, parts: Sequence[tuple[str, str]]
) -> tuple[Row, ...]:
    """The mean over all indicators, each alike, at the foot."""

    def mean_of(of: Sequence[Figures]) -> Decimal | None:
        means = [mean for one in of if (mean := one.mean) is not None]
        if not means:
            return None
        return (sum(means, Decimal(0)) / len(means)).quantize(_CENT, ROUND_HALF_UP)

    codes = [one.code for one in instrument.indicators]
    values: list[CellValue] = ["", "เฉลี่ยทุกข้อ"]
    values += [mean_of([figures.now.of_part(part, code) for code in codes]) for part, _ in parts]
    values.append(mean_of([figures.now.of_all(code) for code in codes]))
    return (Row(values=tuple(values), kind=RowKind.TOTAL),)


def _part_value(indicator: Indicator, told: Figures) -> CellValue:
    if indicator.kind in _COUNTED:
        return percent(told.value, told.of)
    if indicator.kind in SCORED or indicator.kind in {AnswerKind.NUMBER, AnswerKind.CHOICE}:
        return told.mean
    return percent(told.passed, told.passed + told.failed)


def _part_figure(instrument: Instrument) -> str:
    kinds = {one.kind for one in instrument.indicators}
    told = []
    if kinds & {AnswerKind.PASS_FAIL, *_COUNTED}:
        told.append("ร้อยละที่ผ่าน")
    if kinds & {*SCORED, AnswerKind.CHOICE, AnswerKind.NUMBER}:
        told.append("คะแนนหรือค่าเฉลี่ย")
    return " และ".join(told)


def _notes(figures: AreaFigures, scope: Scope) -> list[str]:
    instrument = scope.instrument
    kinds = {one.kind for one in instrument.indicators}
    told = ["นับทุกคำตอบที่มี รวมหมู่บ้านที่ยังตอบไม่ครบทุกข้อ"]
    if AnswerKind.COUNT in kinds:
        told.append(
            "แต่ละข้อมีหน่วยและจำนวนที่สำรวจของตนเอง จึงไม่รวมยอดข้ามข้อ ช่อง ไม่มี (-) คือไม่มีผู้เข้าข่ายข้อนั้น"
        )
    if kinds & SCORED:
        told.append(
            "คะแนนเฉลี่ยของพื้นที่คิดจากคะแนนของแต่ละหมู่บ้านเท่า ๆ กัน คะแนนเฉลี่ยรายด้านคิดจากทุกข้อเท่า ๆ กัน"
        )
    if scores := scores_of(instrument, AnswerKind.SCORE):
        told.append(f"แผนภูมิเรียงตามร้อยละของหมู่บ้านที่ได้ {scores[0]} คะแนน ซึ่งเป็นคะแนนต่ำสุด")
    if not instrument.is_keyed:
        told.append(f"ที่มาของแบบ: {instrument.source}")
    if figures.before is None and len(instrument.rounds) > 1 and kinds & SCORED:
        told.append("ไม่มีคำตอบของรอบก่อนให้เทียบ")
    return told
