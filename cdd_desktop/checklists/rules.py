"""The office's rule, ตัวชี้วัดหลัก and thresholds of counts: what another one would change, and
putting it in force for chosen years."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import add_revision, copies_of, ensure_copy, newest_revision
from cdd_desktop.checklists.editing.in_force import known_versions
from cdd_desktop.checklists.grading import NOTHING_SAID, MainRule, RuleRevision, Said, grade
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.records import LevelChange, RegradePreview
from cdd_desktop.checklists.same_questions import same_codes
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
    rule: RuleRevision
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
    session: Session, newest: Instrument, wanted: RuleRevision, years: Collection[int]
) -> RegradePreview:
    """How the sheets of the years would move; `wanted` names the indicators of `newest`."""
    return _preview(session, newest.id, years, _regraded(session, newest, wanted, years))


def apply(
    work: Work, newest: Instrument, wanted: RuleRevision, years: Collection[int]
) -> RegradePreview:
    """Grade the sheets of the years by a new revision; other years and locked sheets keep theirs.

    `newest` is what new sheets use: its copy gets the revision even without sheets.
    """
    session = work.session
    regraded = list(_regraded(session, newest, wanted, years))
    wished = {ensure_copy(work, newest): wanted} | {each.copy: each.rule for each in regraded}
    chosen = {copy: _revision(work, copy, rule) for copy, rule in sorted(wished.items())}
    rows = {
        row.id: row
        for row in session.scalars(
            select(AssessmentRow).where(*open_sheets(session, newest.id, years))
        )
    }
    for each in regraded:
        rows[each.sheet].rule_revision_id = chosen[each.copy].id
        rows[each.sheet].level = each.new
        rows[each.sheet].passed = each.passed
    return _preview(session, newest.id, years, regraded)


def said_under(
    session: Session, newest: Instrument, wanted: RuleRevision, years: Collection[int]
) -> dict[int, tuple[RuleRevision, dict[int, Said]]]:
    """What the sheets that a rule may grade would say, by copy and sheet, with the rule in the
    words of that copy. Raises `ValidationFailed` where a copy asks otherwise what the rule names.
    """
    copies = copies_of(session, newest.id)
    known = known_versions(session, newest.id)
    chosen = open_sheets(session, newest.id, years)
    used = session.scalars(select(AssessmentRow.instrument_copy_id).where(*chosen).distinct())
    found = {}
    for id_ in sorted(used):
        rule = _in_words_of(copies[id_], newest, wanted, known)
        own = select(AssessmentRow.id).where(*chosen, AssessmentRow.instrument_copy_id == id_)
        found[id_] = rule, said_by_sheet(session, own, rule=rule)
    return found


def _in_words_of(
    copy: Instrument, newest: Instrument, wanted: RuleRevision, versions: Iterable[Instrument]
) -> RuleRevision:
    codes = same_codes(newest, copy, versions)
    for field, named in (("main", wanted.main), ("thresholds", wanted.thresholds.keys())):
        if lost := sorted(named - codes.keys()):
            told = (
                f"ข้อ {', '.join(lost)} ของฉบับ {newest.version} ถามไม่เหมือนกับฉบับ {copy.version} "
                f"ที่บางปีใช้ กรุณาเลือกเฉพาะปีที่ใช้ฉบับ {newest.version}"
            )
            raise ValidationFailed({field: told})
    return replace(
        wanted,
        main=frozenset(codes[code] for code in wanted.main),
        thresholds={codes[code]: percent for code, percent in wanted.thresholds.items()},
    )


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
    session: Session, newest: Instrument, wanted: RuleRevision, years: Collection[int]
) -> Iterator[_Regraded]:
    copies = copies_of(session, newest.id)
    under = said_under(session, newest, wanted, years)
    for id_, (rule, _) in under.items():
        if rule.rule is not MainRule.UNMARKED:
            check_main(copies[id_], rule.main, rule.rule)
        check_thresholds(copies[id_], rule.thresholds)
    chosen = open_sheets(session, newest.id, years)
    for row in session.execute(select(*_COLUMNS).where(*chosen)):
        rule, said = under[row.instrument_copy_id]
        graded = grade(copies[row.instrument_copy_id], rule, *said.get(row.id, NOTHING_SAID))
        yield _Regraded(
            sheet=row.id,
            copy=row.instrument_copy_id,
            rule=rule,
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
