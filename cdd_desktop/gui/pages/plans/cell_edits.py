"""What is typed or pasted into a cell of the grid, made a change of its project."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.pages.plans.grid_columns import Column, Kind
from cdd_desktop.gui.pages.plans.grid_rows import Words
from cdd_desktop.lookups.records import Entry
from cdd_desktop.plans.records import Money, Project
from cdd_desktop.plans.words import Which
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.money import NotMoney, parse_baht
from cdd_desktop.thai.searching import folded
from cdd_desktop.thai.text import clean_line, clean_text

_NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_BETWEEN = re.compile(r"[,;\n]|\s+และ\s+")
_MOO = re.compile(r"^(?:หมู่ที่|หมู่|ม\.)?\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?(?:\s+.*)?$")
_MOO_OF_LABEL = re.compile(r"^ม\.(\d+) ")
_MOST_SAID = 8
EVERYWHERE = "ทั้งตำบล"


class NotThere(ValidationFailed):
    """What was typed does not go into this cell; says why."""

    def __init__(self, problem: str) -> None:
        super().__init__({"cell": problem})


def edited(project: Project, column: Column, text: str, words: Words, which: Which) -> Project:
    """The project with the cell as typed; raises `NotThere`."""
    if not column.is_typed:
        raise NotThere("คอลัมน์นี้คำนวณจากเงินรายปี กรุณากรอกในช่องปีหรือในแผงของโครงการ (F6)")
    if column.kind is Kind.NAME and not clean_line(text):
        raise NotThere("โครงการต้องมีชื่อ กรุณาพิมพ์ชื่อ หรือกด Ctrl+Del เพื่อลบทั้งโครงการ")
    if column.kind is Kind.YEAR:
        return with_amount(project, column.year, which, _satang(text))
    fields: dict[str, Any] = {column.field: _value(project, column, text, words)}
    return replace(project, **fields)


def _value(project: Project, column: Column, text: str, words: Words) -> object:
    match column.kind:
        case Kind.QUANTITY:
            return _quantity(text)
        case Kind.CHOICE if column.list_name is not None:
            return chosen(text, words.offered(column.list_name), column.title)
        case Kind.STATUS:
            return _status(project, text, words)
        case Kind.VILLAGES:
            return _villages(text, words)
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


def with_amount(project: Project, year: int, which: Which, satang: int | None) -> Project:
    """The project with one amount of a year changed, in the source that the cell stands for."""
    source = source_to_edit(project, year)
    lines = {(line.year, line.source): line for line in project.money}
    line = lines.get((year, source), Money(year=year, source=source))
    match which:
        case "requested":
            lines[year, source] = replace(line, requested=satang)
        case "approved":
            lines[year, source] = replace(line, approved=satang)
        case "spent":
            lines[year, source] = replace(line, spent=satang)
    kept = (lines[key] for key in sorted(lines))
    return replace(project, money=tuple(line for line in kept if not line.is_blank))


def chosen(text: str, offered: Iterable[Entry], called: str) -> str:
    """The key of the entry that is typed: its words, or the beginning of just one's."""
    entries = tuple(offered)
    wanted = folded(text)
    if not wanted:
        return ""
    same = [entry for entry in entries if folded(entry.label) == wanted]
    alike = same or [entry for entry in entries if folded(entry.label).startswith(wanted)]
    if len(alike) == 1:
        return alike[0].key
    told = ", ".join(entry.label for entry in entries[:_MOST_SAID])
    raise NotThere(f"ไม่มี “{text.strip()}” ในรายการ{called} เลือกได้: {told}")


def _status(project: Project, text: str, words: Words) -> str:
    here = words.statuses.label(project.status)
    if folded(text) == folded(here):
        return project.status
    moves = words.statuses.moves(project.status)
    try:
        key = chosen(text, moves, "สถานะ")
    except NotThere as problem:
        told = ", ".join(entry.label for entry in moves) or "ย้ายต่อไม่ได้"
        raise NotThere(f"จาก “{here}” ย้ายไป “{text.strip()}” ไม่ได้ เลือกได้: {told}") from problem
    if not key:
        raise NotThere("โครงการต้องมีสถานะ กรุณาเลือกจากรายการ")
    return key


def _quantity(text: str) -> Decimal | None:
    typed = to_arabic(text).strip()
    if not typed or typed in {"-", "–"}:
        return None
    if not typed.isascii() or not _NUMBER.fullmatch(typed):
        raise NotThere(f"“{text.strip()}” ไม่ใช่จำนวน กรุณากรอกเป็นตัวเลขตั้งแต่ 0 ขึ้นไป เช่น 120")
    return Decimal(typed.replace(",", ""))


def _rank(text: str) -> int | None:
    typed = to_arabic(text).strip()
    if not typed:
        return None
    if not is_ascii_digits(typed) or int(typed) < 1:
        raise NotThere(f"“{text.strip()}” ไม่ใช่ลำดับ กรุณากรอกเลขตั้งแต่ 1 หรือเว้นว่าง")
    return int(typed)


def _satang(text: str) -> int | None:
    try:
        return parse_baht(text)
    except NotMoney as problem:
        raise NotThere(str(problem)) from problem


def _villages(text: str, words: Words) -> tuple[int, ...]:
    """By moo (`1, 3-5`), by label, or ทั้งตำบล; in official order."""
    typed = clean_line(to_arabic(text))
    if folded(typed) == folded(EVERYWHERE):
        return tuple(words.villages)
    by_label = {folded(label): village for village, label in words.villages.items()}
    by_moo: dict[int, list[int]] = {}
    for village, label in words.villages.items():
        if found := _MOO_OF_LABEL.match(label):
            by_moo.setdefault(int(found[1]), []).append(village)
    named: set[int] = set()
    for part in filter(None, (each.strip() for each in _BETWEEN.split(typed))):
        if folded(part) in by_label:
            named.add(by_label[folded(part)])
            continue
        found = _MOO.match(part)
        if found is None:
            raise NotThere(f"ไม่พบหมู่บ้าน “{part}” กรุณาพิมพ์เลขหมู่ เช่น 1, 3-5 หรือ {EVERYWHERE}")
        first = int(found[1])
        for moo in range(first, int(found[2] or first) + 1):
            here = by_moo.get(moo, [])
            if not here:
                raise NotThere(f"ไม่มีหมู่ที่ {moo} ในพื้นที่ของแผน กรุณาตรวจเลขหมู่")
            if len(here) > 1:
                raise NotThere(f"หมู่ที่ {moo} มีหลายตำบล กรุณาเลือกหมู่บ้านในแผงของโครงการ (F6)")
            named.update(here)
    return tuple(village for village in words.villages if village in named)
