"""Samples between the tables and the records."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of, revisions
from cdd_desktop.checklists.grading import RuleRevision
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.verifying.comparing import answers_told, not_asked
from cdd_desktop.checklists.verifying.records import (
    BlindSheet,
    Compared,
    ComparedSheet,
    SampledSheet,
    Verification,
    Why,
)
from cdd_desktop.checklists.verifying.tables import (
    VerificationRow,
    VerifiedAnswerRow,
    VerifiedSheetRow,
)
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import code_order, kind_of, place_label
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.tables import OperationRow

_NO_SHEET = "ไม่พบแบบประเมินนี้ในการสอบทานแล้ว กรุณาเลือกจากรายการใหม่"
_PREFIXES = (2, 4, 6)  # digits of the codes of the areas around an area
_BY_HAND = (OperationRow.actor != "", OperationRow.source == "")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedTwice:
    """A sheet of a sample as it stands in an open transaction."""

    row: VerifiedSheetRow
    assessment: AssessmentRow
    instrument: Instrument
    revision: RuleRevision
    answers: dict[str, VerifiedAnswerRow]

    @property
    def key(self) -> SheetKey:
        """The sheet's."""
        return key_of(self.assessment)


def key_of(row: AssessmentRow) -> SheetKey:
    """Which sheet a row is."""
    return SheetKey(
        village_id=row.village_id,
        instrument=row.instrument,
        fiscal_year=row.fiscal_year,
        round=Round(row.round),
    )


