"""What is typed or pasted into a cell of the grid, made a change of its project."""

from dataclasses import replace
from typing import Any

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.pages.plans.grid.columns import Column, Kind
from cdd_desktop.gui.pages.plans.grid.rows import Words
from cdd_desktop.plans.exchange.typed import NotTyped, typed_choice, typed_quantity, typed_villages
from cdd_desktop.plans.money import with_amount
from cdd_desktop.plans.records import Money, Project
from cdd_desktop.plans.words import Which
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.money import NotMoney, parse_baht
from cdd_desktop.thai.searching import folded
from cdd_desktop.thai.text import clean_line, clean_text, short

_LONGEST_RANK = 9  # digits


class NotThere(ValidationFailed):
    """What was typed does not go into this cell; says why."""

    def __init__(self, problem: str) -> None:
        super().__init__({"cell": problem})


def edited(
    project: Project,
    column: Column,
    text: str,
    words: Words,
    which: Which,
    *,
    by_dimension: bool = False,
) -> Project:
    """The project with the cell as typed; raises `NotThere`. `by_dimension`: the rank within its
    dimension is typed, and not that within the plan."""
    if not column.is_typed:
        raise NotThere("คอลัมน์นี้คำนวณจากเงินรายปี กรุณากรอกในช่องปีหรือในแผงของโครงการ (F6)")
    if column.kind is Kind.NAME and not clean_line(text):
        raise NotThere("โครงการต้องมีชื่อ กรุณาพิมพ์ชื่อ หรือกด Ctrl+Del เพื่อลบทั้งโครงการ")
    try:
        if column.kind is Kind.YEAR:
            return _with_amount(project, column.year, which, parse_baht(text))
        is_of_dimension = column.kind is Kind.RANK and by_dimension
        field = "dimension_rank" if is_of_dimension else column.field
        fields: dict[str, Any] = {field: _value(project, column, text, words)}
    except (NotTyped, NotMoney) as problem:
        raise NotThere(str(problem)) from problem
    return replace(project, **fields)


def _value(project: Project, column: Column, text: str, words: Words) -> object:
    match column.kind:
        case Kind.QUANTITY:
            return typed_quantity(text)
        case Kind.CHOICE if column.list_name is not None:
            return typed_choice(text, words.offered(column.list_name), column.title)
        case Kind.STATUS:
            return _status(project, text, words)
        case Kind.VILLAGES:
            return typed_villages(text, words.villages)
        case Kind.RANK:
            return _rank(text)
        case Kind.TEXT:
            return clean_text(text)
    return clean_line(text)


def source_to_edit(project: Project, year: int) -> str:
    """The one source whose amount a cell of this year edits: the year's, else that of all others.

    Raises `NotThere` where the year has money of several.
    """
    here = [line.source for line in project.money if line.year == year]
    if len(here) > 1:
        raise NotThere(f"ปี {year} มีเงินหลายแหล่ง กรุณาแก้แยกแหล่งในแผงของโครงการ (F6) หัวข้อ เงิน")
    if here:
        return here[0]
    others = {line.source for line in project.money}
    return others.pop() if len(others) == 1 else ""


def _with_amount(project: Project, year: int, which: Which, satang: int | None) -> Project:
    """The project with one amount of a year changed, in the source that the cell stands for."""
    source = source_to_edit(project, year)
    lines = {(line.year, line.source): line for line in project.money}
    line = lines.get((year, source), Money(year=year, source=source))
    lines[year, source] = with_amount(line, which, satang)
    kept = (lines[key] for key in sorted(lines))
    return replace(project, money=tuple(line for line in kept if not line.is_blank))


def _status(project: Project, text: str, words: Words) -> str:
    here = words.statuses.label(project.status)
    if folded(text) == folded(here):
        return project.status
    moves = words.statuses.moves(project.status)
    try:
        key = typed_choice(text, moves, "สถานะ")
    except NotTyped as problem:
        told = ", ".join(entry.label for entry in moves) or "ย้ายต่อไม่ได้"
        raise NotThere(f"จาก “{here}” ย้ายไป “{short(text)}” ไม่ได้ เลือกได้: {told}") from problem
    if not key:
        raise NotThere("โครงการต้องมีสถานะ กรุณาเลือกจากรายการ")
    return key


def _rank(text: str) -> int | None:
    typed = to_arabic(text).strip()
    if not typed:
        return None
    if len(typed) > _LONGEST_RANK or not is_ascii_digits(typed) or int(typed) < 1:
        raise NotThere(f"“{short(text)}” ไม่ใช่ลำดับ กรุณากรอกเลขตั้งแต่ 1 หรือเว้นว่าง")
    return int(typed)
