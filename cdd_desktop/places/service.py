"""The office and the register of its villages and communities."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.areas import Areas, level_of
from cdd_desktop.places.office_rules import name_problems, own_area_problem, province_problems
from cdd_desktop.places.records import (
    TAMBON_CODE_LENGTH,
    Area,
    Office,
    PlaceKind,
    Village,
    VillageFact,
    fact_problems,
    facts_on,
)
from cdd_desktop.places.tables import (
    OfficeProvinceRow,
    OfficeRow,
    OwnAreaRow,
    VillageFactRow,
    VillageNameRow,
    VillageRow,
    by_official_code,
    named_within,
    standing,
)
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.text import clean_line

_CODES_PER_QUERY = 5_000  # SQLite takes 32,766 values in one statement

_VillageColumns = Row[int, UUID, str, str, int | None, str, str]


class OfficeService:
    """The one office of the file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, name: str, provinces: Sequence[str], *, is_demo: bool = False) -> Office:
        """Found the office; raises `ValidationFailed`, also when the file has one already."""
        name = clean_line(name)
        problems = name_problems(name) | province_problems(provinces)
        if problems:
            raise ValidationFailed(problems)
        with self._store.writing(Intent(action="office.create", summary="ตั้งสำนักงาน")) as work:
            present = _office_row(work.session)
            if present is not None:
                raise ValidationFailed(
                    {
                        "office": f"โฟลเดอร์ข้อมูลนี้มีสำนักงานอยู่แล้ว ({present.name}) "
                        "กรุณาใช้สำนักงานเดิม หรือเลือกโฟลเดอร์ข้อมูลใหม่"
                    }
                )
            work.add(OfficeRow(name=name, is_demo=is_demo))
            for code in provinces:
                work.add(OfficeProvinceRow(code=code))
        return self.get()

    def get(self) -> Office:
        """The office, its provinces in official order; raises `NotFound` when there is none yet."""
        with self._store.reading() as session:
            return office_in(session)

    def rename(self, name: str) -> Office:
        """Change the office's name; raises `ValidationFailed`, or `NotFound` when there is none."""
        name = clean_line(name)
        problems = name_problems(name)
        if problems:
            raise ValidationFailed(problems)
        intent = Intent(action="office.rename", summary="เปลี่ยนชื่อสำนักงาน")
        with self._store.writing(intent) as work:
            row = _office_row(work.session)
            if row is None:
                raise _no_office()
            if row.name != name:
                row.name = name
        return self.get()


class AreaService:
    """The ladder of areas, and the steps the office adds to it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def areas(self) -> Areas:
        """The official list with the office's own areas, as they stand now."""
        with self._store.reading() as session:
            return areas_in(session)

    def add_own(self, areas: Sequence[Area]) -> Areas:
        """Add amphoe and tambon that the official list lacks, or rename those added before.

        Gives the ladder with them. Raises `ValidationFailed` by code: a parent that is missing,
        a code of another length than its level has, no name.
        """
        intent = Intent(action="areas.add_own", summary="เพิ่มอำเภอหรือตำบลที่ทะเบียนทางการยังไม่มี")
        with self._store.writing(intent) as work:
            ladder = Areas((*_own_areas(work.session), *areas))
            problems = {
                area.code: problem for area in areas if (problem := own_area_problem(area, ladder))
            }
            if problems:
                raise ValidationFailed(problems)
            for area in areas:
                row = work.session.get(OwnAreaRow, area.code)
                if row is None:
                    work.add(OwnAreaRow(code=area.code, name=area.name))
                elif row.name != area.name:
                    row.name = area.name
        return self.areas()