def find(session: Session, uuid: UUID) -> VerificationRow:
    """A sample; raises `NotFound`."""
    row = session.scalars(select(VerificationRow).where(VerificationRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound("ไม่พบการสอบทานนี้แล้ว อาจถูกเลิกทำหรือลบไป กรุณาเลือกจากรายการใหม่")
    return row


def about(
    session: Session, area_code: str, instrument: str, year: int, round_: Round
) -> Sequence[VerificationRow]:
    """The samples of an area, of areas within it and around it, the newest first."""
    around = [area_code[:length] for length in _PREFIXES if length < len(area_code)]
    return session.scalars(
        select(VerificationRow)
        .where(
            VerificationRow.instrument == instrument,
            VerificationRow.fiscal_year == year,
            VerificationRow.round == round_.value,
            or_(
                VerificationRow.area_code.startswith(area_code, autoescape=True),
                VerificationRow.area_code.in_(["", *around]),
            ),
        )
        .order_by(VerificationRow.chosen_on.desc(), VerificationRow.id.desc())
    ).all()


def every_sample(session: Session) -> Sequence[VerificationRow]:
    """Every sample of the office, the newest first."""
    newest = (VerificationRow.chosen_on.desc(), VerificationRow.id.desc())
    return session.scalars(select(VerificationRow).order_by(*newest)).all()


def sheet_of(session: Session, uuid: UUID) -> KeyedTwice:
    """A sheet of a sample with what is keyed of it; raises `NotFound`."""
    row = session.scalars(
        select(VerifiedSheetRow).where(VerifiedSheetRow.uuid == uuid)
    ).one_or_none()
    if row is None:
        raise NotFound(_NO_SHEET)
    return next(_keyed_twice(session, [row]))


def label_of(session: Session, uuid: UUID) -> str:
    """What the village of a sheet of a sample is called; raises `NotFound`."""
    village_id = session.scalar(
        select(AssessmentRow.village_id)
        .join(VerifiedSheetRow, VerifiedSheetRow.assessment_id == AssessmentRow.id)
        .where(VerifiedSheetRow.uuid == uuid)
    )
    if village_id is None:
        raise NotFound(_NO_SHEET)
    return places(session, [village_id])[village_id][1]


def sheets_of(session: Session, row: VerificationRow) -> list[KeyedTwice]:
    """The sheets of a sample in official order of their villages."""
    rows = session.scalars(
        select(VerifiedSheetRow).where(VerifiedSheetRow.verification_id == row.id)
    ).all()
    found = list(_keyed_twice(session, rows))
    codes = places(session, {each.assessment.village_id for each in found})
    return sorted(found, key=lambda each: code_order(codes[each.assessment.village_id][0]))


def _keyed_twice(session: Session, rows: Sequence[VerifiedSheetRow]) -> Iterator[KeyedTwice]:
    copies = copies_of(session)
    rules = revisions(session)
    ids = [row.id for row in rows]
    answers: dict[int, dict[str, VerifiedAnswerRow]] = {}
    assessments: dict[int, AssessmentRow] = {}
    for some in chunks(ids):
        for answer in session.scalars(
            select(VerifiedAnswerRow).where(VerifiedAnswerRow.sheet_id.in_(some))
        ):
            answers.setdefault(answer.sheet_id, {})[answer.indicator] = answer
    for some in chunks([row.assessment_id for row in rows]):
        for found in session.scalars(select(AssessmentRow).where(AssessmentRow.id.in_(some))):
            assessments[found.id] = found
    for row in rows:
        assessment = assessments[row.assessment_id]
        yield KeyedTwice(
            row=row,
            assessment=assessment,
            instrument=copies[assessment.instrument_copy_id],
            revision=rules[assessment.rule_revision_id],
            answers=answers.get(row.id, {}),
        )


def places(session: Session, village_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Code and label (`ม.4 บ้านป่าขาด`) of villages by the last name each has."""
    found = {}
    for some in chunks(sorted(village_ids)):
        for id_, code, moo, name in session.execute(
            select(
                VillageNameRow.village_id,
                VillageNameRow.code,
                VillageNameRow.moo,
                VillageNameRow.name,
            )
            .where(VillageNameRow.village_id.in_(some))
            .order_by(VillageNameRow.id)
        ):
            found[id_] = (code, place_label(kind_of(code), moo, name))
    return found


def blind(session: Session, sheet: KeyedTwice) -> BlindSheet:
    """What the second person may see of it."""
    told = {code: answer.second for code, answer in sheet.answers.items()}
    village_id = sheet.assessment.village_id
    return BlindSheet(
        uuid=sheet.row.uuid,
        key=sheet.key,
        label=places(session, [village_id])[village_id][1],
        instrument=sheet.instrument,
        told=told,
        skipped=not_asked(sheet.instrument, answers_told(sheet.instrument, sheet.revision, told)),
        is_keyed=sheet.row.is_keyed,
    )


def compared(sheet: KeyedTwice) -> tuple[Compared, ...]:
    """Both keyings of a sheet of which the second is finished, in the instrument's order."""
    return tuple(
        Compared(code=code, first=answer.first, second=answer.second, final=answer.final)
        for indicator in sheet.instrument.indicators
        for code in [indicator.code]
        if (answer := sheet.answers.get(code)) is not None
    )


def verification_of(session: Session, row: VerificationRow) -> Verification:
    """The sample as the office sees it: of sheets that are not finished no difference is told."""
    return _verification(session, row, sheets_of(session, row))


def compared_sheets(
    session: Session, row: VerificationRow
) -> tuple[Verification, tuple[ComparedSheet, ...]]:
    """The sample and those of its sheets that were keyed twice."""
    sheets = sheets_of(session, row)
    verification = _verification(session, row, sheets)
    return verification, tuple(
        ComparedSheet(sheet=sampled, instrument=sheet.instrument, answers=compared(sheet))
        for sampled, sheet in zip(verification.sheets, sheets, strict=True)
        if sampled.is_keyed
    )


def compared_sheet(session: Session, sheet: KeyedTwice) -> ComparedSheet:
    """One sheet that was keyed twice."""
    row = session.get_one(VerificationRow, sheet.row.verification_id)
    (sampled,) = _verification(session, row, [sheet]).sheets
    return ComparedSheet(sheet=sampled, instrument=sheet.instrument, answers=compared(sheet))


def _verification(
    session: Session, row: VerificationRow, sheets: Sequence[KeyedTwice]
) -> Verification:
    known = places(session, {sheet.assessment.village_id for sheet in sheets})
    first = _first_hands(session, [sheet.assessment.id for sheet in sheets])
    second = _second_hands(session, [sheet.row.id for sheet in sheets])
    return Verification(
        uuid=row.uuid,
        instrument=row.instrument,
        fiscal_year=row.fiscal_year,
        round=Round(row.round),
        area_code=row.area_code,
        seed=row.seed,
        of_sheets=row.of_sheets,
        chosen_on=row.chosen_on,
        keyed_by=row.keyed_by,
        closed_on=row.closed_on,
        note=row.note,
        sheets=tuple(
            _sampled(
                sheet,
                *known[sheet.assessment.village_id],
                is_own=bool(
                    first.get(sheet.assessment.id, set()) & second.get(sheet.row.id, set())
                ),
            )
            for sheet in sheets
        ),
    )


def _sampled(sheet: KeyedTwice, code: str, label: str, *, is_own: bool) -> SampledSheet:
    told = {asked: answer.second for asked, answer in sheet.answers.items()}
    skipped = not_asked(sheet.instrument, answers_told(sheet.instrument, sheet.revision, told))
    both = compared(sheet) if sheet.row.is_keyed else ()
    return SampledSheet(
        uuid=sheet.row.uuid,
        key=sheet.key,
        code=code,
        label=label,
        why=Why(sheet.row.why),
        is_keyed=sheet.row.is_keyed,
        keyed=len(told.keys() - skipped),
        asked=len(sheet.instrument.indicators) - len(skipped),
        differences=sum(each.is_difference for each in both) if sheet.row.is_keyed else None,
        unresolved=sum(each.is_unresolved for each in both) if sheet.row.is_keyed else None,
        is_own=is_own,
    )


def _first_hands(session: Session, sheets: Collection[int]) -> dict[int, set[str]]:
    """Who keyed the answers of sheets, by identity; a file is nobody's hand."""
    hands: dict[int, set[str]] = {}
    for some in chunks(sheets):
        for sheet, actor in session.execute(
            select(AnswerRow.assessment_id, OperationRow.actor)
            .join(OperationRow, OperationRow.id == AnswerRow.born_in)
            .where(AnswerRow.assessment_id.in_(some), *_BY_HAND)
            .distinct()
        ):
            hands.setdefault(sheet, set()).add(actor)
    return hands


def _second_hands(session: Session, sheets: Collection[int]) -> dict[int, set[str]]:
    hands: dict[int, set[str]] = {}
    for some in chunks(sheets):
        for sheet, actor in session.execute(
            select(VerifiedAnswerRow.sheet_id, OperationRow.actor)
            .join(OperationRow, OperationRow.id == VerifiedAnswerRow.born_in)
            .where(VerifiedAnswerRow.sheet_id.in_(some), *_BY_HAND)
            .distinct()
        ):
            hands.setdefault(sheet, set()).add(actor)
    return hands


def keyed_by_new_hands(session: Session, sheets: Mapping[UUID, int], days: int) -> frozenset[UUID]:
    """Sheets of which somebody keyed an answer within so many days of their first operation here.

    By identity, with the assessments' ids.
    """
    seen = session.execute(
        select(OperationRow.actor, func.min(OperationRow.at).label("at"))
        .where(OperationRow.actor != "")
        .group_by(OperationRow.actor)
    )
    first_seen = {row.actor: row.at for row in seen}
    earliest: dict[int, list[tuple[str, datetime]]] = {}
    for some in chunks(sheets.values()):
        for sheet, actor, at in session.execute(
            select(AnswerRow.assessment_id, OperationRow.actor, func.min(OperationRow.at))
            .join(OperationRow, OperationRow.id == AnswerRow.born_in)
            .where(AnswerRow.assessment_id.in_(some), *_BY_HAND)
            .group_by(AnswerRow.assessment_id, OperationRow.actor)
        ):
            earliest.setdefault(sheet, []).append((actor, at))
    return frozenset(
        uuid
        for uuid, id_ in sheets.items()
        if any(at - first_seen[actor] < timedelta(days=days) for actor, at in earliest.get(id_, ()))
    )


def assessment_ids(session: Session, sheets: Collection[UUID]) -> dict[UUID, int]:
    """The ids of sheets by their identity; those that are gone are left out."""
    found: dict[UUID, int] = {}
    for some in chunks(sheets):
        known = session.execute(
            select(AssessmentRow.uuid, AssessmentRow.id).where(AssessmentRow.uuid.in_(some))
        )
        found |= {row.uuid: row.id for row in known}
    return found
