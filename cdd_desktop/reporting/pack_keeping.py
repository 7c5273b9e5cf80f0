"""Packs and what was issued of them between values and rows."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.reporting.pack_changes import PackIssue, issue_from
from cdd_desktop.reporting.pack_text import contents_of, pack_from
from cdd_desktop.reporting.packs import Pack
from cdd_desktop.reporting.tables import PackIssueRow, PackRow
from cdd_desktop.storage.history import Work


def find(session: Session, uuid: UUID) -> PackRow | None:
    """The row of a pack."""
    return session.scalars(select(PackRow).where(PackRow.uuid == uuid)).one_or_none()


def pack_of(row: PackRow) -> Pack:
    """The pack of a row. Raises `PackRejected`."""
    return pack_from(row.uuid, row.name, row.contents, row.version)


def rows(session: Session) -> list[PackRow]:
    """All that the office keeps, the oldest first."""
    return list(session.scalars(select(PackRow).order_by(PackRow.id)))


def put(work: Work, pack: Pack) -> PackRow:
    """Keep a pack as it stands; gives its row."""
    row = find(work.session, pack.uuid)
    if row is None:
        row = PackRow(uuid=pack.uuid, name=pack.name, contents=contents_of(pack))
        work.add(row)
    else:
        for column, value in (("name", pack.name), ("contents", contents_of(pack))):
            if getattr(row, column) != value:
                setattr(row, column, value)
    work.session.flush()  # it counts the version
    return row


def take_away(work: Work, row: PackRow) -> None:
    """Remove a pack and what is remembered of its issues, each as the history wants it."""
    for issue in work.session.scalars(select(PackIssueRow).where(PackIssueRow.pack_id == row.id)):
        work.session.delete(issue)
    work.session.flush()
    work.session.delete(row)


def last_issue(session: Session, uuid: UUID, scope: str) -> PackIssue | None:
    """The newest that left the office of this pack and scope."""
    row = session.scalars(
        select(PackIssueRow)
        .join(PackRow, PackRow.id == PackIssueRow.pack_id)
        .where(PackRow.uuid == uuid, PackIssueRow.addressee == scope)
        .order_by(PackIssueRow.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else issue_from(row.issued_at, row.parts)


def enter_issue(work: Work, row: PackRow, scope: str, parts: str, now: datetime) -> None:
    """Remember what left the office now."""
    work.add(
        PackIssueRow(
            uuid=UUID(int=uuid7().int),
            pack_id=row.id,
            addressee=scope,
            issued_at=now,
            parts=parts,
        )
    )
