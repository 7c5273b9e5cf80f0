"""Local governments (อปท.) with their dates: an อบต. that becomes a เทศบาล stays the same one.

No change begins after today, so the row without an end is always the present one. Which villages
belong to them stands in `memberships`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import uuid6
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.change_records import NOTE_MAX
from cdd_desktop.places.government_records import (
    KINDS,
    Government,
    GovernmentDraft,
    GovernmentName,
    kind_named,
)
from cdd_desktop.places.government_rules import cleaned, draft_problems
from cdd_desktop.places.service import office_in
from cdd_desktop.places.tables import (
    GovernmentNameRow,
    GovernmentRow,
    VillageGovernmentRow,
    holding,
)
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.text import clean_line

_RANK = {kind.key: place for place, kind in enumerate(KINDS)}
_CLOSED = "อปท. นี้ยุบเลิกไปแล้ว กรุณาเลือก อปท. ที่ยังมีอยู่"
_UNKNOWN = "ไม่พบ อปท. นี้ในทะเบียนแล้ว กรุณาเลือกใหม่จากรายชื่อ"


class GovernmentService:
    """The office's register of local governments."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas

    def governments(
        self, as_of: date | None = None, *, area_code: str = "", ended: bool = False
    ) -> tuple[Government, ...]:
        """Those that exist today, or existed on a day, as they were called then.

        Of all the office, or of an area (of a tambon: those of its amphoe, for they may own it).
        With `ended` also those that are no more, under their last name. By area, kind and name.
        """
        with self._store.reading() as session:
            return governments_in(session, as_of, area_code=area_code, ended=ended)

    def get(self, government_id: int) -> Government:
        """As it stands, or last stood; raises `NotFound`."""
        with self._store.reading() as session:
            return government_in(session, government_id)

    def names(self, government_id: int) -> tuple[GovernmentName, ...]:
        """Everything it was called, the newest first."""
        with self._store.reading() as session:
            return tuple(
                GovernmentName(
                    since=row.valid_from,
                    until=row.valid_to,
                    label=f"{kind_named(row.kind).short}{row.name}",
                    code=row.code,
                )
                for row in reversed(_name_rows(session, government_id))
            )

    def add(self, draft: GovernmentDraft, *, on: date | None = None, note: str = "") -> Government:
        """Enter a local government that exists since `on`, or of old.

        Raises `ValidationFailed` by field: `kind`, `name`, `area`, `code`, `contact`, `on`, `note`.
        """
        draft, note = cleaned(draft), clean_line(note)
        intent = Intent(action="governments.add", summary=f"เพิ่ม {draft.label}", source=note)
        with self._store.writing(intent) as work:
            problems = self._problems(work.session, draft, on=on, note=note)
            if problems:
                raise ValidationFailed(problems)
            return government_in(work.session, bear(work, draft, on))

    def change(
        self, government_id: int, draft: GovernmentDraft, *, on: date | None = None, note: str = ""
    ) -> Government:
        """Give it another name, kind, home, code or contact from `on`.

        Without `on` the present ones are put right for all of their time. The contact has no
        days. Raises as `add`, and `NotFound`.
        """
        draft, note = cleaned(draft), clean_line(note)
        with self._store.reading() as session:
            before = government_in(session, government_id)
        intent = Intent(
            action="governments.change", summary=_summary(before.draft, draft), source=note
        )
        with self._store.writing(intent) as work:
            row = _present_row(work.session, government_id)
            problems = self._problems(work.session, draft, on=on, note=note, present=row)
            if not draft.kind.has_villages and _has_members(work.session, government_id):
                problems.setdefault(
                    "kind", f"{draft.kind.short}มีหมู่บ้านสังกัดไม่ได้ กรุณานำหมู่บ้านออกก่อน หรือเลือกประเภทอื่น"
                )
            if problems:
                raise ValidationFailed(problems)
            _rewrite(work, row, draft, on)
            return government_in(work.session, government_id)

    def close(self, government_id: int, on: date, *, note: str = "") -> Government:
        """End it, and what belongs to it, on a day: its villages then have no อปท.

        Raises `ValidationFailed` by field (`on`, `government`, `note`), or `NotFound`.
        """
        note = clean_line(note)
        with self._store.reading() as session:
            before = government_in(session, government_id)
        intent = Intent(action="governments.close", summary=f"ยุบเลิก {before.label}", source=note)
        with self._store.writing(intent) as work:
            row = _present_row(work.session, government_id)
            problems = self._day_problems(on, row, ends=True) | _note_problems(note)
            members = _open_members(work.session, government_id)
            problems = _member_problems(work.session, government_id, on) | problems
            if problems:
                raise ValidationFailed(problems)
            row.valid_to = on
            for member in members:
                member.valid_to = on
            work.session.flush()
            return government_in(work.session, government_id)

    def _problems(
        self,
        session: Session,
        draft: GovernmentDraft,
        *,
        on: date | None,
        note: str,
        present: GovernmentNameRow | None = None,
    ) -> dict[str, str]:
        """What is wrong with a cleaned draft, by field; `present` is the row it would follow."""
        problems = self._day_problems(on, present) | _note_problems(note)
        problems |= draft_problems(draft, self._areas, office_in(session).provinces)
        if not problems:
            own = present.government_id if present is not None else None
            problems |= _rival_problems(session, draft, own)
        return problems

    def _day_problems(
        self, on: date | None, present: GovernmentNameRow | None, *, ends: bool = False
    ) -> dict[str, str]:
        if on is None:
            return {}
        if on > day_in_thailand(self._store.now()):
            return {"on": f"วันที่ {thai_date(on)} ยังมาไม่ถึง กรุณาบันทึกเมื่อถึงวันนั้นแล้ว"}
        since = None if present is None else present.valid_from
        if since is not None and (on < since or (ends and on == since)):
            return {"on": f"ชื่อและประเภทปัจจุบันเริ่มใช้วันที่ {thai_date(since)} กรุณาเลือกวันที่หลังจากนั้น"}
        return {}


