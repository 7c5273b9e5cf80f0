"""A village or an area beside the average of the areas around it, by ด้าน and indicator."""

from collections.abc import Sequence
from decimal import Decimal

from cdd_desktop.checklists.area_names import area_label, area_name
from cdd_desktop.checklists.comparing.records import ComparedArea, difference
from cdd_desktop.checklists.comparing.standings import is_share, joint_standing, standing
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.measured.records import Figures
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.model import (
    Align,
    Block,
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
    Title,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH

TITLE = "เปรียบเทียบกับค่าเฉลี่ยของพื้นที่"
_COUNTED = frozenset({AnswerKind.HOUSEHOLDS, AnswerKind.COUNT})


def average_document(
    told: ComparedArea, called: str, scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """`called`: what the area or village itself is called in a column."""
    blocks: list[Block] = [_title(told, called, scope, areas)]
    if told.wider:
        blocks += [
            Heading(text="รายด้าน"),
            _by_topic(told, called, areas),
            Heading(text="รายตัวชี้วัด"),
            _by_indicator(told, called, areas),
        ]
    if told.parts:
        blocks += [
            Heading(text=f"แต่ละพื้นที่ใน{called} เทียบกับค่าเฉลี่ยของ{called}"),
            _parts(told, called),
        ]
    blocks.append(Paragraph(text=f"หมายเหตุ {_note(told)}", small=True))
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject_of("village", told.area_code) if is_village(told) else scope.subject,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def is_village(told: ComparedArea) -> bool:
    """Whether it is of one village alone."""
    return len(told.area_code) > TAMBON_CODE_LENGTH


def own_answer(indicator: Indicator, figures: Figures) -> str:
    """A village's own answer in words."""
    if not figures.villages:
        return "ไม่มีกลุ่มเป้าหมาย" if figures.absent else "ยังไม่ตอบ"
    if indicator.kind in _COUNTED:
        return f"{figures.value:f}/{figures.of:f}"
    if is_share(indicator):
        return "ผ่าน" if figures.passed else "ไม่ผ่าน"
    return _plain(standing(indicator, figures))


def joint(told: ComparedArea, area_code: str, indicators: Sequence[Indicator]) -> Decimal | None:
    """What a ด้าน comes to in one of the areas."""
    return joint_standing(indicators, lambda code: told.of(area_code, code))


def of_part(told: ComparedArea, part: str, indicators: Sequence[Indicator]) -> Decimal | None:
    """What a ด้าน comes to in a part of the area."""
    return joint_standing(indicators, lambda code: told.of_parts.of_part(part, code))


def _title(told: ComparedArea, called: str, scope: Scope, areas: Areas) -> Title:
    if not is_village(told):
        return scope.title(TITLE, areas)
    where = area_label(areas, told.area_code[:TAMBON_CODE_LENGTH])
    lines = (
        f"{called} {where}",
        f"ปีงบประมาณ {scope.fiscal_year} รอบ{scope.round.label} {scope.instrument.short_title}",
    )
    return Title(text=TITLE, lines=lines)


def _columns(told: ComparedArea, called: str, areas: Areas) -> tuple[Column, ...]:
    own = ColumnKind.TEXT if is_village(told) else ColumnKind.PERCENT
    return (
        Column(heading=called, kind=own, weight=1.8),
        *(
            Column(heading=_wide_name(areas, code), kind=ColumnKind.PERCENT, weight=1.8)
            for code in told.wider
        ),
        Column(heading="สูงกว่า (ต่ำกว่า)", kind=ColumnKind.PERCENT, weight=1.5),
    )


def _wide_name(areas: Areas, code: str) -> str:
    area = areas.find(code)
    return area_name(areas, code) if area is None else area.full_name


def _by_topic(told: ComparedArea, called: str, areas: Areas) -> Table:
    rows = []
    for topic in told.instrument.topics:
        ours, *others = (
            joint(told, code, topic.indicators) for code in (told.area_code, *told.wider)
        )
        rows.append(
            Row(values=(topic.name, _plain(ours), *others, difference(ours, others[0])))
            if is_village(told)
            else Row(values=(topic.name, ours, *others, difference(ours, others[0])))
        )
    return Table(
        columns=(Column(heading="ด้าน", weight=5), *_columns(told, called, areas)),
        rows=tuple(rows),
        name="รายด้าน",
    )


def _plain(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _by_indicator(told: ComparedArea, called: str, areas: Areas) -> Table:
    rows = []
    for one in told.instrument.indicators:
        mine = told.of(told.area_code, one.code)
        others = [standing(one, told.of(code, one.code)) for code in told.wider]
        rows.append(
            Row(
                values=(
                    one.code,
                    one.text,
                    own_answer(one, mine) if is_village(told) else standing(one, mine),
                    *others,
                    difference(standing(one, mine), others[0]),
                )
            )
        )
    return Table(
        columns=(
            Column(heading="ข้อ", weight=0.8, align=Align.CENTER),
            Column(heading="ตัวชี้วัด", weight=5),
            *_columns(told, called, areas),
        ),
        rows=tuple(rows),
        name="รายตัวชี้วัด",
    )


def _parts(told: ComparedArea, called: str) -> Table:
    """A row for each part, a column for each ด้าน; the area itself last."""
    topics = [topic for topic in told.instrument.topics if topic.indicators]

    rows = [
        Row(values=(name, *(of_part(told, code, topic.indicators) for topic in topics)))
        for code, name in told.parts
    ]
    own = [joint(told, told.area_code, topic.indicators) for topic in topics]
    rows.append(Row(values=(f"ค่าเฉลี่ยของ{called}", *own), kind=RowKind.TOTAL))
    return Table(
        columns=(
            Column(heading="พื้นที่", weight=3),
            *(
                Column(heading=topic.short_name, kind=ColumnKind.PERCENT, weight=1.5)
                for topic in topics
            ),
        ),
        rows=tuple(rows),
        name="รายพื้นที่",
    )


def _note(told: ComparedArea) -> str:
    said = "ค่าของพื้นที่เป็นร้อยละที่ผ่าน คิดจากทุกหมู่บ้านในพื้นที่ที่ตอบข้อนั้นแล้ว รวมหมู่บ้านที่นำมาเทียบด้วย"
    if not all(is_share(one) for one in told.instrument.indicators):
        said += " ข้อที่ให้คะแนนเป็นคะแนนเฉลี่ย"
    if told.wider:
        said += " ช่องสุดท้ายเทียบกับพื้นที่ที่แคบที่สุดในตาราง ค่าลบคือต่ำกว่า"
    return said
