"""The headings of a sheet of projects: in one row or two, with years as columns. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence

from cdd_desktop.documents.headings import likely_columns, plain_heading
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.errors import ImportRejected
from cdd_desktop.plans.words import PROJECT_LABELS

UUID_TITLE = "รหัสในโปรแกรม"
# by column, the plain headings that mean it, the surest first
PROJECT_TITLES: Mapping[str, Sequence[str]] = {
    "uuid": (plain_heading(UUID_TITLE),),
    "name": ("ชื่อโครงการ", "โครงการ", "โครงการกิจกรรม", "ชื่อโครงการกิจกรรม", "โครงการและกิจกรรม"),
    "details": ("รายละเอียด", "รายละเอียดโครงการ"),
    "reason": ("หลักการและเหตุผล", "เหตุผลความจำเป็น", "เหตุผล"),
    "objective": ("วัตถุประสงค์",),
    "target": ("เป้าหมาย", "เป้าหมายโครงการ", "เป้าหมายผลผลิตของโครงการ", "ผลผลิต"),
    "quantity": ("จำนวนเป้าหมาย", "จำนวน", "ปริมาณ"),
    "unit": ("หน่วยนับ", "หน่วย"),
    "indicator": ("ตัวชี้วัด", "ตัวชี้วัดkpi", "ตัวชี้วัดความสำเร็จ"),
    "expected": ("ผลที่คาดว่าจะได้รับ", "ผลลัพธ์ที่คาดว่าจะได้รับ", "ผลลัพธ์"),
    "dimension": ("ด้านการพัฒนา", "ด้าน", "ยุทธศาสตร์", "ประเด็นการพัฒนา"),
    "kind": ("ลักษณะการดำเนินงาน", "ลักษณะ", "ลักษณะโครงการ"),
    "agency": ("หน่วยงานรับผิดชอบหลัก", "หน่วยงานรับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงาน"),
    "villages": ("หมู่บ้านที่ได้รับประโยชน์", "พื้นที่ดำเนินการ", "หมู่บ้าน", "หมู่ที่", "สถานที่ดำเนินการ"),
    "source": ("แหล่งงบประมาณ", "แหล่งงบ", "แหล่งเงิน", "แหล่งที่มางบประมาณ"),
}
YEAR_KEY = "year:"
_MONEY_TITLES = ("งบประมาณ", "งบประมาณและที่มา", "จำนวนเงิน", "งบ", "วงเงิน")  # in a plan of one year
_YEAR = re.compile(r"(?:ปี|งบประมาณ|พศ)*(2[4-7]\d\d)|(?:ปี|งบประมาณ|พศ)+([4-9]\d)")
_CENTURY = 2500  # of ปี 66
_ROWS_SEARCHED = 30
_FEWEST = 2


def column_choices(years: Sequence[int]) -> Iterator[tuple[str, str]]:
    """What a column may hold: its key and words for people."""
    for key in PROJECT_TITLES:
        yield key, title_of(key)
    for year in years:
        yield f"{YEAR_KEY}{year}", f"งบประมาณปี {year}"


def sketch_columns(
    grid: ReadGrid, years: Sequence[int]
) -> tuple[tuple[str, ...], Mapping[int, str]]:
    """The headings of a sheet, and what each column (from 0) seems to hold.

    Raises `ImportRejected` where there are no headings.
    """
    header, _ = headings_of(grid)
    plain = tuple(year_title(title) for title in header)
    return header, likely_columns(plain, titles_of(header, years))


def titles_of(header: Sequence[str], years: Sequence[int]) -> Mapping[str, Sequence[str]]:
    """The headings that mean a column; a plan of one year needs not name it over its money."""
    known = sorted({*years, *_years(header)})
    alone = _MONEY_TITLES if len(known) == 1 else ()
    return {**PROJECT_TITLES, **{f"{YEAR_KEY}{year}": (str(year), *alone) for year in known}}


def headings_of(grid: ReadGrid) -> tuple[tuple[str, ...], int]:
    """The headings, those of two rows put together, and the place of the first row under them."""
    named = [
        len(likely_columns(row.cells, PROJECT_TITLES)) + len(_years(row.cells))
        for row in grid.rows[:_ROWS_SEARCHED]
    ]
    most = max(named, default=0)
    if most < _FEWEST:
        raise ImportRejected(
            f"ไม่พบหัวตารางของบัญชีโครงการในไฟล์ “{grid.name}” "
            "กรุณาให้มีแถวหัวตารางที่มีคอลัมน์ โครงการ และปีงบประมาณ แล้วนำเข้าใหม่"
        )
    top = named.index(most)
    cells = tuple(cell.replace("\n", " ") for cell in grid.rows[top].cells)
    under = grid.rows[top + 1].cells if top + 1 < len(grid.rows) else ()
    if _years(under) and not _years(cells):
        return tuple(
            (_year(below) and below) or above or below
            for above, below in zip(cells, under, strict=True)
        ), top + 2
    above = grid.rows[top - 1].cells if top else ()
    if _years(cells) and likely_columns(above, PROJECT_TITLES):
        return tuple(
            (_year(below) and below) or here or below
            for here, below in zip(above, cells, strict=True)
        ), top + 1
    return cells, top + 1


def _year(title: str) -> int | None:
    """The Buddhist year that a heading names: 2566, ปี 2566, พ.ศ. ๒๕๖๖ (บาท)."""
    found = _YEAR.fullmatch(plain_heading(title).removesuffix("บาท"))
    if found is None:
        return None
    return int(found[1]) if found[1] else _CENTURY + int(found[2])


def year_title(title: str) -> str:
    """A heading that names a year as the year alone; any other as it is."""
    year = _year(title)
    return title if year is None else str(year)


def _years(header: Sequence[str]) -> list[int]:
    return [year for title in header if (year := _year(title)) is not None]


def title_of(key: str) -> str:
    """What a column is called."""
    if key == "uuid":
        return UUID_TITLE
    if key == "source":
        return "แหล่งงบประมาณ"
    return PROJECT_LABELS[key]
