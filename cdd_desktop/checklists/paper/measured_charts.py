"""Rankings and radars of instruments whose answers are no mere passes: by scores and by shares of
those counted, beside another year as far as it asks the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cdd_desktop.checklists.area_radar import TITLE as RADAR_TITLE
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Relation, Topic
from cdd_desktop.checklists.measured.records import Figures, FiguresOfArea
from cdd_desktop.checklists.paper.figure_tables import scores_of
from cdd_desktop.checklists.paper.figures_document import worst_share
from cdd_desktop.checklists.paper.marks import SCORED, share_of_scale
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.charts import Radar, RadarGrid, RadarSeries, RankedBars, amount_bars
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
    PageBreak,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas

RANKING_TITLE = "จัดอันดับตัวชี้วัดตามคะแนน"
_CENT = Decimal("0.01")
_FEWEST_AXES = 3
_TO_DO = "กรุณากรอกหรือนำเข้าผล หรือเลือกปีหรือพื้นที่อื่น"
_COUNTED = frozenset({AnswerKind.COUNT, AnswerKind.HOUSEHOLDS})
Carried = Mapping[str, tuple[str, Relation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoYears:
    """The figures of a report's year and of the year beside it; `carried` are the codes of the
    other year's version and what they are in this year's, as far as a crosswalk tells."""

    now: FiguresOfArea
    before: FiguresOfArea
    carried: Carried

    def earlier(self, code: str, part: str | None = None) -> Figures:
        """What was answered to the very same question the other year; nothing where it was not
        asked, or otherwise."""
        same = (old for old, (new, how) in self.carried.items() if (new, how) == (code, _SAME))
        old = next(same, None)
        if old is None:
            return Figures()
        return self.before.of_all(old) if part is None else self.before.of_part(part, old)

    def this(self, code: str, part: str | None = None) -> Figures:
        """What was answered this year."""
        return self.now.of_all(code) if part is None else self.now.of_part(part, code)


_SAME = Relation.SAME


def score_ranking_document(years: TwoYears, scope: Scope, areas: Areas, paper: Paper) -> Document:
    """Scored indicators from the worst on: by the share of villages that have the lowest score, or
    where hands are raised by their mean."""
    instrument = scope.instrument
    asked = [one for one in instrument.indicators if one.kind in SCORED]
    by_share = bool(scores_of(instrument, AnswerKind.SCORE))
    ranked = sorted(asked, key=lambda one: _worst_first(one, years, by_share=by_share))
    blocks: list[Block] = [scope.title(RANKING_TITLE, areas)]
    if years.now.has_answers:
        blocks += [_ranked_bars(ranked, years, by_share=by_share), PageBreak()]
    else:
        blocks.append(scope.nothing_told(_TO_DO))
    blocks += [_ranking_table(ranked, years, scope, by_share=by_share), *_notes(years, scope)]
    sheet = Sheet(
        name=RANKING_TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        footnote=footnote(instrument),
    )
    return document_of(RANKING_TITLE, [sheet], paper)


def measured_radar_document(
    years: TwoYears,
    parts: Sequence[tuple[str, str]],
    part_word: str,
    scope: Scope,
    areas: Areas,
    paper: Paper,
) -> Document:
    """The mean of each ด้าน on its scale, or of the shares passed; of the area and of its parts."""
    instrument = scope.instrument
    topics = [topic for topic in instrument.topics if topic.indicators]
    blocks: list[Block] = [scope.title(RADAR_TITLE, areas)]
    table = _topic_table(years, topics, scope)
    if not years.now.has_answers:
        blocks += [scope.nothing_told(_TO_DO), table]
    elif len(topics) < _FEWEST_AXES:
        blocks.append(table)
    else:
        radar = _radar(years, topics, scope)
        blocks.append(Beside(left=(radar,), right=(table,), left_share=0.45))
    blocks += _notes(years, scope)
    drawn = [each for each in parts if _has_answers(years, instrument, each[0])]
    if len(parts) > 1 and drawn and len(topics) >= _FEWEST_AXES:
        blocks += [
            Heading(text=f"ราย{part_word}"),
            RadarGrid(
                titles=tuple(title for _, title in drawn),
                radars=tuple(_radar(years, topics, scope, code) for code, _ in drawn),
            ),
        ]
    if len(parts) > 1:
        blocks.append(_part_table(years, topics, parts, part_word))
    sheet = Sheet(
        name=RADAR_TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(instrument),
    )
    return document_of(RADAR_TITLE, [sheet], paper)


def topic_value(topic: Topic, figures: Callable[[str], Figures]) -> Decimal | None:
    """The mean of a ด้าน's indicators, each alike: of their mean scores, or where people and
    households are counted of the shares in percent that pass."""
    values = []
    for one in topic.indicators:
        told = figures(one.code)
        if one.kind in _COUNTED:
            value = percent(told.value, told.of)
        elif one.kind in SCORED:
            value = told.mean
        else:
            value = percent(told.passed, told.passed + told.failed)
        if value is not None:
            values.append(value)
    if not values:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(_CENT, ROUND_HALF_UP)


def _worst_first(one: Indicator, years: TwoYears, *, by_share: bool) -> Decimal:
    told = years.this(one.code)
    if by_share:
        share = worst_share(one, told)
        return Decimal(1) if share is None else -share
    return Decimal(1_000) if told.mean is None else told.mean


def _ranked_bars(ranked: Sequence[Indicator], years: TwoYears, *, by_share: bool) -> RankedBars:
    labels = [f"{one.code} {one.text}" for one in ranked]
    if not by_share:
        means = [years.this(one.code).mean for one in ranked]
        return amount_bars("คะแนนเฉลี่ย", list(zip(labels, means, strict=True)), 2)
    shares = [worst_share(one, years.this(one.code)) for one in ranked]
    return RankedBars(
        title="",
        labels=tuple(labels),
        values=tuple(None if share is None else float(share / 100) for share in shares),
    )


def _ranking_table(
    ranked: Sequence[Indicator], years: TwoYears, scope: Scope, *, by_share: bool
) -> Table:
    year, other = scope.fiscal_year, scope.compared_year
    lowest = scores_of(scope.instrument, AnswerKind.SCORE)
    shares = (f"ได้ {lowest[0]} คะแนน (ร้อยละของหมู่บ้าน)",) if by_share else ()
    columns = [
        Column(heading="อันดับ", kind=ColumnKind.INTEGER, weight=1.2, align=Align.CENTER),
        Column(heading="ข้อ", weight=1.0, align=Align.CENTER),
        Column(heading="ตัวชี้วัด", weight=4.4),
        Column(heading="ตอบแล้ว (หมู่บ้าน)", kind=ColumnKind.INTEGER, weight=1.4),
    ]
    columns += [
        Column(heading=heading, kind=ColumnKind.PERCENT, weight=1.3, group=group)
        for group in (*shares, "คะแนนเฉลี่ย")
        for heading in (f"ปี {year}", f"ปี {other}", "เพิ่มขึ้น")
    ]
    rows = []
    rank, last = 0, None
    for place, one in enumerate(ranked, 1):
        now, before = years.this(one.code), years.earlier(one.code)
        standing = worst_share(one, now) if by_share else now.mean
        if standing != last:
            rank, last = place, standing
        values: list[CellValue] = [rank if now.villages else None, one.code, one.text]
        values.append(now.villages)
        if by_share:
            values += _compared(worst_share(one, now), worst_share(one, before))
        rows.append(Row(values=(*values, *_compared(now.mean, before.mean))))
    return Table(columns=tuple(columns), rows=tuple(rows), name="อันดับ")


def _radar(
    years: TwoYears, topics: Sequence[Topic], scope: Scope, part: str | None = None
) -> Radar:
    def values(figures: Callable[[str], Figures]) -> tuple[float, ...]:
        return tuple(
            _share(scope.instrument, topic, topic_value(topic, figures)) for topic in topics
        )

    series = [RadarSeries(label=f"ปี {scope.fiscal_year}", values=values(_now(years, part)))]
    if any(topic_value(topic, _before(years, part)) is not None for topic in topics):
        series.append(
            RadarSeries(
                label=f"ปี {scope.compared_year}", values=values(_before(years, part)), dashed=True
            )
        )
    return Radar(axes=tuple(topic.short_name for topic in topics), series=tuple(series))


def _topic_table(years: TwoYears, topics: Sequence[Topic], scope: Scope) -> Table:
    rows = [
        Row(
            values=(
                topic.short_name,
                *_compared(
                    topic_value(topic, _now(years, None)), topic_value(topic, _before(years, None))
                ),
            )
        )
        for topic in topics
    ]
    columns = [Column(heading="ด้าน", weight=2.4)]
    columns += [
        Column(
            heading=heading, kind=ColumnKind.PERCENT, weight=1.2, group=_figure(scope.instrument)
        )
        for heading in (f"ปี {scope.fiscal_year}", f"ปี {scope.compared_year}", "เพิ่มขึ้น")
    ]
    return Table(columns=tuple(columns), rows=tuple(rows), name="รายด้าน")


def _part_table(
    years: TwoYears, topics: Sequence[Topic], parts: Sequence[tuple[str, str]], part_word: str
) -> Table:
    columns = [
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
        Column(heading=part_word, weight=3),
        *(Column(heading=one.short_name, kind=ColumnKind.PERCENT, weight=1.3) for one in topics),
    ]
    rows = [
        Row(values=(number, title, *(topic_value(one, _now(years, code)) for one in topics)))
        for number, (code, title) in enumerate(parts, 1)
    ]
    return Table(columns=tuple(columns), rows=tuple(rows), name=f"ราย{part_word}")


def _now(years: TwoYears, part: str | None) -> Callable[[str], Figures]:
    return lambda code: years.this(code, part)


def _before(years: TwoYears, part: str | None) -> Callable[[str], Figures]:
    return lambda code: years.earlier(code, part)


def _share(instrument: Instrument, topic: Topic, value: Decimal | None) -> float:
    """Where a ด้าน's value lies between the centre and the rim."""
    if value is None:
        return 0.0
    if any(one.kind in SCORED for one in topic.indicators):
        return share_of_scale(instrument, value)
    return float(value / 100)


