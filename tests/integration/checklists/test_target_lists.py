"""A year's target villages: put, copied, taken off, taken back; and the days that are due."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copytree

import pytest
from soundness import wrong_in

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.target_lists.imports import TargetImporter
from cdd_desktop.checklists.target_lists.list_file import TARGET_TITLES, pasted_codes
from cdd_desktop.checklists.target_lists.records import Role, TargetVillage
from cdd_desktop.cli.main import main
from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.model import RowKind, Table
from cdd_desktop.documents.reading import read_grid
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ImportRejected, NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store

YEAR = 2570  # of the clock that stands still
CODES = ("93010101", "93010102", "93010301", "93020101")
COMMUNITY = "93010151"


@pytest.fixture(scope="module")
def folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a few villages, made once."""
    made = tmp_path_factory.mktemp("targets") / "data"
    copytree(database_template, made)
    with Store.open(made) as store, services_of(store) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        sheet = made.parent / "หมู่บ้าน.csv"
        write_csv(sheet, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [(code, "ควน") for code in (*CODES, COMMUNITY)])
        VillageImporter(store, services.areas).run(sheet)
    return made


@pytest.fixture
def office(folder: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    with Store.open(Path(copytree(folder, tmp_path / "data")), clock=clock) as store:
        yield services_of(store)


def _ids(office: Services) -> list[int]:
    found = office.villages.by_codes(CODES)
    return [found[code].id for code in CODES]


def _counted(office: Services) -> int:
    return office.checklists.summary("93", MOI_23, YEAR, Round.AFTER)[-1].target


def test_the_first_village_put_makes_the_list_and_undoing_it_counts_all_again(
    office: Services,
) -> None:
    lists, first = office.target_lists, _ids(office)[0]
    assert lists.of_year(MOI_23, YEAR) is None
    told = TargetVillage(
        village_id=first, role=Role.ELDER, satang=5_000_000, developer="  นางสาว ก  "
    )
    assert lists.put_villages(MOI_23, YEAR, [told]) == 1
    (line,) = lists.listed(MOI_23, YEAR)
    assert (line.code, line.target.role, line.target.developer) == (
        CODES[0],
        Role.ELDER,
        "นางสาว ก",
    )
    assert _counted(office) == 1
    assert lists.put_villages(MOI_23, YEAR, [told]) == 0
    office.history.undo_last()
    assert lists.of_year(MOI_23, YEAR) is None
    assert _counted(office) == 4


def test_undoing_the_first_villages_leaves_those_that_were_put_later(office: Services) -> None:
    lists, ids = office.target_lists, _ids(office)
    lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=ids[0])])
    made = office.history.recent(1)[0].id
    lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=ids[1])])
    office.history.undo(made)
    assert [line.code for line in lists.listed(MOI_23, YEAR)] == [CODES[1]]
    office.history.undo(office.history.recent(1)[0].id)  # the undoing itself
    assert len(lists.listed(MOI_23, YEAR)) == 2


def test_a_list_that_lost_its_last_village_limits_nothing(office: Services) -> None:
    lists, first = office.target_lists, _ids(office)[0]
    lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=first)])
    lists.remove_villages(MOI_23, YEAR, [first])
    assert lists.of_year(MOI_23, YEAR) is not None
    assert _counted(office) == 4
    assert wrong_in(office.store) == ()


def test_an_area_is_added_whole_and_many_are_taken_off_in_one_step(office: Services) -> None:
    lists, ids = office.target_lists, _ids(office)
    assert lists.add_area(MOI_23, YEAR, "9301") == 3  # the community is not judged
    assert lists.add_area(MOI_23, YEAR, "93") == 1
    assert lists.remove_villages(MOI_23, YEAR, ids[:2]) == 2
    assert [line.code for line in lists.listed(MOI_23, YEAR)] == list(CODES[2:])
    office.history.undo_last()
    assert len(lists.listed(MOI_23, YEAR)) == 4
    lists.remove_list(MOI_23, YEAR)
    assert lists.of_year(MOI_23, YEAR) is None
    office.history.undo_last()
    assert len(lists.listed(MOI_23, YEAR, "9302")) == 1
    assert wrong_in(office.store) == ()


