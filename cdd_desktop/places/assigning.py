"""Writing which local government (อปท.) villages belong to: many at once, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.government_records import Government
from cdd_desktop.places.governments import government_in, governments_in
from cdd_desktop.places.stretches import Stretch, cut, stretch_on
from cdd_desktop.places.tables import VillageGovernmentRow, VillageNameRow, standing
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.thai.calendar import thai_date

_SHOWN = 3  # villages named in a refusal
_AT_ONCE = 1_000  # rows between two looks at whether it is to stop

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """How many villages an assigning moved, and how many were there already."""

    changed: int
    unchanged: int


def assign_in(
    work: Work, wanted: Mapping[int, int | None], on: date | None, progress: Progress | None = None
) -> Assigned:
    """Assign each village (by number) to its local government, in a transaction that is open.

    Raises `ValidationFailed` as `MembershipService.assign`.
    """
    progress = progress or Silent()
    session = work.session
    _refuse_absent(session, list(wanted), on)
    known = _known(session, {id_ for id_ in wanted.values() if id_ is not None})
    stored = _stored(session, wanted)
    born: list[_Row] = []
    changed: list[tuple[_Row, _Row]] = []
    gone: list[_Row] = []
    moved = 0
    for village_id, government_id in wanted.items():
        rows = stored[village_id]
        stretch = stretch_on([_stretch(row) for row in rows.values()], on)
        if stretch.holder == government_id:
            continue
        moved += 1
        if government_id is not None and (problem := misfit(known[government_id], stretch, on)):
            raise ValidationFailed(problem)
        results = cut(stretch, government_id, on)
        row = None if stretch.row is None else rows[stretch.row]
        if row is not None and not results:
            gone.append(row)
        for result in results:
            columns = {"government_id": result.holder, "valid_to": result.until}
            if row is not None and result.row == row["id"]:
                changed.append((row, columns))
            else:
                born.append({"village_id": village_id, "valid_from": result.since, **columns})
    _write(work, born, changed, gone, progress)
    return Assigned(changed=moved, unchanged=len(wanted) - moved)


def _write(
    work: Work,
    born: Sequence[_Row],
    changed: Sequence[tuple[_Row, _Row]],
    gone: Sequence[_Row],
    progress: Progress,
) -> None:
    total = len(born) + len(changed) + len(gone)
    done = 0
    # cut before the new begin, so that no two of a village hold on one day even for a moment
    for start in range(0, len(gone), _AT_ONCE):
        progress.check_cancelled()
        some = gone[start : start + _AT_ONCE]
        work.remove_many(VillageGovernmentRow, some)
        done += len(some)
        progress.report(done, total, "กำลังบันทึก")
    for start in range(0, len(changed), _AT_ONCE):
        progress.check_cancelled()
        pairs = changed[start : start + _AT_ONCE]
        work.change_many(VillageGovernmentRow, pairs)
        done += len(pairs)
        progress.report(done, total, "กำลังบันทึก")
    for start in range(0, len(born), _AT_ONCE):
        progress.check_cancelled()
        some = born[start : start + _AT_ONCE]
        work.insert_many(VillageGovernmentRow, some)
        done += len(some)
        progress.report(done, total, "กำลังบันทึก")
    progress.check_cancelled()


def birth_misfit(session: Session, government_id: int, on: date | None) -> dict[str, str]:
    """Why a village born on a day cannot be the government's, by field; raises `NotFound`."""
    return misfit(government_in(session, government_id), Stretch(since=on, until=None), on)


def _known(session: Session, ids: set[int]) -> dict[int, Government]:
    """These local governments, also those that are no more; raises `NotFound`."""
    if not ids:
        return {}
    known = {one.id: one for one in governments_in(session, ended=True)}
    return {id_: known.get(id_) or government_in(session, id_) for id_ in ids}


def _stored(session: Session, village_ids: Iterable[int]) -> dict[int, dict[int, _Row]]:
    """The rows of each village by their number, whole."""
    stored: defaultdict[int, dict[int, _Row]] = defaultdict(dict)
    for some in chunks(village_ids):
        for row in session.execute(
            select(*VillageGovernmentRow.__table__.columns).where(
                VillageGovernmentRow.village_id.in_(some)
            )
        ).mappings():
            stored[row["village_id"]][row["id"]] = dict(row)
    return stored


def held_by(session: Session, village_ids: Iterable[int]) -> dict[int, list[Stretch]]:
    """The stretches of each village, in a transaction that is already open."""
    stored = _stored(session, village_ids)
    return {id_: [_stretch(row) for row in stored[id_].values()] for id_ in village_ids}


def _stretch(row: _Row) -> Stretch:
    return Stretch(
        since=row["valid_from"],
        until=row["valid_to"],
        holder=row["government_id"],
        row=row["id"],
    )


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
