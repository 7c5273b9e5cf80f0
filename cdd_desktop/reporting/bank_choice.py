"""Which waste bank, member, entry and days a report asked for is about."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.errors import NotFound
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.waste_sources import WasteSources
from cdd_desktop.thai.calendar import (
    fiscal_year_span,
    is_fiscal_year,
    short_thai_date,
    thai_date,
)
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.months import fiscal_months, last_day
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.bank.records import Bank, Entry, EntryKind, Member
from cdd_desktop.waste.bank.sheets import BankLine
from cdd_desktop.waste.bank.words import entry_label
from cdd_desktop.waste.paper.bank_words import number_of

_NAMED = 8  # banks or members in a refusal
_NUMBER = re.compile(r"\d+/(\d{4})$")  # an entry within its calendar year
_BUDDHIST = 543


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from one to another, both told of."""

    first: date
    last: date


def day_asked(options: ReportOptions, today: date) -> date:
    """The day told of: the one chosen, else today, else the last of the month or year asked for.

    Raises `NotFound` for a time that has not begun.
    """
    if options.day is not None:
        day = options.day
    elif options.month is not None:
        day = min(last_day(options.month), today)
    else:
        day = min(fiscal_year_span(options.fiscal_year)[1], today)
    first = min(day, fiscal_year_span(options.fiscal_year)[0])
    if day > today or first > today:
        raise NotFound(f"วันที่ {thai_date(day)} ยังมาไม่ถึง กรุณาเลือกวันนี้หรือวันก่อนหน้า")
    return day


def span_asked(options: ReportOptions, today: date) -> Span:
    """The month, quarter or year asked for, up to the day chosen or today.

    Raises `NotFound` for a time that has not begun.
    """
    if options.month is not None:
        first, end = options.month, last_day(options.month)
    else:
        months = fiscal_months(options.fiscal_year, options.quarter)
        first, end = months[0], last_day(months[-1])
    last = min(end, options.day or today, today)
    if last < first:
        raise NotFound(f"วันที่ {thai_date(first)} ยังมาไม่ถึง กรุณาเลือกช่วงเวลาก่อนหน้า")
    return Span(first=first, last=last)


def bank_asked(waste: WasteSources, areas: Areas, options: ReportOptions, on: date) -> BankLine:
    """The bank that is named, by identity or name, closed or not; else the only one of the area
    that is open on that day.

    Raises `NotFound` naming the banks there are.
    """
    wanted = clean_line(options.bank)
    lines = waste.banks.banks(options.area_code, on, closed=bool(wanted))
    where = place_told(waste, areas, options.area_code)
    if not lines:
        raise NotFound(
            f"ไม่มีธนาคารขยะใน{where} ณ วันที่ {short_thai_date(on)} "
            "กรุณาตั้งธนาคารในหน้าขยะชุมชน หรือเลือกพื้นที่หรือวันอื่น"
        )
    known = ", ".join(f"“{line.bank.name}”" for line in lines[:_NAMED])
    if len(lines) > _NAMED:
        known += f" และอีก {len(lines) - _NAMED:,} แห่ง"
    if not wanted:
        if len(lines) > 1:
            raise NotFound(f"ใน{where}มีธนาคารขยะ {len(lines):,} แห่ง กรุณาเลือกหนึ่งแห่งจาก: {known}")
        return lines[0]
    found = [line for line in lines if wanted in {str(line.bank.uuid), line.bank.name}]
    if len(found) == 1:
        return found[0]
    told = "มีหลายแห่งชื่อ" if found else "ไม่พบธนาคารขยะ"
    raise NotFound(f"{told} “{wanted}” ใน{where} กรุณาเลือกพื้นที่ให้แคบลง หรือเลือกจาก: {known}")


def place_told(waste: WasteSources, areas: Areas, code: str) -> str:
    """An area in words; a village by its own name, for its tambon may well have what it lacks."""
    where = area_label(areas, code[:TAMBON_CODE_LENGTH])
    if len(code) <= TAMBON_CODE_LENGTH:
        return where
    return f"{waste.villages.last_known(code).label} {where}"


def require_books(bank: Bank, on: date) -> None:
    """Raises `NotFound` where only monthly totals were typed by that day."""
    if bank.books_from is None:
        raise NotFound(
            f"“{bank.name}” กรอกเฉพาะยอดรายเดือน จึงไม่มีบัญชีให้พิมพ์ กรุณากำหนดวันเริ่มทำบัญชีในทะเบียนธนาคารก่อน"
        )
    if on < bank.books_from:
        raise NotFound(
            f"บัญชีของ “{bank.name}” เริ่มวันที่ {thai_date(bank.books_from)} กรุณาเลือกวันนั้นหรือวันหลังจากนั้น"
        )


def member_asked(waste: WasteSources, bank: Bank, options: ReportOptions) -> Member | None:
    """The member of that code or identity; None where none is named. Raises `NotFound`."""
    wanted = clean_line(options.member)
    if not wanted:
        return None
    found = waste.banks.member_by_code(bank.uuid, wanted)
    if found is None:
        every = waste.banks.members(bank.uuid, closed=True)
        found = next((one for one in every if str(one.uuid) == wanted), None)
    if found is None:
        raise NotFound(f"ไม่พบสมาชิกรหัส “{wanted}” ใน “{bank.name}” กรุณาตรวจรหัสในมุมมองสมาชิกและราคา")
    return found


def entry_asked(
    waste: WasteSources, bank: Bank, options: ReportOptions, kinds: tuple[EntryKind, ...]
) -> Entry | None:
    """The entry of that identity or number; None where none is named. Raises `NotFound`."""
    wanted = to_arabic(clean_line(options.entry))
    if not wanted:
        return None
    found = [
        entry
        for entry in _entries_like(waste, bank, wanted, kinds)
        if entry.kind in kinds and wanted in {str(entry.uuid), entry_label(entry), number_of(entry)}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        known = ", ".join(map(entry_label, found))
        raise NotFound(f"เลขที่ “{wanted}” มีหลายใบ กรุณาใส่ชนิดด้วย เลือกจาก: {known}")
    raise NotFound(f"ไม่พบใบเลขที่ “{wanted}” ใน “{bank.name}” กรุณาตรวจเลขที่ในสมุดบัญชี เช่น 12/2569")


def _entries_like(
    waste: WasteSources, bank: Bank, wanted: str, kinds: tuple[EntryKind, ...]
) -> tuple[Entry, ...]:
    """Those among which the entry named must be."""
    numbered = _NUMBER.search(wanted)
    if numbered is not None and is_fiscal_year(int(numbered[1])):
        year = int(numbered[1]) - _BUDDHIST
        return waste.books.entries(bank.uuid, date(year, 1, 1), date(year, 12, 31), kinds)
    try:
        entry = waste.books.entry(UUID(wanted))
    except ValueError:
        return ()
    return (entry,) if entry.bank == bank.uuid else ()


def last_entries(
    waste: WasteSources,
    bank: Bank,
    span: Span,
    kinds: tuple[EntryKind, ...],
    member: UUID | None = None,
) -> tuple[Entry, ...]:
    """The entries of the newest day within a time that has any (of that member)."""
    entries = [
        entry
        for entry in waste.books.entries(bank.uuid, span.first, span.last, kinds or None)
        if member in {None, entry.member}
    ]
    return tuple(entry for entry in entries if entry.on == entries[-1].on)
