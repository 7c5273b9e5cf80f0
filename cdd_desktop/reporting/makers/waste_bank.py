"""Papers of a waste bank: the day, the price board, receipts, members' accounts, balance, year."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.model import Block, Document, Orientation, Sheet
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.bank_choice import (
    Span,
    bank_asked,
    day_asked,
    entry_asked,
    last_entries,
    member_asked,
    require_books,
    span_asked,
)
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.sources import Asked, Sources
from cdd_desktop.reporting.waste_sources import WasteSources
from cdd_desktop.thai.calendar import fiscal_year_span, thai_date
from cdd_desktop.waste.bank.records import Bank, Entry
from cdd_desktop.waste.bank.words import entry_label
from cdd_desktop.waste.paper import (
    bank_balance,
    bank_day,
    bank_member,
    bank_prices,
    bank_receipt,
    bank_year,
)
from cdd_desktop.waste.paper.bank_balance import balance_blocks
from cdd_desktop.waste.paper.bank_day import day_blocks
from cdd_desktop.waste.paper.bank_member import passbook_blocks, statement_blocks
from cdd_desktop.waste.paper.bank_prices import price_blocks
from cdd_desktop.waste.paper.bank_receipt import receipt_blocks
from cdd_desktop.waste.paper.bank_words import BankWords, from_to
from cdd_desktop.waste.paper.bank_year import month_lines, year_blocks

_RECEIPTS = tuple(bank_receipt.TITLES)


def day(sources: Sources, asked: Asked) -> Document:
    """The day chosen, else the newest one with an entry."""
    options, waste = asked.options, sources.of_waste
    on = day_asked(options, sources.today())
    words = _words(sources, asked, on)
    bank = words.bank
    require_books(bank, on)
    first = on if options.day is not None else _first(options.fiscal_year, bank)
    newest = last_entries(waste, bank, Span(first=first, last=on), ())
    if not newest:
        raise _nothing(sources, asked, bank, on)
    sheet = waste.books.day(bank.uuid, newest[0].on)
    blocks = day_blocks(sheet, words, _taken_back(sources, sheet.entries))
    subject = f"bank:{bank.uuid}/day/{sheet.on.isoformat()}"
    return _one(sources, asked, bank_day.TITLE, subject, blocks, Orientation.LANDSCAPE)


def prices(sources: Sources, asked: Asked) -> Document:
    """The board of a day."""
    on = day_asked(asked.options, sources.today())
    words = _words(sources, asked, on)
    held = sources.of_waste.banks.prices(words.bank.uuid, on)
    if not held:
        raise NotFound(
            f"“{words.bank.name}” ยังไม่มีราคา ณ วันที่ {thai_date(on)} "
            "กรุณากำหนดราคาในมุมมองสมาชิกและราคาก่อน"
        )
    sheet = Sheet(
        name=bank_prices.TITLE,
        subject=f"bank:{words.bank.uuid}/prices/{on.isoformat()}",
        blocks=tuple(price_blocks(held, words, on)),
    )
    return document_of(bank_prices.TITLE, [sheet], sources.paper(asked.options, ()))


def receipt(sources: Sources, asked: Asked) -> Document:
    """The one that is named. Else of a member: a sheet for each of the day chosen, or of the newest
    such day; without a member: the last one of the bank."""
    options, waste = asked.options, sources.of_waste
    on = day_asked(options, sources.today())
    words = replace(_words(sources, asked, on), with_names=True)
    bank = words.bank
    require_books(bank, on)
    named = entry_asked(waste, bank, options, _RECEIPTS)
    entries = _receipts(waste, words.bank, options, on) if named is None else (named,)
    copies = bank_receipt.COPIES if asked.file_format.is_paper else ("",)
    sheets = [
        Sheet(
            name=entry_label(entry),
            subject=f"bank-entry:{entry.uuid}",
            blocks=tuple(receipt_blocks(entry, words, _balance_after(sources, entry), copies)),
            orientation=Orientation.LANDSCAPE,
        )
        for entry in reversed(entries)
    ]
    return document_of("ใบรับซื้อและใบรับเงิน", sheets, sources.paper(options, ()))


def _receipts(
    waste: WasteSources, bank: Bank, options: ReportOptions, on: date
) -> tuple[Entry, ...]:
    member = member_asked(waste, bank, options)
    first = on if options.day is not None else _first(options.fiscal_year, bank)
    span = Span(first=first, last=on)
    entries = last_entries(waste, bank, span, _RECEIPTS, None if member is None else member.uuid)
    if not entries:
        who = "" if member is None else f"ของสมาชิกรหัส {member.code} "
        raise NotFound(
            f"ไม่มีใบรับซื้อหรือรายการฝากถอน{who}{from_to(span.first, span.last)} กรุณาเลือกวันหรือสมาชิกอื่น"
        )
    return entries[-1:] if member is None else entries


def passbook(sources: Sources, asked: Asked) -> Document:
    """A member's lines of a time; without a member, of each who has any or has money."""
    return _accounts(sources, asked, is_passbook=True)


def statement(sources: Sources, asked: Asked) -> Document:
    """A member's statement of a time; without a member, of each who has any or has money."""
    return _accounts(sources, asked, is_passbook=False)


