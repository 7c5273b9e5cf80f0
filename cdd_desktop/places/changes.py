"""Villages change with dates: their identity stays, what they were called stays readable.

No change begins after today, so the row without an end is always the present one.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.assigning import assign_in, birth_misfit
from cdd_desktop.places.change_records import (
    NOTE_MAX,
    ChangeKind,
    DatedName,
    VillageChange,
    VillageEvent,
)
from cdd_desktop.places.change_words import event_text, preview_text, summary_text
from cdd_desktop.places.place_rules import code_problem, name_problem
from cdd_desktop.places.records import (
    TAMBON_CODE_LENGTH,
    PlaceKind,
    Village,
    kind_of,
    moo_of,
    place_uuid,
)
from cdd_desktop.places.service import office_in, village_from, villages
from cdd_desktop.places.tables import VillageEventRow, VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A change that may be made, with the places it is about as they stand today."""

    change: VillageChange
    village: Village | None
    into: Village | None


class VillageChanges:
    """Adds, renames, moves, renumbers, splits, merges and closes places; tells their past."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas

    def preview(self, change: VillageChange) -> str:
        """In a sentence what the change would do; raises `ValidationFailed`, writes nothing."""
        with self._store.reading() as session:
            checked = self._check(session, _cleaned(change))
        return preview_text(checked.change, checked.village, checked.into, self._areas)

    def apply(self, change: VillageChange) -> int:
        """Make the change; gives the number of the place changed, or of the new one.

        Raises `ValidationFailed` with every problem by field: `on`, `code`, `name`, `into`,
        `government`, `village`, `note`.
        """
        change = _cleaned(change)
        with self._store.reading() as session:
            checked = self._check(session, change)
        intent = Intent(
            action=f"villages.{change.kind.value}",
            summary=summary_text(change, checked.village, checked.into),
            source=change.note,
        )
        with self._store.writing(intent) as work:
            self._check(work.session, change)  # what it was compared with may have moved
            return _write(work, change)

    def names(self, village_id: int) -> tuple[DatedName, ...]:
        """Every code and name a place has had, the newest first."""
        rows = (
            select(VillageNameRow)
            .where(VillageNameRow.village_id == village_id)
            .order_by(VillageNameRow.id.desc())
        )
        with self._store.reading() as session:
            return tuple(
                DatedName(
                    since=row.valid_from,
                    until=row.valid_to,
                    code=row.code,
                    moo=row.moo,
                    name=row.name,
                    tambon_code=row.tambon_code,
                )
                for row in session.scalars(rows)
            )

    def events(self, village_id: int) -> tuple[VillageEvent, ...]:
        """What happened to a place, and what was split from it or merged into it, newest first."""
        rows = (
            select(VillageEventRow)
            .where(
                or_(
                    VillageEventRow.village_id == village_id,
                    VillageEventRow.other_id == village_id,
                )
            )
            .order_by(VillageEventRow.id.desc())
        )
        with self._store.reading() as session:
            return tuple(_event(session, row, village_id) for row in session.scalars(rows))

    def _check(self, session: Session, change: VillageChange) -> _Checked:
        row = None
        village = into = None
        problems: dict[str, str] = {}
        if change.kind is not ChangeKind.ADD:
            row = _present(session, change.village_id)
            village = None if row is None else _village(session, row.village_id)
            if row is None or village is None:
                told = "หมู่บ้านนี้ยุบเลิกหรือรวมไปแล้ว กรุณาเลือกหมู่บ้านที่ยังมีอยู่"
                raise ValidationFailed({"village": told})
        problems |= _day_problems(change, row, today=day_in_thailand(self._store.now()))
        if change.kind is ChangeKind.MERGE:
            into, wrong_choice = _partner(session, change, village)
            problems |= wrong_choice
        if change.kind.takes_code:
            told = self._code_problem(session, change, row, village)
            problems |= {"code": told} if told else {}
        if change.kind.takes_name:
            told = name_problem(change.name)
            if row is not None and change.kind is ChangeKind.RENAME and change.name == row.name:
                told = "ชื่อใหม่เหมือนชื่อเดิม กรุณากรอกชื่อใหม่"
            problems |= {"name": told} if told else {}
        if change.government_id is not None:
            problems |= birth_misfit(session, change.government_id, change.on)
        if len(change.note) > NOTE_MAX:
            problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
        if problems:
            raise ValidationFailed(problems)
        return _Checked(change=change, village=village, into=into)

    def _code_problem(
        self,
        session: Session,
        change: VillageChange,
        row: VillageNameRow | None,
        village: Village | None,
    ) -> str:
        code = change.code
        problem = code_problem(code, self._areas, office_in(session).provinces)
        if problem:
            return problem
        if row is not None and village is not None:
            problem = _other_code_problem(change, row, village)
        if problem:
            return problem
        start = change.on
        if start is None and row is not None:
            start = row.valid_from
        taken = _holder(session, code, start, except_for=_keeps_place(change))
        if taken is None:
            return ""
        if taken.valid_to is None:
            return f"รหัส {code} เป็นของ{_village_title(session, taken)} กรุณาใช้รหัสอื่น"
        return (
            f"รหัส {code} เป็นของ{_village_title(session, taken)}จนถึงวันที่ {thai_date(taken.valid_to)} "
            "กรุณาเลือกวันที่ตั้งแต่วันนั้นเป็นต้นไป หรือใช้รหัสอื่น"
        )


def _cleaned(change: VillageChange) -> VillageChange:
    """The change as it should have been typed; what its kind does not take is left out."""
    kind = change.kind
    return VillageChange(
        kind=kind,
        on=change.on,
        village_id=None if kind is ChangeKind.ADD else change.village_id,
        code="".join(to_arabic(change.code).split()) if kind.takes_code else "",
        name=clean_line(change.name) if kind.takes_name else "",
        into_id=change.into_id if kind is ChangeKind.MERGE else None,
        government_id=change.government_id if kind is ChangeKind.SPLIT else None,
        note=clean_line(change.note),
    )


def _keeps_place(change: VillageChange) -> int | None:
    """The place whose own earlier code does not stand in the way."""
    return None if change.kind is ChangeKind.SPLIT else change.village_id


def _present(session: Session, village_id: int | None) -> VillageNameRow | None:
    return session.scalars(
        select(VillageNameRow).where(
            VillageNameRow.village_id == village_id, VillageNameRow.valid_to.is_(None)
        )
    ).one_or_none()


def _village(session: Session, village_id: int) -> Village | None:
    row = session.execute(villages().where(VillageRow.id == village_id)).first()
    return None if row is None else village_from(row)


def _village_title(session: Session, row: VillageNameRow) -> str:
    kind = session.get_one(VillageRow, row.village_id).kind
    return Village(
        id=row.village_id,
        uuid=UUID(int=0),
        code=row.code,
        kind=PlaceKind(kind),
        moo=row.moo,
        name=row.name,
        tambon_code=row.tambon_code,
    ).title


def _day_problems(
    change: VillageChange, row: VillageNameRow | None, *, today: date
) -> dict[str, str]:
    on = change.on
    if on is None:
        told = "ยังไม่ได้กรอกวันที่มีผล กรุณากรอกวันที่ตามประกาศ"
        return {"on": told} if change.kind.needs_day else {}
    if on > today:
        return {"on": f"วันที่ {thai_date(on)} ยังมาไม่ถึง กรุณาบันทึกเมื่อถึงวันนั้นแล้ว"}
    since = None if row is None else row.valid_from
    if since is not None and (on < since or (on == since and change.kind.ends)):
        return {"on": f"รหัสและชื่อปัจจุบันเริ่มใช้วันที่ {thai_date(since)} กรุณาเลือกวันที่หลังจากนั้น"}
    return {}


def _partner(
    session: Session, change: VillageChange, village: Village | None
) -> tuple[Village | None, dict[str, str]]:
    """The place that another is merged into, and what is wrong with the choice."""
    row = None if change.into_id is None else _present(session, change.into_id)
    into = None if row is None else _village(session, row.village_id)
    if row is None or into is None or village is None:
        return None, {"into": "ยังไม่ได้เลือกหมู่บ้านที่จะรวมเข้าด้วย กรุณาเลือกหมู่บ้านที่ยังมีอยู่"}
    if into.id == village.id:
        return into, {"into": "รวมหมู่บ้านเข้ากับตัวเองไม่ได้ กรุณาเลือกหมู่บ้านอื่น"}
    if change.on is not None and row.valid_from is not None and change.on < row.valid_from:
        return into, {
            "into": f"{into.label} เริ่มมีในทะเบียนวันที่ {thai_date(row.valid_from)} "
            "กรุณาเลือกวันที่ตั้งแต่วันนั้นเป็นต้นไป หรือเลือกหมู่บ้านอื่น"
        }
    return into, {}


def _other_code_problem(change: VillageChange, row: VillageNameRow, village: Village) -> str:
    code = change.code
    same_tambon = code[:TAMBON_CODE_LENGTH] == row.tambon_code
    if code == row.code:
        return "รหัสใหม่เหมือนรหัสเดิม กรุณากรอกรหัสใหม่"
    if change.kind is ChangeKind.SPLIT:
        return ""
    if kind_of(code) is not village.kind:
        is_village = village.kind is PlaceKind.VILLAGE
        return (
            "หมู่บ้านใช้เลขท้าย 01 ถึง 49 กรุณากรอกรหัสใหม่ ถ้ากลายเป็นชุมชน ให้ยุบเลิกแล้วเพิ่มชุมชนใหม่"
            if is_village
            else "ชุมชนใช้เลขท้าย 50 ขึ้นไป กรุณากรอกรหัสใหม่ ถ้ากลายเป็นหมู่บ้าน ให้ยุบเลิกแล้วเพิ่มหมู่บ้านใหม่"
        )
    if change.kind is ChangeKind.RENUMBER and not same_tambon:
        return "รหัสใหม่อยู่คนละตำบล กรุณาใช้ “ย้ายตำบล” หรือแก้หกหลักแรกของรหัส"
    if change.kind is ChangeKind.MOVE and same_tambon:
        return "รหัสใหม่อยู่ในตำบลเดิม กรุณาใช้ “เปลี่ยนหมู่ที่” หรือแก้หกหลักแรกของรหัส"
    return ""


def _holder(
    session: Session, code: str, start: date | None, *, except_for: int | None
) -> VillageNameRow | None:
    """Another place that has the code on some day from `start` on; the latest of them."""
    held = select(VillageNameRow).where(VillageNameRow.code == code)
    if except_for is not None:
        held = held.where(VillageNameRow.village_id != except_for)
    if start is not None:
        held = held.where(or_(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to > start))
    rows = session.scalars(held).all()
    present = [row for row in rows if row.valid_to is None]
    ended = sorted((row.valid_to, row.id) for row in rows if row.valid_to is not None)
    if present or not ended:
        return present[0] if present else None
    return session.get_one(VillageNameRow, ended[-1][1])


def _write(work: Work, change: VillageChange) -> int:
    if change.kind in (ChangeKind.ADD, ChangeKind.SPLIT):
        village_id = _bear(work, change)
        other = change.village_id  # what it was split from
    else:
        row = _present(work.session, change.village_id)
        if row is None:
            raise RuntimeError("the change was checked in this very transaction")
        village_id, other = row.village_id, change.into_id
        if change.kind.ends:
            row.valid_to = change.on
        else:
            _rename(work, row, change)
    work.add(
        VillageEventRow(
            village_id=village_id,
            on_date=change.on,
            kind=change.kind.value,
            other_id=other,
            note=change.note,
        )
    )
    if change.government_id is not None:
        assign_in(work, {village_id: change.government_id}, change.on)
    return village_id


def _bear(work: Work, change: VillageChange) -> int:
    place = VillageRow(
        uuid=_identity(work.session, change.code, change.on), kind=kind_of(change.code).value
    )
    work.add(place)
    work.session.flush()
    work.add(
        VillageNameRow(
            village_id=place.id,
            valid_from=change.on,
            valid_to=None,
            code=change.code,
            tambon_code=change.code[:TAMBON_CODE_LENGTH],
            moo=moo_of(change.code),
            name=change.name,
            name_key=name_key(change.name),
        )
    )
    return place.id


def _rename(work: Work, row: VillageNameRow, change: VillageChange) -> None:
    """Give the place its new code or name: on a day of its own, or in place of the present one."""
    code = change.code or row.code
    name = change.name or row.name
    columns = {
        "code": code,
        "tambon_code": code[:TAMBON_CODE_LENGTH],
        "moo": moo_of(code),
        "name": name,
        "name_key": name_key(name),
    }
    if change.on is None or change.on == row.valid_from:
        for column, value in columns.items():
            setattr(row, column, value)
        return
    row.valid_to = change.on
    work.add(
        VillageNameRow(village_id=row.village_id, valid_from=change.on, valid_to=None, **columns)
    )


def _identity(session: Session, code: str, on: date | None) -> UUID:
    """The new place's identity; a code that another place began with is told apart by the day."""
    for turn in count():
        uuid = place_uuid(f"{code}@{on}#{turn}" if turn else code)
        taken = select(VillageRow.id).where(VillageRow.uuid == uuid)
        if session.scalar(taken) is None:
            return uuid
    raise AssertionError("counting never ends")


def _event(session: Session, row: VillageEventRow, village_id: int) -> VillageEvent:
    is_own = row.village_id == village_id
    other_id = row.other_id if is_own else row.village_id
    other = None if other_id is None else _last_title(session, other_id)
    kind = ChangeKind(row.kind)
    return VillageEvent(
        on=row.on_date, kind=kind, text=event_text(kind, other, is_own=is_own), note=row.note
    )


def _last_title(session: Session, village_id: int) -> str:
    """A place under the last code and name it had, whether it still is or not."""
    row = session.scalars(
        select(VillageNameRow)
        .where(VillageNameRow.village_id == village_id)
        .order_by(VillageNameRow.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFound("ไม่พบหมู่บ้านนี้ในทะเบียน กรุณาเลือกใหม่จากรายชื่อ")
    moo = f"ม.{row.moo} " if row.moo is not None else ""
    return f"{moo}{_village_title(session, row)} ({row.code})"
