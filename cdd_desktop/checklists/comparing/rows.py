"""What comparing reads from the file, inside an open transaction: one query each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.checklists.area_sheets import (
    JUDGED_TEXT,
    of_answers,
    of_sheets,
    part_code,
    state_of,
)
from cdd_desktop.checklists.asked_answers import asked_only
from cdd_desktop.checklists.comparing.records import Moment, MovedVillage, NearVillage, year_part
from cdd_desktop.checklists.copies import copies_of, parsed, revisions
from cdd_desktop.checklists.editing.tables import InstrumentEditionRow
from cdd_desktop.checklists.form_table import mean
from cdd_desktop.checklists.grading import grade
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.measured.records import AnswerGroup
from cdd_desktop.checklists.sheets import said_by_sheet
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.places.records import AreaLevel, PlaceKind, place_label
from cdd_desktop.places.tables import VillageNameRow, VillageRow, by_official_code
from cdd_desktop.storage.rows import chunks

_BEFORE, _AFTER = aliased(AssessmentRow), aliased(AssessmentRow)


def known_versions(session: Session, newest: Instrument) -> list[Instrument]:
    """The versions of an instrument through whose crosswalks a way may lead."""
    published = session.scalars(
        select(InstrumentEditionRow.text).where(
            InstrumentEditionRow.instrument == newest.id,
            InstrumentEditionRow.is_draft.is_(False),
        )
    )
    return [
        newest,
        *copies_of(session, newest.id).values(),
        *(parsed(text, newest.id) for text in published),
    ]


def begun_versions(
    session: Session, chosen: Sequence[ColumnElement[bool]]
) -> list[tuple[int, int]]:
    """Fiscal years and the copies that their sheets were begun with, the oldest year first."""
    columns = (AssessmentRow.fiscal_year, AssessmentRow.instrument_copy_id)
    found = of_sheets(*columns).where(*chosen, AssessmentRow.answered > 0).distinct()
    return [(year, copy) for year, copy in session.execute(found.order_by(*columns))]


def answer_groups(
    session: Session,
    instrument_id: str,
    chosen: Sequence[ColumnElement[bool]],
    codes: Mapping[int, Mapping[str, str]],
    by: AreaLevel | None,
) -> Iterator[AnswerGroup]:
    """Equal answers of several years, skipped ones left out, under the codes that `codes` has for
    the codes of each copy; each counted once for its part and once for the whole area."""
    columns: tuple[Any, ...] = (
        *(() if by is None else (part_code(by),)),
        AssessmentRow.fiscal_year,
        AssessmentRow.instrument_copy_id,
        AnswerRow.indicator,
        JUDGED_TEXT,
    )
    rules = revisions(session)
    counting = of_answers(*columns, func.count()).where(
        *chosen,
        *asked_only(session, instrument_id),
        AssessmentRow.instrument_copy_id.in_(list(codes)),
    )
    for row in session.connection().execute(counting.group_by(*columns)):
        *part, year, copy, code, said, sheets = row
        now = codes[copy].get(code)
        if now is None:
            continue
        value, denominator = _numbers(said)
        for each in ("", *part):
            yield AnswerGroup(
                part=year_part(year, each),
                code=now,
                state=state_of(code, said, rules),
                value=value,
                denominator=denominator,
                choice="",
                votes=(),
                sheets=sheets,
            )


def _numbers(said: str) -> tuple[Decimal | None, Decimal | None]:
    """The numbers of a `JUDGED_TEXT`."""
    numbers, _, rule = said.rpartition(" ")
    if not rule.isdecimal():
        return None, None
    value, _, denominator = numbers.partition("/")
    return (Decimal(value) if value else None, Decimal(denominator) if denominator else None)


def moved_villages(
    session: Session,
    instrument_id: str,
    inside: Sequence[ColumnElement[bool]],
    before: Moment,
    after: Moment,
) -> tuple[MovedVillage, ...]:
    """Villages with their levels at two moments, in official order."""
    titles = _titles(session, instrument_id)
    rows = session.execute(
        select(
            VillageRow.id,
            VillageRow.kind,
            VillageNameRow.code,
            VillageNameRow.moo,
            VillageNameRow.name,
            _BEFORE.instrument_copy_id,
            _BEFORE.level,
            _AFTER.instrument_copy_id,
            _AFTER.level,
        )
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .outerjoin(_BEFORE, _sheet_at(_BEFORE, instrument_id, before))
        .outerjoin(_AFTER, _sheet_at(_AFTER, instrument_id, after))
        .where(*inside)
        .order_by(*by_official_code())
    )
    return tuple(
        MovedVillage(
            village_id=row[0],
            code=row[2],
            label=place_label(PlaceKind(row[1]), row[3], row[4]),
            before=titles.get((row[5], row[6]), ""),
            after=titles.get((row[7], row[8]), ""),
        )
        for row in rows
    )


def _sheet_at(sheet: Any, instrument_id: str, moment: Moment) -> ColumnElement[bool]:
    return and_(
        sheet.village_id == VillageRow.id,
        sheet.instrument == instrument_id,
        sheet.fiscal_year == moment.fiscal_year,
        sheet.round == moment.round.value,
    )


def _titles(session: Session, instrument_id: str) -> dict[tuple[int | None, int | None], str]:
    return {
        (id_, level.code): level.title
        for id_, copy in copies_of(session, instrument_id).items()
        for level in copy.levels
    }


def near_villages(
    session: Session,
    instrument_id: str,
    chosen: Sequence[ColumnElement[bool]],
    most: int,
) -> Iterator[NearVillage]:
    """Finished sheets that at most so many further passes raise, in official order."""
    finished = (*chosen, AssessmentRow.level.is_not(None))
    columns = (
        AssessmentRow.id,
        AssessmentRow.instrument_copy_id,
        AssessmentRow.rule_revision_id,
        VillageRow.id,
        VillageRow.kind,
        VillageNameRow.code,
        VillageNameRow.moo,
        VillageNameRow.name,
    )
    rows = session.execute(of_sheets(*columns).where(*finished).order_by(*by_official_code())).all()
    ids: Select[Any] = of_sheets(AssessmentRow.id).where(*finished)
    said = said_by_sheet(session, ids)
    copies, rules = copies_of(session, instrument_id), revisions(session)
    for sheet, copy, rule, village, kind, code, moo, name in rows:
        if sheet not in said:
            continue
        kept = grade(copies[copy], rules[rule], *said[sheet])
        if kept.level is None or kept.next_level is None or not 0 < kept.to_next <= most:
            continue
        yield NearVillage(
            village_id=village,
            code=code,
            label=place_label(PlaceKind(kind), moo, name),
            instrument=copies[copy],
            passed=kept.passed,
            level=kept.level,
            next_level=kept.next_level,
            to_next=kept.to_next,
            codes=kept.missing,
            main=tuple(one for one in kept.missing if one in kept.missing_main),
        )


def results_of(
    session: Session, instrument_id: str, villages: Iterable[int], years: Iterable[int]
) -> dict[tuple[int, int, Round], str]:
    """What finished sheets came to, by village, fiscal year and round: the title of the level, else
    the mean score where the instrument gives one."""
    copies, rules = copies_of(session, instrument_id), revisions(session)
    scored = [
        id_ for id_, one in copies.items() if any(each.scale is not None for each in one.indicators)
    ]
    found: dict[tuple[int, int, Round], str] = {}
    wanted = tuple(set(years))
    for some in chunks(dict.fromkeys(villages)):
        chosen = (
            AssessmentRow.village_id.in_(some),
            AssessmentRow.instrument == instrument_id,
            AssessmentRow.fiscal_year.in_(wanted),
        )
        rows = session.execute(
            select(
                AssessmentRow.id,
                AssessmentRow.village_id,
                AssessmentRow.fiscal_year,
                AssessmentRow.round,
                AssessmentRow.instrument_copy_id,
                AssessmentRow.rule_revision_id,
                AssessmentRow.level,
            ).where(*chosen)
        ).all()
        without = select(AssessmentRow.id).where(
            *chosen,
            AssessmentRow.level.is_(None),
            AssessmentRow.instrument_copy_id.in_(scored),
        )
        said = said_by_sheet(session, without) if scored else {}
        for sheet, village, year, round_, copy, rule, level in rows:
            told = ""
            if level is not None:
                told = copies[copy].level(level).title
            elif sheet in said:
                kept = grade(copies[copy], rules[rule], *said[sheet])
                if kept.is_complete and kept.mean is not None:
                    told = f"คะแนนเฉลี่ย {mean(kept.mean, 1)}"
            if told:
                found[village, year, Round(round_)] = told
    return found