def balance(sources: Sources, asked: Asked) -> Document:
    """Trial balance, goods and members' money at the end of a day."""
    on = day_asked(asked.options, sources.today())
    words = _words(sources, asked, on)
    books, bank = sources.of_waste.books, words.bank
    require_books(bank, on)
    blocks = balance_blocks(
        on,
        books.trial_balance(bank.uuid, on),
        books.stock(bank.uuid, on),
        books.savings(bank.uuid, on),
        words,
    )
    return _one(
        sources, asked, bank_balance.TITLE, f"bank:{bank.uuid}/balance/{on.isoformat()}", blocks
    )


def year(sources: Sources, asked: Asked) -> Document:
    """The bank's year that ends on the day chosen, else with the budget year or today."""
    on = day_asked(asked.options, sources.today())
    words = _words(sources, asked, on)
    books, bank = sources.of_waste.books, words.bank
    require_books(bank, on)
    sheet = books.year(bank.uuid, on)
    entries = books.entries(bank.uuid, sheet.first, sheet.last)
    months = month_lines(sheet, entries, words, _taken_back(sources, entries))
    blocks = year_blocks(sheet, months, words)
    return _one(sources, asked, bank_year.TITLE, f"bank:{bank.uuid}/year/{on.isoformat()}", blocks)


def _accounts(sources: Sources, asked: Asked, *, is_passbook: bool) -> Document:
    options, waste = asked.options, sources.of_waste
    span = span_asked(options, sources.today())
    words = replace(_words(sources, asked, span.last), with_names=True)
    bank = words.bank
    require_books(bank, span.last)
    named = member_asked(waste, bank, options)
    members = [named] if named is not None else list(words.members.values())
    title = bank_member.PASSBOOK if is_passbook else bank_member.STATEMENT
    sheets: list[Sheet] = []
    for member in members:
        told = waste.books.statement(member.uuid, span.first, span.last)
        if named is None and not told.lines and not told.closing:
            continue
        taken_back = _taken_back(sources, [line.entry for line in told.lines])
        make = passbook_blocks if is_passbook else statement_blocks
        kind = "passbook" if is_passbook else "statement"
        days = f"{span.first.isoformat()}/{span.last.isoformat()}"
        sheets.append(
            Sheet(
                name=f"{member.code} {member.name}",
                subject=f"bank-member:{member.uuid}/{kind}/{days}",
                blocks=tuple(make(told, words, taken_back)),
            )
        )
        if len(sheets) == asked.at_most:
            break
    if not sheets:
        raise NotFound(
            f"“{bank.name}” ไม่มีเงินฝากหรือรายการของสมาชิก {from_to(span.first, span.last)} "
            "กรุณาเลือกช่วงเวลาอื่น"
        )
    return document_of(title, sheets, sources.paper(options, ()))


def _one(
    sources: Sources,
    asked: Asked,
    title: str,
    subject: str,
    blocks: Iterable[Block],
    lies: Orientation = Orientation.PORTRAIT,
) -> Document:
    sheet = Sheet(name=title, subject=subject, blocks=tuple(blocks), orientation=lies)
    return document_of(title, [sheet], sources.paper(asked.options, ()))


def _words(sources: Sources, asked: Asked, on: date) -> BankWords:
    options, waste = asked.options, sources.of_waste
    line = bank_asked(waste, sources.areas, options, on)
    where = area_label(sources.areas, line.code[:TAMBON_CODE_LENGTH])
    return BankWords(
        bank=line.bank,
        place=f"{line.name} {where}".strip(),
        materials={one.uuid: one for one in waste.banks.materials(line.bank.uuid)},
        members={one.uuid: one for one in waste.banks.members(line.bank.uuid, closed=True)},
        with_names=options.with_names,
    )


def _taken_back(sources: Sources, entries: Sequence[Entry]) -> dict[UUID, Entry]:
    """The entries that reversals among these take back."""
    there = {entry.uuid: entry for entry in entries}
    wanted = [entry.reverses for entry in entries if entry.reverses is not None]
    return {uuid: there.get(uuid) or sources.of_waste.books.entry(uuid) for uuid in wanted}


def _balance_after(sources: Sources, entry: Entry) -> int | None:
    """The member's account after an entry that moved it."""
    if entry.member is None:
        return None
    told = sources.of_waste.books.statement(entry.member, entry.on, entry.on)
    return next((line.balance for line in told.lines if line.entry.uuid == entry.uuid), None)


def _first(year_be: int, bank: Bank) -> date:
    """Where the search for entries begins: the year asked for, as far as there are books."""
    first = fiscal_year_span(year_be)[0]
    return first if bank.books_from is None else max(first, bank.books_from)


def _nothing(sources: Sources, asked: Asked, bank: Bank, on: date) -> NotFound:
    """Names the newest day before that has entries."""
    told = f"“{bank.name}” ไม่มีรายการในบัญชี"
    told += f" ในวันที่ {thai_date(on)}" if asked.options.day else "ในปีงบประมาณนี้"
    before = Span(first=_first(asked.options.fiscal_year, bank), last=on)
    newest = last_entries(sources.of_waste, bank, before, ())
    if newest:
        return NotFound(f"{told} วันล่าสุดที่มีรายการคือ {thai_date(newest[0].on)} กรุณาเลือกวันนั้นหรือวันอื่น")
    return NotFound(f"{told} กรุณาบันทึกรับซื้อก่อน หรือเลือกวันหรือปีอื่น")
