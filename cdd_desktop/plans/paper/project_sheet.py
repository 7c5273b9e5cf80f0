"""โครงการรายโครงการ: all that is known of one project, on a sheet of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    Signature,
    Signatures,
    Table,
)
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.money import Amount, By, baht, decimals_of
from cdd_desktop.plans.paper.agency_table import letter_told, outcome_told
from cdd_desktop.plans.paper.printed import PrintedPlan
from cdd_desktop.plans.paper.project_table import target_told
from cdd_desktop.plans.records import Coordination, Origin, Project, total
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.money import baht_text

_NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """A project and what other rooms know of it: `came_from` names the projects it came from."""

    plan: PrintedPlan
    project: Project
    sent: tuple[Coordination, ...] = ()
    came_from: tuple[str, ...] = ()


def project_sheet_blocks(facts: ProjectFacts) -> tuple[Block, ...]:
    """Everything of the project, under numbered headings as project papers have them."""
    return (
        *_told(facts),
        Heading(text="งบประมาณ (บาท) จำแนกตามปีและแหล่งงบประมาณ"),
        _money_table(facts),
        *_sum(facts.project),
        *_coordination(facts),
        Signatures(
            people=(
                Signature(role="ผู้เสนอโครงการ", dated=True),
                Signature(role="ผู้เห็นชอบโครงการ", dated=True),
            )
        ),
    )


def _told(facts: ProjectFacts) -> Iterator[Block]:
    project, words = facts.project, facts.plan.words
    ranks = (
        f"ลำดับที่ {project.rank} ของแผน" if project.rank else "",
        f"ลำดับที่ {project.dimension_rank} ของด้าน" if project.dimension_rank else "",
    )
    rows = (
        ("ชื่อโครงการ", project.name),
        ("รายละเอียด", project.details),
        ("หลักการและเหตุผล", project.reason),
        ("วัตถุประสงค์", project.objective),
        ("เป้าหมาย", target_told(project)),
        ("พื้นที่ดำเนินการ", words.where(project)),
        ("ตัวชี้วัด", project.indicator),
        ("ผลที่คาดว่าจะได้รับ", project.expected),
        ("ด้านการพัฒนา", words.label(ListName.DIMENSION, project.dimension)),
        ("ลักษณะการดำเนินงาน", words.label(ListName.PROJECT_KIND, project.kind)),
        ("หน่วยงานรับผิดชอบหลัก", project.agency),
        ("ที่มาของโครงการ", "\n".join(_origin(facts))),
        ("ลำดับความสำคัญ", " ".join(filter(None, ranks))),
        ("สถานะ", _status(facts)),
    )
    yield Table(
        columns=(Column(heading="หัวข้อ", weight=1.3), Column(heading="รายละเอียดโครงการ", weight=4)),
        rows=tuple(Row(values=(label, told or _NOTHING)) for label, told in rows),
        name="โครงการ",
    )


def _origin(facts: ProjectFacts) -> Iterator[str]:
    origin: Origin = facts.project.origin
    kind = facts.plan.words.label(ListName.PROJECT_ORIGIN, origin.kind)
    if kind or origin.text:
        yield ": ".join(filter(None, (kind, origin.text)))
    if origin.indicator:
        where = facts.plan.words.villages.get(origin.village_id or 0, "")
        year = f" ปี {origin.year}" if origin.year else ""
        yield f"ตัวชี้วัดข้อ {origin.indicator} ไม่ผ่าน{year} {where}".strip()
    if origin.raised_on is not None:
        yield f"เสนอเมื่อวันที่ {thai_date(origin.raised_on)}"
    if facts.came_from:
        yield f"มาจากโครงการ: {', '.join(facts.came_from)}"


def _status(facts: ProjectFacts) -> str:
    project = facts.project
    label = facts.plan.words.label(ListName.PROJECT_STATUS, project.status)
    day = "" if project.status_on is None else f"ตั้งแต่วันที่ {thai_date(project.status_on)}"
    return " ".join(filter(None, (label, day, project.status_note)))


def _money_table(facts: ProjectFacts) -> Table:
    money = facts.project.money
    decimals = decimals_of(which.of(line) for line in money for which in Amount)

    def cells(amounts: Sequence[int | None]) -> tuple[CellValue, ...]:
        return tuple(baht(amount, decimals) for amount in amounts)

    rows = [
        Row(
            values=(
                str(line.year),
                facts.plan.words.heading(By.SOURCE, line.source),
                *cells([which.of(line) for which in Amount]),
            )
        )
        for line in money
    ]
    if rows:
        sums = [total(which.of(line) for line in money) for which in Amount]
        rows.append(Row(values=("", "รวม", *cells(sums)), kind=RowKind.TOTAL))
    return Table(
        columns=(
            Column(heading="ปี", weight=1, align=Align.CENTER),
            Column(heading="แหล่งงบประมาณ", weight=3),
            *(Column(heading=which.label, kind=ColumnKind.MONEY, weight=2) for which in Amount),
        ),
        rows=tuple(rows),
        name="งบประมาณ",
        empty_text="ยังไม่ได้กรอกงบประมาณ",
    )


def _sum(project: Project) -> Iterator[Paragraph]:
    if project.requested is not None:
        yield Paragraph(text=f"รวมงบประมาณตามแผน ({baht_text(project.requested)})")


def _coordination(facts: ProjectFacts) -> Iterator[Block]:
    if not facts.sent:
        return
    decimals = decimals_of(one.accepted for one in facts.sent)
    yield Heading(text="การประสานแผน")
    yield Table(
        columns=(
            Column(heading="หน่วยงาน", weight=2.4),
            Column(heading="หนังสือนำส่ง", weight=2),
            Column(heading="ผลการพิจารณา", weight=2),
            Column(heading="บรรจุปี", weight=1, align=Align.CENTER),
            Column(heading="วงเงินที่รับ (บาท)", kind=ColumnKind.MONEY, weight=1.8),
            Column(heading="เหตุผล", weight=2),
        ),
        rows=tuple(
            Row(
                values=(
                    " ".join(filter(None, (one.agency, one.target_plan))),
                    letter_told(one),
                    outcome_told(one, facts.plan.words),
                    "" if one.accepted_year is None else str(one.accepted_year),
                    baht(one.accepted, decimals),
                    one.reason,
                )
            )
            for one in facts.sent
        ),
        name="การประสานแผน",
    )
