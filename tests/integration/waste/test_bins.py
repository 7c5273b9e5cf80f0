"""Bins of households and of places that tell totals only, counted without counting any twice."""

import dataclasses
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.documents.model import Table
from cdd_desktop.errors import ImportRejected, NotFound, StaleRecord, ValidationFailed
from cdd_desktop.households.records import Household
from cdd_desktop.households.service import HouseholdsRejected
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.reporting.options import FileFormat, Listed, ReportOptions
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bins.records import Bin, BinCount, HouseholdBin
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.months.rules import MonthClosed, MonthRefused
from cdd_desktop.waste.parameters.records import Rate
from cdd_desktop.waste.units import Scope, Unit

VILLAGES = {"93010101": "ดอนหลา", "93010102": "น้ำเลือด", "93010201": "ทุ่งเก่า", "93020101": "ทุ่งใหม่"}
AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
FIRST, SECOND, OTHER_TAMBON, OTHER_AMPHOE = (Unit(village_id=number) for number in (1, 2, 3, 4))
WHOLE = Unit(government_id=1, scope=Scope.WHOLE)
EXTRA = Unit(government_id=1, scope=Scope.EXTRA)


@pytest.fixture(scope="module")
def office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Phatthalung with `VILLAGES`; อบต. ลำปำ owns the first two. On 22 November 2569."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("bins") / "data"))
    with Store.open(folder, clock=lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)) as store:
        services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(store, VILLAGES)
        services = services_of(store)
        draft = GovernmentDraft(kind=kind_named("tambon"), name="ลำปำ", area_code="9301")
        services.governments.add(draft)
        services.memberships.assign([1, 2], 1)
        yield services


@pytest.fixture(scope="module")
def before(office: Services) -> Iterator[sqlite3.Connection]:
    """The file with nothing told."""
    with closing(sqlite3.connect(office.store.path)) as own:
        kept = sqlite3.connect(":memory:")
        own.backup(kept)
    with closing(kept):
        yield kept


@pytest.fixture(autouse=True)
def _nothing_told(office: Services, before: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(office.store.path)) as own:
        before.backup(own)


def _house(no: str, village: int = 1, head: str = "", people: int | None = 4) -> Household:
    return Household(uuid=uuid4(), village_id=village, house_no=no, head=head, people=people)


def _pair(no: str, village: int = 1, *, people: int | None = 4, **facts: object) -> HouseholdBin:
    house = _house(no, village, people=people)
    return HouseholdBin(household=house, bin=Bin(household=house.uuid, **facts))  # type: ignore[arg-type]


def _typed(installed: int, households: int = 10, **more: int) -> BinCount:
    return BinCount(basis=Basis.AGGREGATE, households=households, installed=installed, **more)


USED = {"has_space": True, "is_proper": True, "is_regular": True}


# the register


def test_a_household_and_its_bin_are_kept_together_and_taken_back_together(
    office: Services,
) -> None:
    kept = office.bins.save(*_parts(_pair("12/3", installed_on=date(2026, 9, 20), **USED)))
    assert office.bins.register(1) == (kept,)
    again = dataclasses.replace(kept.known, is_regular=False, inspected_on=date(2026, 10, 1))
    changed = office.bins.save(kept.household, again)
    assert (changed.known.is_regular, changed.known.version) == (False, 2)
    office.history.undo(office.history.recent(1)[0].id)
    assert office.bins.register(1)[0].known.is_regular is True
    with pytest.raises(StaleRecord):
        office.bins.save(kept.household, dataclasses.replace(changed.known, version=1))


def _parts(pair: HouseholdBin) -> tuple[Household, Bin]:
    return pair.household, pair.known


def test_every_problem_of_household_and_bin_is_told_at_once_and_nothing_is_kept(
    office: Services,
) -> None:
    bad = _pair("", people=99, is_proper=True)
    good = _pair("7")
    with pytest.raises(HouseholdsRejected) as refused:
        office.bins.save_many((bad, good), summary="นำเข้า")
    assert refused.value.by_household[bad.household.uuid].keys() == {
        "house_no",
        "people",
        "is_proper",
    }
    assert good.household.uuid not in refused.value.by_household
    with pytest.raises(ValidationFailed) as alone:
        office.bins.save(*_parts(bad))
    assert "house_no" in alone.value.problems


