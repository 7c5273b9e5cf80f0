"""The file of `--match`: questions about places go out, confirmed codes come back."""

from collections.abc import Sequence
from pathlib import Path

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.headings import find_columns
from cdd_desktop.documents.reading import read_table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.matching import Doubt
from cdd_desktop.thai.digits import to_arabic

_HEADER = ("ข้อความในไฟล์", "รหัสหมู่บ้าน", "คำถาม", "ตัวเลือก")
_TITLES = {"words": ("ข้อความในไฟล์",), "code": ("รหัสหมู่บ้าน",)}
_NEEDED = {"words": "ข้อความในไฟล์", "code": "รหัสหมู่บ้าน"}
_SHOWN = 10


def confirm_places(services: Services, path: Path) -> int:
    """Remember the codes filled in; gives how many. A file that is not there yet confirms none.

    Raises `ImportRejected` for codes that the register lacks; nothing is remembered then.
    """
    if not path.exists():
        return 0
    table = read_table(path)
    places = find_columns(table, _TITLES, _NEEDED)
    told = {
        row.number: (row.cells[places["words"]], to_arabic(row.cells[places["code"]]))
        for row in table.rows
    }
    known = services.villages.by_codes({code for _, code in told.values() if code})
    unknown = [
        RowProblem(number, f"ไม่มีหมู่บ้านรหัส {code} ในทะเบียน กรุณาตรวจรหัส", "รหัสหมู่บ้าน")
        for number, (_, code) in told.items()
        if code and code not in known
    ]
    if unknown:
        raise ImportRejected(f"ไฟล์ {path.name} มีรหัสที่ไม่ถูกต้อง กรุณาแก้แล้วนำเข้าใหม่", tuple(unknown))
    confirmed = {words: known[code].id for words, code in told.values() if code}
    PlaceMatches(services.store).remember(confirmed)
    return len(confirmed)


def write_questions(path: Path, doubts: Sequence[Doubt]) -> int:
    """Write what is still open, for a person to fill in; gives how many questions."""
    rows = [
        (
            doubt.words.key,
            "",
            doubt.question,
            " / ".join(f"{place.code} {place.label}" for place in doubt.choices[:_SHOWN]),
        )
        for doubt in doubts
    ]
    write_csv(path, _HEADER, rows)
    return len(rows)
