"""Forums between values and rows."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.errors import NotFound
from cdd_desktop.forums.records import ForumItem, ForumLine
from cdd_desktop.forums.tables import ForumItemRow, ForumRow
from cdd_desktop.meetings.keeping import lines_of
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.words import village_labels
from cdd_desktop.storage.history import Work

_GONE = "ไม่พบเวทีประชาคมนี้แล้ว อาจถูกลบหรือเลิกทำไปก่อนหน้า กรุณาเปิดรายการใหม่"


def forum_row(session: Session, uuid: UUID) -> ForumRow:
    """The row of a forum. Raises `NotFound`."""
    row = session.scalars(select(ForumRow).where(ForumRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(_GONE)
    return row


def key_of(row: ForumRow) -> SheetKey:
    """The sheet that a forum fills."""
    return SheetKey(
        village_id=row.village_id,
        instrument=row.instrument,
        fiscal_year=row.fiscal_year,
        round=Round(row.round),
    )


def open_rows(session: Session, key: SheetKey) -> Sequence[ForumRow]:
    """The forums of a sheet that are not closed: one, or none."""
    return session.scalars(
        select(ForumRow)
        .where(
            ForumRow.village_id == key.village_id,
            ForumRow.instrument == key.instrument,
            ForumRow.fiscal_year == key.fiscal_year,
            ForumRow.round == key.round.value,
            ForumRow.is_closed.is_(False),
        )
        .order_by(ForumRow.id)
    ).all()


def lines_told(session: Session, rows: Sequence[ForumRow]) -> tuple[ForumLine, ...]:
    """The forums of rows as lists show them, in the rows' order."""
    wanted = sorted({row.meeting_id for row in rows})
    meetings = session.scalars(select(MeetingRow).where(MeetingRow.id.in_(wanted))).all()
    told = dict(zip((row.id for row in meetings), lines_of(session, meetings), strict=True))
    labels = village_labels(session, {row.village_id for row in rows})
    return tuple(
        ForumLine(
            uuid=row.uuid,
            meeting=told[row.meeting_id],
            key=key_of(row),
            code=told[row.meeting_id].code,
            label=labels.get(row.village_id, ""),
            people_present=row.people_present,
            at_indicator=row.at_indicator,
            is_closed=row.is_closed,
        )
        for row in rows
    )


def item_rows(session: Session, forum_id: int) -> Sequence[ForumItemRow]:
    """What was noted, in the order it was."""
    return session.scalars(
        select(ForumItemRow).where(ForumItemRow.forum_id == forum_id).order_by(ForumItemRow.id)
    ).all()


def items_of(session: Session, forum_id: int) -> Mapping[str, ForumItem]:
    """What was noted, by indicator."""
    return {
        row.indicator: ForumItem(
            indicator=row.indicator, agreed=row.agreed, objected=row.objected, note=row.note
        )
        for row in item_rows(session, forum_id)
    }


def put_item(work: Work, forum_id: int, item: ForumItem) -> None:
    """Keep what was noted of an indicator; an empty one leaves no row."""
    row = work.session.scalars(
        select(ForumItemRow).where(
            ForumItemRow.forum_id == forum_id, ForumItemRow.indicator == item.indicator
        )
    ).one_or_none()
    if row is None:
        if not item.is_empty:
            work.add(
                ForumItemRow(
                    forum_id=forum_id,
                    indicator=item.indicator,
                    agreed=item.agreed,
                    objected=item.objected,
                    note=item.note,
                )
            )
    elif item.is_empty:
        work.session.delete(row)
    else:
        row.agreed, row.objected, row.note = item.agreed, item.objected, item.note


def remove_rows(work: Work, rows: Iterable[ForumItemRow]) -> None:
    """Take them away before the forum that they hang on."""
    for row in rows:
        work.session.delete(row)
    work.session.flush()
