"""Attachments and confirmed doubts between values and rows."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.copies import copies_of, revisions
from cdd_desktop.checklists.evidence.doubts import doubts
from cdd_desktop.checklists.evidence.records import (
    Attachment,
    Confirmation,
    FileKind,
    RecordsTold,
)
from cdd_desktop.checklists.evidence.tables import AttachmentRow, DoubtConfirmationRow
from cdd_desktop.checklists.grading import RuleRevision, judged
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.levels.skipping import skipped
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.errors import NotFound
from cdd_desktop.storage.rows import chunks

_NO_FILE = "ไม่พบไฟล์แนบนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการไฟล์ใหม่"
_HEAD = (
    AttachmentRow.uuid,
    AttachmentRow.indicator,
    AttachmentRow.name,
    AttachmentRow.kind,
    AttachmentRow.size,
    AttachmentRow.digest,
)


def attachments_of(session: Session, sheet: int) -> tuple[Attachment, ...]:
    """The files of a sheet in the order they came, without what is in them."""
    rows = session.execute(
        select(*_HEAD).where(AttachmentRow.assessment_id == sheet).order_by(AttachmentRow.id)
    )
    return tuple(
        Attachment(
            uuid=row.uuid,
            code=row.indicator,
            name=row.name,
            kind=FileKind(row.kind),
            size=row.size,
            digest=row.digest,
        )
        for row in rows
    )


def attachment_row(session: Session, uuid: UUID) -> AttachmentRow:
    """The row of a file; raises `NotFound`."""
    wanted = select(AttachmentRow).where(AttachmentRow.uuid == uuid)
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise NotFound(_NO_FILE)
    return row


def confirmed_of(session: Session, sheets: Iterable[int]) -> dict[int, dict[str, Confirmation]]:
    """The doubts of sheets that somebody let stand, by their key; a sheet without any is absent."""
    found: dict[int, dict[str, Confirmation]] = {}
    for some in chunks(list(sheets)):
        rows = session.scalars(
            select(DoubtConfirmationRow).where(DoubtConfirmationRow.assessment_id.in_(some))
        )
        for row in rows:
            found.setdefault(row.assessment_id, {})[row.doubt] = Confirmation(
                doubt=row.doubt, told=row.told, reason=row.reason
            )
    return found


def told_by(
    session: Session, rooms: Sequence[RecordsTold], villages: Iterable[int], year: int
) -> dict[int, frozenset[str]]:
    """What other rooms tell of villages in a fiscal year."""
    wanted = tuple(dict.fromkeys(villages))
    found: dict[int, frozenset[str]] = {}
    for room in rooms:
        for village, told in room(session, wanted, year).items():
            found[village] = found.get(village, frozenset()) | told
    return found


def open_doubts(
    session: Session, sheets: Sequence[int], rooms: Sequence[RecordsTold]
) -> Mapping[int, int]:
    """How many doubts of each sheet nobody confirmed; sheets without any are absent."""
    copies = copies_of(session)
    rules = revisions(session)
    heads = [
        row
        for some in chunks(list(sheets))
        for row in session.execute(
            select(
                AssessmentRow.id,
                AssessmentRow.village_id,
                AssessmentRow.fiscal_year,
                AssessmentRow.instrument_copy_id,
                AssessmentRow.rule_revision_id,
            ).where(AssessmentRow.id.in_(some))
        )
    ]
    asked = [row for row in heads if copies[row.instrument_copy_id].consistency]
    if not asked:
        return {}
    told: dict[tuple[int, int], frozenset[str]] = {}
    for year in {row.fiscal_year for row in asked}:
        villages = [row.village_id for row in asked if row.fiscal_year == year]
        for village, records in told_by(session, rooms, villages, year).items():
            told[village, year] = records
    codes = frozenset(code for row in asked for code in _looked_at(copies[row.instrument_copy_id]))
    answers = _given(session, {row.id: rules[row.rule_revision_id] for row in asked}, codes)
    confirmed = confirmed_of(session, [row.id for row in asked])
    found: dict[int, int] = {}
    for row in asked:
        copy, given = copies[row.instrument_copy_id], answers.get(row.id, {})
        said = said_by(copy, given)
        raised = doubts(
            copy,
            given,
            told.get((row.village_id, row.fiscal_year), frozenset()),
            confirmed.get(row.id, {}),
            skipped(copy, said.states, said.choices),
        )
        count = sum(one.is_open for one in raised)
        if count:
            found[row.id] = count
    return found


def _looked_at(instrument: Instrument) -> frozenset[str]:
    """The codes whose answers raise doubts, and those that leave indicators out."""
    raising = {code for one in instrument.consistency for code, _ in one.answers}
    leaving_out = {skip.indicator for one in instrument.indicators for skip in one.skips}
    return frozenset(raising | leaving_out)


def _given(
    session: Session, rules: Mapping[int, RuleRevision], codes: frozenset[str]
) -> dict[int, dict[str, Answer]]:
    """Answers of sheets to some indicators, judged by the sheets' rules, without their texts."""
    columns = (
        AnswerRow.assessment_id,
        AnswerRow.indicator,
        AnswerRow.state,
        AnswerRow.value,
        AnswerRow.denominator,
        AnswerRow.choice,
        AnswerRow.votes,
    )
    found: dict[int, dict[str, Answer]] = {}
    for some in chunks(list(rules)):
        wanted = select(*columns).where(
            AnswerRow.assessment_id.in_(some), AnswerRow.indicator.in_(codes)
        )
        for sheet, code, state, value, of, choice, votes in session.connection().execute(wanted):
            found.setdefault(sheet, {})[code] = Answer(
                state=judged(rules[sheet], code, AnswerState(state), value, of),
                value=value,
                denominator=of,
                choice=choice,
                votes=tuple(map(int, votes.split())),
            )
    return found
