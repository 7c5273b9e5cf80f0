"""Waste with all that strains paper: long names, grams, every fate, estimates and corrections."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.bootstrap import Services
from cdd_desktop.households.records import Household
from cdd_desktop.lookups.records import ListName
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.thai.months import last_month
from cdd_desktop.waste.bins.records import Bin, BinCount, HouseholdBin
from cdd_desktop.waste.months.records import Basis, Fate, Figure, MonthRecord, StreamFact
from cdd_desktop.waste.units import Scope, Unit

NEWEST = date(2026, 9, 1)
MONTHS = (last_month(last_month(NEWEST)), last_month(NEWEST), NEWEST)
REASON = "ชั่งใหม่เมื่อผู้ใหญ่บ้านพบว่าตาชั่งของศูนย์คัดแยกขยะคลาดเคลื่อน"
_LONG_NAME = "ว่าที่ร้อยตรีหญิง กตัญญูกตเวทิตา ศักดิ์สิทธิ์วงศ์ไพบูลย์"


def new_uuid() -> UUID:
    return UUID(int=uuid7().int)


def make_waste(services: Services, tambon: str) -> None:
    """Three months of the tambon's villages, the newest but one closed and corrected since."""
    villages = services.villages.in_area(tambon)
    draft = GovernmentDraft(
        kind=kind_named("tambon"), name="น้ำซึ้งเกาะท่าไร่ทุ่งเปี๊ยะ", area_code=tambon[:4]
    )
    government = services.governments.add(draft)
    services.memberships.assign([one.id for one in villages[:3]], government.id)
    records = [
        _record(services, Unit(village_id=village.id), month, number)
        for month in MONTHS
        for number, village in enumerate(villages[:-2])
    ]
    whole = Unit(government_id=government.id, scope=Scope.WHOLE)
    records.append(_told(whole, NEWEST, {"general": 98_765_432}, Basis.AGGREGATE))
    services.months.save_many(records, summary="ขยะทดลอง")
    for number, village in enumerate(villages[1:-2], 1):
        count = BinCount(
            basis=Basis.AGGREGATE if number % 3 else Basis.ESTIMATE,
            households=120 + number,
            without_space=number,
            installed=80,
            added=number,
            proper=60,
            regular=55,
            both=50,
            people_installed=240,
            people_both=150,
        )
        services.bins.save_typed(Unit(village_id=village.id), NEWEST, count)
    _register(services, villages[0].id)
    services.months.close(tambon[:4], MONTHS[1])
    services.months.change(
        Unit(village_id=villages[0].id),
        MONTHS[1],
        "organic",
        Basis.HOUSEHOLD,
        1_234_567,
        reason=REASON,
    )


def _record(services: Services, unit: Unit, month: date, number: int) -> MonthRecord:
    items = services.lookups.get(ListName.WASTE_ITEM).offered(2569)
    bases = {"general": Basis.ESTIMATE, "organic": Basis.HOUSEHOLD}
    figures = []
    for place, item in enumerate(items):
        stream = str(item.traits.get("stream") or item.key)
        is_whole = item.traits.get("unit") not in {"กก.", "บาท"}
        amount = (place + 1) * 1_000 if is_whole else (place + number) * 12_345 + month.month
        if (place + number) % 7:  # some are not told, which is not 0
            figures.append(
                Figure(
                    item=item.key,
                    stream=stream,
                    basis=bases.get(stream, Basis.AGGREGATE),
                    amount=amount,
                )
            )
    if number == 0:  # a lesser basis beside the better one
        figures.append(
            Figure(item="organic", stream="organic", basis=Basis.ESTIMATE, amount=999_000)
        )
    return MonthRecord(
        uuid=new_uuid(),
        unit=unit,
        month=month,
        reported_on=date(month.year, month.month + 1, 5),
        reporter=_LONG_NAME,
        note="ชั่งที่ศูนย์คัดแยกขยะของหมู่บ้านทุกวันเสาร์" if number == 1 else "",
        figures=tuple(figures),
        streams=(StreamFact(stream="organic", is_drained=True, weighed_by=_LONG_NAME),),
        fates=(
            Fate(stream="organic", fate="composted"),
            Fate(stream="organic", fate="fed", amount=1_234_500),
            Fate(stream="recyclable", fate="sold", amount=45_000),
        ),
    )


def _told(unit: Unit, month: date, amounts: dict[str, int], basis: Basis) -> MonthRecord:
    figures = tuple(
        Figure(item=key, stream=key, basis=basis, amount=amount) for key, amount in amounts.items()
    )
    return MonthRecord(uuid=new_uuid(), unit=unit, month=month, figures=figures)


def _register(services: Services, village_id: int) -> None:
    """Thirty households, counted from the newest month on."""
    pairs = []
    for number in range(1, 31):
        household = Household(
            uuid=new_uuid(),
            village_id=village_id,
            house_no=f"{number}/{number * 7}",
            head=_LONG_NAME if number == 1 else f"นายปั่น ฝ้าย{number}",
            people=number % 6 + 1,
        )
        one = Bin(household=household.uuid, has_space=number % 5 != 0)
        if one.has_space:
            one = replace(
                one,
                installed_on=date(2026, number % 9 + 1, 3),
                is_proper=number % 3 != 0,
                is_regular=number % 4 != 0,
                inspected_on=date(2026, 9, 20),
                inspector=_LONG_NAME,
            )
        pairs.append(HouseholdBin(household=household, bin=one))
    services.bins.save_many(pairs, summary="ทะเบียนทดลอง")
    services.bins.mark_whole(village_id, NEWEST)
