"""Reading an office's sheet of projects: whatever stands above, between and below them."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import pytest

from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.errors import ImportRejected
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.exchange.project_file import FileWords, ProjectFile, read_projects_sheet
from cdd_desktop.plans.exchange.project_headings import column_choices, sketch_columns
from cdd_desktop.plans.records import Money

YEARS = range(2566, 2571)
WORDS = FileWords(
    lookups={
        name: shipped(name)
        for name in (ListName.DIMENSION, ListName.PROJECT_KIND, ListName.MONEY_SOURCE)
    },
    year=2566,
    villages={1: "ม.1 บ้านนา", 2: "ม.2 บ้านป่า"},
)
HEADER = ("ที่", "โครงการ", "วัตถุประสงค์", "แหล่งงบประมาณ", "2566", "2567")
ONE, TWO = UUID(int=1), UUID(int=2)


def grid(*rows: Sequence[str], merged: Sequence[tuple[int, int, int]] = ()) -> ReadGrid:
    width = max(map(len, rows))
    return ReadGrid(
        name="แผน.xlsx",
        rows=tuple(
            ReadRow(number=number, cells=(*row, *[""] * (width - len(row))))
            for number, row in enumerate(rows, 1)
            if any(row)
        ),
        merged=tuple(merged),
    )


def read(
    *rows: Sequence[str], years: Sequence[int] = YEARS, chosen: dict[int, str] | None = None
) -> ProjectFile:
    return read_projects_sheet(grid(*rows), years, WORDS, chosen)


def names(file: ProjectFile) -> list[object]:
    return [project.fields["name"] for project in file.projects]


def asked(year: int, satang: int, source: str = "") -> Money:
    return Money(year=year, source=source, requested=satang)


def test_titles_above_and_headings_of_two_rows_are_seen_through() -> None:
    file = read(
        ("บัญชีโครงการ แผนพัฒนาตำบล (พ.ศ. 2566-2570)",),
        ("ยุทธศาสตร์ การพัฒนาด้านต่าง ๆ",),
        (
            "ที่",
            "โครงการ/กิจกรรม",
            "เป้าหมาย (ผลผลิตของโครงการ)",
            "งบประมาณ",
            "",
            "",
            "หน่วยงานรับผิดชอบหลัก",
        ),
        ("", "", "", "๒๕๖๖ (บาท)", "ปี 2567", "ปีงบประมาณ พ.ศ. 2568", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        ("๑", "สร้างถนน", "ยาว ๖๕๐ เมตร", "๑,๒๕๐.๕๐", "-", "0", "อบต.ควน"),
    )
    (project,) = file.projects
    assert project.fields == {
        "name": "สร้างถนน",
        "target": "ยาว ๖๕๐ เมตร",
        "agency": "อบต.ควน",
    }
    assert project.requested == (asked(2566, 125_050), asked(2568, 0))
    assert project.rows == (6,)
    assert file.refused == ()
    assert file.notes == ()


def test_years_may_stand_in_the_row_with_most_headings_under_the_others() -> None:
    file = read(
        ("โครงการ", "เป้าหมาย", "งบประมาณ"),
        ("", "", "ปี 66", "ปี 67", "ปี 68", "ปี 69", "แหล่งงบ"),
        ("ถนน", "1 สาย", "", "100", "", "", "กองทุน"),
    )
    assert file.projects[0].requested == (asked(2567, 10_000, "fund"),)


def test_a_row_with_what_the_years_are_counted_in_is_a_heading() -> None:
    file = read(HEADER, ("", "", "", "", "(บาท)", "(บาท)"), ("1", "ถนน", "", "", "5", "6"))
    assert names(file) == ["ถนน"]
    assert file.notes == ()


@pytest.mark.parametrize(
    ("heading", "dimension"),
    [
        ("ด้านเศรษฐกิจ", "economy"),
        ("เศรษฐกิจ", "economy"),
        ("1. ด้านสังคม", "society"),
        ("ยุทธศาสตร์ที่ ๑ ด้านความมั่นคง", "security"),
        ("ยุทธศาสตร์การพัฒนาที่ 2: การบริหารจัดการ", "management"),
        ("ประเด็นการพัฒนาที่ 3 โครงสร้างพื้นฐาน", "infrastructure"),
    ],
)
def test_a_heading_between_rows_tells_the_dimension_of_what_follows(
    heading: str, dimension: str
) -> None:
    for place in (0, 1):  # over the numbers, or over the names
        group = ("",) * place + (heading,)
        file = read(HEADER, group, ("1", "ถนน", "", "", "5"), ("2", "สะพาน", "", "", "5"))
        assert [one.fields["dimension"] for one in file.projects] == [dimension] * 2
        assert file.notes == ()


def test_an_unknown_heading_is_told_and_ends_the_group_before() -> None:
    file = read(
        HEADER,
        ("ด้านเศรษฐกิจ",),
        ("1", "ถนน", "", "", "5"),
        ("ด้านการท่องเที่ยว", "3 โครงการ"),
        ("1", "ล่องแก่ง", "", "", "5"),
    )
    assert [one.fields.get("dimension") for one in file.projects] == ["economy", None]
    assert any("ด้านการท่องเที่ยว" in note for note in file.notes)


def test_a_column_of_dimensions_wins_over_the_group() -> None:
    header = (*HEADER[:4], "ด้าน", "2566")
    file = read(
        header,
        ("ด้านเศรษฐกิจ",),
        ("1", "ถนน", "", "", "โครงสร้างพื้นฐาน", "5"),
        ("2", "ตลาด", "", "", "", "5"),
    )
    assert [one.fields["dimension"] for one in file.projects] == ["infrastructure", "economy"]


@pytest.mark.parametrize(
    "total",
    [
        ("รวม", "", "", "", "1,000", "2,000"),
        ("", "รวมทั้งสิ้น 12 โครงการ", "", "", "1000", "2000"),
        ("", "รวมด้านเศรษฐกิจ", "", "", "1000"),
        ("รวม", "5 โครงการ", "", "", "-", "๑,๐๐๐"),
    ],
)
def test_rows_of_totals_are_left_out_and_counted(total: Sequence[str]) -> None:
    file = read(HEADER, ("1", "ถนน", "", "", "5"), total)
    assert names(file) == ["ถนน"]
    assert file.notes == ("ข้ามแถวยอดรวม 1 แถว",)


def test_a_project_whose_name_begins_like_a_total_is_one() -> None:
    file = read(HEADER, ("1", "รวมพลังสร้างฝาย", "", "", "5"), ("2", "รวมใจพัฒนา", "เพื่อน้ำ", "", "6"))
    assert names(file) == ["รวมพลังสร้างฝาย", "รวมใจพัฒนา"]
    assert file.notes == ()


def test_a_row_of_amounts_without_a_name_is_never_dropped_in_silence() -> None:
    file = read(HEADER, ("1", "ถนน", "", "", "5"), ("", "", "", "", "50000", "60000"))
    assert [(problem.row, problem.column) for problem in file.refused] == [(3, "โครงการ")]


def test_text_in_money_refuses_the_row_at_its_cell() -> None:
    file = read(
        HEADER,
        ("1", "ถนน", "", "", "ห้าหมื่น", "6"),
        ("2", "สะพาน", "", "", "-5", "1.234"),
        ("3", "ไฟฟ้า", "", "", "5", ""),
    )
    assert names(file) == ["ไฟฟ้า"]
    assert [(one.row, one.column) for one in file.refused] == [
        (2, "2566"),
        (3, "2566"),
        (3, "2567"),
    ]
    assert "ห้าหมื่น" in file.refused[0].text


def test_money_outside_the_period_is_refused_and_blank_there_is_not() -> None:
    header = ("โครงการ", "2565", "2566")
    file = read(header, ("ถนน", "100", "5"), ("สะพาน", "-", "5"))
    assert names(file) == ["สะพาน"]
    assert file.projects[0].requested == (asked(2566, 500),)
    assert "นอกช่วงของแผน" in file.refused[0].text
    assert file.refused[0].column == "2565"


def test_rows_with_one_identity_are_one_project_with_several_sources() -> None:
    header = ("รหัสในโปรแกรม", "โครงการ", "แหล่งงบประมาณ", "2566", "2567")
    file = read(
        header,
        (str(ONE), "ถนน", "กองทุน", "5", ""),
        (str(ONE), "ถนน", "อบจ.", "6.25", "7"),
        (str(TWO), "สะพาน", "", "", ""),
    )
    first, second = file.projects
    assert first.uuid == ONE
    assert first.rows == (2, 3)
    assert first.requested == (
        asked(2566, 500, "fund"),
        asked(2566, 625, "pao"),
        asked(2567, 700, "pao"),
    )
    assert second.requested == ()


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (("ถนน", "กองทุน", "6"), "แหล่งเดียวกันสองแถว"),
        (("ถนนใหม่", "อบจ.", "6"), "ชื่อโครงการ ไม่ตรงกัน"),
        (("ถนน", "อบจ.", "หก"), "หก"),
    ],
)
def test_a_bad_row_leaves_its_project_out_whole(second: Sequence[str], told: str) -> None:
    header = ("รหัสในโปรแกรม", "โครงการ", "แหล่งงบประมาณ", "2566")
    file = read(header, (str(ONE), "ถนน", "กองทุน", "5"), (str(ONE), *second))
    assert file.projects == ()
    assert {problem.row for problem in file.refused} == {2, 3}
    assert any(told in problem.text for problem in file.refused)


def test_an_identity_that_was_changed_is_refused() -> None:
    file = read(("รหัสในโปรแกรม", "โครงการ", "2566"), ("12", "ถนน", "5"))
    assert file.projects == ()
    assert "รหัสในโปรแกรมถูกแก้" in file.refused[0].text


def test_columns_chosen_by_hand_win_over_headings() -> None:
    rows = (("รายการ", "โครงการ", "เงิน", "2566"), ("ถนน", "แผนงานโยธา", "5", "9"))
    file = read(*rows, chosen={0: "name", 1: "", 2: "year:2567", 3: ""})
    assert names(file) == ["ถนน"]
    assert file.projects[0].requested == (asked(2567, 500),)
    assert file.columns == {0: "name", 2: "year:2567"}
    assert file.notes == ("ไม่ได้อ่านคอลัมน์ “โครงการ”, “2566”",)


def test_in_a_plan_of_one_year_money_needs_no_year_over_it() -> None:
    file = read(("โครงการ", "เป้าหมาย", "งบประมาณ (บาท)"), ("ถนน", "1 สาย", "5"), years=[2569])
    assert file.projects[0].requested == (asked(2569, 500),)


def test_without_a_column_of_years_nothing_is_told_of_money() -> None:
    file = read(("โครงการ", "เป้าหมาย", "จำนวนเป้าหมาย", "หมู่บ้าน"), ("ถนน", "ยาว", "6.5", "1-2"))
    (project,) = file.projects
    assert project.requested is None
    assert project.fields["quantity"] == Decimal("6.5")
    assert project.fields["villages"] == (1, 2)


def test_a_name_merged_over_rows_is_read_in_each() -> None:
    rows = (HEADER, ("1", "ถนน", "", "กองทุน", "5"), ("", "", "", "อบจ.", "6"))
    file = read_projects_sheet(grid(*rows, merged=[(1, 2, 3)]), YEARS, WORDS)
    assert names(file) == ["ถนน", "ถนน"]


def test_a_sheet_without_headings_or_names_is_refused_with_what_to_do() -> None:
    with pytest.raises(ImportRejected, match="ไม่พบหัวตาราง"):
        read(("บันทึกข้อความ",), ("เรื่อง", "ขอเชิญประชุม"))
    with pytest.raises(ImportRejected, match="โครงการ"):
        read(("เป้าหมาย", "2566"), ("ถนน", "5"))


def test_columns_are_sketched_before_anything_is_read() -> None:
    header, uses = sketch_columns(grid(HEADER, ("1", "ถนน")), YEARS)
    assert header == HEADER
    assert uses == {1: "name", 2: "objective", 3: "source", 4: "year:2566", 5: "year:2567"}
    assert set(uses.values()) <= {key for key, _ in column_choices(YEARS)}
