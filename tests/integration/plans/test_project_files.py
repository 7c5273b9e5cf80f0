"""Projects out of Excel and into it: what a row would do is told before anything is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.fill_in import write_fill_in
from cdd_desktop.documents.reading import ReadGrid, ReadRow, read_grid
from cdd_desktop.documents.refused_rows import write_refused
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.plans.exchange.file_changes import FileChanges, Outcome, ProjectImportReport
from cdd_desktop.plans.exchange.importing import read_project_grid
from cdd_desktop.plans.exchange.project_file import FileWords, read_projects_sheet
from cdd_desktop.plans.exchange.workbook import project_workbook
from cdd_desktop.plans.records import Level, Money, Plan, Project, RevisionKind
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.thai.money import AMOUNT_MAX
from cdd_desktop.thai.text import clean_line, clean_text

HEADER = ("โครงการ", "เป้าหมาย", "แหล่งงบประมาณ", "2566", "2567")


def grid(*rows: Sequence[str]) -> ReadGrid:
    width = max(map(len, rows))
    return ReadGrid(
        name="บัญชีโครงการ.xlsx",
        rows=tuple(
            ReadRow(number=number, cells=(*row, *[""] * (width - len(row))))
            for number, row in enumerate(rows, 1)
        ),
    )


def line(year: int, source: str, requested: int | None, approved: int | None = None) -> Money:
    return Money(year=year, source=source, requested=requested, approved=approved)


def project(services: Services, plan: Plan, name: str, *money: Money) -> Project:
    begun = replace(services.projects.begin(plan.uuid), name=name, money=money)
    return services.projects.save(begun)


def outcomes(report: ProjectImportReport) -> list[Outcome]:
    return list(report.outcomes.values())


def test_what_a_file_would_do_is_told_before_anything_is_written(
    services: Services, plan: Plan
) -> None:
    project(services, plan, "ถนน", line(2566, "local", 100))
    rows = (
        HEADER,
        ("ด้านเศรษฐกิจ",),
        ("ตลาดนัด", "1 แห่ง", "กองทุน", "5,000.25", ""),
        ("ถนน", "ซ้ำกับในแผน", "", "", ""),
        ("ตลาดนัด", "ซ้ำในไฟล์", "อบจ.", "1", ""),
        ("ฝาย", "", "", "ห้าร้อย", ""),
        ("รวม", "", "", "5000", ""),
    )
    report = services.project_files.check(plan.uuid, grid(*rows))
    assert (report.new, report.changed, report.unchanged) == (1, 0, 0)
    assert outcomes(report) == [
        Outcome.PASSED,
        Outcome.NEW,
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.PASSED,
    ]
    assert [problem.row for problem in report.refused] == [4, 5, 6]
    assert (report.before, report.after) == (100, 500_125)
    assert [one.name for one in services.projects.of_plan(plan.uuid)] == ["ถนน"]


def test_good_rows_come_in_as_one_operation_that_is_undone_in_one_step(
    services: Services, plan: Plan
) -> None:
    rows = (HEADER, ("ตลาดนัด", "1 แห่ง", "กองทุน", "5,000.25"), ("ฝาย", "", "", "ห้าร้อย"))
    with pytest.raises(ImportRejected, match="ต้องแก้ 1 แถว"):
        services.project_files.take(plan.uuid, grid(*rows))
    assert services.projects.of_plan(plan.uuid) == ()
    report = services.project_files.take(plan.uuid, grid(*rows), good_rows=True)
    (kept,) = services.projects.of_plan(plan.uuid)
    assert kept.money == (line(2566, "fund", 500_025),)
    assert kept.status == "draft"
    assert report.operation is not None
    entry = services.history.next_undo()
    assert entry is not None
    assert entry.id == report.operation
    assert "บัญชีโครงการ.xlsx" in entry.summary
    services.history.undo(report.operation)
    assert services.projects.of_plan(plan.uuid) == ()


def test_a_row_with_an_identity_changes_what_the_file_has_columns_for(
    services: Services, plan: Plan
) -> None:
    held = project(
        services,
        plan,
        "ถนน",
        line(2566, "local", 100, 90),
        line(2567, "pao", 7),
        line(2568, "pao", 8),
    )
    held = services.projects.change(held.uuid, target="ยาว 1 กม.", agency="อบต.")
    rows = (
        ("รหัสในโปรแกรม", "โครงการ", "แหล่งงบประมาณ", "2566", "2567"),
        (str(held.uuid), "ถนนสายใหม่", "กองทุน", "2.50", ""),
    )
    report = services.project_files.take(plan.uuid, grid(*rows))
    assert report.told == {2: "ชื่อโครงการ, งบประมาณ"}
    changed = services.projects.get(held.uuid)
    assert (changed.name, changed.target, changed.agency) == ("ถนนสายใหม่", "ยาว 1 กม.", "อบต.")
    assert changed.money == (
        line(2566, "fund", 250),
        line(2566, "local", None, 90),  # what was approved stays
        line(2568, "pao", 8),  # the file has no column of that year
    )


def test_without_a_column_of_sources_money_stays_with_the_only_one(
    services: Services, plan: Plan
) -> None:
    one = project(services, plan, "ถนน", line(2566, "local", 100))
    two = project(services, plan, "ฝาย", line(2566, "local", 100), line(2566, "pao", 1))
    rows = (
        ("รหัสในโปรแกรม", "โครงการ", "2566"),
        (str(one.uuid), "ถนน", "2"),
        (str(two.uuid), "ฝาย", "3"),
    )
    report = services.project_files.take(plan.uuid, grid(*rows), good_rows=True)
    assert services.projects.get(one.uuid).money == (line(2566, "local", 200),)
    assert [problem.row for problem in report.refused] == [3]
    assert "หลายแหล่ง" in report.refused[0].text


def test_identities_of_another_plan_or_of_none_are_refused(services: Services, plan: Plan) -> None:
    other = services.plans.save(services.plans.begin(Level.TAMBON, "930101", 2569, 2571))
    there = project(services, other, "ถนน")
    rows = (
        ("รหัสในโปรแกรม", "โครงการ", "2566"),
        (str(there.uuid), "ถนน", "2"),
        (str(UUID(int=5)), "ฝาย", "2"),
    )
    report = services.project_files.check(plan.uuid, grid(*rows))
    assert [problem.row for problem in report.refused] == [2, 3]
    assert all("ไม่อยู่ในแผนที่เลือก" in problem.text for problem in report.refused)


def test_what_the_rules_of_projects_refuse_is_told_at_the_column(
    services: Services, plan: Plan
) -> None:
    rows = (HEADER, ("ก" * 301, "", "", "5"), ("ฝาย", "", "", "99999999999999"))
    report = services.project_files.check(plan.uuid, grid(*rows))
    assert [(one.row, one.column) for one in report.refused] == [(2, "โครงการ"), (3, "2566")]


def test_an_adopted_plan_takes_a_file_only_into_an_open_revision(
    services: Services, plan: Plan
) -> None:
    services.plans.adopt(plan.uuid, date(2022, 9, 1))
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.project_files.require_open(plan.uuid)
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.project_files.take(plan.uuid, grid(HEADER, ("ฝาย", "", "", "5")))
    services.plans.open_revision(plan.uuid, RevisionKind.ADDED, date(2023, 1, 5))
    services.project_files.take(plan.uuid, grid(HEADER, ("ฝาย", "", "", "5")))
    assert len(services.projects.of_plan(plan.uuid)) == 1


def test_the_workbook_of_a_plan_comes_back_and_changes_nothing(
    services: Services, plan: Plan, tmp_path: Path
) -> None:
    village = services.villages.by_code("93010102").id
    held = project(
        services,
        plan,
        "=ถนน สาย 1",
        line(2566, "local", 100),
        line(2566, "pao", 0, 3),
        line(2570, "", 1),
    )
    fields = {"target": "1-2", "villages": (village,), "quantity": Decimal("8.5"), "kind": "joint"}
    held = services.projects.change(held.uuid, dimension="economy", **fields)
    project(services, plan, "รวม", line(2567, "fund", None, 5))
    out = tmp_path / "แบบกรอก ตำบล.xlsx"
    assert services.project_files.write_workbook(plan.uuid, out) == 2
    read = read_project_grid(out, plan.years)
    report = services.project_files.take(plan.uuid, read)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
    assert report.refused == ()
    assert report.operation is None
    assert report.before == report.after == 101


def test_the_workbook_offers_lists_and_hides_identities(
    services: Services, plan: Plan, tmp_path: Path
) -> None:
    project(services, plan, "ถนน", line(2566, "local", 100))
    out = tmp_path / "แบบกรอก.xlsx"
    assert services.project_files.write_workbook(plan.uuid, out, is_blank=True) == 0
    assert services.project_files.write_workbook(plan.uuid, out) == 1
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["บัญชีโครงการ", "วิธีกรอก", "รายการ"]
    assert book["รายการ"].sheet_state == "hidden"
    sheet = book["บัญชีโครงการ"]
    titles = {cell.value: cell.column_letter for cell in sheet[2]}
    assert [title for title in titles if "งบประมาณปี" in title] == [
        f"งบประมาณปี {year}" for year in plan.years
    ]
    assert sheet.column_dimensions[titles["รหัสในโปรแกรม"]].hidden
    assert sheet.freeze_panes == "B3"
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    listed = rules[f"{titles['แหล่งงบประมาณ']}3"]
    assert listed.formula1 == "'รายการ'!$N$1:$N$8"
    assert [book["รายการ"][f"N{row}"].value for row in range(1, 9)] == [
        entry.label for entry in shipped(ListName.MONEY_SOURCE).offered(2566)
    ]
    assert rules[f"{titles['งบประมาณปี 2566']}3"].type == "decimal"


def test_the_sheet_of_projects_is_found_behind_a_cover(
    services: Services, plan: Plan, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["แผนพัฒนาตำบล", "พ.ศ. 2566-2570"])
    for row in (HEADER, ("ฝาย", "1 แห่ง", "กองทุน", 12.25, None)):
        (book["ผด.02"] if "ผด.02" in book.sheetnames else book.create_sheet("ผด.02")).append(row)
    book.save(tmp_path / "แผน.xlsx")
    report = services.project_files.take(
        plan.uuid, read_project_grid(tmp_path / "แผน.xlsx", plan.years)
    )
    assert report.after == 1225


def test_rows_given_back_are_mended_and_come_in_with_the_dimension_of_their_group(
    services: Services, plan: Plan, tmp_path: Path
) -> None:
    rows = (HEADER, ("ด้านเศรษฐกิจ",), ("ตลาดนัด", "", "", "ห้าร้อย"), ("ฝาย", "", "", "5"))
    report = services.project_files.take(plan.uuid, grid(*rows), good_rows=True)
    back = tmp_path / "ไม่รับ.xlsx"
    assert write_refused(back, report.alone, report.refused) == 1
    book = openpyxl.load_workbook(back)
    for cell in (cell for row in book.worksheets[0].iter_rows() for cell in row):
        if cell.value == "ห้าร้อย":
            cell.value = 500
    book.save(back)
    again = services.project_files.take(plan.uuid, read_project_grid(back, plan.years))
    assert (again.new, again.refused) == (1, ())
    kept = {one.name: one for one in services.projects.of_plan(plan.uuid)}
    assert {one.dimension for one in kept.values()} == {"economy"}
    assert kept["ตลาดนัด"].requested == 50_000


PLAN = Plan(
    uuid=UUID(int=1),
    level=Level.TAMBON,
    place=PlaceRef(area_code="930101"),
    name="",
    start_year=2566,
    end_year=2570,
)
WORDS = FileWords(
    lookups={
        name: shipped(name)
        for name in (ListName.DIMENSION, ListName.PROJECT_KIND, ListName.MONEY_SOURCE)
    },
    year=2566,
    villages={1: "ม.1 บ้านนา", 2: "ม.12 บ้านป่า", 3: "ชุมชนหัวถนน"},
)
STATUSES = Statuses(shipped(ListName.PROJECT_STATUS), 2566)
AMOUNTS = st.none() | st.integers(0, AMOUNT_MAX)
TEXTS = st.text(
    st.sampled_from("กขค้่ำ๑9 =+-@'\",.\n\tรวมด้าน()/:") | st.characters(codec="utf-8"), max_size=12
)
LINES = st.text(st.sampled_from("กขค้่ำ๑9 =+-@'\",.รวมด้าน()/:"), min_size=1, max_size=12)
MONEY = st.builds(
    Money,
    year=st.sampled_from(PLAN.years),
    source=st.sampled_from(["", "local", "pao", "fund"]),
    requested=AMOUNTS,
    approved=AMOUNTS,
)
PROJECTS = st.lists(
    st.builds(
        Project,
        uuid=st.uuids(),
        plan=st.just(PLAN.uuid),
        name=LINES.map(clean_line).filter(bool),
        details=TEXTS.map(clean_text),
        target=TEXTS.map(clean_text),
        unit=TEXTS.map(clean_line),
        agency=TEXTS.map(clean_line),
        quantity=st.none() | st.decimals(0, 10**13, places=4),
        dimension=st.sampled_from(["", "economy", "infrastructure"]),
        kind=st.sampled_from(["", "own"]),
        villages=st.sets(st.sampled_from([1, 2, 3, 99])).map(lambda some: tuple(sorted(some))),
        money=st.lists(MONEY, max_size=6, unique_by=lambda one: (one.year, one.source)).map(
            lambda some: tuple(
                sorted(
                    (one for one in some if not one.is_blank),
                    key=lambda one: (one.year, one.source),
                )
            )
        ),
        version=st.just(1),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.uuid,
)


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(held=PROJECTS)
def test_any_projects_come_back_from_the_workbook_to_the_satang(
    held: list[Project], tmp_path: Path
) -> None:
    out = tmp_path / "แบบกรอก.xlsx"
    write_fill_in(project_workbook(PLAN, "ตำบลควน", held, WORDS, ["อบต."]), out)
    file = read_projects_sheet(read_grid(out), PLAN.years, WORDS)
    blank = Project(uuid=UUID(int=2), plan=PLAN.uuid, name="")
    changes = FileChanges(PLAN, held, blank, file, WORDS.villages)
    assert changes.projects == ()
    wanted, report = changes.report([], STATUSES)
    assert (wanted, report.refused) == ((), ())
    assert report.unchanged == len(held)
    assert report.before == report.after
