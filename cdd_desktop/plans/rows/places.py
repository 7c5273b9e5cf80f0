"""Where projects are and in which plan, in words: read once for many of them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, PlaceKind, place_label
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.plans.records import Level, Project, plan_title
from cdd_desktop.plans.rows.identities import chunks
from cdd_desktop.plans.tables import PlanRow

_NAMED = 2  # villages of a project; more are counted


class PlaceWords:
    """The villages, areas and plans of some projects as they are called today."""

    def __init__(self, session: Session, areas: Areas, projects: Collection[Project]) -> None:
        self._areas = areas
        self._plans: dict[UUID, Row[*tuple[Any, ...]]] = {}
        for some in chunks({p.plan for p in projects if p.plan is not None}):
            rows = select(*PlanRow.__table__.columns).where(PlanRow.uuid.in_(some))
            self._plans.update((row.uuid, row) for row in session.execute(rows))
        villages = {village for project in projects for village in project.villages}
        villages |= {row.village_id for row in self._plans.values() if row.village_id is not None}
        self._villages: dict[int, tuple[str, str]] = {}  # code and label
        for some_ids in chunks(villages):
            named = (
                select(
                    VillageRow.id,
                    VillageRow.kind,
                    VillageNameRow.code,
                    VillageNameRow.moo,
                    VillageNameRow.name,
                )
                .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
                .where(VillageRow.id.in_(some_ids))
                # of one that is no more, the last name it had
                .order_by(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to)
            )
            for id_, kind, code, moo, name in session.execute(named):
                self._villages[id_] = (code, place_label(PlaceKind(kind), moo, name))

    def plan_row(self, project: Project) -> Row[*tuple[Any, ...]] | None:
        """The columns of its plan; None in the bank."""
        return None if project.plan is None else self._plans.get(project.plan)

    def plan_title(self, project: Project) -> str:
        """`แผนพัฒนาตำบล (พ.ศ. 2566–2570)`; "" in the bank."""
        row = self.plan_row(project)
        if row is None:
            return ""
        return plan_title(row.name, Level(row.level), row.start_year, row.end_year)

    def code(self, project: Project) -> str:
        """The code of its plan's area or village, or of the area in whose bank it waits."""
        row = self.plan_row(project)
        if row is None:
            return project.area_code
        if row.village_id is not None:
            return self._villages.get(row.village_id, ("", ""))[0]
        return row.area_code or ""

    def tambon(self, project: Project) -> str:
        """The code of the tambon it is in; of several or none, that of its plan or bank."""
        tambons = {
            self._villages[village][0][:TAMBON_CODE_LENGTH]
            for village in project.villages
            if village in self._villages
        }
        return tambons.pop() if len(tambons) == 1 else self.code(project)[:TAMBON_CODE_LENGTH]

    def place(self, project: Project) -> str:
        """`ม.4 บ้านป่าขาด, ม.5 บ้านใน ตำบลลำปำ`; the area alone where no village is told."""
        labels = [self._villages[v][1] for v in project.villages if v in self._villages]
        row = self.plan_row(project)
        if not labels and row is not None and row.village_id in self._villages:
            labels = [self._villages[row.village_id][1]]
        shown = ", ".join(labels[:_NAMED])
        if len(labels) > _NAMED:
            shown = f"{shown} และอีก {len(labels) - _NAMED} หมู่บ้าน"
        area = self._areas.find(self.tambon(project))
        return " ".join(filter(None, (shown, area.full_name if area else "")))