class VillageService:
    """Villages and communities by area and code, and what is known of them."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas

    def covers(self, code: str) -> bool:
        """Whether `code` is an area of the office's provinces, or a place of its register."""
        with self._store.reading() as session:
            if code[:2] not in office_in(session).provinces:
                return False
            if len(code) <= TAMBON_CODE_LENGTH:
                return self._areas.find(code) is not None
            known = villages().where(VillageNameRow.code == code)
            return session.execute(known).first() is not None

    def in_area(
        self,
        code: str,
        *,
        kinds: Sequence[PlaceKind] = tuple(PlaceKind),
        as_of: date | None = None,
    ) -> tuple[Village, ...]:
        """The places of a province, amphoe or tambon, or the one of a village's code.

        As they stood on the day `as_of`, or stand today. In official code order; an area may have
        none. Raises `NotFound` for an unknown area.
        """
        wanted = (
            villages(as_of)
            .where(named_within(code), VillageRow.kind.in_([kind.value for kind in kinds]))
            .order_by(*by_official_code())
        )
        with self._store.reading() as session:
            found = tuple(village_from(row) for row in session.execute(wanted))
        home = code[:TAMBON_CODE_LENGTH]
        if not found or level_of(home) is None:
            # a tambon that left the official list still has its villages; nonsense has none
            self._areas.get(home)
        return found

    def by_code(self, code: str, *, as_of: date | None = None) -> Village:
        """The place that has this code today, or had it on a day; raises `NotFound`."""
        with self._store.reading() as session:
            row = session.execute(villages(as_of).where(VillageNameRow.code == code)).first()
            if row is None:
                raise _no_code(session, code, as_of)
        return village_from(row)

    def by_id(self, village_id: int, *, as_of: date | None = None) -> Village:
        """The place with this number of the file, as it stands today, or stood on a day; raises
        `NotFound`."""
        with self._store.reading() as session:
            row = session.execute(villages(as_of).where(VillageRow.id == village_id)).first()
        if row is None:
            raise _no_village()
        return village_from(row)

    def last_known(self, place: str | int) -> Village:
        """The place of a code, or with this number of the file, as it stands today or stood last;
        raises `NotFound`. What was written of it outlives it."""
        is_code = isinstance(place, str)
        wanted = VillageNameRow.code == place if is_code else VillageNameRow.village_id == place
        with self._store.reading() as session:
            row = session.execute(villages().where(wanted)).first()
            ended = session.scalar(select(func.max(VillageNameRow.valid_to)).where(wanted))
            if row is None and ended is not None:
                row = session.execute(villages(ended - timedelta(days=1)).where(wanted)).first()
            if row is None:
                raise _no_code(session, place, None) if isinstance(place, str) else _no_village()
        return village_from(row)

    def by_codes(self, codes: Iterable[str]) -> dict[str, Village]:
        """Those of `codes` that are in the register."""
        wanted = sorted(set(codes))
        found: dict[str, Village] = {}
        with self._store.reading() as session:
            for start in range(0, len(wanted), _CODES_PER_QUERY):
                some = wanted[start : start + _CODES_PER_QUERY]
                for row in session.execute(villages().where(VillageNameRow.code.in_(some))):
                    found[row.code] = village_from(row)
        return found

    def counts(self, area_code: str, *, as_of: date | None = None) -> dict[PlaceKind, int]:
        """How many places of each kind an area has; every kind is there, if with 0."""
        self._areas.get(area_code[:TAMBON_CODE_LENGTH])
        counting = (
            select(VillageRow.kind, func.count())
            .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
            .where(standing(as_of), named_within(area_code))
            .group_by(VillageRow.kind)
        )
        with self._store.reading() as session:
            counted = {PlaceKind(kind): count for kind, count in session.execute(counting)}
        return {kind: counted.get(kind, 0) for kind in PlaceKind}

    def names(self) -> tuple[str, ...]:
        """Every distinct name in dictionary order: for line breaks that spare place names."""
        distinct = (
            select(VillageNameRow.name)
            .where(VillageNameRow.valid_to.is_(None))
            .group_by(VillageNameRow.name_key, VillageNameRow.name)
            .order_by(VillageNameRow.name_key, VillageNameRow.name)
        )
        with self._store.reading() as session:
            return tuple(session.scalars(distinct))

    def facts(self, village_id: int) -> tuple[VillageFact, ...]:
        """All counts of a place, the newest first."""
        with self._store.reading() as session:
            return _facts(session, village_id)

    def fact_on(self, village_id: int, day: date) -> VillageFact | None:
        """What was known of the place on a day, figure by figure (see `facts_on`)."""
        return facts_on(self.facts(village_id), day)

    def save_fact(self, village_id: int, fact: VillageFact) -> VillageFact:
        """Keep a count in place of that of the same day, if there is one.

        Raises `ValidationFailed`, or `NotFound` for an unknown place.
        """
        fact = VillageFact(
            on=fact.on,
            households=fact.households,
            people=fact.people,
            headman=clean_line(fact.headman),
            source=clean_line(fact.source),
        )
        problems = fact_problems(fact, today=day_in_thailand(self._store.now()))
        if problems:
            raise ValidationFailed(problems)
        with self._store.writing(
            Intent(action="villages.save_fact", summary="บันทึกข้อมูลหมู่บ้าน", source=fact.source)
        ) as work:
            if work.session.get(VillageRow, village_id) is None:
                raise _no_village()
            row = work.session.get(VillageFactRow, (village_id, fact.on))
            if row is None:
                work.add(VillageFactRow(village_id=village_id, **fact_columns(fact)))
            else:
                for column, value in fact_columns(fact).items():
                    setattr(row, column, value)
        return fact


