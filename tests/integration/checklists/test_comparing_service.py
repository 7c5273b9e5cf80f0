"""Years, levels and areas held beside each other, over a version that changed its order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.comparing.records import Moment, Movement
from cdd_desktop.checklists.comparing.standings import standing
from cdd_desktop.checklists.editing.changes import MoveIndicator, PutIndicator
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23, Relation
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import Round
from cdd_desktop.checklists.target_lists.records import Role, TargetVillage
from cdd_desktop.documents.model import Document, RowKind, Table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store

CODES = ("93010101", "93010102", "93010301", "93020101")
SHIPPED = next(one for one in shipped_instruments() if one.id == MOI_23)
OLD, NOW = 2568, 2569
LEVELS = ["ยังไม่ผ่านเกณฑ์", "ระดับพออยู่ พอกิน", "ระดับอยู่ดี กินดี", "ระดับมั่งมี ศรีสุข"]
# how many indicators fail, the last ones first; None: no sheet
FAILED = {OLD: (14, 7, 1, None), NOW: (7, 8, 0, 1)}


def judge(office: Services, folder: Path, year: int) -> None:
    indicators = office.checklists.instrument(MOI_23, year).indicators
    rows = [
        (code, str(year), one.code, "ผ่าน" if place <= len(indicators) - failed else "ไม่ผ่าน")
        for code, failed in zip(CODES, FAILED[year], strict=True)
        if failed is not None
        for place, one in enumerate(indicators, 1)
    ]
    path = folder / f"{year}.csv"
    write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    AnswerImporter(office.store, office.checklists, office.villages).run(path, instrument_id=MOI_23)


@pytest.fixture(scope="module")
def office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Two years of four villages; the second year's version changed places and words."""
    made = Path(copytree(database_template, tmp_path_factory.mktemp("comparing") / "data"))
    with Store.open(made, clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)) as store:
        services = services_of(store)
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(store, dict.fromkeys(CODES, "ควน"))
        judge(services, made.parent, OLD)
        begun = services.instruments.begin(MOI_23, SHIPPED.content_hash, "2569", NOW)
        begun = services.instruments.edit(
            begun.uuid, MoveIndicator(code="4.4", by=-1), begun.row_version
        )
        assert begun.instrument is not None
        other = replace(begun.instrument.indicator("1.1"), text="มีความสามัคคีทุกเดือน")
        services.instruments.edit(begun.uuid, PutIndicator(indicator=other), begun.row_version)
        services.instruments.publish(begun.uuid, date(2026, 8, 1))
        judge(services, made.parent, NOW)
        yield services


def moved(office: Services, area: str = "93") -> Movement:
    return office.comparing.movement(
        area,
        MOI_23,
        Moment(fiscal_year=OLD, round=Round.AFTER),
        Moment(fiscal_year=NOW, round=Round.AFTER),
    )


def report(office: Services, name: str, area: str = "93", year: int = NOW) -> Document:
    options = ReportOptions(report=name, area_code=area, fiscal_year=year, instrument=MOI_23)
    return office.reports.document(options, FileFormat.PDF)


def tables(document: Document) -> list[Table]:
    return [block for block in document.sheets[0].blocks if isinstance(block, Table)]


def words(document: Document) -> str:
    return str(document.sheets[0].blocks)


def test_a_trend_follows_indicators_to_where_the_new_version_has_them(office: Services) -> None:
    told = office.comparing.trend("93", MOI_23, NOW, Round.AFTER)
    assert told.years == (OLD, NOW)
    assert told.versions == {OLD: ("2552",), NOW: ("2569",)}
    adapted = [line.indicator.code for line in told.comparison.of(Relation.ADAPTED)]
    assert adapted == ["1.1"]
    newest = told.comparison.newest
    # 4.4 of 2568, which three villages failed, is 4.3 now, which two of four failed
    at = newest.indicator("4.3")
    assert standing(at, told.of(OLD, "4.3")) == Decimal("0.00")
    assert standing(at, told.of(NOW, "4.3")) == Decimal("50.00")
    assert told.of(NOW, "4.3", "9302").passed == 1
    assert told.parts == ("9301", "9302")


def test_the_paper_says_what_may_be_compared_and_what_not(office: Services) -> None:
    document = report(office, "checklist-trend-versions")
    told = words(document)
    assert "ปี 2568 ฉบับ 2552 · ปี 2569 ฉบับ 2569" in told
    assert "เทียบได้ 22 จาก 23 ตัวชี้วัด" in told
    assert "ปรับจากข้อ 1.1 ของฉบับ 2552" in told
    by_topic, same, adapted, by_part = tables(document)
    assert [row.values[1] for row in by_topic.rows] == [6, 5, 7, 4]
    assert len(same.rows) == 22
    assert len(adapted.rows) == 1
    assert len(by_part.rows) == 2


