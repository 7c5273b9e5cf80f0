"""Months are told whole or figure by figure; what cannot be is refused with words."""

import dataclasses
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.health import look_over
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.places.records import VillageFact, kind_of, moo_of, place_uuid
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.progress import Silent
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key
from cdd_desktop.waste.amounts import NotAnAmount
from cdd_desktop.waste.months.checks import Check
from cdd_desktop.waste.months.records import (
    Basis,
    Calibration,
    Fate,
    Figure,
    MonthRecord,
    StreamFact,
)
from cdd_desktop.waste.months.rules import MonthClosed, MonthRefused
from cdd_desktop.waste.months.tables import WasteRecordRow
from cdd_desktop.waste.units import Scope, Unit

VILLAGES = {
    "93010101": ("ดอนหลา", None, None),
    "93010102": ("น้ำเลือด", None, None),
    "93010201": ("ทุ่งเก่า", None, date(2026, 9, 10)),
    "93020101": ("ทุ่งใหม่", date(2026, 9, 10), None),
}
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
AUGUST = date(2026, 8, 1)
OF_OLD = date(2020, 1, 1)


@pytest.fixture(scope="module")
def office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Phatthalung with `VILLAGES`; อบต. ลำปำ owns the first two. On 22 November 2569."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("months") / "data"))
    with Store.open(folder, clock=lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)) as store:
        services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
            for code, (name, since, until) in VILLAGES.items():
                row = VillageRow(uuid=place_uuid(code), kind=kind_of(code).value)
                work.add(row)
                work.session.flush()
                work.add(
                    VillageNameRow(
                        village_id=row.id,
                        valid_from=since,
                        valid_to=until,
                        code=code,
                        tambon_code=code[:6],
                        moo=moo_of(code),
                        name=name,
                        name_key=name_key(name),
                    )
                )
        services = services_of(store)
        draft = GovernmentDraft(kind=kind_named("tambon"), name="ลำปำ", area_code="9301")
        government = services.governments.add(draft, on=OF_OLD)
        services.memberships.assign([1, 2], government.id, on=OF_OLD)
        yield services


@pytest.fixture(autouse=True)
def _nothing_told(office: Services) -> Iterator[None]:
    """Whatever a test did is taken back after it: so every test is one of undoing too."""
    before = office.history.recent(1)[0].id
    yield
    while (done := office.history.next_undo()) is not None and done.id > before:
        office.history.undo(done.id)
    assert office.months.records("93", [AUGUST, SEPTEMBER, OCTOBER]) == ()


DON_LA, NAM_LUEAT, OLD, NEW = (Unit(village_id=number) for number in (1, 2, 3, 4))
WHOLE, EXTRA = (Unit(government_id=1, scope=scope) for scope in (Scope.WHOLE, Scope.EXTRA))


def figure(item: str, amount: int, basis: Basis = Basis.AGGREGATE) -> Figure:
    return Figure(item=item, stream="", basis=basis, amount=amount)


def told(office: Services, unit: Unit, month: date, *figures: Figure) -> MonthRecord:
    """A record kept with these figures."""
    return office.months.save(dataclasses.replace(office.months.get(unit, month), figures=figures))


def refused(office: Services, record: MonthRecord) -> dict[str, str]:
    """Why a record is not kept, by field."""
    with pytest.raises(ValidationFailed) as caught:
        office.months.save(record)
    return caught.value.problems


def test_a_record_comes_back_as_it_was_told_under_the_streams_of_its_items(
    office: Services,
) -> None:
    record = dataclasses.replace(
        office.months.get(DON_LA, OCTOBER),
        reported_on=date(2026, 11, 5),
        reporter=" นางสมศรี  ใจดี ",
        note="ฝนตกหนัก",
        figures=(
            figure("recyclable-paper", 12_500, Basis.HOUSEHOLD),
            figure("volunteers", 25_000),
        ),
        streams=(StreamFact(stream="organic", is_drained=True, weighed_by="อสม."),),
        fates=(Fate(stream="recyclable", fate="sold", amount=12_500),),
    )
    kept = office.months.save(record)
    assert kept == office.months.get(DON_LA, OCTOBER)
    assert kept.reporter == "นางสมศรี ใจดี"
    assert [(f.item, f.stream) for f in kept.figures] == [
        ("recyclable-paper", "recyclable"),
        ("volunteers", "volunteers"),
    ]
    assert (kept.streams, kept.fates) == (record.streams, record.fates)
    assert kept.version == 1
    assert office.months.records("930101", [OCTOBER]) == (kept,)