def test_a_household_is_in_one_village_only(office: Services) -> None:
    held = office.households.save(_house("5", head="สมชาย ใจดี"))
    with pytest.raises(ValidationFailed, match=r"ในหมู่บ้านนี้แล้ว"):
        office.households.save(_house("5", head="สมชาย  ใจดี"))
    with pytest.raises(ValidationFailed, match=r"ม\.1 บ้านดอนหลา แล้ว ถ้าย้ายมา"):
        office.households.save(_house("5", village=2, head="สมชาย ใจดี"))
    with pytest.raises(ValidationFailed, match=r"ม\.1 บ้านดอนหลา แล้ว ถ้าย้ายมา"):
        office.households.save(dataclasses.replace(held, village_id=2))
    office.households.save(_house("5", head="สมหญิง ใจดี"))  # two families of one house
    office.households.save(_house("5", village=4, head="สมชาย ใจดี"))  # a namesake far away


def test_an_import_that_has_a_household_in_two_villages_says_so(office: Services) -> None:
    one = _house("8", head="มาลี")
    same = dataclasses.replace(one, village_id=2)
    namesake = _house("8", village=2, head="มาลี")
    with pytest.raises(HouseholdsRejected, match=r"กรุณาให้อยู่หมู่บ้านเดียว"):
        office.households.save_many((one, same), summary="นำเข้า")
    with pytest.raises(HouseholdsRejected, match=r"ม\.1 บ้านดอนหลา") as refused:
        office.households.save_many((one, namesake), summary="นำเข้า")
    assert list(refused.value.by_household) == [namesake.uuid]


def test_a_household_that_moves_takes_its_bin_along_and_closed_months_stay(
    office: Services,
) -> None:
    pair = _pair("9", installed_on=date(2026, 9, 1), **USED)
    office.bins.save(*_parts(pair))
    office.months.close("9301", SEPTEMBER)
    moved = office.households.move(pair.household.uuid, 2, date(2026, 11, 1))
    assert moved.village_id == 2
    assert office.bins.register(2)[0].known.installed_on == date(2026, 9, 1)
    assert office.bins.counted("93", SEPTEMBER).keys() == {FIRST}
    assert office.bins.counted("93", OCTOBER).keys() == {SECOND}
    with pytest.raises(ValidationFailed, match="ยังมาไม่ถึง"):
        office.households.move(pair.household.uuid, 1, date(2026, 12, 1))


def test_many_are_inspected_at_once_and_those_without_bin_are_named(office: Services) -> None:
    pairs = office.bins.save_many(
        [_pair(str(no), installed_on=date(2026, 9, 1)) for no in range(1, 4)] + [_pair("99")],
        summary="สำรวจ",
    )
    *made, without = [pair.household.uuid for pair in pairs]
    seen = office.bins.inspect(
        made, proper=True, regular=None, on=date(2026, 10, 5), inspector="อถล. มาลี"
    )
    assert {(one.known.is_proper, one.known.is_regular) for one in seen} == {(True, None)}
    assert office.bins.register(1)[0].known.inspector == "อถล. มาลี"
    with pytest.raises(ValidationFailed, match="บ้านเลขที่ 99"):
        office.bins.inspect([*made, without], proper=True, regular=True, on=date(2026, 10, 5))
    with pytest.raises(ValidationFailed, match="อยู่ก่อนวันที่ติดตั้ง"):
        office.bins.inspect(made, proper=True, regular=True, on=date(2026, 8, 5))


def test_a_household_entered_by_mistake_goes_with_its_photos_and_comes_back(
    office: Services,
) -> None:
    pair = office.bins.save(*_parts(_pair("3", installed_on=date(2026, 9, 1))))
    office.bins.add_photo(pair.household.uuid, _image(), caption="หน้าบ้าน")
    office.bins.remove(pair.household.uuid)
    assert office.bins.register(1) == ()
    office.history.undo(office.history.recent(1)[0].id)
    (back,) = office.bins.photos(pair.household.uuid)
    assert back.caption == "หน้าบ้าน"


@cache
def _image() -> bytes:
    made = BytesIO()
    Image.new("RGB", (1600, 1200), "green").save(made, "JPEG")
    return made.getvalue()


