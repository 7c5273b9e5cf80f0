"""Months counted together: each rule counted here once more by hand, over whatever was told."""

import dataclasses
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.bank.sheets import BankMonth
from cdd_desktop.waste.months.counts import CountService
from cdd_desktop.waste.months.records import Basis, Fate, Figure, MonthRecord
from cdd_desktop.waste.months.rolled import By, Rolled
from cdd_desktop.waste.months.rows import new_uuid, write_records
from cdd_desktop.waste.months.tables import WasteFateRow, WasteFigureRow, WasteRecordRow
from cdd_desktop.waste.units import Scope, Unit

MONTHS = (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))
OF_OLD = date(2020, 1, 1)
BORN = date(2026, 9, 10)  # the day from which the last village stands
CODES = ["93010101", "93010102", "93010201", "93020101", "93020102", "93020201"]
VILLAGES = [Unit(village_id=number) for number in range(1, 7)]
# the อปท. of each village; the fifth has none
GOVERNMENT_OF = {1: 1, 2: 1, 3: 1, 4: 2, 6: 2}
HOME_OF = {1: "9301", 2: "9302", 3: "93"}
WHOLES = [Unit(government_id=number, scope=Scope.WHOLE) for number in HOME_OF]
EXTRAS = [Unit(government_id=number, scope=Scope.EXTRA) for number in HOME_OF]
STREAM_OF = {
    "organic": "organic",
    "recyclable-paper": "recyclable",
    "recyclable-mixed": "recyclable",
    "volunteers": "volunteers",
    "bank-value": "bank-value",
    "bank-balance": "bank-balance",
}
LAST = {"volunteers", "bank-balance"}
OF_BANK = {"bank-value", "bank-balance", "bank-members", "bank-weight", "bank-welfare"}
WAYS = [("organic", "fed"), ("organic", "burned"), ("recyclable", "sold")]

Books = Mapping[tuple[Unit, date], BankMonth]


@dataclasses.dataclass(frozen=True)
class Told:
    """One amount that a unit told; `line` is what is told of, a stream's fate or an item."""

    unit: Unit
    month: date
    stream: str
    item: str
    basis: Basis
    amount: int | None


@pytest.fixture(scope="module")
def office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Two amphoe of three tambon, two อปท. with villages and one of the province."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("counts") / "data"))
    with Store.open(folder, clock=lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)) as store:
        services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(store, {code: f"หมู่{code}" for code in CODES})
        with store.writing(Intent(action="test.born", summary="เกิด")) as work:
            work.session.execute(
                update(VillageNameRow).where(VillageNameRow.village_id == 6).values(valid_from=BORN)
            )
        services = services_of(store)
        for number, home in HOME_OF.items():
            kind = kind_named("province" if home == "93" else "tambon")
            draft = GovernmentDraft(kind=kind, name=f"ที่{number}", area_code=home)
            government = services.governments.add(draft, on=OF_OLD)
            members = [v for v, of in GOVERNMENT_OF.items() if of == number]
            for village in members:
                on = BORN if village == 6 else OF_OLD
                services.memberships.assign([village], government.id, on=on)
        yield services


def stands(unit: Unit, month: date) -> bool:
    return unit.village_id != 6 or last_day(month) >= BORN


