"""A household stands in one village: what is in the way of that, told with the other village."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.households.records import Household
from cdd_desktop.households.rows import households_by_uuid
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.places.records import PlaceKind, place_label
from cdd_desktop.places.tables import VillageNameRow, VillageRow, standing
from cdd_desktop.storage.rows import chunks

_GONE = "ไม่พบหมู่บ้านนี้ในทะเบียนแล้ว กรุณาเลือกหมู่บ้านใหม่"
Problems = dict[UUID, dict[str, str]]


def place_problems(session: Session, households: Sequence[Household]) -> Problems:
    """What is wrong with where the households stand, by household and field.

    Two of one village have the same house number and head; one identity, or one house number and
    head, stands in two villages: of these households, or of a tambon.
    """
    names = _labels(session, {one.village_id for one in households})
    problems: Problems = defaultdict(dict)
    for one in households:
        if one.village_id not in names:
            problems[one.uuid]["village_id"] = _GONE
    _among_each_other(households, names, problems)
    _among_the_stored(session, households, problems)
    return {uuid: told for uuid, told in problems.items() if told}


def _among_each_other(
    households: Sequence[Household], names: dict[int, str], problems: Problems
) -> None:
    by_uuid: dict[UUID, Household] = {}
    by_address: dict[tuple[str, str], Household] = {}
    for one in households:
        again = by_uuid.setdefault(one.uuid, one)
        if again is not one:
            other = names.get(again.village_id, "")
            told = (
                f"ครัวเรือนเดียวกันอยู่สองแถวใน {other} กรุณาลบแถวหนึ่ง"
                if again.village_id == one.village_id
                else f"ครัวเรือนเดียวกันอยู่ทั้งใน {other} กรุณาให้อยู่หมู่บ้านเดียว"
            )
            problems[one.uuid]["house_no"] = told
        if one.closed_on is not None:
            continue
        same = by_address.setdefault(one.address, one)
        if same.uuid == one.uuid:
            continue
        if same.village_id == one.village_id:
            problems[one.uuid]["house_no"] = _twin(one)
        elif all(one.address):
            problems[one.uuid]["house_no"] = _elsewhere(one, names.get(same.village_id, ""))


def _among_the_stored(
    session: Session, households: Sequence[Household], problems: Problems
) -> None:
    held = households_by_uuid(session, (one.uuid for one in households))
    moved = {row.village_id for row in held.values()}
    names = _labels(session, moved)
    numbers = {one.house_no for one in households if one.closed_on is None}
    known = _known(session, {one.village_id for one in households}, numbers)
    ours = {one.uuid for one in households}
    for one in households:
        row = held.get(one.uuid)
        if row is not None and row.village_id != one.village_id:
            problems[one.uuid]["house_no"] = _elsewhere(one, names.get(row.village_id, ""))
        if one.closed_on is not None:
            continue
        for uuid, village_id, label in known.get(one.address, ()):
            if uuid in ours:
                continue
            if village_id == one.village_id:
                problems[one.uuid]["house_no"] = _twin(one)
            elif all(one.address):
                problems[one.uuid].setdefault("house_no", _elsewhere(one, label))


def _known(
    session: Session, villages: set[int], numbers: set[str]
) -> dict[tuple[str, str], list[tuple[UUID, int, str]]]:
    """The open households with these house numbers in the tambon of these villages, by address."""
    home = aliased(VillageNameRow)
    found: defaultdict[tuple[str, str], list[tuple[UUID, int, str]]] = defaultdict(list)
    portions = ((some, few) for some in chunks(sorted(villages)) for few in chunks(sorted(numbers)))
    for some, few in portions:
        tambon = select(home.tambon_code).where(home.village_id.in_(some), home.valid_to.is_(None))
        rows = session.execute(
            select(
                HouseholdRow.uuid,
                HouseholdRow.village_id,
                HouseholdRow.house_no,
                HouseholdRow.head,
                VillageRow.kind,
                VillageNameRow.moo,
                VillageNameRow.name,
            )
            .join(VillageNameRow, VillageNameRow.village_id == HouseholdRow.village_id)
            .join(VillageRow, VillageRow.id == HouseholdRow.village_id)
            .where(
                HouseholdRow.closed_on.is_(None),
                HouseholdRow.house_no.in_(few),
                standing(None),
                or_(
                    VillageNameRow.tambon_code.in_(tambon),
                    HouseholdRow.village_id.in_(some),
                ),
            )
        )
        for row in rows:
            label = place_label(PlaceKind(row.kind), row.moo, row.name)
            found[row.house_no, row.head].append((row.uuid, row.village_id, label))
    return found


def _labels(session: Session, villages: set[int]) -> dict[int, str]:
    rows = session.execute(
        select(VillageRow.id, VillageRow.kind, VillageNameRow.moo, VillageNameRow.name)
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .where(VillageRow.id.in_(villages))
        .order_by(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to)
    )
    return {row.id: place_label(PlaceKind(row.kind), row.moo, row.name) for row in rows}


def _twin(one: Household) -> str:
    return f"มี{one.label} ที่หัวหน้าครัวเรือนชื่อเดียวกันในหมู่บ้านนี้แล้ว กรุณาแก้แถวเดิม หรือใส่ชื่อให้ต่างกัน"


def _elsewhere(one: Household, village: str) -> str:
    head = f" ({one.head})" if one.head and one.house_no else ""
    return f"{one.label}{head} อยู่ในทะเบียนของ {village} แล้ว ถ้าย้ายมา กรุณาใช้คำสั่งย้ายหมู่บ้านที่ครัวเรือนเดิม"
