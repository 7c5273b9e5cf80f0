"""Instruments and rule revisions as the office's file holds them.

A sheet is read with the copy it was begun with, whatever the program ships later; within one
fiscal year and copy all sheets are graded by the same revision, but for those that were locked
when the rule changed.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.editing.confirming import as_confirmed, confirmations_in
from cdd_desktop.checklists.grading import UNMARKED, MainRule, RuleRevision
from cdd_desktop.checklists.instruments import Instrument, InstrumentRejected
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.tables import AssessmentRow, InstrumentCopyRow, RuleRevisionRow
from cdd_desktop.errors import StorageProblem
from cdd_desktop.storage.history import Work

_COPIES = select(
    InstrumentCopyRow.id, InstrumentCopyRow.instrument, InstrumentCopyRow.text
).order_by(InstrumentCopyRow.id)
_COPIES_OF_ONE = _COPIES.where(InstrumentCopyRow.instrument == bindparam("instrument"))


@lru_cache(maxsize=64)
def parsed(text: str, name: str) -> Instrument:
    """What a text of the file defines; raises `StorageProblem` where it is damaged."""
    try:
        return parse_instrument(text, name)
    except InstrumentRejected as fault:
        raise StorageProblem(
            f"แบบประเมิน {name} ที่เก็บไว้ในฐานข้อมูลเสียหาย กรุณาเก็บไฟล์ฐานข้อมูลไว้ แล้วเปิดจากไฟล์สำรองล่าสุด"
        ) from fault


def copies_of(session: Session, instrument_id: str | None = None) -> dict[int, Instrument]:
    """The copies of one instrument, or of all, by the copy's id, oldest first, as confirmed."""
    connection = session.connection()  # asked at each key: no objects, no statement built anew
    if instrument_id is None:
        rows = connection.execute(_COPIES)
    else:
        rows = connection.execute(_COPIES_OF_ONE, {"instrument": instrument_id})
    copies = {row.id: parsed(row.text, row.instrument) for row in rows}
    marks = confirmations_in(session, instrument_id)
    return dict(zip(copies, as_confirmed(copies.values(), marks), strict=True))


def copy_id_of(session: Session, instrument: Instrument) -> int | None:
    """Where the file holds exactly this instrument, if it does."""
    return session.scalar(
        select(InstrumentCopyRow.id).where(
            InstrumentCopyRow.content_hash == instrument.content_hash
        )
    )


def ensure_copy(work: Work, instrument: Instrument) -> int:
    """The id of the instrument's copy, which is made at first use.

    A new copy is born with revision 0, which rules nothing. When it follows an older copy and
    still has, word for word, the indicators that the office's rule names, the rule is carried over.
    """
    session = work.session
    present = copy_id_of(session, instrument)
    if present is not None:
        return present
    before = list(copies_of(session, instrument.id).items())
    row = InstrumentCopyRow(
        instrument=instrument.id,
        version=instrument.version,
        content_hash=instrument.content_hash,
        text=instrument.text,
    )
    work.add(row)
    session.flush()
    add_revision(work, row.id, UNMARKED)
    if before:
        old_id, old = before[-1]
        chosen = newest_revision(session, old_id)
        carried = _carried(old, instrument, chosen)
        if carried is not None:
            add_revision(work, row.id, carried)
    return row.id


def add_revision(work: Work, copy_id: int, wanted: RuleRevision) -> RuleRevision:
    """The next revision of a copy's rule, saying what `wanted` says."""
    newest = work.session.scalar(
        select(func.max(RuleRevisionRow.number)).where(
            RuleRevisionRow.instrument_copy_id == copy_id
        )
    )
    row = RuleRevisionRow(
        instrument_copy_id=copy_id,
        number=0 if newest is None else newest + 1,
        main_indicators=" ".join(sorted(wanted.main)),
        main_rule=wanted.rule.value,
        thresholds=_thresholds_text(wanted.thresholds),
    )
    work.add(row)
    work.session.flush()
    return _revision(row)


def revisions(session: Session) -> dict[int, RuleRevision]:
    """Every revision of the file by id; an office makes a handful."""
    return {row.id: _revision(row) for row in session.scalars(select(RuleRevisionRow))}


def newest_revision(session: Session, copy_id: int) -> RuleRevision:
    """The revision made last for a copy."""
    row = session.scalars(
        select(RuleRevisionRow)
        .where(RuleRevisionRow.instrument_copy_id == copy_id)
        .order_by(RuleRevisionRow.number.desc())
        .limit(1)
    ).one()
    return _revision(row)


def revision_for_new_sheet(session: Session, instrument: Instrument, year: int) -> RuleRevision:
    """What a sheet of this year is graded by: like the year's other sheets, else the newest."""
    copy_id = copy_id_of(session, instrument)
    if copy_id is None:
        return UNMARKED
    row = session.scalars(
        select(RuleRevisionRow)
        .join(AssessmentRow, AssessmentRow.rule_revision_id == RuleRevisionRow.id)
        .where(
            AssessmentRow.instrument == instrument.id,
            AssessmentRow.fiscal_year == year,
            AssessmentRow.instrument_copy_id == copy_id,
        )
        .order_by(RuleRevisionRow.number.desc())
        .limit(1)
    ).first()
    return newest_revision(session, copy_id) if row is None else _revision(row)


def _revision(row: RuleRevisionRow) -> RuleRevision:
    try:
        return RuleRevision(
            id=row.id,
            number=row.number,
            main=frozenset(row.main_indicators.split()),
            rule=MainRule(row.main_rule),
            thresholds=_thresholds_from(row.thresholds),
        )
    except (ValueError, ArithmeticError) as fault:
        raise StorageProblem(
            "เกณฑ์ตัดสินแบบประเมินที่เก็บไว้ในฐานข้อมูลเสียหาย กรุณาเก็บไฟล์ฐานข้อมูลไว้ แล้วเปิดจากไฟล์สำรองล่าสุด"
        ) from fault


def _thresholds_text(thresholds: Mapping[str, Decimal]) -> str:
    return " ".join(f"{code}={percent:f}" for code, percent in sorted(thresholds.items()))


def _thresholds_from(text: str) -> dict[str, Decimal]:
    pairs = (part.split("=") for part in text.split())
    return {code: Decimal(percent) for code, percent in pairs}


def _carried(old: Instrument, new: Instrument, chosen: RuleRevision) -> RuleRevision | None:
    """The office's rule by the codes of a new version; None where it has none, or where an
    indicator that it names is not there word for word."""
    codes = {one.code: one.code for one in old.indicators}
    if new.crosswalk is not None and new.crosswalk.version == old.version:
        codes = {link.before: link.now for link in new.crosswalk.links}
    asked = {one.code: (one.text, one.kind) for one in new.indicators}
    named = (*chosen.main, *chosen.thresholds)
    if not named or old.main_count != new.main_count:
        return None
    for code in named:
        was = old.indicator(code)
        if asked.get(codes.get(code, "")) != (was.text, was.kind):
            return None
    return replace(
        chosen,
        main=frozenset(codes[code] for code in chosen.main),
        thresholds={codes[code]: percent for code, percent in chosen.thresholds.items()},
    )
