"""What follows an undoing in projects: forms that show them are stale."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.plans.rows.identities import chunks
from cdd_desktop.plans.tables import ProjectMoneyRow, ProjectRow, ProjectVillageRow


def counting_versions(derive: Derive) -> Derive:
    """`derive`, and the version of each project whose money or villages alone were set back: what
    a form showed of it is no longer so."""

    def derived(session: Session, touched: Touched) -> None:
        derive(session, touched)
        changed = {
            key[0]
            for table in (ProjectMoneyRow.__tablename__, ProjectVillageRow.__tablename__)
            for key in touched.get(table, ())
        }
        changed -= {key[0] for key in touched.get(ProjectRow.__tablename__, ())}
        for some in chunks(changed):
            session.execute(
                update(ProjectRow)
                .where(ProjectRow.id.in_(some))
                .values(version=ProjectRow.version + 1)
                .execution_options(synchronize_session=False)
            )

    return derived