def governments_in(
    session: Session, as_of: date | None = None, *, area_code: str = "", ended: bool = False
) -> tuple[Government, ...]:
    """`GovernmentService.governments`, in a transaction that is already open."""
    wanted = _facts().where(holding(GovernmentNameRow, as_of))
    found = {row.government_id: _government(row) for row in session.execute(wanted)}
    if ended:
        newest = select(func.max(GovernmentNameRow.id)).group_by(GovernmentNameRow.government_id)
        for row in session.execute(_facts().where(GovernmentNameRow.id.in_(newest))):
            if row.valid_to is not None and row.government_id not in found:
                found[row.government_id] = _government(row)
    life = {
        row.government_id: (None if row.open else row.since)
        for row in session.execute(
            select(
                GovernmentNameRow.government_id,
                func.max(GovernmentNameRow.valid_from.is_(None)).label("open"),
                func.min(GovernmentNameRow.valid_from).label("since"),
            ).group_by(GovernmentNameRow.government_id)
        )
    }
    last = {
        row.government_id: row.until
        for row in session.execute(
            select(
                GovernmentNameRow.government_id,
                func.max(GovernmentNameRow.valid_to).label("until"),
            )
            .group_by(GovernmentNameRow.government_id)
            .having(func.max(GovernmentNameRow.valid_to.is_(None)) == 0)
        )
    }
    near = area_code[:4]
    inside = [
        replace(government, since=life[id_], until=last.get(id_))
        for id_, government in found.items()
        if government.area_code.startswith(near)
        or (government.kind.provincial and near.startswith(government.area_code))
    ]
    return tuple(
        sorted(inside, key=lambda one: (one.area_code, _RANK[one.kind.key], name_key(one.name)))
    )


def government_in(session: Session, government_id: int) -> Government:
    """As it stands, or last stood; raises `NotFound`."""
    rows = _name_rows(session, government_id)
    if not rows:
        raise NotFound(_UNKNOWN)
    contact = session.get_one(GovernmentRow, government_id)
    last = rows[-1]
    return Government(
        id=government_id,
        uuid=contact.uuid,
        kind=kind_named(last.kind),
        name=last.name,
        area_code=last.area_code,
        code=last.code,
        code_checked=last.code_checked,
        contact=contact.contact,
        since=rows[0].valid_from,
        until=last.valid_to,
    )


def bear(work: Work, draft: GovernmentDraft, on: date | None) -> int:
    """Write a new one; gives its number."""
    return bear_many(work, [draft], on)[0]


def bear_many(work: Work, drafts: Sequence[GovernmentDraft], on: date | None) -> list[int]:
    """Write new ones; gives their numbers in the same order."""
    uuids = [uuid6.uuid7() for _ in drafts]
    work.insert_many(
        GovernmentRow,
        [
            {"uuid": uuid, "contact": draft.contact}
            for uuid, draft in zip(uuids, drafts, strict=True)
        ],
    )
    ids = {
        row.uuid: row.id
        for some in chunks(uuids)
        for row in work.session.execute(
            select(GovernmentRow.id, GovernmentRow.uuid).where(GovernmentRow.uuid.in_(some))
        )
    }
    born = [ids[uuid] for uuid in uuids]
    work.insert_many(
        GovernmentNameRow,
        [
            {"government_id": id_, "valid_from": on, "valid_to": None, **_columns(draft)}
            for id_, draft in zip(born, drafts, strict=True)
        ],
    )
    return born