def fact_columns(fact: VillageFact) -> dict[str, Any]:
    """A count as the columns of `village_fact`, without its village."""
    return {
        "on_date": fact.on,
        "households": fact.households,
        "people": fact.people,
        "headman": fact.headman,
        "source": fact.source,
    }


def fact_from(row: VillageFactRow | Row[*tuple[Any, ...]]) -> VillageFact:
    """The count in a row."""
    return VillageFact(
        on=row.on_date,
        households=row.households,
        people=row.people,
        headman=row.headman,
        source=row.source,
    )


def villages(as_of: date | None = None) -> Select[int, UUID, str, str, int | None, str, str]:
    """Every place under the code and name it has today, or had on a day.

    `village_from` reads its rows.
    """
    return (
        select(
            VillageRow.id,
            VillageRow.uuid,
            VillageRow.kind,
            VillageNameRow.code,
            VillageNameRow.moo,
            VillageNameRow.name,
            VillageNameRow.tambon_code,
        )
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .where(standing(as_of))
    )


def village_from(row: _VillageColumns) -> Village:
    """The place in a row of `villages`."""
    return Village(
        id=row.id,
        uuid=row.uuid,
        code=row.code,
        kind=PlaceKind(row.kind),
        moo=row.moo,
        name=row.name,
        tambon_code=row.tambon_code,
    )


def office_in(session: Session) -> Office:
    """The office, read in a transaction that is already open; raises `NotFound`."""
    row = _office_row(session)
    if row is None:
        raise _no_office()
    codes = session.scalars(select(OfficeProvinceRow.code).order_by(OfficeProvinceRow.code))
    return Office(name=row.name, provinces=tuple(codes), is_demo=row.is_demo)


def areas_in(session: Session) -> Areas:
    """The ladder of areas, read in a transaction that is already open.

    The demo's tambon are all invented: the official ones of its province are left out.
    """
    office = _office_row(session)
    invented = office_in(session).provinces if office is not None and office.is_demo else ()
    return Areas(_own_areas(session), invented_in=invented)


def _office_row(session: Session) -> OfficeRow | None:
    return session.scalars(select(OfficeRow)).one_or_none()


def _facts(session: Session, village_id: int) -> tuple[VillageFact, ...]:
    rows = session.scalars(
        select(VillageFactRow)
        .where(VillageFactRow.village_id == village_id)
        .order_by(VillageFactRow.on_date.desc())
    )
    return tuple(fact_from(row) for row in rows)


def _own_areas(session: Session) -> tuple[Area, ...]:
    found = []
    for row in session.scalars(select(OwnAreaRow)):
        level = level_of(row.code)
        if level is not None:
            found.append(Area(code=row.code, name=row.name, level=level))
    return tuple(found)


def _no_office() -> NotFound:
    return NotFound("ยังไม่มีสำนักงานในโฟลเดอร์ข้อมูลนี้ กรุณาตั้งสำนักงานก่อน")


def _no_code(session: Session, code: str, as_of: date | None) -> NotFound:
    """Why there is no place of this code: it is no longer, was not yet, or never was."""
    times = session.execute(
        select(VillageNameRow.valid_from, VillageNameRow.valid_to)
        .where(VillageNameRow.code == code)
        .order_by(VillageNameRow.valid_to.desc())
    ).all()
    ended = [until for _, until in times if until is not None and (as_of is None or until <= as_of)]
    if ended:
        return NotFound(
            f"หมู่บ้านหรือชุมชนรหัส {code} เลิกใช้ตั้งแต่วันที่ {thai_date(ended[0])} "
            "กรุณาใช้รหัสใหม่ หรือทำตามทะเบียน ณ วันที่ก่อนหน้านั้น (--as-of)"
        )
    begun = [since for since, _ in times if since is not None]
    if begun:
        return NotFound(
            f"หมู่บ้านหรือชุมชนรหัส {code} เริ่มมีในทะเบียนวันที่ {thai_date(begun[-1])} "
            "กรุณาเลือกวันที่ตั้งแต่วันนั้นเป็นต้นไป"
        )
    return NotFound(
        f"ไม่พบหมู่บ้านหรือชุมชนรหัส {code} ในทะเบียนของสำนักงาน กรุณาตรวจรหัส หรือนำเข้าทะเบียนหมู่บ้านก่อน"
    )


def _no_village() -> NotFound:
    return NotFound("ไม่พบหมู่บ้านหรือชุมชนนี้ในทะเบียนแล้ว กรุณาเลือกใหม่จากรายชื่อ")
