"""Which instrument a file is of."""

from collections.abc import Sequence

import pytest

from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.likely_instrument import likely_instrument
from cdd_desktop.documents.reading import ReadGrid, ReadRow

SHIPPED = {one.id: one for one in shipped_instruments()}
PLACES = ("ตำบล", "หมู่ที่")
LIST = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด")


def codes(instrument: str) -> list[str]:
    return [one.code for one in SHIPPED[instrument].indicators]


def found(first: str, *rows: Sequence[str]) -> str:
    width = max(map(len, rows))
    grid = ReadGrid(
        name="ผล.csv",
        rows=tuple(
            ReadRow(number=number, cells=(*row, *[""] * (width - len(row))))
            for number, row in enumerate(rows, 1)
        ),
    )
    others = [one for one in SHIPPED.values() if one.id != first]
    return likely_instrument(grid, [SHIPPED[first], *others]).id


@pytest.mark.parametrize("first", [MOI_23, CDD_6X2])
@pytest.mark.parametrize(
    ("rows", "meant"),
    [
        ([[*PLACES, *codes(MOI_23)], ["ก", "1"]], MOI_23),
        ([[*PLACES, *codes(CDD_6X2)], ["ก", "1"]], CDD_6X2),
        ([[*PLACES, *codes(MOI_23)[:7]], ["ก", "1"]], MOI_23),
        ([[*PLACES, "1.1", "เป้าหมาย", "1.2", "เป้าหมาย"], ["ก", "1"]], CDD_6X2),
        ([["ตามเกณฑ์ ๖ ด้าน ๑๒ ตัวชี้วัด"], [*PLACES, "1.1", "1.2"], ["ก", "1"]], CDD_6X2),
        ([["เกณฑ์ 4 ด้าน 23 ตัวชี้วัด"], [*PLACES, "1.1", "1.2"], ["ก", "1"]], MOI_23),
        ([[*LIST, "ผล"], ["93010101", "2569", "1.7", "1"]], MOI_23),
        ([[*LIST, "ผล"], *(["93010101", "2569", code, "1"] for code in codes(MOI_23))], MOI_23),
        ([[*LIST, "ผล"], *(["93010101", "2569", code, "1"] for code in codes(CDD_6X2))], CDD_6X2),
        ([[*LIST, "ครัวเรือนที่ผ่าน"], ["93010101", "2569", "1.1", "25"]], CDD_6X2),
    ],
)
def test_titles_and_columns_tell_the_instrument(
    first: str, rows: list[list[str]], meant: str
) -> None:
    assert found(first, *rows) == meant


@pytest.mark.parametrize("first", [MOI_23, CDD_6X2])
def test_where_nothing_tells_the_first_is_taken(first: str) -> None:
    assert found(first, ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"], ["93010101", "ดอนหลา"]) == first
    assert found(first, ["หมายเหตุ"]) == first