def counted_by_hand(
    told: Sequence[Told], books: Books, months: Sequence[date], *, apart: bool
) -> list[Told]:
    """What counts of all that was told, the slow way."""
    every = [one for one in told if one.month in months and stands(one.unit, one.month)]
    best: dict[tuple[Unit, date, str], Basis] = {}
    for one in every:
        key = (one.unit, one.month, one.stream)
        best[key] = min(best.get(key, one.basis), one.basis)
    every = [one for one in every if one.basis is best[one.unit, one.month, one.stream]]
    booked: defaultdict[tuple[int | None, int | None], list[date]] = defaultdict(list)
    for unit, month in books:
        if month in months and stands(unit, month):
            booked[unit.village_id, unit.government_id].append(month)

    def is_in_books(one: Told) -> bool:
        """A state that was typed before there were books gives way too, of either scope."""
        then = booked[one.unit.village_id, one.unit.government_id]
        is_state = one.item in LAST and not apart and len(months) > 1
        return any(month >= one.month for month in then) if is_state else one.month in then

    every = [one for one in every if one.item not in OF_BANK or not is_in_books(one)]
    for (unit, month), bank in books.items():
        if month in months and stands(unit, month):
            as_extra = unit if unit.village_id else dataclasses.replace(unit, scope=Scope.EXTRA)
            for item, amount in (
                ("bank-value", bank.value * 10),
                ("bank-balance", bank.balance * 10),
                ("bank-welfare", bank.welfare * 10),
                ("bank-members", bank.members * 1000),
                ("bank-weight", bank.weight),
            ):
                every.append(Told(as_extra, month, item, item, Basis.HOUSEHOLD, amount))
    if not apart and len(months) > 1:
        newest: dict[tuple[Unit, str], date] = {}
        for one in every:
            key2 = (one.unit, one.item)
            newest[key2] = max(newest.get(key2, one.month), one.month)
        last = {*LAST, "bank-members"}
        every = [
            dataclasses.replace(one, month=max(months)) if one.item in last else one
            for one in every
            if one.item not in last or one.month == newest[one.unit, one.item]
        ]
    heard: defaultdict[tuple[int, date, str], set[int]] = defaultdict(set)
    wholes = set()
    for one in every:
        if one.unit.scope is Scope.WHOLE:
            wholes.add((one.unit.government_id, one.month, one.stream))
        elif one.unit.village_id in GOVERNMENT_OF:
            government = GOVERNMENT_OF[one.unit.village_id]
            heard[government, one.month, one.stream].add(one.unit.village_id)

    def whole_counts(government: int, month: date, stream: str) -> bool:
        members = {
            v
            for v, of in GOVERNMENT_OF.items()
            if of == government and stands(VILLAGES[v - 1], month)
        }
        return (government, month, stream) in wholes and (
            not members or heard[government, month, stream] < members
        )

    def counts(one: Told) -> bool:
        if one.unit.scope is Scope.EXTRA:
            return True
        government = one.unit.government_id or GOVERNMENT_OF.get(one.unit.village_id or 0, 0)
        is_whole = one.unit.scope is Scope.WHOLE
        return whole_counts(government, one.month, one.stream) is is_whole

    return [one for one in every if counts(one)]


