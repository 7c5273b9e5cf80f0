"""What an undoing may not do to forums: leave a sheet with two that are open."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.forums.tables import ForumRow
from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.storage.conflicts import UndoRefused


def keeping_one_forum(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless a forum would be open beside another of the same
    sheet. Raises `UndoRefused`."""

    def checked(session: Session, touched: Touched) -> None:
        if touched.get(ForumRow.__tablename__):
            session.flush()
            _refuse_two(session)
        derive(session, touched)

    return checked


def _refuse_two(session: Session) -> None:
    sheet = (ForumRow.village_id, ForumRow.instrument, ForumRow.fiscal_year, ForumRow.round)
    two = (
        select(ForumRow.village_id)
        .where(ForumRow.is_closed.is_(False))
        .group_by(*sheet)
        .having(func.count() > 1)
        .limit(1)
    )
    if session.scalar(two) is not None:
        raise UndoRefused("เลิกทำไม่ได้ เพราะมีเวทีประชาคมใหม่ของแบบเดียวกันเปิดอยู่ กรุณาปิดหรือลบเวทีใหม่นั้นก่อน")