def test_figures_change_one_by_one_and_the_last_to_go_takes_the_record_along(
    office: Services,
) -> None:
    months = office.months
    one = months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, 3_000, typed="2 ถุง")
    two = months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, 4_000)
    assert (one.figures[0].typed, two.figures[0].amount, two.figures[0].typed) == (
        "2 ถุง",
        4_000,
        "",
    )
    assert two.version == one.version + 1
    months.change_fate(DON_LA, OCTOBER, "organic", "fed", told=True)
    assert months.get(DON_LA, OCTOBER).fates == (Fate(stream="organic", fate="fed"),)
    months.change_fate(DON_LA, OCTOBER, "organic", "fed", told=False)
    assert months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, None).version == 0
    assert months.records("93", [OCTOBER]) == ()


def test_units_stand_as_they_did_on_the_last_day_of_the_month(office: Services) -> None:
    lines = office.months.units("93", AUGUST)
    assert [line.label for line in lines] == ["ม.1 บ้านดอนหลา", "ม.2 บ้านน้ำเลือด", "ม.1 บ้านทุ่งเก่า"]
    assert [line.government for line in lines] == ["อบต.ลำปำ", "อบต.ลำปำ", ""]
    assert [line.unit for line in office.months.units("9302", OCTOBER)] == [NEW]
    whole = office.months.units("930101", OCTOBER, Scope.WHOLE)
    assert [(line.unit, line.label) for line in whole] == [(WHOLE, "อบต.ลำปำ")]
    assert office.months.units("930201", OCTOBER, Scope.WHOLE) == ()


def test_a_village_tells_only_of_months_in_which_it_stood(office: Services) -> None:
    for unit, month in ((OLD, SEPTEMBER), (NEW, AUGUST)):
        blank = office.months.get(unit, month)
        problems = refused(office, dataclasses.replace(blank, figures=(figure("organic", 1),)))
        assert "ไม่มีในทะเบียน ณ วันสิ้นเดือน" in problems["unit"]
    assert told(office, NEW, SEPTEMBER, figure("organic", 1)).version == 1


def test_every_wrong_figure_is_told_at_its_own_cell(office: Services) -> None:
    wrong = (
        figure("organic", -1),
        figure("general", 10**9 + 1),
        figure("volunteers", 2_500),
        figure("gold", 5),
        figure("infectious", 1),
        figure("infectious", 2),
    )
    record = dataclasses.replace(
        office.months.get(DON_LA, OCTOBER),
        figures=wrong,
        fates=(Fate(stream="organic", fate="flown", amount=1),),
        reported_on=date(2027, 1, 1),
    )
    problems = refused(office, record)
    assert "ติดลบ" in problems["organic:2"]
    assert "มากเกินไป" in problems["general:2"]
    assert "จำนวนเต็ม" in problems["volunteers:2"]
    assert "ไม่มี “gold”" in problems["gold:2"]
    assert "สองค่า" in problems["infectious:2"]
    assert "ไม่มี “flown”" in problems["organic/flown"]
    assert "ยังมาไม่ถึง" in problems["reported_on"]
    assert office.months.records("93", [OCTOBER]) == ()


@pytest.mark.parametrize("month", [date(2026, 12, 1), date(1996, 12, 1), date(2026, 10, 2)])
def test_months_to_come_of_long_ago_or_of_no_first_day_are_refused(
    office: Services, month: date
) -> None:
    with pytest.raises(MonthRefused):
        told(office, DON_LA, month, figure("organic", 1))


def test_a_save_from_an_old_copy_is_refused(office: Services) -> None:
    blank = office.months.get(DON_LA, OCTOBER)
    first = told(office, DON_LA, OCTOBER, figure("organic", 1))
    for stale in (blank, dataclasses.replace(first, version=9)):
        with pytest.raises(StaleRecord):
            office.months.save(dataclasses.replace(stale, note="ใหม่"))


def test_many_are_kept_together_or_not_at_all(office: Services) -> None:
    good = dataclasses.replace(
        office.months.get(DON_LA, OCTOBER), figures=(figure("organic", 5_000),)
    )
    bad = dataclasses.replace(
        office.months.get(NAM_LUEAT, OCTOBER), figures=(figure("organic", -5),)
    )
    with pytest.raises(ValidationFailed) as caught:
        office.months.save_many([good, bad], summary="นำเข้า")
    assert list(caught.value.problems) == [f"{bad.uuid}/organic:2"]
    assert office.months.records("93", [OCTOBER]) == ()
    right = dataclasses.replace(bad, figures=(figure("organic", 7_000),))
    kept = office.months.save_many([right, good], summary="นำเข้า", source="ตุลาคม.xlsx")
    assert [record.unit for record in kept] == [NAM_LUEAT, DON_LA]
    assert office.months.records("93", [OCTOBER]) == (kept[1], kept[0])


