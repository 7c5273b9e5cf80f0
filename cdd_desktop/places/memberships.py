"""Which local government (อปท.) a village belongs to, by date: to one at a time, or to none.

A tambon may have villages of two. Assigning cuts a village's time at a day: the new one holds
from then to the end of the stretch or gap that the day lies in, so that nothing recorded for
later is lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.assigning import Assigned, assign_in, held_by
from cdd_desktop.places.change_records import NOTE_MAX
from cdd_desktop.places.government_records import Government, Membership, VillagesOf
from cdd_desktop.places.governments import government_in, governments_in
from cdd_desktop.places.records import Village
from cdd_desktop.places.service import village_from, villages
from cdd_desktop.places.tables import (
    VillageGovernmentRow,
    VillageNameRow,
    VillageRow,
    by_official_code,
    holding,
    named_within,
    standing,
)
from cdd_desktop.progress import Progress
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.text import clean_line


class MembershipService:
    """Assigns villages, and tells which belong to which on a day."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def assign(
        self,
        village_ids: Iterable[int],
        government_id: int | None,
        *,
        on: date | None = None,
        note: str = "",
        progress: Progress | None = None,
    ) -> Assigned:
        """Make the villages those of a local government (None: of none) from `on`, in one go.

        Without `on` what holds at present is put right for all of its time. Raises
        `ValidationFailed` by field (`on`, `government`, `villages`, `note`), or `NotFound`; then
        not one of them was moved.
        """
        wanted = sorted(set(village_ids))
        note = clean_line(note)
        with self._store.reading() as session:
            label = "" if government_id is None else government_in(session, government_id).label
        told = f"กำหนดให้ {len(wanted):,} หมู่บ้านสังกัด {label}"
        intent = Intent(
            action="governments.assign",
            summary=told if label else f"นำ {len(wanted):,} หมู่บ้านออกจาก อปท.",
            source=note,
        )
        with self._store.writing(intent) as work:
            today = day_in_thailand(self._store.now())
            self._check(work.session, wanted, on=on, note=note, today=today)
            return assign_in(work, dict.fromkeys(wanted, government_id), on, progress)

    def government_of(self, village_id: int, on: date | None = None) -> Government | None:
        """The local government that a village belongs to today, or belonged to on a day.

        As it was called then; None where there was none.
        """
        with self._store.reading() as session:
            found = session.scalar(
                select(VillageGovernmentRow.government_id).where(
                    VillageGovernmentRow.village_id == village_id,
                    holding(VillageGovernmentRow, on),
                )
            )
            if found is None:
                return None
            return next((one for one in governments_in(session, on) if one.id == found), None)

    def governments_of(
        self, village_ids: Sequence[int], on: date | None = None
    ) -> dict[int, Government]:
        """`government_of` of many; villages that have none are left out."""
        with self._store.reading() as session:
            known = {one.id: one for one in governments_in(session, on)}
            return {
                row.village_id: known[row.government_id]
                for some in chunks(village_ids)
                for row in session.execute(
                    select(VillageGovernmentRow.village_id, VillageGovernmentRow.government_id)
                    .where(holding(VillageGovernmentRow, on))
                    .where(VillageGovernmentRow.village_id.in_(some))
                )
                if row.government_id in known
            }

    def villages_of(self, government_id: int, on: date | None = None) -> tuple[Village, ...]:
        """Its villages today, or on a day under their names then, in official order."""
        wanted = (
            villages(on)
            .join(VillageGovernmentRow, VillageGovernmentRow.village_id == VillageRow.id)
            .where(
                VillageGovernmentRow.government_id == government_id,
                holding(VillageGovernmentRow, on),
            )
        )
        with self._store.reading() as session:
            government_in(session, government_id)
            rows = session.execute(wanted.order_by(*by_official_code()))
            return tuple(village_from(row) for row in rows)

    def without(self, area_code: str, on: date | None = None) -> tuple[Village, ...]:
        """The villages of an area that belong to no local government, in official order."""
        belongs = (
            select(VillageGovernmentRow.id)
            .where(
                VillageGovernmentRow.village_id == VillageRow.id,
                holding(VillageGovernmentRow, on),
            )
            .exists()
        )
        wanted = villages(on).where(named_within(area_code), ~belongs)
        with self._store.reading() as session:
            rows = session.execute(wanted.order_by(*by_official_code()))
            return tuple(village_from(row) for row in rows)

    def counts(self, area_code: str, on: date | None = None) -> dict[int | None, int]:
        """How many villages of an area each local government has; None: how many have none."""
        standing_there = (
            select(VillageGovernmentRow.government_id, func.count())
            .select_from(VillageNameRow)
            .outerjoin(
                VillageGovernmentRow,
                (VillageGovernmentRow.village_id == VillageNameRow.village_id)
                & holding(VillageGovernmentRow, on),
            )
            .where(standing(on), named_within(area_code))
            .group_by(VillageGovernmentRow.government_id)
        )
        with self._store.reading() as session:
            return {row[0]: row[1] for row in session.execute(standing_there)}

    def by_government(self, area_code: str, on: date | None = None) -> tuple[VillagesOf, ...]:
        """The villages of an area under their local governments; those without one last."""
        with self._store.reading() as session:
            rows = session.execute(
                villages(on)
                .add_columns(VillageGovernmentRow.government_id)
                .outerjoin(
                    VillageGovernmentRow,
                    (VillageGovernmentRow.village_id == VillageRow.id)
                    & holding(VillageGovernmentRow, on),
                )
                .where(named_within(area_code))
                .order_by(*by_official_code())
            )
            grouped: defaultdict[int | None, list[Village]] = defaultdict(list)
            for row in rows:
                grouped[row.government_id].append(village_from(row))
            known = governments_in(session, on)
        groups = [
            VillagesOf(government=one, villages=tuple(grouped.pop(one.id)))
            for one in known
            if one.id in grouped
        ]
        left = [village for rest in grouped.values() for village in rest]
        return (*groups, VillagesOf(government=None, villages=tuple(left))) if left else (*groups,)

    def past_of(self, village_id: int) -> tuple[Membership, ...]:
        """Every belonging of a village, the newest first, gaps between them included."""
        with self._store.reading() as session:
            held = held_by(session, [village_id])[village_id]
            known = {
                id_: government_in(session, id_) for id_ in {each.holder for each in held} if id_
            }
        told: list[Membership] = []
        for stretch in sorted(held, key=lambda each: each.since or date.min, reverse=True):
            later = told[-1].since if told else None
            if stretch.until != later:
                told.append(Membership(since=stretch.until, until=later, government=None))
            told.append(
                Membership(
                    since=stretch.since,
                    until=stretch.until,
                    government=known.get(stretch.holder or 0),
                )
            )
        return tuple(told)

    def _check(
        self, session: Session, wanted: Sequence[int], *, on: date | None, note: str, today: date
    ) -> None:
        problems = {}
        if not wanted:
            problems["villages"] = "ยังไม่ได้เลือกหมู่บ้าน กรุณาเลือกอย่างน้อยหนึ่งหมู่บ้าน"
        if on is not None and on > today:
            problems["on"] = f"วันที่ {thai_date(on)} ยังมาไม่ถึง กรุณาบันทึกเมื่อถึงวันนั้นแล้ว"
        if len(note) > NOTE_MAX:
            problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
        if problems:
            raise ValidationFailed(problems)