def test_a_photo_is_kept_small_and_what_is_none_is_refused(office: Services) -> None:
    house = office.households.save(_house("4"))
    photo = office.bins.add_photo(house.uuid, _image())
    with Image.open(BytesIO(office.bins.picture(photo.uuid))) as kept:
        assert kept.width < 1500
    with pytest.raises(ImportRejected):
        office.bins.add_photo(house.uuid, b"no picture")
    with pytest.raises(ValidationFailed, match="ยังมาไม่ถึง"):
        office.bins.add_photo(house.uuid, _image(), taken_on=date(2027, 1, 1))
    office.bins.remove_photo(photo.uuid)
    with pytest.raises(NotFound):
        office.bins.picture(photo.uuid)


def test_an_undoing_that_would_leave_a_bin_or_a_household_wrong_is_refused(
    office: Services,
) -> None:
    pair = office.bins.save(*_parts(_pair("1", has_space=True)))
    made = dataclasses.replace(pair.known, installed_on=date(2026, 9, 1))
    pair = office.bins.save(pair.household, made)
    made_in = office.history.recent(1)[0].id
    office.bins.save(pair.household, dataclasses.replace(pair.known, is_proper=True))
    with pytest.raises(UndoRefused, match="ยังไม่ได้ติดตั้งถัง"):
        office.history.undo(made_in)
    other = office.households.save(_house("2"))
    office.bins.remove(other.uuid)
    removed_in = office.history.recent(1)[0].id
    office.households.save(_house("2"))
    with pytest.raises(UndoRefused, match="ในหมู่บ้านเดียวกันแล้ว"):
        office.history.undo(removed_in)


def test_whatever_was_done_is_taken_back_one_by_one(office: Services) -> None:
    first = office.history.recent(1)[0].id
    pair = office.bins.save(*_parts(_pair("1", installed_on=date(2026, 9, 1))))
    uuid = pair.household.uuid
    office.bins.inspect([uuid], proper=True, regular=True, on=date(2026, 10, 1))
    office.bins.add_photo(uuid, _image())
    office.bins.mark_whole(1, SEPTEMBER)
    office.bins.save_typed(OTHER_TAMBON, SEPTEMBER, _typed(7))
    office.months.close("9301", SEPTEMBER)
    office.bins.save_typed(OTHER_TAMBON, SEPTEMBER, _typed(8), reason="นับซ้ำ")
    office.households.move(uuid, 2, date(2026, 11, 1))
    office.households.close(uuid, date(2026, 11, 2))
    while (done := office.history.next_undo()) is not None and done.id > first:
        office.history.undo(done.id)
    assert office.bins.register(1, closed=True) == ()
    assert office.bins.counted("93", SEPTEMBER) == {}
    assert office.months.closings("93", [SEPTEMBER]) == ()


# counting


def test_a_register_counts_days_from_when_the_bin_was_made_until_it_was_taken_away(
    office: Services,
) -> None:
    office.bins.save_many(
        [
            _pair("1", installed_on=date(2026, 9, 20), **USED),  # 11 days of September
            _pair("2", people=3, installed_on=date(2026, 8, 1), has_space=True),
            _pair("3", installed_on=date(2026, 8, 1), removed_on=date(2026, 9, 11), **USED),
            _pair("4", people=None, installed_on=date(2026, 8, 1)),
            _pair("5", has_space=False),
            _pair("6", people=None),
        ],
        summary="สำรวจ",
    )
    gone = office.households.save(_house("7"))
    office.households.close(gone.uuid, date(2026, 9, 30))
    office.bins.mark_whole(1, SEPTEMBER)
    (line,) = office.bins.roll_up("93010101", [SEPTEMBER], By.VILLAGE)
    assert line.count == BinCount(
        basis=Basis.HOUSEHOLD,
        households=6,
        people=4 + 3 + 4 + 4,
        with_space=4,
        without_space=1,
        installed=3,
        added=1,
        proper=1,
        regular=1,
        both=1,
        people_installed=7,
        people_both=4,
        person_days=4 * 11 + 3 * 30 + 4 * 10,
        person_days_both=4 * 11 + 4 * 10,
        people_unknown=1,
        people_by_rate=0,
        sum_of_targets=5,
    )
    assert (line.is_whole, line.bases) == (True, frozenset({Basis.HOUSEHOLD}))
    (august,) = office.bins.roll_up("93010101", [AUGUST], By.VILLAGE)
    assert (august.count.households, august.count.installed) == (7, 3)
    assert not august.is_whole


