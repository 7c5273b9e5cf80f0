"""Keeping the ladder of areas that everybody was given true to the file."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import areas_in
from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.places.tables import OwnAreaRow


def keeping_areas(areas: Areas, derive: Derive) -> Derive:
    """What follows an undoing: `derive`, and `areas` as the file has them once it is committed."""

    def derived(session: Session, touched: Touched) -> None:
        derive(session, touched)
        if touched.get(OwnAreaRow.__tablename__):
            session.flush()
            now = areas_in(session)
            event.listen(session, "after_commit", lambda _session: areas.take(now), once=True)

    return derived
