"""Who keys records here, and who signs for which area and time."""

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.people.records import (
    Acting,
    Person,
    Role,
    Signatory,
    person_problems,
    signatory_problems,
)
from cdd_desktop.people.tables import PersonRow, SignatoryRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.text import clean_line

_AREA_LENGTHS = (2, 4, 6)  # of the codes of a province, an amphoe and a tambon
_ROLES = tuple(Role)


class PeopleService:
    """The person who works with the program. The one saved last is the one at work."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def me(self) -> Person | None:
        """The person at work, or None before anybody gave a name."""
        with self._store.reading() as session:
            row = _me(session)
            return None if row is None else _person(row)

    def names(self) -> dict[str, str]:
        """Everybody who ever worked here, by identity as the history has it."""
        with self._store.reading() as session:
            return {str(row.uuid): row.name for row in session.scalars(select(PersonRow))}

    def sign_in(self) -> None:
        """Let the operations from here on belong to the person at work."""
        me = self.me()
        self._store.act_as("" if me is None else str(me.uuid))

    def save_me(self, name: str, position: str) -> Person:
        """Name the person at work, or correct the name, and sign them in.

        It stays the same person: what they did before shows the corrected name too. Raises
        `ValidationFailed`.
        """
        return self._sign_in_as(name, position, is_another=False)

    def hand_over(self, name: str, position: str) -> Person:
        """Somebody else works here from now on; what was done before stays the former person's.

        Raises `ValidationFailed`.
        """
        return self._sign_in_as(name, position, is_another=True)

    def _sign_in_as(self, name: str, position: str, *, is_another: bool) -> Person:
        name, position = clean_line(name), clean_line(position)
        problems = person_problems(name, position)
        if problems:
            raise ValidationFailed(problems)
        intent = Intent(action="people.sign_in", summary="บันทึกชื่อผู้ปฏิบัติงาน")
        with self._store.writing(intent) as work:
            row = _me(work.session)
            if row is None or is_another:
                row = PersonRow(uuid=UUID(int=uuid7().int), name=name, position=position)
                work.add(row)
            elif (row.name, row.position) != (name, position):
                row.name, row.position = name, position
            person = _person(row)
        self._store.act_as(str(person.uuid))
        return person


class SignatoryService:
    """The register of signatories.

    `covers` tells whether a code is an area of the office's provinces or a village it knows.
    """

    def __init__(self, store: Store, covers: Callable[[str], bool]) -> None:
        self._store = store
        self._covers = covers

    def blank(self, role: Role, area_code: str) -> Signatory:
        """A new entry for a form to fill in; nothing is saved."""
        return Signatory(
            uuid=UUID(int=uuid7().int), role=role, area_code=area_code, name="", position=""
        )

    def all(self) -> tuple[Signatory, ...]:
        """Everybody, by area, then role in the order of signing, then time."""
        with self._store.reading() as session:
            found = [_signatory(row) for row in session.scalars(select(SignatoryRow))]
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    one.area_code,
                    _ROLES.index(one.role),
                    one.valid_from or date.min,
                    one.name,
                ),
            )
        )

    def save(self, signatory: Signatory) -> Signatory:
        """Keep a new entry (version 0) or a changed one; gives it as it stands now.

        Raises `ValidationFailed`, or `StaleRecord` when it was changed or removed meanwhile.
        """
        signatory = dataclasses.replace(
            signatory,
            name=clean_line(signatory.name),
            position=clean_line(signatory.position),
            acting_position=clean_line(signatory.acting_position),
        )
        problems = signatory_problems(signatory)
        if not self._covers(signatory.area_code):
            problems["area_code"] = "พื้นที่นี้ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่ใหม่"
        if problems:
            raise ValidationFailed(problems)
        intent = Intent(action="signatories.save", summary=f"บันทึก{signatory.role.label}")
        with self._store.writing(intent) as work:
            row = _find(work.session, signatory.uuid)
            if (0 if row is None else row.version) != signatory.version:
                raise StaleRecord(
                    "รายชื่อผู้ลงนามนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"
                )
            if row is None:
                row = SignatoryRow(uuid=signatory.uuid, **_columns(signatory))
                work.add(row)
            else:
                for column, value in _columns(signatory).items():
                    setattr(row, column, value)
            work.session.flush()  # it counts the version
            return _signatory(row)

    def remove(self, uuid: UUID) -> None:
        """Take an entry out of the register; the history keeps it. Raises `NotFound`."""
        intent = Intent(action="signatories.remove", summary="ลบผู้ลงนาม")
        with self._store.writing(intent) as work:
            row = _find(work.session, uuid)
            if row is None:
                raise NotFound("ไม่พบผู้ลงนามนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่")
            work.session.delete(row)

    def for_sheet(
        self, area_code: str, on: date, roles: Sequence[Role]
    ) -> tuple[Signatory | None, ...]:
        """As `SigningOrder.for_sheet`, for a single sheet."""
        return self.order().for_sheet(area_code, on, roles)

    def order(self) -> "SigningOrder":
        """Who signs what as of now: read once for any number of sheets."""
        with self._store.reading() as session:
            rows = session.scalars(select(SignatoryRow).order_by(SignatoryRow.id))
            return SigningOrder(tuple(_signatory(row) for row in rows))


class SigningOrder:
    """The register of signatories as it stood; `entries` in the order in which they were made."""

    def __init__(self, entries: Sequence[Signatory]) -> None:
        self._by_area: dict[str, list[Signatory]] = {}
        for entry in entries:
            self._by_area.setdefault(entry.area_code, []).append(entry)

    def for_sheet(
        self, area_code: str, on: date, roles: Sequence[Role]
    ) -> tuple[Signatory | None, ...]:
        """Who signs a sheet of an area on a day, role by role; None where nobody is named.

        The entry of the narrowest area that covers the sheet's wins; among equals the one whose
        time began last, then the one entered last.
        """
        covering = {area_code, *(area_code[:length] for length in _AREA_LENGTHS)}
        best: dict[Role, Signatory] = {}
        for code in covering:
            for entry in self._by_area.get(code, ()):
                if not _is_valid(entry, on):
                    continue
                held = best.get(entry.role)
                if held is None or _precedence(entry) >= _precedence(held):
                    best[entry.role] = entry
        return tuple(best.get(role) for role in roles)


def _is_valid(signatory: Signatory, on: date) -> bool:
    begins, ends = signatory.valid_from, signatory.valid_to
    return (begins is None or begins <= on) and (ends is None or ends >= on)


def _precedence(signatory: Signatory) -> tuple[int, date]:
    return len(signatory.area_code), signatory.valid_from or date.min


def _me(session: Session) -> PersonRow | None:
    return session.scalars(select(PersonRow).order_by(PersonRow.id.desc()).limit(1)).first()


def _find(session: Session, uuid: UUID) -> SignatoryRow | None:
    return session.scalars(select(SignatoryRow).where(SignatoryRow.uuid == uuid)).one_or_none()


def _person(row: PersonRow) -> Person:
    return Person(uuid=row.uuid, name=row.name, position=row.position)


def _columns(signatory: Signatory) -> dict[str, object]:
    return {
        "role": signatory.role.value,
        "area_code": signatory.area_code,
        "name": signatory.name,
        "position": signatory.position,
        "acting": signatory.acting.value,
        "acting_position": signatory.acting_position,
        "valid_from": signatory.valid_from,
        "valid_to": signatory.valid_to,
    }


def _signatory(row: SignatoryRow) -> Signatory:
    return Signatory(
        uuid=row.uuid,
        role=Role(row.role),
        area_code=row.area_code,
        name=row.name,
        position=row.position,
        acting=Acting(row.acting),
        acting_position=row.acting_position,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        version=row.version,
    )