def _has_answers(years: TwoYears, instrument: Instrument, part: str) -> bool:
    return any(years.this(one.code, part).villages for one in instrument.indicators)


def _compared(now: Decimal | None, before: Decimal | None) -> tuple[CellValue, ...]:
    return now, before, None if now is None or before is None else now - before


def _figure(instrument: Instrument) -> str:
    if any(one.kind in SCORED for one in instrument.indicators):
        return "คะแนนเฉลี่ย"
    return "ร้อยละที่ผ่านเฉลี่ยทุกข้อ"


def _notes(years: TwoYears, scope: Scope) -> list[Block]:
    told = ["ทุกหมู่บ้านและทุกข้อมีน้ำหนักเท่ากันในค่าเฉลี่ย รวมหมู่บ้านที่ยังตอบไม่ครบทุกข้อ"]
    asked = scope.instrument.indicators
    same = {new for new, how in years.carried.values() if how is _SAME}
    if not years.before.has_answers:
        told.append(f"ปี {scope.compared_year} ไม่มีคำตอบของพื้นที่นี้ จึงไม่มีตัวเลขให้เทียบ")
    elif len(same) < len(asked):
        told.append(
            f"เทียบกับปี {scope.compared_year} เฉพาะ {len(same)} ข้อที่เหมือนเดิมจาก {len(asked)} ข้อ"
        )
    notes = [Paragraph(text=f"หมายเหตุ {one}", small=True) for one in told]
    return [*notes, *scope.left_out_notes()]