def test_what_is_taken_back_leaves_open_forms_stale(office: Services) -> None:
    first = told(office, DON_LA, OCTOBER, figure("organic", 1))
    second = office.months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, 2)
    office.history.undo_last()
    now = office.months.get(DON_LA, OCTOBER)
    assert now.figures == first.figures
    assert now.version > second.version
    with pytest.raises(StaleRecord):
        office.months.save(second)


def test_local_measures_weigh_what_the_village_weighed_once(office: Services) -> None:
    months = office.months
    with pytest.raises(NotAnAmount, match="ยังไม่ได้ชั่งเทียบ"):
        months.parse_typed(DON_LA, "organic", "3 ถุง", OCTOBER)
    one = Calibration(
        uuid=uuid4(),
        unit=DON_LA,
        measure="bag",
        item="",
        grams=2_500,
        measured_on=date(2026, 10, 20),
    )
    kept = months.save_calibration(one)
    heavy = dataclasses.replace(one, uuid=uuid4(), item="organic", grams=4_000)
    months.save_calibration(heavy)
    assert months.parse_typed(DON_LA, "organic", "๓ ถุง", OCTOBER) == (12_000, "3 ถุง")
    assert months.parse_typed(DON_LA, "general", "1.5 ถุง", OCTOBER) == (3_750, "1.5 ถุง")
    assert months.parse_typed(DON_LA, "general", "1,250.5", OCTOBER) == (1_250_500, "")
    assert months.parse_typed(DON_LA, "general", "2 ตัน", OCTOBER) == (2_000_000, "")
    assert months.parse_typed(DON_LA, "volunteers", "12 คน", OCTOBER) == (12_000, "")
    assert months.parse_typed(DON_LA, "general", "-", OCTOBER) == (None, "")
    with pytest.raises(NotAnAmount, match="ยังไม่ได้ชั่งเทียบ"):
        months.parse_typed(NAM_LUEAT, "organic", "3 ถุง", OCTOBER)
    for text, item in (("3 เข่ง", "organic"), ("3 ถุง", "volunteers"), ("-3 ถุง", "organic")):
        with pytest.raises(NotAnAmount):
            months.parse_typed(DON_LA, item, text, OCTOBER)
    twin = dataclasses.replace(one, uuid=uuid4())
    for wrong, field in (
        (twin, "measured_on"),
        (dataclasses.replace(kept, grams=0), "grams"),
        (dataclasses.replace(kept, measure="cup"), "measure"),
        (dataclasses.replace(kept, item="volunteers"), "item"),
    ):
        with pytest.raises(ValidationFailed) as caught:
            months.save_calibration(wrong)
        assert list(caught.value.problems) == [field]
    months.remove_calibration(kept.uuid)
    assert [each.item for each in months.calibrations(DON_LA)] == ["organic"]


def test_a_closed_month_changes_with_a_reason_and_keeps_what_was(office: Services) -> None:
    months = office.months
    told(office, DON_LA, OCTOBER, figure("organic", 5_000))
    [closing] = months.close("9301", OCTOBER, "ประชุมอำเภอ")
    assert months.is_closed(DON_LA, OCTOBER)
    assert months.is_closed(WHOLE, OCTOBER)
    assert not months.is_closed(NEW, OCTOBER)
    with pytest.raises(MonthClosed, match="22 พฤศจิกายน 2569") as caught:
        months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, 6_000)
    assert caught.value.closing == closing
    months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, None, reason="ชั่งผิด")
    months.change_fate(NAM_LUEAT, OCTOBER, "organic", "fed", told=True, reason="ตกไป")
    lines = months.corrections("93", [OCTOBER])
    assert [
        (one.line.unit, one.correction.key, one.correction.before, one.correction.after)
        for one in lines
    ] == [(DON_LA, "organic", 5_000, None), (NAM_LUEAT, "organic/fed", None, 0)]
    assert lines[0].correction.reason == "ชั่งผิด"
    assert lines[0].correction.on == date(2026, 11, 22)