def _columns(draft: GovernmentDraft) -> dict[str, Any]:
    return {
        "kind": draft.kind.key,
        "name": draft.name,
        "name_key": name_key(draft.name),
        "area_code": draft.area_code,
        "code": draft.code,
        "code_checked": draft.code_checked,
    }


def _rewrite(work: Work, row: GovernmentNameRow, draft: GovernmentDraft, on: date | None) -> None:
    government = work.session.get_one(GovernmentRow, row.government_id)
    if government.contact != draft.contact:
        government.contact = draft.contact
    columns = _columns(draft)
    if all(getattr(row, column) == value for column, value in columns.items()):
        return
    if on is None or on == row.valid_from:
        for column, value in columns.items():
            setattr(row, column, value)
    else:
        row.valid_to = on
        work.add(
            GovernmentNameRow(
                government_id=row.government_id, valid_from=on, valid_to=None, **columns
            )
        )
    work.session.flush()


def _summary(before: GovernmentDraft, after: GovernmentDraft) -> str:
    if before.label != after.label:
        return f"เปลี่ยน {before.label} เป็น {after.label}"
    return f"แก้ข้อมูล {before.label}"


def _facts() -> Any:
    return select(
        GovernmentNameRow.government_id,
        GovernmentRow.uuid,
        GovernmentRow.contact,
        GovernmentNameRow.kind,
        GovernmentNameRow.name,
        GovernmentNameRow.area_code,
        GovernmentNameRow.code,
        GovernmentNameRow.code_checked,
        GovernmentNameRow.valid_to,
    ).join(GovernmentRow, GovernmentRow.id == GovernmentNameRow.government_id)


def _government(row: Row[*tuple[Any, ...]]) -> Government:
    return Government(
        id=row.government_id,
        uuid=row.uuid,
        kind=kind_named(row.kind),
        name=row.name,
        area_code=row.area_code,
        code=row.code,
        code_checked=row.code_checked,
        contact=row.contact,
    )


def _name_rows(session: Session, government_id: int) -> Sequence[GovernmentNameRow]:
    return session.scalars(
        select(GovernmentNameRow)
        .where(GovernmentNameRow.government_id == government_id)
        .order_by(GovernmentNameRow.id)
    ).all()


def _present_row(session: Session, government_id: int) -> GovernmentNameRow:
    rows = _name_rows(session, government_id)
    if not rows:
        raise NotFound(_UNKNOWN)
    if rows[-1].valid_to is not None:
        raise ValidationFailed({"government": _CLOSED})
    return rows[-1]


def _open_members(session: Session, government_id: int) -> Sequence[VillageGovernmentRow]:
    return session.scalars(
        select(VillageGovernmentRow).where(
            VillageGovernmentRow.government_id == government_id,
            VillageGovernmentRow.valid_to.is_(None),
        )
    ).all()


def _member_problems(session: Session, government_id: int, end: date) -> dict[str, str]:
    """Villages that came on the day of an end or later, or that left after it."""
    came, left = session.execute(
        select(
            func.max(VillageGovernmentRow.valid_from), func.max(VillageGovernmentRow.valid_to)
        ).where(VillageGovernmentRow.government_id == government_id)
    ).one()
    if left is not None and left > end:
        told = f"มีหมู่บ้านที่อยู่ในสังกัดจนถึงก่อนวันที่ {thai_date(left)} กรุณาเลือกวันที่นั้นหรือหลังจากนั้น"
        return {"on": told}
    if came is not None and came >= end:
        told = f"มีหมู่บ้านที่เข้าสังกัดวันที่ {thai_date(came)} กรุณาเลือกวันที่หลังจากนั้น หรือนำหมู่บ้านนั้นออกก่อน"
        return {"on": told}
    return {}


def _has_members(session: Session, government_id: int) -> bool:
    return bool(_open_members(session, government_id))


def _rival_problems(session: Session, draft: GovernmentDraft, own: int | None) -> dict[str, str]:
    """Another that stands today under the same name and kind in the same area, or the same code."""
    others: Iterable[Government] = (one for one in governments_in(session) if one.id != own)
    for one in others:
        if (one.kind, one.name, one.area_code) == (draft.kind, draft.name, draft.area_code):
            return {"name": f"มี {one.label} ในพื้นที่นี้อยู่แล้ว กรุณาใช้รายการเดิม หรือตรวจชื่อและประเภท"}
        if draft.code and one.code == draft.code:
            return {"code": f"รหัส {draft.code} เป็นของ {one.label} กรุณาตรวจรหัส"}
    return {}


def _note_problems(note: str) -> dict[str, str]:
    if len(note) <= NOTE_MAX:
        return {}
    return {"note": f"หมายเหตุยาวเกิน {NOTE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"}