def test_next_year_takes_over_roles_but_not_budgets_nor_closed_villages(office: Services) -> None:
    lists, ids = office.target_lists, _ids(office)
    lists.put_villages(
        MOI_23,
        YEAR - 1,
        [
            TargetVillage(village_id=ids[0], role=Role.ELDER, satang=100),
            TargetVillage(village_id=ids[1], role=Role.YOUNGER, mentor_id=ids[0], satang=200),
        ],
    )
    assert lists.copy_from(MOI_23, YEAR, YEAR - 1) == 2
    elder, younger = lists.listed(MOI_23, YEAR)
    assert (elder.target.satang, younger.target.mentor_id) == (None, ids[0])
    assert "ม.1" in younger.mentor
    assert lists.years(MOI_23) == (YEAR, YEAR - 1)
    with pytest.raises(NotFound):
        lists.copy_from(MOI_23, YEAR, YEAR - 5)


def test_what_is_not_judged_or_was_changed_elsewhere_is_refused(office: Services) -> None:
    lists, ids = office.target_lists, _ids(office)
    community = office.villages.by_code(COMMUNITY).id
    for wrong in (community, 999):
        with pytest.raises(ValidationFailed):
            lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=wrong)])
    assert lists.of_year(MOI_23, YEAR) is None
    lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=ids[0])])
    (read,) = lists.listed(MOI_23, YEAR)
    lists.put_villages(MOI_23, YEAR, [replace(read.target, note="แก้ก่อน")])
    with pytest.raises(StaleRecord):
        lists.put_villages(MOI_23, YEAR, [replace(read.target, note="แก้ทีหลัง")])


def test_the_head_of_a_list_says_whether_all_are_counted(office: Services) -> None:
    lists, ids = office.target_lists, _ids(office)
    with pytest.raises(ValidationFailed) as refused:
        lists.save_list(replace(lists.begin(MOI_23, YEAR), all_villages=False))
    assert set(refused.value.problems) == {"all_villages"}
    lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=ids[0])])
    kept = lists.of_year(MOI_23, YEAR)
    assert kept is not None
    told = lists.save_list(replace(kept, all_villages=True, letter="ที่ พท 0019/ว 12"))
    assert (told.letter, _counted(office)) == ("ที่ พท 0019/ว 12", 4)
    with pytest.raises(StaleRecord):
        lists.save_list(kept)
    office.history.undo_last()
    assert _counted(office) == 1


def test_late_villages_are_those_of_the_list_that_missed_their_areas_day(office: Services) -> None:
    lists, ids = office.target_lists, _ids(office)
    due = replace(
        lists.begin_due_day(MOI_23, YEAR, Round.AFTER), due_on=date(2027, 6, 30), owed_by="ผู้ใหญ่บ้าน"
    )
    kept = lists.save_due_day(due)
    with pytest.raises(ValidationFailed):
        lists.save_due_day(
            replace(lists.begin_due_day(MOI_23, YEAR, Round.AFTER), due_on=due.due_on)
        )
    lists.save_due_day(
        replace(lists.begin_due_day(MOI_23, YEAR, Round.AFTER, "9302"), due_on=date(2027, 7, 31))
    )
    key = SheetKey(village_id=ids[0], instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER)
    for indicator in office.checklists.instrument(MOI_23).indicators:
        office.checklists.answer(key, indicator.code, AnswerState.PASSED)
    of_sheets = ("93", MOI_23, YEAR, Round.AFTER)
    late = lists.late_villages(*of_sheets, on=date(2027, 7, 1))
    assert [(one.code, one.owed_by) for one in late] == [
        (CODES[1], "ผู้ใหญ่บ้าน"),
        (CODES[2], "ผู้ใหญ่บ้าน"),
    ]
    lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=id_) for id_ in (ids[0], ids[2])])
    rows = lists.progress(*of_sheets, on=date(2027, 7, 1))
    assert [(row.code, row.expected, row.begun, row.complete, row.late) for row in rows] == [
        ("9301", 2, 1, 1, 1),
        ("93", 2, 1, 1, 1),
    ]
    lists.remove_due_day(kept.uuid)
    assert lists.late_villages(*of_sheets, on=date(2027, 7, 1)) == ()
    office.history.undo_last()
    assert lists.due_days(MOI_23, YEAR, Round.AFTER, "9301")[0].due_on == due.due_on


