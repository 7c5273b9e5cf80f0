"""The register of households by village."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.households.places import Problems, place_problems
from cdd_desktop.households.records import Household, house_order, problems_of, proper
from cdd_desktop.households.rows import (
    find_household,
    household_from,
    households_by_uuid,
    read_households,
    write_households,
)
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date

_TOLD = 3  # problems said in one message; all stand in `by_household`


class HouseholdsRejected(ValidationFailed):
    """Some of many households break a rule; nothing was kept. `by_household`: field by field."""

    def __init__(self, by_household: Problems) -> None:
        self.by_household = by_household
        super().__init__(
            {
                f"{uuid}:{field}": told
                for uuid, fields in by_household.items()
                for field, told in fields.items()
            }
        )
        told = list(dict.fromkeys(self.problems.values()))
        more = f" และอีก {len(told) - _TOLD:,} เรื่อง" if len(told) > _TOLD else ""
        self.args = (" · ".join(told[:_TOLD]) + more,)


class HouseholdService:
    """Households of the office's villages."""

    def __init__(self, store: Store, villages: VillageService) -> None:
        self._store = store
        self._villages = villages

    def of_village(self, village_id: int, *, closed: bool = False) -> tuple[Household, ...]:
        """Those of a village by house number, with `closed` also those no longer counted."""
        condition = HouseholdRow.village_id == village_id
        today = day_in_thailand(self._store.now())
        if not closed:
            still = or_(HouseholdRow.closed_on.is_(None), HouseholdRow.closed_on > today)
            condition = and_(condition, still)
        with self._store.reading() as session:
            return tuple(sorted(read_households(session, condition), key=house_order))

    def get(self, uuid: UUID) -> Household:
        """One of them; raises `NotFound`."""
        with self._store.reading() as session:
            return household_from(find_household(session, uuid))

    def save(self, household: Household) -> Household:
        """Keep one. Raises `ValidationFailed` by field, `StaleRecord`, `NotFound`."""
        intent = Intent(action="households.save", summary=f"บันทึก{proper(household).label}")
        with self._store.writing(intent) as work:
            try:
                keep(work, (household,), day_in_thailand(self._store.now()))
            except HouseholdsRejected as rejected:
                raise ValidationFailed(rejected.by_household[household.uuid]) from rejected
        return self.get(household.uuid)

    def save_many(
        self, households: Sequence[Household], *, summary: str, source: str = ""
    ) -> tuple[Household, ...]:
        """Keep all or none, as one operation. Raises `HouseholdsRejected`, `StaleRecord`."""
        intent = Intent(action="households.save_many", summary=summary, source=source)
        with self._store.writing(intent) as work:
            keep(work, households, day_in_thailand(self._store.now()))
            rows = households_by_uuid(work.session, (one.uuid for one in households))
            return tuple(household_from(rows[one.uuid]) for one in households)

    def close(self, uuid: UUID, on: date | None) -> Household:
        """No longer count it from a day on; None: count it again. Raises `ValidationFailed`."""
        before = self.get(uuid)
        return self.save(replace(before, closed_on=on))

    def move(self, uuid: UUID, village_id: int, on: date) -> Household:
        """Let it stand in another village. What hangs on it goes along; months that are closed
        keep what they were, open ones count it where it stands now.

        Raises `ValidationFailed` by field (`on`, `house_no`), `NotFound`.
        """
        village = self._villages.by_id(village_id)
        today = day_in_thailand(self._store.now())
        if on > today:
            told = f"วันที่ {thai_date(on)} ยังมาไม่ถึง กรุณาย้ายเมื่อถึงวันนั้นแล้ว"
            raise ValidationFailed({"on": told})
        with self._store.reading() as session:
            label = household_from(find_household(session, uuid)).label
        intent = Intent(
            action="households.move",
            summary=f"ย้าย{label} ไป {village.label} ตั้งแต่ {thai_date(on)}",
        )
        with self._store.writing(intent) as work:
            row = find_household(work.session, uuid)
            there = replace(household_from(row), village_id=village_id)
            row.village_id = village_id
            work.session.flush()
            told_by = place_problems(work.session, (there,))
            if told_by:
                raise ValidationFailed(told_by[uuid])
        return self.get(uuid)


def keep(work: Work, households: Sequence[Household], today: date) -> dict[UUID, int]:
    """Check the households and write them; gives the number of each one's row.

    Raises `HouseholdsRejected`, `StaleRecord`, `NotFound`.
    """
    wanted = [proper(one) for one in households]
    problems = place_problems(work.session, wanted)
    for one in wanted:
        alone = problems_of(one, today)
        if alone:
            problems[one.uuid] = problems.get(one.uuid, {}) | alone
    if problems:
        raise HouseholdsRejected(problems)
    return write_households(work, wanted)