def test_closing_a_province_closes_the_amphoe_that_are_still_open(office: Services) -> None:
    months = office.months
    months.close("9301", OCTOBER)
    assert [one.area_code for one in months.close("93", OCTOBER)] == ["9302"]
    assert [one.area_code for one in months.closings("930101", [OCTOBER])] == ["9301"]
    for area, month in (("93", OCTOBER), ("930101", AUGUST), ("9303", AUGUST)):
        with pytest.raises(ValidationFailed):
            months.close(area, month)
    with pytest.raises(MonthRefused):
        months.close("9301", date(2026, 12, 1))


def last(office: Services) -> int:
    """The operation that was done last."""
    return office.history.recent(1)[0].id


def test_what_was_told_before_a_month_was_closed_is_not_taken_back(office: Services) -> None:
    told(office, DON_LA, OCTOBER, figure("organic", 5_000))
    born = last(office)
    told(office, DON_LA, SEPTEMBER, figure("organic", 5_000))
    of_another_month = last(office)
    office.months.close("9301", OCTOBER)
    closed = last(office)
    with pytest.raises(UndoRefused, match="ปิดแล้วเมื่อ 22 พฤศจิกายน 2569"):
        office.history.undo(born)
    office.history.undo(of_another_month)
    office.months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, 6_000, reason="ชั่งผิด")
    corrected = last(office)
    with pytest.raises(UndoRefused, match=r"มีการแก้ไขตัวเลขของม\.1 บ้านดอนหลา"):
        office.history.undo(closed)
    office.history.undo(corrected)
    assert office.months.corrections("93", [OCTOBER]) == ()
    office.history.undo(closed)
    opened = last(office)
    assert not office.months.is_closed(DON_LA, OCTOBER)
    office.months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, 7_000)
    changed = last(office)
    office.history.undo(opened)
    with pytest.raises(UndoRefused, match="ปิดแล้วเมื่อ"):
        office.history.undo(changed)
    office.history.undo(closed)
    office.history.undo(changed)
    assert office.months.get(DON_LA, OCTOBER).figures[0].amount == 5_000


def faults(office: Services) -> list[str]:
    """What the health of the file says of months."""
    found = look_over(Silent(), office.health.plan()).findings
    return [one.what for one in found if one.room == "บันทึกขยะรายเดือน"]


def test_a_record_of_a_village_that_ended_before_is_told_since_nothing_counts_it(
    office: Services,
) -> None:
    told(office, NEW, SEPTEMBER, figure("organic", 1))
    assert faults(office) == []
    with office.store.writing(Intent(action="test.move", summary="ย้ายเดือน")) as work:
        record = work.session.scalars(select(WasteRecordRow)).one()
        record.month = AUGUST
    assert len(faults(office)) == 1
    assert "ไม่ถูกนับ" in faults(office)[0]


def test_doubts_hold_until_the_figure_is_told_to_be_right(office: Services) -> None:
    months = office.months
    office.villages.save_fact(1, VillageFact(on=date(2026, 1, 1), households=20, people=60))
    told(office, DON_LA, SEPTEMBER, figure("organic", 10_000))
    told(
        office,
        DON_LA,
        OCTOBER,
        figure("organic", 31_000),
        figure("households-taking-part", 21_000),
    )
    found = months.doubts("9301", OCTOBER)
    assert [(one.line.label, one.doubt.check, one.doubt.key) for one in found] == [
        ("ม.1 บ้านดอนหลา", Check.JUMP, "organic"),
        ("ม.1 บ้านดอนหลา", Check.TAKING_PART, "households-taking-part"),
    ]
    assert found == months.review("93", [SEPTEMBER, OCTOBER])
    record = months.get(DON_LA, OCTOBER)
    assert months.doubts_of(record) == tuple(one.doubt for one in found)
    months.confirm(found[0].record, found[0].doubt, "งานบุญ")
    problems = months.closing_problems("9301", OCTOBER)
    assert [one.doubt for one in problems.doubts] == [found[1].doubt]
    assert [line.unit for line in problems.missing] == [NAM_LUEAT]
    assert months.doubts("9301", OCTOBER)[0].confirmation is not None
    months.change(DON_LA, OCTOBER, "organic", Basis.AGGREGATE, 45_000)
    assert months.doubts("9301", OCTOBER)[0].confirmation is None
    with pytest.raises(ValidationFailed):
        months.confirm(found[0].record, found[0].doubt, "  ")
    with pytest.raises(NotFound):
        months.confirm(uuid4(), found[0].doubt, "งานบุญ")