def test_pasted_codes_and_sheets_are_put_and_a_second_time_change_nothing(
    office: Services, tmp_path: Path
) -> None:
    lists = office.target_lists
    importer = TargetImporter(office.store, office.checklists, lists)
    pasted = pasted_codes(f"{CODES[0]}, ๙๓๐๑๐๑๐๒\n{COMMUNITY} {CODES[0]}")
    told = importer.check(pasted, MOI_23, YEAR)
    assert (told.rows, told.new, [problem.row for problem in told.refused]) == (4, 2, [3, 4])
    with pytest.raises(ImportRejected):
        importer.take(pasted, "ที่วาง", MOI_23, YEAR)
    assert lists.of_year(MOI_23, YEAR) is None
    importer.take(pasted, "ที่วาง", MOI_23, YEAR, good_rows=True)
    sheet = tmp_path / "เป้าหมาย.csv"
    header = ("อำเภอ", "ตำบล", "หมู่ที่", "บทบาท", "งบประมาณ", "พัฒนากร")
    rows = [
        ("เมืองพัทลุง", "คูหาสวรรค์", "1", "บ้านพี่", "20,000", ""),
        ("เมืองพัทลุง", "คูหาสวรรค์", "2", "พี่น้อง", "", ""),
        ("เมืองพัทลุง", "คูหาสวรรค์", "9", "", "", ""),
    ]
    write_csv(sheet, header, rows)
    table = table_under(read_grid(sheet), TARGET_TITLES)
    told = importer.take(table, sheet.name, MOI_23, YEAR, good_rows=True)
    assert (told.new, told.changed, len(told.refused)) == (0, 1, 2)
    line = lists.listed(MOI_23, YEAR)[0]
    assert (line.target.role, line.target.satang) == (Role.ELDER, 2_000_000)
    again = importer.take(table, sheet.name, MOI_23, YEAR, good_rows=True)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    office.history.undo_last()
    assert lists.listed(MOI_23, YEAR)[0].target.role is Role.NONE


def test_printed_forms_and_the_report_of_the_late_are_of_the_list(office: Services) -> None:
    lists, ids = office.target_lists, _ids(office)
    lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=id_) for id_ in ids[:2]])
    lists.save_due_day(
        replace(lists.begin_due_day(MOI_23, YEAR, Round.AFTER), due_on=date(2026, 11, 1))
    )
    asked = ReportOptions(report="checklist-blank", area_code="93", fiscal_year=YEAR)
    assert len(office.reports.document(asked, FileFormat.PDF).sheets) == 2
    document = office.reports.document(replace(asked, report="checklist-due"), FileFormat.PDF)
    parts, due, late, others = (
        block for block in document.sheets[0].blocks if isinstance(block, Table)
    )
    assert parts.rows[-1].values == ("", "รวม", 2, 0, 0, 0, 2)
    assert len(due.rows) == 1
    assert [row.values[3] for row in others.rows] == ["ยังไม่เคยประกาศ"] * 2
    named = [row.values[1] for row in late.rows if row.kind is RowKind.BODY]
    assert named == ["ม.1 บ้านควน", "ม.2 บ้านควน"]
    assert [row.values[5] for row in late.rows if row.kind is RowKind.BODY] == [21, 21]


def test_the_command_line_does_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Path(copytree(folder, tmp_path / "data"))

    def said(*words: str) -> str:
        assert main(["--data-dir", str(home), "target", *words, "--year", "2569"]) == 0
        return capsys.readouterr().out

    assert "นับทุกหมู่บ้าน" in said("list")
    assert "3 หมู่บ้าน" in said("add", "930101", "93020101")
    assert "1 หมู่บ้าน" in said("remove", "93010102")
    assert "30 มิ.ย. 2569" in said("due", "set", "--on", "30/6/2569", "--owed-by", "พัฒนากร")
    assert "พัฒนากร" in said("due", "list")
    told = said("progress", "--area", "93", "--on", "1/7/2569", "--late")
    assert "รวม\tเป้าหมาย 2" in told
    assert "ค้างส่ง\t93020101" in told
    assert "ลบ" in said("due", "remove")
    assert main(["--data-dir", str(home), "target", "remove", CODES[1], "--year", "2569"]) == 1
    assert CODES[1] in capsys.readouterr().err
