"""Answers over the years as far as they can be compared, and what cannot and why."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cdd_desktop.checklists.comparing.comparable import ComparedIndicator
from cdd_desktop.checklists.comparing.records import Trend, difference
from cdd_desktop.checklists.comparing.standings import is_share, joint_standing, standing
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.instruments import Indicator, Relation
from cdd_desktop.checklists.parts import part_title
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Document,
    Heading,
    Orientation,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel

TITLE = "แนวโน้มรายตัวชี้วัดผ่านตารางเทียบฉบับ"
_NO_ANSWERS = "ยังไม่มีคำตอบในพื้นที่นี้ กรุณากรอกแบบประเมิน หรือเลือกปีหรือพื้นที่อื่น"


def versions_told(trend: Trend) -> str:
    """`ปี 2568 ฉบับ 2552 · ปี 2569 ฉบับ 2569`."""
    return " · ".join(f"ปี {year} ฉบับ {', '.join(of)}" for year, of in trend.versions.items())


def left_out_told(trend: Trend) -> str:
    """Of which versions nothing is shown, and what to do about it; "" where there is none."""
    unreached = trend.comparison.unreached
    if not unreached:
        return ""
    named = ", ".join(dict.fromkeys(one.version for one in unreached))
    return (
        f"ไม่มีตารางเทียบจากฉบับ {named} มาถึงฉบับ {trend.comparison.newest.version} "
        "จึงไม่นำคำตอบของฉบับนั้นมาเทียบ กรุณากำหนดตารางเทียบในมุมมองแบบประเมิน"
    )


def trend_document(
    trend: Trend, scope: Scope, by: AreaLevel, areas: Areas, paper: Paper
) -> Document:
    """The comparable part by ด้าน, indicator and part of the area; adapted ones apart."""
    same, adapted, new = (
        trend.comparison.of(relation)
        for relation in (Relation.SAME, Relation.ADAPTED, Relation.NEW)
    )
    blocks: list[Block] = [scope.title(TITLE, areas)]
    if not trend.versions:
        blocks.append(Paragraph(text=_NO_ANSWERS, bold=True))
    compared = trend.comparison.told if trend.years else ""
    blocks += [
        Paragraph(text=told)
        for told in (versions_told(trend), compared, left_out_told(trend))
        if told
    ]
    blocks += [
        Heading(text="รายด้าน (เฉพาะข้อที่เทียบกันได้)"),
        _by_topic(trend),
        Heading(text="รายตัวชี้วัดที่เทียบกันได้"),
        _by_indicator(trend, same, "เทียบกันได้"),
    ]
    if adapted:
        blocks += [
            Heading(text="ตัวชี้วัดที่ปรับถ้อยคำหรือเกณฑ์ (อ่านด้วยความระวัง ไม่รวมในรายด้าน)"),
            _by_indicator(trend, adapted, "ปรับถ้อยคำหรือเกณฑ์"),
        ]
    if new or trend.comparison.dropped:
        blocks += [Heading(text="ตัวชี้วัดที่เทียบไม่ได้"), _not_comparable(trend, new)]
    if len(trend.parts) > 1:
        blocks += [
            Heading(text=f"ราย{by.label} (เฉลี่ยทุกข้อที่เทียบกันได้)"),
            _by_part(trend, by, scope, areas),
        ]
    blocks.append(Paragraph(text=f"หมายเหตุ {_note(trend)}", small=True))
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def same_of_topics(trend: Trend) -> Iterator[tuple[str, str, tuple[Indicator, ...]]]:
    """ด้าน (code, name) with their indicators that may be compared; none without any."""
    same = {line.indicator.code for line in trend.comparison.of(Relation.SAME)}
    for topic in trend.comparison.newest.topics:
        indicators = tuple(one for one in topic.indicators if one.code in same)
        if indicators:
            yield topic.code, topic.name, indicators


def joint_of(
    trend: Trend, year: int, indicators: Sequence[Indicator], part: str = ""
) -> Decimal | None:
    """What several indicators come to in a year."""
    return joint_standing(indicators, lambda code: trend.of(year, code, part))


def _year_columns(trend: Trend) -> tuple[Column, ...]:
    return (
        *(Column(heading=f"ปี {year}", kind=ColumnKind.PERCENT, weight=1.2) for year in trend.years),
        Column(heading="เพิ่มขึ้น", kind=ColumnKind.PERCENT, weight=1.2),
    )


def _years(told: Sequence[Decimal | None]) -> tuple[CellValue, ...]:
    """The years, and by how much the last is above the one before it."""
    rise = difference(told[-1], told[-2]) if len(told) > 1 else None
    return (*told, rise)


def _by_topic(trend: Trend) -> Table:
    rows = [
        Row(
            values=(
                name,
                len(indicators),
                *_years([joint_of(trend, year, indicators) for year in trend.years]),
            )
        )
        for _, name, indicators in same_of_topics(trend)
    ]
    return Table(
        columns=(
            Column(heading="ด้าน", weight=5),
            Column(heading="ข้อ", kind=ColumnKind.INTEGER, weight=0.8),
            *_year_columns(trend),
        ),
        rows=tuple(rows),
        name="รายด้าน",
        empty_text="ไม่มีข้อที่เทียบกันได้",
    )


def _by_indicator(trend: Trend, lines: Sequence[ComparedIndicator], name: str) -> Table:
    has_reasons = any(line.reason for line in lines)
    reason = (Column(heading="เปลี่ยนอย่างไร", weight=3),) if has_reasons else ()
    return Table(
        columns=(
            Column(heading="ข้อ", weight=0.8, align=Align.CENTER),
            Column(heading="ตัวชี้วัด", weight=5),
            Column(heading="หน่วย", weight=1.1),
            *_year_columns(trend),
            *reason,
        ),
        rows=tuple(
            Row(
                values=(
                    line.indicator.code,
                    line.indicator.text,
                    "ร้อยละ" if is_share(line.indicator) else "คะแนน",
                    *_years(
                        [
                            standing(line.indicator, trend.of(year, line.indicator.code))
                            for year in trend.years
                        ]
                    ),
                    *((line.reason,) if has_reasons else ()),
                )
            )
            for line in lines
        ),
        name=name,
        empty_text="ไม่มีข้อที่เทียบกันได้",
    )


def _not_comparable(trend: Trend, new: Sequence[ComparedIndicator]) -> Table:
    rows = [
        Row(values=(line.indicator.code, line.indicator.text, f"เพิ่มใหม่ {line.reason}"))
        for line in new
    ]
    rows += [
        Row(values=(one.code, one.text, f"มีเฉพาะฉบับ {version} ตัดออกแล้ว"))
        for version, one in trend.comparison.dropped
    ]
    return Table(
        columns=(
            Column(heading="ข้อ", weight=0.8, align=Align.CENTER),
            Column(heading="ตัวชี้วัด", weight=5),
            Column(heading="เพราะ", weight=4),
        ),
        rows=tuple(rows),
        name="เทียบไม่ได้",
    )


def _by_part(trend: Trend, by: AreaLevel, scope: Scope, areas: Areas) -> Table:
    same = [line.indicator for line in trend.comparison.of(Relation.SAME)]
    return Table(
        columns=(Column(heading=by.label, weight=4), *_year_columns(trend)),
        rows=tuple(
            Row(
                values=(
                    part_title(areas, part, scope.area_code),
                    *_years([joint_of(trend, year, same, part) for year in trend.years]),
                )
            )
            for part in trend.parts
        ),
        name=f"ราย{by.label}",
    )


def _note(trend: Trend) -> str:
    told = (
        "นับคำตอบของหมู่บ้านที่ยังตอบไม่ครบทุกข้อด้วย ร้อยละคิดจากหมู่บ้านที่ตอบข้อนั้นแล้ว "
        "ข้อที่นับคนหรือครัวเรือนคิดจากจำนวนที่นับของข้อนั้น ช่อง เพิ่มขึ้น เทียบปีสุดท้ายกับปีก่อนหน้าในตาราง"
    )
    if len({is_share(line.indicator) for line in trend.comparison.lines}) > 1:
        told += " ด้านที่มีทั้งข้อที่ให้คะแนนและข้อที่ผ่านหรือไม่ผ่าน ไม่มีค่าเฉลี่ย"
    return told
