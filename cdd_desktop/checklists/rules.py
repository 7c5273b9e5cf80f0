"""The office's rule, ตัวชี้วัดหลัก and thresholds of counts: what another one would change, and
putting it in force for chosen years."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import add_revision, copies_of, newest_revision
from cdd_desktop.checklists.grading import NOTHING_SAID, MainRule, RuleRevision, grade
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.records import LevelChange, RegradePreview
from cdd_desktop.checklists.sheets import said_by_sheet
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.workflow.locks import locked_stages
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Work

_WHOLE = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Regraded:
    """One sheet under the new rule; levels None while it is unfinished."""

    sheet: int
    copy: int
    year: int
    old: int | None
    new: int | None
    passed: int


def check_main(instrument: Instrument, main: frozenset[str], rule: MainRule) -> None:
    """Raise `ValidationFailed` unless the choice is whole: the right number, and a rule."""
    problems = {}
    known = {indicator.code for indicator in instrument.indicators}
    unknown = sorted(main - known)
    if unknown:
        problems["main"] = f"ไม่มีตัวชี้วัด {', '.join(unknown)} ใน {instrument.short_title} กรุณาเลือกใหม่"
    elif len(main) != instrument.main_count:
        problems["main"] = (
            f"ต้องเลือกตัวชี้วัดหลักให้ครบ {instrument.main_count} ข้อพอดี ขณะนี้เลือก {len(main)} ข้อ"
        )
    if rule is MainRule.UNMARKED:
        problems["rule"] = "กรุณาเลือกว่าตัวชี้วัดหลักบังคับเฉพาะระดับแรกหรือทุกระดับ"
    if problems:
        raise ValidationFailed(problems)


def check_thresholds(instrument: Instrument, thresholds: Mapping[str, Decimal]) -> None:
    """Raise `ValidationFailed` unless they are percents of indicators that count."""
    counted = {
        indicator.code
        for indicator in instrument.indicators
        if indicator.kind in (AnswerKind.HOUSEHOLDS, AnswerKind.COUNT)
    }
    if wrong := sorted(thresholds.keys() - counted):
        told = f"{instrument.short_title} ไม่มีตัวชี้วัด {', '.join(wrong)} ที่ตอบเป็นจำนวน กรุณาตรวจรหัสตัวชี้วัด"
        raise ValidationFailed({"thresholds": told})
    if not all(_is_percent(percent) for percent in thresholds.values()):
        raise ValidationFailed(
            {
                "thresholds": "เกณฑ์ผ่านต้องเป็นร้อยละของจำนวนทั้งหมด มากกว่า 0 และไม่เกิน 100 "
                "ทศนิยมไม่เกินสองตำแหน่ง กรุณาตรวจตัวเลข"
            }
        )


def _is_percent(percent: Decimal) -> bool:
    return percent.is_finite() and 0 < percent <= _WHOLE and percent == round(percent, 2)


def preview(
    session: Session, instrument_id: str, wanted: RuleRevision, years: Collection[int]
) -> RegradePreview:
    """How the sheets of the years would move."""
    return _preview(session, instrument_id, years, _regraded(session, instrument_id, wanted, years))


def apply(
    work: Work, newest: int, instrument_id: str, wanted: RuleRevision, years: Collection[int]
) -> RegradePreview:
    """Grade the sheets of the years by a new revision; other years and locked sheets keep theirs.

    `newest` is the copy that new sheets use: it gets the revision even without sheets.
    """
    session = work.session
    regraded = list(_regraded(session, instrument_id, wanted, years))
    copies = {newest, *(each.copy for each in regraded)}
    chosen = {copy: _revision(work, copy, wanted) for copy in sorted(copies)}
    rows = {
        row.id: row
        for row in session.scalars(
            select(AssessmentRow).where(*open_sheets(session, instrument_id, years))
        )
    }
    for each in regraded:
        rows[each.sheet].rule_revision_id = chosen[each.copy].id
        rows[each.sheet].level = each.new
        rows[each.sheet].passed = each.passed
    return _preview(session, instrument_id, years, regraded)


_COLUMNS = (
    AssessmentRow.id,
    AssessmentRow.instrument_copy_id,
    AssessmentRow.rule_revision_id,
    AssessmentRow.fiscal_year,
    AssessmentRow.answered,
    AssessmentRow.passed,
    AssessmentRow.level,
)


def _regraded(
    session: Session, instrument_id: str, wanted: RuleRevision, years: Collection[int]
) -> Iterator[_Regraded]:
    copies = copies_of(session, instrument_id)
    chosen = open_sheets(session, instrument_id, years)
    said = said_by_sheet(session, select(AssessmentRow.id).where(*chosen), rule=wanted)
    checked = set()
    for row in session.execute(select(*_COLUMNS).where(*chosen)):
        copy = copies[row.instrument_copy_id]
        if row.instrument_copy_id not in checked:
            if wanted.rule is not MainRule.UNMARKED:
                check_main(copy, wanted.main, wanted.rule)
            check_thresholds(copy, wanted.thresholds)
            checked.add(row.instrument_copy_id)
        graded = grade(copy, wanted, *said.get(row.id, NOTHING_SAID))
        yield _Regraded(
            sheet=row.id,
            copy=row.instrument_copy_id,
            year=row.fiscal_year,
            old=row.level,
            new=None if graded.level is None else graded.level.code,
            passed=graded.passed,
        )


def open_sheets(
    session: Session, instrument_id: str, years: Collection[int]
) -> tuple[ColumnElement[bool], ...]:
    """The sheets of the years that a new rule may grade."""
    locked = locked_stages(session)
    return (*_of(instrument_id, years), AssessmentRow.stage.not_in(locked))


def count_locked(session: Session, instrument_id: str, years: Collection[int]) -> int:
    """How many sheets of the years keep their rule because they are locked."""
    locked = AssessmentRow.stage.in_(locked_stages(session))
    wanted = select(func.count()).where(*_of(instrument_id, years), locked)
    return session.scalar(wanted) or 0


def _of(instrument_id: str, years: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return (AssessmentRow.instrument == instrument_id, AssessmentRow.fiscal_year.in_(years))


def _revision(work: Work, copy: int, wanted: RuleRevision) -> RuleRevision:
    """The copy's newest revision where it says the same already, else a new one."""
    newest = newest_revision(work.session, copy)
    if replace(wanted, id=newest.id, number=newest.number) == newest:
        return newest
    return add_revision(work, copy, wanted)


def _preview(
    session: Session,
    instrument_id: str,
    years: Collection[int],
    regraded: Iterable[_Regraded],
) -> RegradePreview:
    regraded = list(regraded)
    moved = Counter(
        (each.year, each.old, each.new)
        for each in regraded
        if each.old is not None and each.new is not None and each.old != each.new
    )
    return RegradePreview(
        changes=tuple(
            LevelChange(fiscal_year=year, from_level=old, to_level=new, sheets=count)
            for (year, old, new), count in sorted(moved.items())
        ),
        sheets=len(regraded),
        locked=count_locked(session, instrument_id, years),
    )
