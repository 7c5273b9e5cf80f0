"""An area read for its measures: rates from who weighed everything, sums that never count twice."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.places.records import VillageFact
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.months import months_between
from cdd_desktop.waste.analysis.measures import MEASURES, measure_named
from cdd_desktop.waste.analysis.reckoning import (
    compositions,
    course_of,
    lines_of,
    ranked,
    total_of,
)
from cdd_desktop.waste.analysis.records import Reading
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.records import Basis, Fate, Figure, MonthRecord
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.parameters.records import Target
from cdd_desktop.waste.units import Scope, Unit

VILLAGES = {"93010101": "ดอนหลา", "93010102": "น้ำเลือด", "93010201": "ทุ่ง", "93020101": "โคก"}
MONTHS = months_between(date(2025, 10, 1), date(2025, 12, 1))
OCTOBER, NOVEMBER, DECEMBER = MONTHS
BEFORE = date(2024, 10, 1)
OF_OLD = date(2020, 1, 1)
KILO = 1_000


@pytest.fixture(scope="module")
def office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Four villages of two amphoe; อบต. ลำปำ has the first two, and told the general waste of
    October for both while only one of them did. On 22 November 2569."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("waste") / "data"))
    with Store.open(folder, clock=lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)) as store:
        services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(store, VILLAGES)
        services = services_of(store)
        draft = GovernmentDraft(kind=kind_named("tambon"), name="ลำปำ", area_code="9301")
        government = services.governments.add(draft, on=OF_OLD)
        services.memberships.assign([1, 2], government.id, on=OF_OLD)
        for village, people in ((1, 100), (2, 200), (3, 50)):
            services.villages.save_fact(
                village, VillageFact(on=OF_OLD, people=people, source="ทะเบียนราษฎร")
            )
        _tell(
            services,
            [
                _record(1, OCTOBER, organic=60, recyclable=30, general=10, fates=(20, 10)),
                _record(2, OCTOBER, organic=500, recyclable=500),
                _record(3, OCTOBER, generated=155, ways=("collected",)),
                _record(1, NOVEMBER, organic=120, recyclable=60, general=20),
                _record(1, BEFORE, hazardous=5),
                _record(2, NOVEMBER, hazardous=2),
                _record(4, NOVEMBER, Basis.ESTIMATE, organic=10, recyclable=10, general=10),
                _whole(government.id, OCTOBER, general=90),
            ],
        )
        counted = BinCount(basis=Basis.AGGREGATE, households=50, with_space=40, installed=30)
        services.bins.save_typed(Unit(village_id=1), NOVEMBER, counted)
        yield services


def _tell(services: Services, records: Sequence[MonthRecord]) -> None:
    services.months.save_many(records, summary="ทดสอบ")


def _record(
    village: int,
    month: date,
    basis: Basis = Basis.AGGREGATE,
    fates: tuple[int, int] | None = None,
    ways: Sequence[str] = (),
    **kilos: int,
) -> MonthRecord:
    """Kilograms by stream; `fates`: composted and sold; `ways`: of the general waste, unweighed."""
    told = (
        tuple(Fate(stream="general", fate=way) for way in ways)
        if fates is None
        else (
            Fate(stream="organic", fate="composted", amount=fates[0] * KILO),
            Fate(stream="recyclable", fate="sold", amount=fates[1] * KILO),
            Fate(stream="general", fate="collected"),
        )
    )
    unit = Unit(village_id=village)
    return MonthRecord(
        uuid=uuid4(), unit=unit, month=month, figures=_figures(basis, kilos), fates=told
    )


def _whole(government: int, month: date, **kilos: int) -> MonthRecord:
    unit = Unit(government_id=government, scope=Scope.WHOLE)
    figures = _figures(Basis.AGGREGATE, kilos)
    return MonthRecord(uuid=uuid4(), unit=unit, month=month, figures=figures)


def _figures(basis: Basis, kilos: dict[str, int]) -> tuple[Figure, ...]:
    items = {"recyclable": "recyclable-mixed", "hazardous": "hazardous-lamp"}
    return tuple(
        Figure(item=items.get(stream, stream), stream=stream, basis=basis, amount=kilo * KILO)
        for stream, kilo in kilos.items()
    )


@pytest.fixture(scope="module")
def reading(office: Services) -> Reading:
    return office.waste_analysis.read("93", MONTHS)


def _shown(reading: Reading, key: str) -> list[str]:
    measure = measure_named(key)
    lines = [*lines_of(reading, measure), total_of(reading, measure)]
    return [f"{line.place.name} {measure.shown(line.now)}" for line in lines]


def test_the_total_of_reports_is_of_all_villages_and_months(reading: Reading) -> None:
    assert _shown(reading, "reporting") == ["อำเภอเมืองพัทลุง 55.56", "อำเภอกงหรา 33.33", "รวม 50.00"]


def test_a_rate_per_head_is_of_those_who_weighed_everything(reading: Reading) -> None:
    # 100 kg and 200 kg of 100 people in 31 and 30 days, 155 kg of 50 people in 31 days
    expected = Decimal(455) / (100 * 31 + 100 * 30 + 50 * 31)
    assert _shown(reading, "generation") == [
        f"อำเภอเมืองพัทลุง {expected:.3f}",
        "อำเภอกงหรา –",
        f"รวม {expected:.3f}",
    ]


def test_compositions_leave_out_estimates_and_those_who_weighed_a_part(reading: Reading) -> None:
    assert _shown(reading, "share-organic")[-1] == "รวม 60.00"
    assert {one.place.name for one in compositions(reading)} == {"อำเภอเมืองพัทลุง", "รวม"}


def test_what_is_put_to_use_is_a_part_of_what_the_same_villages_weighed(reading: Reading) -> None:
    # of 100 kg 20 were composted and 10 sold; of 155 kg elsewhere all was collected
    assert _shown(reading, "diversion")[-1] == "รวม 11.76"
    assert _shown(reading, "recycling")[-1] == "รวม 3.92"


def test_years_and_months_stand_beside_each_other(reading: Reading) -> None:
    measure = measure_named("hazardous")
    line = total_of(reading, measure)
    assert (line.now, line.before, line.risen) == (2, 5, -3)
    first, second, third = course_of(reading, measure)
    assert (first.now, first.before, second.now, third.now) == (None, 5, 2, None)


def test_bins_are_those_of_the_newest_month_that_told(reading: Reading) -> None:
    assert _shown(reading, "bins")[-1] == "รวม 75.00"
    assert [point.now for point in course_of(reading, measure_named("bins"))][1] == 75


def test_parts_and_total_agree_however_the_area_is_parted(
    office: Services, reading: Reading
) -> None:
    whole = reading.total
    assert whole.streams["general"] == (90 + 20 + 10) * KILO
    for by in (By.VILLAGE, By.GOVERNMENT, By.TAMBON, By.AMPHOE):
        parts = [told for _, told in office.waste_analysis.told_by("93", MONTHS, by)]
        if by is not By.VILLAGE:  # villages are shown beside the figure of their whole อปท.
            assert sum(told.streams.get("general", 0) for told in parts) == whole.streams["general"]
        assert sum(told.weighed.generated for told in parts) == whole.weighed.generated
        assert sum(told.reported for told in parts) == whole.reported


def test_an_estimate_is_labelled_and_tells_its_source(reading: Reading) -> None:
    estimate = reading.estimate
    assert estimate is not None
    assert (estimate.people, estimate.unknown) == (350, 1)
    assert estimate.grams == 350 * 92 * 1_140


def test_a_target_of_the_province_holds_for_its_amphoe(office: Services) -> None:
    target = Target(
        uuid=uuid4(),
        area_code="93",
        fiscal_year=2569,
        measure="bins",
        value=Decimal(90),
        source="แผน",
    )
    office.parameters.save_target(target, label="ถัง", unit="ร้อยละ")
    read = office.waste_analysis.read("93", MONTHS)
    first, second = lines_of(read, measure_named("bins"))
    assert (first.target, second.target, first.ahead) == (90, 90, -15)
    office.parameters.remove_target(target.uuid)


def test_a_village_that_told_once_and_no_more_has_stopped(office: Services) -> None:
    stopped = office.waste_analysis.stopped("93", date(2026, 2, 1))
    assert [line.code for line in stopped] == ["93010101", "93010102", "93010201", "93020101"]
    assert office.waste_analysis.stopped("93", DECEMBER) == ()


def test_a_village_has_its_own_measures_and_parts_into_nothing(office: Services) -> None:
    read = office.waste_analysis.read("930101", MONTHS)
    assert [place.name for place in read.places][:2] == ["ม.1 บ้านดอนหลา", "ม.2 บ้านน้ำเลือด"]
    best = ranked(lines_of(read, measure_named("reporting")), measure_named("reporting"))
    assert [one.rank for one in best if not one.line.place.is_whole] == [1, 1]


@pytest.mark.parametrize("measure", ["", "generation", "share-organic", "bins"])
def test_the_report_tells_what_the_screen_does(office: Services, measure: str) -> None:
    options = ReportOptions(
        report="waste-analysis",
        area_code="93",
        fiscal_year=2569,
        measure=measure,
        month=DECEMBER,
    )
    document = office.reports.document(options, FileFormat.PDF)
    told = repr(document.sheets[0].blocks)
    assert "ตุลาคม 2568 – ธันวาคม 2568" in told
    if measure in {"", "generation"}:
        assert "ค่าประมาณ" in told
        assert "กก./คน/วัน (พ.ศ. 2567" in told
    if measure == "share-organic":
        assert "Decimal('60.00')" in told


def test_a_ranking_tells_who_has_no_data(office: Services) -> None:
    options = ReportOptions(
        report="waste-ranking", area_code="93", fiscal_year=2569, measure="bins", month=DECEMBER
    )
    told = repr(office.reports.document(options, FileFormat.PDF).sheets[0].blocks)
    assert "ไม่มีข้อมูล 1 แห่ง ได้แก่ อำเภอกงหรา" in told


def test_a_map_can_show_every_share_of_waste(office: Services) -> None:
    for measure in MEASURES:
        if measure.key in {"bins", "bins-used", "reporting", "diversion"}:
            options = ReportOptions(
                report="area-map",
                area_code="93",
                fiscal_year=2569,
                measure=f"waste:{measure.key}",
                month=DECEMBER,
            )
            told = repr(office.reports.document(options, FileFormat.PDF).sheets[0].blocks)
            assert measure.how in told
