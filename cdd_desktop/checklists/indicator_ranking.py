"""Indicators by the share that does not pass, the worst first: what an area has to work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.checklists.records import IndicatorSummary
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.charts import RankedBars
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Document,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas

TITLE = "จัดอันดับตัวชี้วัดที่ไม่ผ่าน"
_COUNTED = frozenset({AnswerKind.HOUSEHOLDS, AnswerKind.COUNT})
_SHARE = "ไม่ผ่าน (ร้อยละ)"
_AVERAGE = "เฉลี่ยทุกข้อ"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How often one indicator was answered and not passed, this year and in the year beside it.

    Of a counted indicator households and not villages: a count says more than its threshold, and
    needs none.
    """

    indicator: Indicator
    base: int
    failed: int
    base_before: int
    failed_before: int

    @property
    def share(self) -> Fraction | None:
        """The share that does not pass; None where nothing was answered."""
        return Fraction(self.failed, self.base) if self.base else None


def ranking_document(
    now: Sequence[IndicatorSummary],
    before: Sequence[IndicatorSummary],
    scope: Scope,
    areas: Areas,
    paper: Paper,
    *,
    not_compared: str = "",
) -> Document:
    """`now` of the year and `before` of the year compared with, as `AnswerFigures.by_indicator`
    gives them, of the same version; `not_compared` says what the other year's version lacks."""
    ranked = _ranked(now, before, scope.instrument)
    blocks: list[Block] = [scope.title(TITLE, areas)]
    if any(each.base for each in ranked):
        blocks += [_bars(ranked, scope.instrument), PageBreak()]
    else:
        blocks.append(scope.nothing_told("กรุณากรอกแบบประเมิน หรือเลือกปีหรือพื้นที่อื่น"))
    blocks += [
        _table(ranked, scope),
        Paragraph(text=f"หมายเหตุ {_note(scope.instrument)}", small=True),
        *scope.left_out_notes(),
    ]
    if not any(each.base_before for each in ranked):
        told = f"ปี {scope.compared_year} ไม่มีคำตอบของพื้นที่นี้ จึงไม่มีตัวเลขให้เทียบ"
        blocks.append(Paragraph(text=told, small=True))
    if not_compared:
        told = f"ปี {scope.compared_year} ใช้แบบประเมินอีกฉบับ {not_compared} ข้อที่เทียบไม่ได้เว้นว่างไว้"
        blocks.append(Paragraph(text=told, small=True))
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def _ranked(
    now: Sequence[IndicatorSummary], before: Sequence[IndicatorSummary], instrument: Instrument
) -> list[_Standing]:
    """The worst first, equal ones in official order, those without an answer last."""
    standings = [
        _Standing(
            indicator=indicator,
            base=_base(indicator, this),
            failed=_failed(indicator, this),
            base_before=_base(indicator, that),
            failed_before=_failed(indicator, that),
        )
        for indicator, this, that in zip(instrument.indicators, now, before, strict=True)
    ]
    return sorted(
        standings, key=lambda each: -1 if each.share is None else each.share, reverse=True
    )


def _base(indicator: Indicator, told: IndicatorSummary) -> int:
    return told.of if indicator.kind in _COUNTED else told.villages


def _failed(indicator: Indicator, told: IndicatorSummary) -> int:
    is_count = indicator.kind in _COUNTED
    return told.of - told.households if is_count else told.failed


def _bars(ranked: Sequence[_Standing], instrument: Instrument) -> RankedBars:
    base = sum(each.base for each in ranked)
    # villages and households have no sum
    mark = None if _is_mixed(instrument) else sum(each.failed for each in ranked) / base
    return RankedBars(
        title="",
        labels=tuple(f"{each.indicator.code} {each.indicator.text}" for each in ranked),
        values=tuple(None if each.share is None else float(each.share) for each in ranked),
        mark=mark,
        mark_label="" if mark is None else _AVERAGE,
    )


def _table(ranked: Sequence[_Standing], scope: Scope) -> Table:
    is_mixed = _is_mixed(scope.instrument)
    unit = (Column(heading="นับเป็น", weight=1.5),) if is_mixed else ()
    columns = (
        Column(heading="อันดับ", kind=ColumnKind.INTEGER, weight=1.2, align=Align.CENTER),
        Column(heading="ข้อ", weight=0.9, align=Align.CENTER),
        Column(heading="ตัวชี้วัด", weight=5),
        *unit,
        Column(heading="ตอบแล้ว", kind=ColumnKind.INTEGER, weight=1.4),
        Column(heading="ผ่าน", kind=ColumnKind.INTEGER, weight=1.4),
        Column(heading="ไม่ผ่าน", kind=ColumnKind.INTEGER, weight=1.4),
        *(
            Column(heading=heading, kind=ColumnKind.PERCENT, weight=1.4, group=_SHARE)
            for heading in (f"ปี {scope.fiscal_year}", f"ปี {scope.compared_year}", "เพิ่มขึ้น")
        ),
    )
    rows: list[Row] = []
    rank = 0
    for place, each in enumerate(ranked):
        if place == 0 or each.share != ranked[place - 1].share:
            rank = place + 1
        told = (_unit(each.indicator),) if is_mixed else ()
        values: tuple[CellValue, ...] = (
            None if each.share is None else rank,
            each.indicator.code,
            each.indicator.text,
            *told,
            *_figures(each.base, each.failed, each.base_before, each.failed_before),
        )
        rows.append(Row(values=values))
    if not is_mixed:
        sums = (
            sum(each.base for each in ranked),
            sum(each.failed for each in ranked),
            sum(each.base_before for each in ranked),
            sum(each.failed_before for each in ranked),
        )
        rows.append(Row(values=("", "", "รวมทุกข้อ", *_figures(*sums)), kind=RowKind.TOTAL))
    return Table(columns=columns, rows=tuple(rows), name="อันดับ")


def _is_mixed(instrument: Instrument) -> bool:
    """Whether not all rows are of villages: then they have no sum."""
    return any(one.kind in _COUNTED for one in instrument.indicators)


def _unit(indicator: Indicator) -> str:
    if indicator.kind not in _COUNTED:
        return "หมู่บ้าน"
    return indicator.unit or "ครัวเรือน"


def _figures(
    base: int, failed: int, base_before: int, failed_before: int
) -> tuple[int | Decimal | None, ...]:
    """Answers, passed, not passed, both shares, and by how much the printed share rose."""
    this, that = percent(failed, base), percent(failed_before, base_before)
    rise = None if this is None or that is None else this - that
    return base, base - failed, failed, this, that, rise


def _note(instrument: Instrument) -> str:
    told = "ร้อยละคิดจากหมู่บ้านที่ตอบข้อนั้นแล้ว รวมหมู่บ้านที่ยังตอบไม่ครบทุกข้อ"
    if any(one.kind is AnswerKind.COUNT for one in instrument.indicators):
        told += " ข้อที่นับคนหรือครัวเรือนคิดจากจำนวนที่สำรวจของข้อนั้น"
    if instrument.counts_households:
        told += " ข้อที่นับครัวเรือนคิดจากครัวเรือนเป้าหมายของหมู่บ้านเหล่านั้น"
    return f"{told} ช่อง เพิ่มขึ้น เป็นผลต่างของร้อยละสองปี ค่าลบคือไม่ผ่านน้อยลง"