def test_a_typed_total_gives_way_to_a_whole_register_but_not_to_a_part_of_one(
    office: Services,
) -> None:
    office.bins.save(*_parts(_pair("1", installed_on=date(2026, 9, 1))))
    (part,) = office.bins.roll_up("93010101", [OCTOBER], By.VILLAGE)
    assert (part.count.installed, part.is_whole) == (1, False)
    office.bins.save_typed(FIRST, OCTOBER, _typed(8))
    assert office.bins.counted("93", OCTOBER)[FIRST].installed == 8
    office.bins.mark_whole(1, OCTOBER)
    assert office.bins.counted("93", OCTOBER)[FIRST].installed == 1
    (whole,) = office.bins.roll_up("93010101", [OCTOBER], By.VILLAGE)
    assert whole.is_whole
    office.bins.mark_whole(1, None)
    assert office.bins.counted("93", OCTOBER)[FIRST].installed == 8


def test_typed_people_are_there_all_days_and_reckoned_ones_say_so(office: Services) -> None:
    office.bins.save_typed(FIRST, OCTOBER, _typed(5, people_installed=20))
    office.bins.save_typed(SECOND, OCTOBER, _typed(10))
    (total,) = office.bins.roll_up("93", [OCTOBER], By.TOTAL)
    assert (total.count.person_days, total.count.people_unknown) == (20 * 31, 10)
    reckoned = office.bins.save_typed(SECOND, OCTOBER, _typed(10), reckon_people=True)
    assert reckoned is not None
    assert (reckoned.people_installed, reckoned.people_by_rate) == (34, 10)
    (saved,) = office.bins.saving("93", [OCTOBER], By.TOTAL)
    assert (saved.people_unknown, saved.people_by_rate) == (0, 10)
    assert saved.all.tco2e is not None
    assert saved.both.tco2e is None
    assert any("คนต่อครัวเรือน" in one.label for one in saved.parameters)


def test_an_opt_is_reckoned_at_the_rates_of_its_amphoe(office: Services) -> None:
    for unit in (FIRST, WHOLE):
        office.bins.save_typed(unit, OCTOBER, _typed(5, people_installed=20))
    own = office.parameters.begin(Rate.WET_PER_HEAD, "9301", date(2026, 1, 1))
    office.parameters.save(dataclasses.replace(own, value=Decimal("0.3"), source="ชั่งเอง"))
    for by, name in ((By.GOVERNMENT, "อบต.ลำปำ"), (By.AMPHOE, "อำเภอเมืองพัทลุง")):
        saved = {one.name: one for one in office.bins.saving("93", [OCTOBER], by)}[name]
        assert saved.all.wet_tonnes == Decimal("0.3") * 20 * 31 / 1_000


def test_an_own_figure_of_an_opt_counts_until_all_its_villages_have_told(
    office: Services,
) -> None:
    office.bins.save_typed(FIRST, OCTOBER, _typed(3))
    office.bins.save_typed(OTHER_TAMBON, OCTOBER, _typed(5))
    office.bins.save_typed(WHOLE, OCTOBER, _typed(9, 20))
    office.bins.save_typed(EXTRA, OCTOBER, _typed(2, 2))

    def made(by: By) -> dict[str, tuple[int | None, bool]]:
        lines = office.bins.roll_up("93", [OCTOBER], by)
        return {line.name: (line.count.installed, line.is_added) for line in lines}

    assert made(By.TOTAL) == {"จังหวัดพัทลุง": (16, True)}
    assert made(By.AMPHOE)["อำเภอเมืองพัทลุง"] == (16, True)
    assert made(By.TAMBON)["ทั้ง อปท. (ไม่แยกตำบล) อำเภอเมืองพัทลุง"] == (11, True)
    assert made(By.GOVERNMENT) == {"อบต.ลำปำ": (11, True), "ไม่สังกัด อปท.": (5, True)}
    villages = made(By.VILLAGE)
    assert villages["ม.1 บ้านดอนหลา"] == (3, False), "shown, but in no sum"
    assert sum(many or 0 for many, is_added in villages.values() if is_added) == 16
    (total,) = office.bins.roll_up("93", [OCTOBER], By.TOTAL)
    assert (total.units, total.reported) == (4, 3)
    office.bins.save_typed(SECOND, OCTOBER, _typed(4))
    assert made(By.TOTAL) == {"จังหวัดพัทลุง": (3 + 4 + 5 + 2, True)}