def summed(told: Sequence[Told]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for one in told:
        sums[one.item] += one.amount or 0
    return dict(sums)


def amphoe_of(unit: Unit) -> str:
    return CODES[unit.village_id - 1][:4] if unit.village_id else HOME_OF[unit.government_id or 0]


def added(lines: Sequence[Rolled]) -> dict[str, int]:
    """What the lines come to together, without what is only shown."""
    sums: Counter[str] = Counter()
    keys = set()
    for line in lines:
        for item, amount in line.figures.items():
            rest = amount - line.not_added.get(item, 0)
            sums[item] += rest
            if item not in line.not_added or rest:
                keys.add(item)
    return {item: sums[item] for item in keys}


def keep(office: Services, records: Sequence[MonthRecord]) -> None:
    """Let these be all records there are."""
    with office.store.writing(Intent(action="test.fill", summary="ข้อมูลทดสอบ")) as work:
        for table in (WasteFigureRow, WasteFateRow, WasteRecordRow):
            work.session.execute(delete(table))
        write_records(work, records)


def record(
    unit: Unit, month: date, figures: Mapping[tuple[str, Basis], int], *fates: Fate
) -> MonthRecord:
    return MonthRecord(
        uuid=new_uuid(),
        unit=unit,
        month=month,
        figures=tuple(
            Figure(item=item, stream=STREAM_OF[item], basis=basis, amount=amount)
            for (item, basis), amount in figures.items()
        ),
        fates=fates,
    )


def counting(office: Services, books: Books) -> CountService:
    return CountService(office.store, office.areas, office.lookups, lambda _area, _months: books)


amounts = st.integers(0, 9).map(lambda n: n * 1_000)
figures_of = st.dictionaries(
    st.tuples(st.sampled_from(sorted(STREAM_OF)), st.sampled_from(Basis)), amounts, max_size=5
)
fates_of = st.dictionaries(st.sampled_from(WAYS), st.none() | amounts, max_size=2)
unit_months = st.tuples(
    st.sampled_from([*VILLAGES, *VILLAGES, *WHOLES, *EXTRAS]), st.sampled_from(MONTHS)
)
bank_months = st.builds(
    BankMonth,
    members=st.integers(0, 9),
    weight=amounts,
    value=st.integers(0, 900),
    welfare=st.integers(0, 900),
    balance=st.integers(0, 900),
    by_item=st.just({}),
    unknown_weight=st.just(False),
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    told=st.dictionaries(unit_months, st.tuples(figures_of, fates_of), max_size=16),
    books=st.dictionaries(
        st.tuples(st.sampled_from([*VILLAGES, *WHOLES]), st.sampled_from(MONTHS)),
        bank_months,
        max_size=4,
    ),
)
def test_the_total_is_what_its_parts_come_to_and_what_is_counted_by_hand(
    office: Services,
    told: dict[
        tuple[Unit, date], tuple[dict[tuple[str, Basis], int], dict[tuple[str, str], int | None]]
    ],
    books: dict[tuple[Unit, date], BankMonth],
) -> None:
    keep(
        office,
        [
            record(
                unit,
                month,
                figures,
                *(Fate(stream=s, fate=f, amount=a) for (s, f), a in fates.items()),
            )
            for (unit, month), (figures, fates) in told.items()
        ],
    )
    of_items = [
        Told(unit, month, STREAM_OF[item], item, basis, amount)
        for (unit, month), (figures, _) in told.items()
        for (item, basis), amount in figures.items()
    ]
    of_fates = [
        Told(unit, month, stream, fate, Basis.HOUSEHOLD, amount)
        for (unit, month), (_, fates) in told.items()
        for (stream, fate), amount in fates.items()
    ]
    service = counting(office, books)
    expected = counted_by_hand(of_items, books, MONTHS, apart=False)
    [total] = service.roll_up("93", MONTHS, By.TOTAL)
    assert dict(total.figures) == summed(expected)
    estimated = summed([one for one in expected if one.basis is Basis.ESTIMATE])
    assert dict(total.estimated) == estimated
    for by in By:
        assert added(service.roll_up("93", MONTHS, by)) == dict(total.figures), by
    for line in service.roll_up("93", MONTHS, By.AMPHOE):
        here = [one for one in expected if amphoe_of(one.unit) == line.code]
        assert dict(line.figures) == summed(here)
        if line.code != "93":
            assert service.roll_up(line.code, MONTHS, By.TOTAL)[0].figures == line.figures
    for line in service.roll_up("93", MONTHS, By.TOTAL, by_month=True):
        assert line.month is not None
        alone = counted_by_hand(of_items, books, [line.month], apart=True)
        assert dict(line.figures) == summed(alone)
        ways = counted_by_hand(of_fates, {}, [line.month], apart=True)
        told_ways = Counter((one.stream, one.item) for one in ways)
        assert dict(line.fates_told) == dict(told_ways)
        assert sum(line.fates.values()) == sum(one.amount or 0 for one in ways)


def test_a_village_shows_its_own_figures_which_no_sum_holds_beside_those_of_the_whole(
    office: Services,
) -> None:
    month = MONTHS[2]
    organic = ("organic", Basis.AGGREGATE)
    keep(
        office,
        [
            record(VILLAGES[0], month, {organic: 5_000}),
            record(WHOLES[0], month, {organic: 40_000}),
            record(EXTRAS[0], month, {organic: 3_000}),
        ],
    )
    lines = counting(office, {}).roll_up("9301", [month], By.VILLAGE)
    assert [(line.name, dict(line.figures), dict(line.not_added)) for line in lines] == [
        ("ม.1 บ้านหมู่93010101", {"organic": 5_000}, {"organic": 5_000}),
        ("ม.2 บ้านหมู่93010102", {}, {}),
        ("ม.1 บ้านหมู่93010201", {}, {}),
        ("อบต.ที่1 (ทั้ง อปท.)", {"organic": 43_000}, {}),
    ]
    assert [line.reported for line in lines] == [1, 1, 1, 0]
    tambon = counting(office, {}).roll_up("9301", [month], By.TAMBON)
    assert [(line.code, line.is_whole, dict(line.figures)) for line in tambon] == [
        ("930101", False, {}),
        ("930102", False, {}),
        ("9301", True, {"organic": 43_000}),
    ]
    [own] = counting(office, {}).roll_up("93010101", [month], By.TOTAL)
    assert (own.code, own.name, dict(own.figures)) == (
        "93010101",
        "ม.1 บ้านหมู่93010101",
        {"organic": 5_000},
    )
    [of_none] = counting(office, {}).roll_up("930102", [month], By.TOTAL)
    assert (dict(of_none.figures), of_none.units, of_none.reported) == ({}, 1, 1)


def test_what_was_typed_before_a_bank_had_books_is_not_beside_what_they_say(
    office: Services,
) -> None:
    balance, value = ("bank-balance", Basis.AGGREGATE), ("bank-value", Basis.AGGREGATE)
    keep(office, [record(WHOLES[0], MONTHS[0], {balance: 500_000, value: 80_000})])
    books = {
        (WHOLES[0], MONTHS[1]): BankMonth(
            members=3,
            weight=0,
            value=2_000,
            welfare=0,
            balance=60_000,
            by_item={},
            unknown_weight=False,
        )
    }
    [total] = counting(office, books).roll_up("93", MONTHS, By.TOTAL)
    assert total.figures["bank-balance"] == 600_000
    assert total.figures["bank-value"] == 100_000  # of both months


def test_lines_of_governments_stand_in_official_order_with_villages_of_none_last(
    office: Services,
) -> None:
    keep(office, [record(VILLAGES[4], MONTHS[0], {("organic", Basis.ESTIMATE): 1_000})])
    lines = counting(office, {}).roll_up("93", MONTHS, By.GOVERNMENT, by_month=True)
    named = [(line.name, line.month, line.units) for line in lines]
    assert named == [
        *(("อบต.ที่1", month, 3) for month in MONTHS),
        ("อบต.ที่2", MONTHS[0], 1),
        ("อบต.ที่2", MONTHS[1], 2),
        ("อบต.ที่2", MONTHS[2], 2),
        *(("ไม่สังกัด อปท.", month, 1) for month in MONTHS),
    ]
    assert lines[6].estimated == {"organic": 1_000}


def test_villages_that_told_once_and_then_no_more_have_stopped(office: Services) -> None:
    organic = {("organic", Basis.AGGREGATE): 1_000}
    keep(
        office,
        [
            record(VILLAGES[0], date(2026, 7, 1), organic),
            record(VILLAGES[3], date(2026, 7, 1), organic),
            record(WHOLES[1], MONTHS[1], organic),
            record(VILLAGES[4], MONTHS[0], organic),
        ],
    )
    stopped = counting(office, {}).stopped("93", MONTHS[2])
    assert [line.unit for line in stopped] == [VILLAGES[0]]
    missing = office.months.closing_problems("9302", MONTHS[1]).missing
    assert [line.unit for line in missing] == [VILLAGES[4]]
