"""What an import of a register would do, decided without any file or database."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.reading import ReadRow, ReadTable
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.importing import VillageImportPlan, plan_village_import
from cdd_desktop.places.records import Office, Village, VillageFact, kind_of, moo_of, place_uuid

AREAS = Areas()
OFFICE = Office(name="สพจ.สงขลา", provinces=("90",))
TODAY = date(2026, 11, 22)


def table(header: Sequence[str], *rows: Sequence[str]) -> ReadTable:
    return ReadTable(
        header=tuple(header),
        rows=tuple(ReadRow(number=n, cells=tuple(row)) for n, row in enumerate(rows, 2)),
    )


def stored(code: str, name: str, number: int = 1) -> dict[str, Village]:
    return {
        code: Village(
            id=number,
            uuid=place_uuid(code),
            code=code,
            kind=kind_of(code),
            moo=moo_of(code),
            name=name,
            tambon_code=code[:6],
        )
    }


def plan(
    read: ReadTable,
    existing: dict[str, Village] | None = None,
    facts: dict[int, list[VillageFact]] | None = None,
    *,
    replace: bool = False,
) -> VillageImportPlan:
    return plan_village_import(
        read, OFFICE, AREAS, existing or {}, facts or {}, today=TODAY, replace=replace, source="f"
    )


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("code", "name_th"),
        ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"),
        ("รหัสหมู่บ้าน/ชุมชน", "หมู่บ้าน"),
        ("รหัสหมู่บ้าน (8 หลัก)", "ชื่อบ้าน"),
        ("รหัส", "บ้าน"),
        (" VILLAGE CODE ", "Village_Name"),
        ("vill_code", "ชื่อ"),
        ("moo_code", "Name"),
    ],
)
def test_columns_are_found_by_their_usual_titles(code: str, name: str) -> None:
    found = plan(table(["ลำดับ", name, code], ["1", "ป่าขาด", "90110104"]))
    assert found.added == {"90110104": "ป่าขาด"}
    assert found.refused == ()


def test_the_plainer_title_gives_way_to_the_fuller_one() -> None:
    read = table(["รหัส", "ชื่อ", "รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"], ["7", "ผิด", "90110104", "ถูก"])
    assert plan(read).added == {"90110104": "ถูก"}


def test_a_missing_column_is_told_with_what_was_found_and_expected() -> None:
    with pytest.raises(ImportRejected) as refusal:
        plan(table(["ลำดับ", "ที่อยู่"], ["1", "x"]))
    text = str(refusal.value)
    assert all(word in text for word in ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "“ลำดับ”", "“ที่อยู่”", "กรุณา"))


def test_a_column_there_twice_is_refused() -> None:
    with pytest.raises(ImportRejected, match="มากกว่าหนึ่งคอลัมน์"):
        plan(table(["code", "name", "Name"], ["90110104", "ก", "ข"]))


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("", "ป่าขาด", "ไม่มีรหัส"),
        ("9011010", "ป่าขาด", "8 หลัก"),
        ("90110104x", "ป่าขาด", "8 หลัก"),
        ("901101001", "ป่าขาด", "8 หลัก"),
        ("90110100", "ป่าขาด", "ลงท้ายด้วย 00"),
        ("90119904", "ป่าขาด", "ไม่มีตำบลรหัส 901199"),
        ("80010101", "ป่าขาด", "จังหวัดนครศรีธรรมราช"),
        ("90110104", "", "ไม่มีชื่อ"),
        ("90110104", "\u200b ", "ไม่มีชื่อ"),
        ("90110104", "ก" * 121, "121 ตัวอักษร"),
        ("90110104", "ป่า\nขาด", "ขึ้นบรรทัดใหม่"),
        ("90110104", "ป่า\x07ขาด", "พิมพ์ไม่ได้"),
        ("90110104", "4", "ไม่มีตัวอักษร"),
        ("90110104", "ป่าขาด😀", "“😀” ซึ่งพิมพ์ลงเอกสารไม่ได้"),
        ("90110104", "مرحبا", "พิมพ์ลงเอกสารไม่ได้"),
        ("90110104", "ป่า\ue000ขาด", "พิมพ์ลงเอกสารไม่ได้"),
    ],
)
def test_a_wrong_row_is_refused_with_what_to_do(code: str, name: str, told: str) -> None:
    made = plan(table(["รหัส", "ชื่อ"], [code, name], ["90110105", "ดี"]))
    (problem,) = made.refused
    assert problem.row == 2
    assert told in problem.text
    assert "กรุณา" in problem.text
    assert made.added == {"90110105": "ดี"}


def test_thai_digits_in_codes_are_taken_and_noted() -> None:
    made = plan(table(["รหัส", "ชื่อ"], ["๙๐๑๑๐๑๐๔", "ป่าขาด"]))
    assert made.added == {"90110104": "ป่าขาด"}
    assert made.notes == ("แปลงรหัสที่พิมพ์เป็นเลขไทยให้เป็นเลขอารบิกแล้ว 1 แถว",)


def test_a_tambon_code_that_contradicts_is_refused() -> None:
    read = table(
        ["code", "name", "parent_code"],
        ["90110104", "ก", "901102"],
        ["90110105", "ข", "๙๐๑๑๐๑"],
        ["90110106", "ค", ""],
    )
    made = plan(read)
    assert [problem.row for problem in made.refused] == [2]
    assert made.added.keys() == {"90110105", "90110106"}


def test_the_same_row_twice_counts_once_and_names_the_first() -> None:
    made = plan(table(["code", "name"], ["90110104", "ก"], ["๙๐๑๑๐๑๐๔", "ก"]))
    (problem,) = made.refused
    assert (problem.row, "ซ้ำกับแถว 2" in problem.text) == (3, True)
    assert made.added == {"90110104": "ก"}


def test_of_contradicting_rows_none_is_taken() -> None:
    made = plan(table(["code", "name"], ["90110104", "ก"], ["90110104", "ข"]))
    assert [problem.row for problem in made.refused] == [2, 3]
    assert "ซ้ำกับแถว 3" in made.refused[0].text
    assert made.added == {}


def test_equal_names_in_a_tambon_are_two_places() -> None:
    made = plan(table(["code", "name"], ["90110104", "ก"], ["90110105", "ก"]))
    assert len(made.added) == 2


def test_another_name_needs_leave_to_replace() -> None:
    existing = stored("90110104", "ป่าขาด")
    read = table(["code", "name"], ["90110104", "ป่าใหม่"])
    (problem,) = plan(read, existing).refused
    assert all(word in problem.text for word in ("“ป่าขาด”", "“ป่าใหม่”", "--replace"))
    made = plan(read, existing, replace=True)
    assert (made.renamed, made.changed, made.refused) == ({"90110104": "ป่าใหม่"}, 1, ())


def test_a_blank_name_does_not_erase() -> None:
    made = plan(table(["code", "name"], ["90110104", ""]), stored("90110104", "ก"), replace=True)
    assert (made.renamed, made.unchanged) == ({}, 1)


HEAD = ["code", "name", "ครัวเรือน", "ประชากร (คน)", "ผู้ใหญ่บ้าน"]


def test_figures_hold_from_today_when_the_file_has_no_date() -> None:
    made = plan(table(HEAD, ["90110104", "ก", "๑,๒๓๔", "4000", "นายดำ"]))
    assert made.counted == {
        "90110104": VillageFact(on=TODAY, households=1234, people=4000, headman="นายดำ", source="f")
    }


def test_what_is_already_known_is_not_counted_again_on_a_later_day() -> None:
    known = {1: [VillageFact(on=date(2026, 1, 1), households=1234, people=4000, headman="นายดำ")]}
    made = plan(table(HEAD, ["90110104", "ก", "1234", "", "นายดำ"]), stored("90110104", "ก"), known)
    assert (made.counted, made.unchanged) == ({}, 1)


def test_a_new_figure_is_a_new_count() -> None:
    known = {1: [VillageFact(on=date(2026, 1, 1), households=1234)]}
    made = plan(table(HEAD, ["90110104", "ก", "1240", "", ""]), stored("90110104", "ก"), known)
    assert made.counted["90110104"] == VillageFact(on=TODAY, households=1240, source="f")
    assert made.changed == 1


def test_a_gap_of_the_same_day_is_filled_but_a_contradiction_needs_leave() -> None:
    known = {1: [VillageFact(on=TODAY, households=1234, source="g")]}
    existing = stored("90110104", "ก")
    filled = plan(table(HEAD, ["90110104", "ก", "", "4000", ""]), existing, known)
    assert filled.counted["90110104"] == VillageFact(
        on=TODAY, households=1234, people=4000, source="f"
    )
    other = table(HEAD, ["90110104", "ก", "1240", "", ""])
    (problem,) = plan(other, existing, known).refused
    assert "--replace" in problem.text
    replaced = plan(other, existing, known, replace=True)
    assert replaced.counted["90110104"].households == 1240


def test_a_refused_count_takes_the_new_name_of_its_row_with_it() -> None:
    known = {1: [VillageFact(on=TODAY, households=1234)]}
    read = table(HEAD, ["90110104", "ใหม่", "1240", "", ""])
    made = plan(read, stored("90110104", "ก"), known)
    assert (made.renamed, made.counted, len(made.refused)) == ({}, {}, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("1/10/2568", date(2025, 10, 1)), ("๑ ต.ค. ๒๕๖๘", date(2025, 10, 1)), ("", TODAY)],
)
def test_figures_have_the_date_of_their_row(day: str, expected: date) -> None:
    read = table([*HEAD, "ข้อมูล ณ วันที่"], ["90110104", "ก", "5", "", "", day])
    assert plan(read).counted["90110104"].on == expected


def test_the_same_figures_on_another_named_day_are_a_count_of_their_own() -> None:
    known = {1: [VillageFact(on=date(2025, 1, 1), households=5)]}
    read = table([*HEAD, "วันที่"], ["90110104", "ก", "5", "", "", "1/1/2569"])
    made = plan(read, stored("90110104", "ก"), known)
    assert made.counted["90110104"].on == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["หลายหลัง", "", "", ""], "ครัวเรือน"),
        (["1.5", "", "", ""], "ครัวเรือน"),
        (["-1", "", "", ""], "ครัวเรือน"),
        (["", "100001", "", ""], "ประชากร (คน)"),
        (["", "9" * 5000, "", ""], "ประชากร (คน)"),
        (["", "", "ก" * 121, ""], "ผู้ใหญ่บ้าน"),
        (["5", "", "", "31/2/2569"], "วันที่"),
        (["5", "", "", "23/11/2569"], "วันที่"),
    ],
)
def test_a_wrong_figure_is_refused_with_its_column(cells: list[str], column: str) -> None:
    made = plan(table([*HEAD, "วันที่"], ["90110104", "ก", *cells]))
    (problem,) = made.refused
    assert problem.column == column
    assert "กรุณา" in problem.text


CODES = st.sampled_from(
    ["90110101", "90110102", "๙๐๑๑๐๑๐๑", "90110150", "901101100", "80010101", "90110100", "x", ""]
)
NAMES = st.sampled_from(["ก", "ข", "", "1", "\u200b", "ก\nข"])


@given(st.lists(st.tuples(CODES, NAMES)), st.booleans())
def test_every_row_is_accounted_for_once(rows: list[tuple[str, str]], replace: bool) -> None:
    made = plan(table(["code", "name"], *rows), stored("90110102", "ก"), replace=replace)
    numbers = [problem.row for problem in made.refused]
    assert len(numbers) == len(set(numbers))
    assert made.unchanged >= 0
    assert len(made.added) + made.changed + made.unchanged + len(numbers) == len(rows)