def test_over_months_the_state_is_the_newest_told_and_made_bins_add_up(office: Services) -> None:
    office.bins.save_typed(FIRST, AUGUST, _typed(3, added=3, people_installed=10))
    office.bins.save_typed(FIRST, OCTOBER, _typed(5, added=2, people_installed=20))
    office.bins.save_typed(SECOND, SEPTEMBER, _typed(4, added=4))
    months = [AUGUST, SEPTEMBER, OCTOBER]
    (span,) = office.bins.roll_up("9301", months, By.TOTAL)
    assert (span.count.installed, span.count.added, span.month) == (9, 9, None)
    assert span.count.person_days == 10 * 31 + 20 * 31
    by_month = office.bins.roll_up("9301", months, By.TOTAL, by_month=True)
    assert [(line.month, line.count.installed) for line in by_month] == [
        (AUGUST, 3),
        (SEPTEMBER, 4),
        (OCTOBER, 5),
    ]


def test_over_months_a_whole_figure_and_those_of_its_villages_never_add_up(
    office: Services,
) -> None:
    office.bins.save_typed(FIRST, AUGUST, _typed(3))
    office.bins.save_typed(SECOND, AUGUST, _typed(4))
    office.bins.save_typed(WHOLE, SEPTEMBER, _typed(9, 20))
    (span,) = office.bins.roll_up("93", [AUGUST, SEPTEMBER], By.TOTAL)
    assert span.count.installed == 9
    office.bins.save_typed(FIRST, OCTOBER, _typed(5))
    office.bins.save_typed(SECOND, OCTOBER, _typed(6))
    (span,) = office.bins.roll_up("93", [AUGUST, SEPTEMBER, OCTOBER], By.TOTAL)
    assert span.count.installed == 11


def test_parts_always_come_to_the_whole_whatever_was_told(office: Services) -> None:
    """Against counts made here by the rules, with figures by chance."""
    chance = random.Random(2569)
    months = [AUGUST, SEPTEMBER, OCTOBER]
    for _ in range(12):
        unit = chance.choice([FIRST, SECOND, OTHER_TAMBON, OTHER_AMPHOE, WHOLE, EXTRA])
        made = chance.randrange(9)
        office.bins.save_typed(unit, chance.choice(months), _typed(made, 20, added=made))
    for month in months:
        told = {
            unit: count
            for unit in (FIRST, SECOND, OTHER_TAMBON, OTHER_AMPHOE, WHOLE, EXTRA)
            if (count := office.bins.typed(unit, month)) is not None
        }
        hidden = (
            {FIRST, SECOND} if WHOLE in told and not {FIRST, SECOND} <= told.keys() else {WHOLE}
        )
        expected = sum(count.installed or 0 for unit, count in told.items() if unit not in hidden)
        for by in (By.TAMBON, By.VILLAGE):
            lines = office.bins.roll_up("93", [month], by)
            parts = [line.count.installed or 0 for line in lines if line.is_added]
            assert sum(parts) == expected, (month, by)
    (total,) = office.bins.roll_up("93", months, By.TOTAL)
    added = [line for line in office.bins.roll_up("93", months, By.VILLAGE) if line.is_added]
    assert sum(line.count.installed or 0 for line in added) == total.count.installed


# closed months


def test_what_an_opt_tells_as_a_whole_is_in_the_sum_of_no_tambon(office: Services) -> None:
    office.memberships.assign([3], 1, on=date(2026, 9, 5))
    office.bins.save_typed(WHOLE, OCTOBER, _typed(9))
    office.bins.save_typed(EXTRA, OCTOBER, _typed(2))
    for tambon in ("930101", "930102"):
        (total,) = office.bins.roll_up(tambon, [OCTOBER], By.TOTAL)
        assert not total.bases, tambon
    by_tambon = office.bins.roll_up("9301", [OCTOBER], By.TAMBON)
    assert [(line.code, line.count.installed) for line in by_tambon if line.bases] == [("9301", 11)]


