"""The workbook in which somebody fills in a plan's projects, and which is read back. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cdd_desktop.documents.fill_in import FillColumn, FillIn, FillKind
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.exchange.project_file import FileWords
from cdd_desktop.plans.exchange.project_headings import (
    PROJECT_TITLES,
    UUID_TITLE,
    YEAR_KEY,
    column_choices,
)
from cdd_desktop.plans.exchange.typed import EVERYWHERE
from cdd_desktop.plans.records import Money, Plan, Project

SHEET = "บัญชีโครงการ"
_SATANG = Decimal(100)
_WIDTHS = {"name": 46.0, "quantity": 12.0, "unit": 12.0, "dimension": 24.0, "kind": 20.0}
_TEXT_WIDTH, _MONEY_WIDTH = 30.0, 18.0
_LISTS = {
    "dimension": ListName.DIMENSION,
    "kind": ListName.PROJECT_KIND,
    "source": ListName.MONEY_SOURCE,
}
# in the order of the sheet; years stand after the source, the identity last
_COLUMNS = tuple(column for column in PROJECT_TITLES if column != "uuid")


def project_workbook(
    plan: Plan, place: str, projects: Sequence[Project], words: FileWords, agencies: Sequence[str]
) -> FillIn:
    """The workbook of a plan; without `projects` a blank one. `agencies` are offered."""
    titles = dict(column_choices(plan.years))
    title = f"{SHEET} {plan.title} {place}".strip()
    return FillIn(
        name=SHEET,
        title=title,
        columns=(
            *(_column(key, titles[key], words, agencies) for key in _COLUMNS),
            *(
                FillColumn(
                    title=titles[f"{YEAR_KEY}{year}"], width=_MONEY_WIDTH, kind=FillKind.MONEY
                )
                for year in plan.years
            ),
            FillColumn(title=UUID_TITLE, width=_TEXT_WIDTH, is_hidden=True),
        ),
        rows=[row for project in projects for row in _rows(project, plan, words)],
        how=tuple(_how(plan)),
    )


def _column(key: str, title: str, words: FileWords, agencies: Sequence[str]) -> FillColumn:
    if key == "quantity":
        return FillColumn(title=title, width=_WIDTHS[key], kind=FillKind.NUMBER)
    width = _WIDTHS.get(key, _TEXT_WIDTH)
    if key == "agency":
        return FillColumn(title=title, width=width, choices=tuple(dict.fromkeys(agencies)))
    if key in _LISTS:
        offered = words.lookups[_LISTS[key]].offered(words.year)
        labels = tuple(entry.label for entry in offered)
        return FillColumn(title=title, width=width, choices=labels, is_closed=True)
    return FillColumn(title=title, width=width)


def _rows(
    project: Project, plan: Plan, words: FileWords
) -> Iterator[tuple[str | Decimal | None, ...]]:
    """A row for each source that something is asked of; all else is the same in each."""
    told = {
        "name": project.name,
        "details": project.details,
        "reason": project.reason,
        "objective": project.objective,
        "target": project.target,
        "quantity": project.quantity,
        "unit": project.unit,
        "indicator": project.indicator,
        "expected": project.expected,
        "dimension": _label(words, ListName.DIMENSION, project.dimension),
        "kind": _label(words, ListName.PROJECT_KIND, project.kind),
        "agency": project.agency,
        "villages": _villages(project, words),
    }
    asked = {line.source for line in project.money if line.requested is not None}
    sources = sorted(asked) or sorted({line.source for line in project.money})[:1] or [""]
    for source in sources:
        told["source"] = _label(words, ListName.MONEY_SOURCE, source)
        yield (
            *(told[key] for key in _COLUMNS),
            *(_requested(project.money, year, source) for year in plan.years),
            str(project.uuid),
        )


def _requested(money: Sequence[Money], year: int, source: str) -> Decimal | None:
    """In baht."""
    for line in money:
        if (line.year, line.source) == (year, source) and line.requested is not None:
            return line.requested / _SATANG
    return None


def _label(words: FileWords, name: ListName, key: str) -> str:
    return words.lookups[name].label(key, words.year) if key else ""


def _villages(project: Project, words: FileWords) -> str:
    return ", ".join(words.villages[one] for one in words.villages if one in project.villages)


def with_read(
    project: Project,
    fields: Mapping[str, object],
    requested: Sequence[Money],
    years: Sequence[int],
    villages: Collection[int],
) -> Project:
    """The project as a file tells it: its fields, and what is asked for in `years`, those that the
    file has columns for. What was approved and spent stays; so does a village that has no word
    among those a file may name, `villages`."""
    lines = {
        (line.year, line.source): replace(line, requested=None) if line.year in years else line
        for line in project.money
    }
    for asked in requested:
        key = (asked.year, asked.source)
        held = lines.get(key, Money(year=asked.year, source=asked.source))
        lines[key] = replace(held, requested=asked.requested)
    kept = (lines[key] for key in sorted(lines))
    told: dict[str, Any] = {**fields, "money": tuple(line for line in kept if not line.is_blank)}
    if "villages" in told:
        unnamed = (one for one in project.villages if one not in villages)
        told["villages"] = tuple(sorted({*told["villages"], *unnamed}))
    return replace(project, **told)


def _how(plan: Plan) -> Iterator[str]:
    yield f"กรอกในแผ่นงาน {SHEET} หนึ่งแถวต่อหนึ่งโครงการ ต้องมีชื่อโครงการ ช่องอื่นเว้นว่างได้"
    yield "จำนวนเงินเป็นบาท มีสตางค์ได้ เช่น 12500.50 เว้นว่างหมายถึงยังไม่ทราบ ใส่ 0 เมื่อไม่ขอเงินในปีนั้น"
    yield f"ปีงบประมาณต้องอยู่ในช่วงของแผน ({plan.period}) ปีอื่นโปรแกรมไม่รับ"
    yield "ด้านการพัฒนา ลักษณะการดำเนินงาน และแหล่งงบประมาณ เลือกจากรายการที่ปุ่มลูกศรในช่อง (Alt+↓)"
    yield f"หมู่บ้านที่ได้รับประโยชน์ พิมพ์เลขหมู่ เช่น 1, 3-5 หรือพิมพ์ {EVERYWHERE}"
    yield (
        f"แถวที่มีอยู่แล้วมีรหัสซ่อนอยู่ในคอลัมน์สุดท้าย ({UUID_TITLE}) กรุณาอย่าแก้ แถวใหม่เว้นว่าง "
        "โครงการที่มีหลายแหล่งงบประมาณมีหลายแถวที่รหัสเดียวกัน ข้อความอื่นต้องตรงกันทุกแถว"
    )
    yield "ลบแถวออกจากไฟล์ไม่ได้ลบโครงการในโปรแกรม ถ้าต้องการลบ กรุณาลบในหน้าแผนตำบล"
    yield (
        "กรอกเสร็จแล้วบันทึกไฟล์ แล้วเลือกเมนู แผน > นำเข้าโครงการจาก Excel… (Ctrl+O) ในหน้าแผนตำบล "
        "โปรแกรมแสดงทุกแถวให้ตรวจก่อนบันทึก"
    )
