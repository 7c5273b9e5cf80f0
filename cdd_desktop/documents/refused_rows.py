"""Giving refused rows back: a sheet of them as they were, each with its reasons.

It can be mended and imported again: its headings are those of the file.
"""

from collections.abc import Sequence
from pathlib import Path

from cdd_desktop.documents.model import Column, Document, Orientation, Row, Sheet, Table
from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import RowProblem, ValidationFailed
from cdd_desktop.thai.digits import Digits

ROW_TITLE = "แถวในไฟล์เดิม"
REASON_TITLE = "เหตุผลที่ไม่รับ"
_TITLE = "แถวที่ไม่รับ"
_SUFFIXES = {".xlsx", ".csv"}
_NARROW, _WIDE = 1.0, 3.0


def refused_name(path: Path) -> Path:
    """Where they go unless somebody says otherwise: beside the file they came from."""
    return path.with_name(f"{path.stem} ที่ไม่รับ.xlsx")


def require_sheet_beside(out: Path, source: Path) -> None:
    """Raises `ValidationFailed` where refused rows would take the place of the file they came
    from, good ones and all, or of what is no sheet."""
    name = refused_name(source).name
    if out.suffix.lower() not in _SUFFIXES:
        told = f"แถวที่ไม่รับเขียนเป็น .xlsx หรือ .csv กรุณาตั้งชื่อไฟล์ใหม่ เช่น {name}"
        raise ValidationFailed({"save_refused": told})
    if out.resolve() == source.resolve():
        told = f"“{out.name}” เป็นไฟล์ที่กำลังนำเข้า กรุณาตั้งชื่ออื่น เช่น {name}"
        raise ValidationFailed({"save_refused": told})


def write_refused(
    path: Path,
    table: ReadTable,
    problems: Sequence[RowProblem],
    *,
    told: Sequence[tuple[str, str]] = (),
) -> int:
    """Write the rows with problems as XLSX, or as CSV by the name's ending; gives how many.

    `told` are heading and value of what the file told of all rows outside them. Raises
    `StorageProblem` when the file cannot be written.
    """
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        where = f"{problem.column}: " if problem.column else ""
        reasons.setdefault(problem.row, []).append(f"{where}{problem.text}")
    own = (ROW_TITLE, REASON_TITLE)  # of an earlier round: the new ones take their place
    kept = [place for place, title in enumerate(table.header) if title not in own]
    header = (*(table.header[place] for place in kept), *(title for title, _ in told), *own)
    rows = [
        (
            *(row.cells[place] for place in kept),
            *(value for _, value in told),
            str(row.number),
            "\n".join(dict.fromkeys(reasons[row.number])),
        )
        for row in table.rows
        if row.number in reasons
    ]
    if path.suffix.lower() == ".csv":
        write_csv(path, header, rows)
        return len(rows)
    columns = tuple(
        Column(heading=title, weight=_WIDE if title == REASON_TITLE else _NARROW)
        for title in header
    )
    sheet = Sheet(
        name=_TITLE,
        subject="",
        blocks=(Table(columns=columns, rows=tuple(Row(values=row) for row in rows), name=_TITLE),),
        orientation=Orientation.LANDSCAPE,
    )
    from cdd_desktop.documents.xlsx import render_xlsx  # noqa: PLC0415 - openpyxl, seldom needed

    return render_xlsx(Document(title=_TITLE, sheets=(sheet,), digits=Digits.ARABIC), path)