def test_the_estimate_of_a_year_holds_every_month_however_the_paper_is_listed(
    office: Services,
) -> None:
    """An อปท. told October as a whole beside one of its villages, then every village told."""
    november = date(2026, 11, 1)
    office.bins.save_typed(WHOLE, OCTOBER, _typed(100, 400, people_installed=400))
    office.bins.save_typed(FIRST, OCTOBER, _typed(3, people_installed=10))
    office.bins.save_typed(FIRST, november, _typed(3, people_installed=10))
    office.bins.save_typed(SECOND, november, _typed(4, people_installed=20))
    office.bins.save_typed(OTHER_AMPHOE, OCTOBER, _typed(5, people_installed=50))
    days = (400 + 50) * 31 + (10 + 20) * 30
    expected = (Decimal(days) * Decimal("0.252") / 1_000).quantize(Decimal("0.01"))
    asked = ReportOptions(report="waste-bins", area_code="93", fiscal_year=2570, month=november)
    for listed in (None, Listed.VILLAGE, Listed.GOVERNMENT):
        document = office.reports.document(replace(asked, listed_by=listed), FileFormat.PDF)
        saved = [block for block in document.sheets[0].blocks if isinstance(block, Table)][1]
        assert saved.rows[-1].values[-4] == expected, listed


def test_a_closed_month_keeps_its_figures_whatever_the_register_says_later(
    office: Services,
) -> None:
    pair = office.bins.save(*_parts(_pair("1", installed_on=date(2026, 9, 20), **USED)))
    office.bins.save_typed(OTHER_AMPHOE, SEPTEMBER, _typed(7))
    office.bins.mark_whole(1, AUGUST)
    before = office.bins.roll_up("93", [SEPTEMBER], By.VILLAGE)
    office.months.close("93", SEPTEMBER)
    assert office.bins.roll_up("93", [SEPTEMBER], By.VILLAGE) == before
    office.bins.save(
        dataclasses.replace(pair.household, people=60),
        dataclasses.replace(pair.known, is_proper=False),
    )
    office.bins.mark_whole(1, None)
    assert office.bins.roll_up("93", [SEPTEMBER], By.VILLAGE) == before


def test_a_closed_month_is_corrected_with_a_reason_and_each_field_is_kept(
    office: Services,
) -> None:
    office.bins.save_typed(FIRST, SEPTEMBER, _typed(7))
    office.months.close("9301", SEPTEMBER)
    with pytest.raises(MonthClosed):
        office.bins.save_typed(FIRST, SEPTEMBER, _typed(8))
    office.bins.save_typed(FIRST, SEPTEMBER, _typed(8), reason="นับซ้ำ")
    told = {
        (one.correction.key, one.correction.before, one.correction.after)
        for one in office.months.corrections("9301", [SEPTEMBER])
    }
    assert told == {("installed", 7, 8), ("people_unknown", 7, 8)}
    assert office.bins.counted("93", SEPTEMBER)[FIRST].installed == 8


def test_a_frozen_count_of_households_is_put_right_as_such(office: Services) -> None:
    office.bins.save(*_parts(_pair("1", installed_on=date(2026, 9, 20), **USED)))
    office.months.close("9301", SEPTEMBER)
    frozen = office.bins.typed(FIRST, SEPTEMBER)
    assert frozen is not None
    right = dataclasses.replace(frozen, installed=0, proper=0, regular=0, both=0, added=0)
    right = dataclasses.replace(right, people_installed=0, people_both=0)
    with pytest.raises(MonthClosed):
        office.bins.save_typed(FIRST, SEPTEMBER, right)
    office.bins.save_typed(FIRST, SEPTEMBER, right, reason="บ้านเลขที่ 1 ไม่ได้ทำ")
    assert office.bins.counted("93", SEPTEMBER)[FIRST].installed == 0
    with pytest.raises(ValidationFailed, match="นับจากทะเบียนเอง"):
        office.bins.save_typed(FIRST, OCTOBER, right)


def test_months_to_come_and_units_that_do_not_stand_are_refused(office: Services) -> None:
    with pytest.raises(MonthRefused):
        office.bins.save_typed(FIRST, date(2026, 12, 1), _typed(1))
    with pytest.raises(MonthRefused):
        office.bins.mark_whole(1, date(2026, 12, 1))
    with pytest.raises(ValidationFailed, match="ไม่มีอยู่ในเดือน"):
        office.bins.save_typed(Unit(village_id=99), OCTOBER, _typed(1))
    assert office.bins.save_typed(FIRST, OCTOBER, None) is None