def test_the_year_beside_a_ranking_is_told_of_the_same_questions(office: Services) -> None:
    (table,) = tables(report(office, "indicator-ranking"))
    row = next(row for row in table.rows if row.values[1] == "4.3")
    assert row.values[-3:-1] == (Decimal("50.00"), Decimal("100.00"))
    first = next(row for row in table.rows if row.values[1] == "1.1")
    assert first.values[-2] is None  # asked in other words
    assert "เทียบได้ 22 จาก 23 ตัวชี้วัด" in words(report(office, "indicator-ranking"))


def test_villages_stand_in_the_cell_of_their_levels_and_sums_are_equal(office: Services) -> None:
    told = moved(office)
    assert [level.title for level in told.instrument.levels] == LEVELS
    below, first, second, third = LEVELS
    pairs = [(one.before, one.after) for one in told.villages]
    assert pairs == [(below, first), (first, first), (second, third), ("", second)]
    assert [told.direction(one) for one in told.villages] == [1, 0, 1, 0]
    assert [one.code for one in told.cell(below, first)] == [CODES[0]]
    matrix = tables(report(office, "checklist-movement"))[0]
    *rows, total = matrix.rows
    assert total.values[1:] == tuple(
        sum(row.values[place] for row in rows)  # type: ignore[misc]
        for place in range(1, len(matrix.columns))
    )
    assert total.values[-1] == len(CODES)
    assert "มีระดับทั้งสองครั้ง 3 จาก 4 หมู่บ้าน สูงขึ้น 2 คงเดิม 1 ลดลง 0" in words(
        report(office, "checklist-movement")
    )


def test_villages_near_the_next_level_come_with_the_answers_that_would_count(
    office: Services,
) -> None:
    found = office.comparing.near_level("93", MOI_23, NOW, Round.AFTER)
    told = {one.code: (one.next_level.title, one.to_next, one.codes) for one in found}
    assert told[CODES[3]] == (LEVELS[3], 1, ("4.4",))
    assert told[CODES[0]][:2] == (LEVELS[2], 1)
    assert told[CODES[1]][:2] == (LEVELS[2], 2)
    assert CODES[2] not in told  # at the top
    assert len(told[CODES[0]][2]) == 7
    (table,) = tables(report(office, "checklist-near-level"))
    groups = [row.values[0] for row in table.rows if row.kind is RowKind.GROUP]
    assert groups == ["ขาดอีก 1 ข้อ", "ขาดอีก 2 ข้อ"]
    assert "4.4 " in str(table.rows)


def test_a_village_and_its_tambon_stand_beside_the_areas_around_them(office: Services) -> None:
    told = office.comparing.against_average(CODES[0], MOI_23, NOW, Round.AFTER)
    assert told.wider == ("930101", "9301", "93")
    document = report(office, "checklist-against-average", CODES[0])
    by_topic, by_indicator = tables(document)
    last = by_indicator.rows[-1].values
    # of the tambon none passes, of the amphoe one of three, of the province one of four
    assert last[2:] == ("ไม่ผ่าน", Decimal("0.00"), Decimal("33.33"), Decimal("25.00"), 0)
    assert len(by_topic.rows) == 4
    wide = tables(report(office, "checklist-against-average", "930101"))
    assert [row.values[0] for row in wide[2].rows] == [
        *("ม.1 บ้านควน", "ม.2 บ้านควน", "ค่าเฉลี่ยของตำบลคูหาสวรรค์")
    ]


def test_the_register_has_each_listed_village_with_its_levels_before_and_after(
    office: Services,
) -> None:
    id_ = office.villages.by_code(CODES[0]).id
    line = TargetVillage(
        village_id=id_, role=Role.ELDER, satang=2_000_000, developer="นางสาวกนก ใจดี"
    )
    office.target_lists.put_villages(MOI_23, NOW, [line])
    (told,) = office.comparing.register("93", MOI_23, NOW)
    assert (told.before, told.after, told.role) == (LEVELS[0], LEVELS[1], Role.ELDER)
    document = report(office, "checklist-register")
    assert "นางสาวกนก ใ…" not in words(document)
    assert "นางสาวกนก ใจ…" in words(document)
    (table,) = tables(document)
    assert table.rows[-1].values[7] == Decimal("20000.00")
    assert "ยังไม่มีหมู่บ้านเป้าหมาย" in words(report(office, "checklist-register", "9302"))
    office.history.undo_last()


def test_what_has_no_levels_or_indicators_is_refused_with_what_to_do(office: Services) -> None:
    with pytest.raises(ValidationFailed, match="ไม่มีระดับ"):
        office.comparing.near_level("93", "gvh-6x22", NOW, Round.AFTER)
    with pytest.raises(ValidationFailed, match="ยังไม่มีตัวชี้วัด"):
        office.comparing.trend("93", "gvh-6x22", NOW, Round.AFTER)
