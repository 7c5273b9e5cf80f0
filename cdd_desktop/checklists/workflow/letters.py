"""The letters with which amphoe send their sheets, and the announcements of the province."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.checklists.workflow.records import (
    Announcement,
    RoundOf,
    Sending,
    WorkflowRefused,
    announcement_problems,
    sending_problems,
)
from cdd_desktop.checklists.workflow.rows import amphoe_of
from cdd_desktop.checklists.workflow.tables import AnnouncementRow, SendingRow
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.text import clean_line, clean_text

_STALE = "มีการบันทึกรายการนี้จากที่อื่นหลังจากเปิดไว้ กรุณาเปิดใหม่แล้วแก้อีกครั้ง"
_AMPHOE_LENGTH = 4


def sendings_in(session: Session, round_: RoundOf, area_code: str) -> tuple[Sending, ...]:
    """The letters of a round by amphoe; of an area's amphoe, or of the one it lies in."""
    rows = session.scalars(
        select(SendingRow)
        .where(
            *_of(SendingRow, round_),
            SendingRow.amphoe_code.startswith(area_code[:_AMPHOE_LENGTH], autoescape=True),
        )
        .order_by(SendingRow.amphoe_code)
    )
    return tuple(_sending(row) for row in rows)


def keep_sending(work: Work, sending: Sending, today: date) -> Sending:
    """Keep a letter. Raises `ValidationFailed` by field, or `StaleRecord`."""
    sending = replace(
        sending, letter_number=clean_line(sending.letter_number), note=clean_text(sending.note)
    )
    problems = sending_problems(sending, today=today)
    if len(sending.amphoe_code) != _AMPHOE_LENGTH:
        problems["amphoe_code"] = "หนังสือนำส่งเป็นของอำเภอ กรุณาเลือกอำเภอ"
    if problems:
        raise ValidationFailed(problems)
    row = work.session.scalars(
        select(SendingRow).where(
            *_of(SendingRow, sending.round), SendingRow.amphoe_code == sending.amphoe_code
        )
    ).one_or_none()
    if row is None:
        row = SendingRow(
            uuid=sending.uuid,
            instrument=sending.round.instrument,
            fiscal_year=sending.round.fiscal_year,
            round=sending.round.round.value,
            amphoe_code=sending.amphoe_code,
            letter_number=sending.letter_number,
            letter_date=sending.letter_date,
            received_on=sending.received_on,
            note=sending.note,
        )
        work.add(row)
    elif (row.uuid, row.version) != (sending.uuid, sending.version):
        raise StaleRecord(_STALE)
    else:
        row.letter_number = sending.letter_number
        row.letter_date = sending.letter_date
        row.received_on = sending.received_on
        row.note = sending.note
    work.session.flush()
    return _sending(row)


def require_letters(
    session: Session, rows: Sequence[Mapping[Any, Any]], round_: RoundOf, *, only: str = ""
) -> None:
    """Raise `WorkflowRefused` where the amphoe of a sheet has no letter, or is not `only`."""
    lettered = set(session.scalars(select(SendingRow.amphoe_code).where(*_of(SendingRow, round_))))
    amphoe = amphoe_of(session, [row["village_id"] for row in rows])
    for row in rows:
        code = amphoe.get(row["village_id"], "")
        if only and code != only:
            label = sheet_labels(session, [(row["id"],)])[0]
            raise WorkflowRefused(f"{label} อยู่อำเภออื่น กรุณาเลือกเฉพาะหมู่บ้านของอำเภอที่ออกหนังสือ")
        if code not in lettered:
            label = sheet_labels(session, [(row["id"],)])[0]
            raise WorkflowRefused(
                f"อำเภอของ {label} ยังไม่มีหนังสือนำส่งของรอบนี้ กรุณากรอกที่หนังสือและวันที่ก่อนส่ง"
            )


def announcements_in(session: Session, round_: RoundOf) -> tuple[Announcement, ...]:
    """The announcements of a round, the oldest first."""
    rows = session.scalars(
        select(AnnouncementRow)
        .where(*_of(AnnouncementRow, round_))
        .order_by(AnnouncementRow.announced_on, AnnouncementRow.id)
    )
    return tuple(
        Announcement(
            uuid=row.uuid,
            round=round_,
            number=row.number,
            announced_on=row.announced_on,
            note=row.note,
            version=row.version,
        )
        for row in rows
    )


def keep_announcement(work: Work, announcement: Announcement, today: date) -> int:
    """Keep an announcement; gives its id. Raises `ValidationFailed` by field, or `StaleRecord`."""
    announcement = replace(
        announcement, number=clean_line(announcement.number), note=clean_text(announcement.note)
    )
    problems = announcement_problems(announcement, today=today)
    if problems:
        raise ValidationFailed(problems)
    row = work.session.scalars(
        select(AnnouncementRow).where(AnnouncementRow.uuid == announcement.uuid)
    ).one_or_none()
    if row is None:
        same = select(AnnouncementRow.id).where(
            *_of(AnnouncementRow, announcement.round),
            AnnouncementRow.number == announcement.number,
        )
        if work.session.scalar(same) is not None:
            told = "มีประกาศเลขที่นี้ในรอบนี้แล้ว กรุณาเลือกประกาศเดิมเพื่อเพิ่มหมู่บ้าน หรือใช้เลขที่อื่น"
            raise ValidationFailed({"number": told})
        row = AnnouncementRow(
            uuid=announcement.uuid,
            instrument=announcement.round.instrument,
            fiscal_year=announcement.round.fiscal_year,
            round=announcement.round.round.value,
            number=announcement.number,
            announced_on=announcement.announced_on,
            note=announcement.note,
        )
        work.add(row)
    elif row.version != announcement.version:
        raise StaleRecord(_STALE)
    else:
        row.number = announcement.number
        row.announced_on = announcement.announced_on
        row.note = announcement.note
    work.session.flush()
    return row.id


def _of(
    table: type[SendingRow] | type[AnnouncementRow], round_: RoundOf
) -> tuple[ColumnElement[bool], ...]:
    return (
        table.instrument == round_.instrument,
        table.fiscal_year == round_.fiscal_year,
        table.round == round_.round.value,
    )


def _sending(row: SendingRow) -> Sending:
    return Sending(
        uuid=row.uuid,
        round=RoundOf(
            instrument=row.instrument, fiscal_year=row.fiscal_year, round=Round(row.round)
        ),
        amphoe_code=row.amphoe_code,
        letter_number=row.letter_number,
        letter_date=row.letter_date,
        received_on=row.received_on,
        note=row.note,
        version=row.version,
    )
