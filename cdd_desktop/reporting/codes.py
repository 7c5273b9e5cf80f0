"""Sheet codes: worked out from what a sheet says, recorded when it leaves the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.documents.model import Document, Sheet
from cdd_desktop.documents.sheet_code import code_from
from cdd_desktop.errors import StaleRecord
from cdd_desktop.reporting.tables import IssuedSheetRow
from cdd_desktop.storage.history import Work

_BLANK = frozenset({"blank", "blank-office"})  # forms to write on, of a village or an office
_PARTS_OF_BLANK = 5  # place, instrument, year, round, content
_ASK_AT_ONCE = 500  # codes in one query; SQLite takes 32,766 variables, older ones 999


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedSheet:
    """A sheet that left the office, as the register remembers it.

    `options` as `options_text` has it, empty where not known; `operation` is the one it left in.
    """

    code: str
    report: str
    subject: str
    fingerprint: str
    issued_at: datetime
    options: str
    operation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMark:
    """What the register remembers of a sheet that is about to leave."""

    code: str
    subject: str
    fingerprint: str


def with_codes(session: Session, report: str, document: Document) -> Document:
    """The document with a code on each sheet.

    The code follows from report, subject and content, so an unchanged sheet printed again keeps
    its code. Where another sheet already has it (35 bits do collide), the next attempt is taken.
    """
    identities = [_identity(report, sheet) for sheet in document.sheets]
    attempts = dict.fromkeys(range(len(identities)), 0)
    chosen: dict[int, str] = {}
    spoken_for: dict[str, tuple[str, str, str]] = {}
    while attempts:
        wanted = {
            index: code_from(_digest(identities[index]), attempt)
            for index, attempt in attempts.items()
        }
        taken = {**_issued(session, list(wanted.values())), **spoken_for}
        undecided = {}
        for index, code in wanted.items():
            identity = identities[index]
            if taken.get(code, identity) == identity:
                chosen[index] = code
                spoken_for[code] = taken[code] = identity
            else:
                undecided[index] = attempts[index] + 1
        attempts = undecided
    sheets = tuple(replace(sheet, code=chosen[n]) for n, sheet in enumerate(document.sheets))
    return replace(document, sheets=sheets)


def marks_of(document: Document) -> tuple[SheetMark, ...]:
    """What the register will remember of each sheet."""
    return tuple(
        SheetMark(code=sheet.code, subject=sheet.subject, fingerprint=sheet.fingerprint)
        for sheet in document.sheets
    )


def record_issue(
    work: Work, report: str, marks: Sequence[SheetMark], now: datetime, options: str = ""
) -> None:
    """Enter sheets in the register; those already in it stay as they are.

    `options` is what was chosen about the report, as `options_text` has it.

    Raises `StaleRecord` when a code went to another sheet since the document was made.
    """
    known = _issued(work.session, [mark.code for mark in marks])
    new: dict[str, SheetMark] = {}
    for mark in marks:
        identity = (report, mark.subject, mark.fingerprint)
        is_taken = known.get(mark.code, identity) != identity
        if is_taken or new.setdefault(mark.code, mark) != mark:
            raise StaleRecord("รหัสเอกสารนี้ถูกใช้กับเอกสารอื่นไปแล้ว กรุณาทำเอกสารนี้ใหม่อีกครั้ง")
    work.insert_many(
        IssuedSheetRow,
        [
            {
                "code": mark.code,
                "report": report,
                "subject": mark.subject,
                "fingerprint": mark.fingerprint,
                "options": options or None,
                "issued_at": now,
            }
            for mark in new.values()
            if mark.code not in known
        ],
    )


def printed_version(subject: str) -> tuple[str, str]:
    """The instrument of a form to write on and the first of its content hash; both "" of any other
    sheet, and of forms that left before it was kept."""
    kind, _, rest = subject.partition(":")
    parts = rest.split("/")
    if kind not in _BLANK or len(parts) != _PARTS_OF_BLANK:
        return "", ""
    return parts[1], parts[-1]


def find_issued(session: Session, code: str) -> IssuedSheet | None:
    """What the register knows of a code."""
    row = session.scalars(select(IssuedSheetRow).where(IssuedSheetRow.code == code)).one_or_none()
    if row is None:
        return None
    return IssuedSheet(
        code=row.code,
        report=row.report,
        subject=row.subject,
        fingerprint=row.fingerprint,
        issued_at=row.issued_at,
        options=row.options or "",
        operation=row.born_in,
    )


def _identity(report: str, sheet: Sheet) -> tuple[str, str, str]:
    return (report, sheet.subject, sheet.fingerprint)


def _digest(identity: tuple[str, str, str]) -> bytes:
    return sha256("\n".join(identity).encode()).digest()


def _issued(session: Session, codes: list[str]) -> Mapping[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = {}
    columns = (
        IssuedSheetRow.code,
        IssuedSheetRow.report,
        IssuedSheetRow.subject,
        IssuedSheetRow.fingerprint,
    )
    for start in range(0, len(codes), _ASK_AT_ONCE):
        some = codes[start : start + _ASK_AT_ONCE]
        for code, report, subject, fingerprint in session.execute(
            select(*columns).where(IssuedSheetRow.code.in_(some))
        ):
            found[code] = (report, subject, fingerprint)
    return found
