"""Which local government (อปท.) a village belongs to, by date: to one at a time, or to none.

A tambon may have villages of two. Assigning cuts a village's time at a day: the new one holds
from then to the end of the stretch or gap that the day lies in, so that nothing recorded for
later is lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.change_records import NOTE_MAX
from cdd_desktop.places.government_records import Government, Membership, VillagesOf
from cdd_desktop.places.governments import government_in, governments_in
from cdd_desktop.places.records import Village
from cdd_desktop.places.service import village_from, villages
from cdd_desktop.places.stretches import Stretch, cut, stretch_on
from cdd_desktop.places.tables import (
    VillageGovernmentRow,
    VillageNameRow,
    VillageRow,
    by_official_code,
    holding,
    named_within,
    standing,
)
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.text import clean_line

_SHOWN = 3  # villages named in a refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """How many villages an assigning moved, and how many were there already."""

    changed: int
    unchanged: int


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
            return assign_in(work, dict.fromkeys(wanted, government_id), on)

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


def assign_in(work: Work, wanted: Mapping[int, int | None], on: date | None) -> Assigned:
    """Assign each village (by number) to its local government, in a transaction that is open.

    Raises `ValidationFailed` as `MembershipService.assign`.
    """
    session = work.session
    _refuse_absent(session, list(wanted), on)
    known = {id_: government_in(session, id_) for id_ in set(wanted.values()) if id_ is not None}
    held = held_by(session, list(wanted))
    rows = {
        row.id: row
        for some in chunks(wanted)
        for row in session.scalars(
            select(VillageGovernmentRow).where(VillageGovernmentRow.village_id.in_(some))
        )
    }
    changed = 0
    for village_id, government_id in wanted.items():
        stretch = stretch_on(held[village_id], on)
        if stretch.holder == government_id:
            continue
        changed += 1
        if government_id is not None and (problem := misfit(known[government_id], stretch, on)):
            raise ValidationFailed(problem)
        results = cut(stretch, government_id, on)
        row = rows.get(stretch.row) if stretch.row is not None else None
        if row is not None and not results:
            session.delete(row)
        for result in results:
            if row is not None and result.row == row.id:
                row.valid_to = result.until
                if result.holder is not None:
                    row.government_id = result.holder
            elif result.holder is not None:
                work.add(
                    VillageGovernmentRow(
                        village_id=village_id,
                        government_id=result.holder,
                        valid_from=result.since,
                        valid_to=result.until,
                    )
                )
    session.flush()
    return Assigned(changed=changed, unchanged=len(wanted) - changed)


def _refuse_absent(session: Session, wanted: Sequence[int], on: date | None) -> None:
    there = {
        id_
        for some in chunks(wanted)
        for id_ in session.scalars(
            select(VillageNameRow.village_id).where(
                standing(on), VillageNameRow.village_id.in_(some)
            )
        )
    }
    absent = [id_ for id_ in wanted if id_ not in there]
    if not absent:
        return
    names = session.execute(
        select(VillageNameRow.code, VillageNameRow.name)
        .where(VillageNameRow.village_id.in_(absent[:_SHOWN]))
        .order_by(VillageNameRow.id)
    ).all()
    if not names:
        raise NotFound("ไม่พบหมู่บ้านที่เลือกในทะเบียนแล้ว กรุณาเลือกใหม่จากรายชื่อ")
    said = ", ".join(f"{name} ({code})" for code, name in names)
    when = f"วันที่ {thai_date(on)}" if on else "วันนี้"
    raise ValidationFailed(
        {
            "villages": f"{len(absent):,} หมู่บ้านไม่มีในทะเบียน ณ {when} เช่น {said} "
            "กรุณาเลือกวันอื่น หรือไม่เลือกหมู่บ้านนั้น"
        }
    )


def misfit(government: Government, stretch: Stretch, on: date | None) -> dict[str, str]:
    """Why a village's stretch cannot become the government's from `on`, by field.

    It has no villages, is not there yet, or is no more before the stretch ends.
    """
    if not government.kind.has_villages:
        told = f"{government.label} ดูแลทั้งจังหวัด หมู่บ้านสังกัดไม่ได้ กรุณาเลือก อบต. หรือเทศบาล"
        return {"government": told}
    start = stretch.since if on is None else on
    begun, ended = government.since, government.until
    if ended is not None and (stretch.until is None or stretch.until > ended):
        told = (
            f"{government.label} ยุบเลิกวันที่ {thai_date(ended)} แต่หมู่บ้านจะสังกัดต่อหลังจากนั้น "
            "กรุณาเลือก อปท. ที่ยังมีอยู่"
        )
        return {"government": told}
    if begun is not None and (start is None or start < begun):
        told = f"{government.label} ตั้งเมื่อวันที่ {thai_date(begun)} กรุณากรอกวันที่มีผลตั้งแต่วันนั้นเป็นต้นไป"
        return {"on": told}
    return {}


def held_by(session: Session, village_ids: Iterable[int]) -> dict[int, list[Stretch]]:
    """The stretches of each village, in a transaction that is already open."""
    held: dict[int, list[Stretch]] = {id_: [] for id_ in village_ids}
    for some in chunks(held):
        for row in session.scalars(
            select(VillageGovernmentRow).where(VillageGovernmentRow.village_id.in_(some))
        ):
            held[row.village_id].append(
                Stretch(
                    since=row.valid_from,
                    until=row.valid_to,
                    holder=row.government_id,
                    row=row.id,
                )
            )
    return held
