"""Which batches are the same, and the names of their files."""

import ntpath
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path, PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.checklists.records import Round
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.batch_order import BatchOrder, Per
from cdd_desktop.reporting.file_names import part_name
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.digits import Digits

OPTIONS = ReportOptions(report="checklist-blank", area_code="93", fiscal_year=2569)
ORDER = BatchOrder(options=OPTIONS, file_format=FileFormat.PDF, per=Per.TAMBON, folder=Path("one"))


def test_the_same_choices_are_the_same_batch_in_any_folder() -> None:
    assert replace(ORDER, folder=Path("two")).key == ORDER.key
    assert ORDER.key == "".join(letter for letter in ORDER.key if letter in "0123456789abcdef")


def test_any_other_choice_is_another_batch() -> None:
    others = [
        replace(ORDER, per=Per.AMPHOE),
        replace(ORDER, file_format=FileFormat.XLSX),
        *(
            replace(ORDER, options=options)
            for options in (
                replace(OPTIONS, report="checklist-filled"),
                replace(OPTIONS, area_code="9301"),
                replace(OPTIONS, fiscal_year=2568),
                replace(OPTIONS, instrument="cdd-6x2"),
                replace(OPTIONS, round=Round.BEFORE),
                replace(OPTIONS, digits=Digits.ARABIC),
                replace(OPTIONS, grouped_by=AreaLevel.TAMBON),
                replace(OPTIONS, show_below=False),
                replace(OPTIONS, with_last_year=True),
                replace(OPTIONS, compared_with=2566),
                replace(OPTIONS, measure="level:1"),
                replace(OPTIONS, columns="แม่แบบ"),
                replace(OPTIONS, as_of=date(2025, 9, 30)),
            )
        ),
    ]
    assert len({order.key for order in (ORDER, *others)}) == len(others) + 1


def test_files_of_different_maps_and_years_compared_do_not_write_over_each_other() -> None:
    names = [
        part_name("9301", "อำเภอก", "แผนที่", replace(OPTIONS, measure=measure, compared_with=year))
        for measure, year in (("", None), ("level:1", None), ("indicator:1.1", None), ("", 2566))
    ]
    assert names == [
        "9301 อำเภอก แผนที่ 2569",
        "9301 อำเภอก แผนที่ 2569 ระดับ 1",
        "9301 อำเภอก แผนที่ 2569 ตัวชี้วัด 1.1",
        "9301 อำเภอก แผนที่ 2569 เทียบ 2566",
    ]


def test_a_name_tells_round_and_day_where_they_are_not_the_usual() -> None:
    name = part_name("930101", "ตำบลก อำเภอข", "แบบ", OPTIONS)
    assert name == "930101 ตำบลก อำเภอข แบบ 2569"
    other = replace(OPTIONS, round=Round.BEFORE, as_of=date(2025, 9, 30))
    name = part_name("930101", "ตำบลก", "แบบ", other)
    assert name == "930101 ตำบลก แบบ 2569 รอบก่อน ณ 30 ก.ย. 2568"
    counted = part_name("930101", "ตำบลก", "แบบ", replace(OPTIONS, instrument="cdd-6x2"))
    assert counted == "930101 ตำบลก แบบ 2569 cdd-6x2"


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name for a device; pathlib's word for it goes with Python 3.15."""
    if sys.version_info >= (3, 13):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


@given(place=st.text(max_size=300))
def test_any_place_gives_a_name_that_windows_takes(place: str) -> None:
    name = f"{part_name('93010101', place, 'แบบประเมิน', OPTIONS)}.pdf"
    assert PureWindowsPath(name).name == name
    assert not is_reserved(name)
    assert not set(name) & set('\\/:*?"<>|\n\r\t\x00')
    assert name.startswith("93010101")
    assert len(name) < 200


def test_a_long_name_of_a_place_leaves_reports_apart_and_fits_where_bytes_are_counted() -> None:
    place = "ก" * 120 + " ตำบลข อำเภอค"
    options = replace(OPTIONS, round=Round.BEFORE, as_of=date(2025, 9, 30))
    titles = ("แบบประเมินเปล่า", "สรุปผลการประเมินหมู่บ้านเศรษฐกิจพอเพียง จำแนกตามระดับ")
    names = [part_name("93010101", place, title, options) for title in titles]
    for title, name in zip(titles, names, strict=True):
        assert name.startswith("93010101 ก")
        assert name.endswith(f" {title} 2569 รอบก่อน ณ 30 ก.ย. 2568")
        assert len(f"{name}.xlsx" if sys.platform == "win32" else f"{name}.xlsx".encode()) <= 255
