"""Files as offices send them, and what may have happened to them on the way.

Everything follows from the dice it is given: the same seed makes the same file again.
"""

import csv
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import workbooks
from workbooks import Cell

Rows = list[list[Cell]]

_CODES = ("93010101", "93010102", "93010103", "93010151", "93010301")
_PLACES = {
    "93010101": ("เมืองพัทลุง", "คูหาสวรรค์", 1, "ดอนหลา"),
    "93010102": ("เมืองพัทลุง", "คูหาสวรรค์", 2, "น้ำเลือด"),
    "93010103": ("เมืองพัทลุง", "คูหาสวรรค์", 3, "ควนเปี๊ยะ"),
    "93010301": ("เมืองพัทลุง", "ท่าแค", 1, "ท่าแค"),
}
_INDICATORS = ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "4.4")
_KINDS = ("list", "wide", "villages", "counts", "governments")
_FORMATS = ("xlsx", "xls", "ods", "csv")
_ENCODINGS = ("utf-8-sig", "utf-8", "cp874", "utf-16")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ODD_CELLS: tuple[Cell, ...] = (
    "", " ", "-", "?", "ไม่ทราบ", "ผ่าน", "ไม่ผ่าน", "NULL", "#REF!", "#N/A", "=1+1", "=A1",
    '=HYPERLINK("http://a")', "1,000", "1e308", "-1", "๙๙๙๙", "2569", "2026", "9" * 400,
    "ก" * 40_000,
    "\u200b", "ก\u0e34\u0e48\u0e33", "a\tb", "a\nb", "\u202e", "\U0001f3e0", "\u0000ก", "'1.1",
    0, 1, -1, 0.1, 1.1, 2569, 2026.5, 1e308, 5e-324, 9_007_199_254_740_993, 93010101.0,
    date(2026, 1, 1), date(1900, 3, 1), date(2569, 2, 28), date(9999, 12, 31),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MutatedFile:
    """A file, what it was meant to bring, and what was done to it, in words for a failure."""

    path: Path
    kind: str
    told: str


def make_file(folder: Path, dice: random.Random) -> MutatedFile:
    """A right file with one to four things wrong; one in ten is left right."""
    kind, form = dice.choice(_KINDS), dice.choice(_FORMATS)
    rows = _right_rows(kind, dice)
    told = [kind, form]
    wrong = 0 if dice.random() < 0.1 else dice.randint(1, 4)
    in_bytes = dice.randint(0, wrong) if dice.random() < 0.5 else 0
    for _ in range(wrong - in_bytes):
        change = dice.choice(_ROW_CHANGES)
        told.append(change.__name__.strip("_"))
        change(rows, dice)
    path = folder / f"ไฟล์.{form}"
    path.unlink(missing_ok=True)
    _write(path, rows, form, dice)
    for _ in range(in_bytes):
        damage = dice.choice(_DAMAGES)
        told.append(damage.__name__.strip("_"))
        path.write_bytes(damage(path.read_bytes(), dice))
    return MutatedFile(path=path, kind=kind, told=" ".join(told))


def _right_rows(kind: str, dice: random.Random) -> Rows:
    """A heading and rows that an import takes."""
    match kind:
        case "wide":
            chosen = dice.sample(_INDICATORS, dice.randint(2, 7))
            rows: Rows = [["ผลการประเมิน ปีงบประมาณ 2569 รอบหลัง"]]
            rows += [["อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน", *sorted(chosen)]]
            rows += [
                [*place, *(dice.choice((1, 0, "ผ่าน", "ไม่ผ่าน", "")) for _ in chosen)]
                for place in dice.sample(list(_PLACES.values()), dice.randint(1, 4))
            ]
            return rows
        case "villages":
            free = [f"93010{tambon}{moo:02}" for tambon in (1, 2, 3) for moo in range(5, 30)]
            return [["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "จำนวนครัวเรือน"]] + [
                [code, f"บ้านใหม่{number}", dice.randint(1, 400)]
                for number, code in enumerate(dice.sample(free, dice.randint(1, 12)))
            ]
        case "governments":
            return [["รหัสหมู่บ้าน", "อปท."]] + [
                [code, dice.choice(("อบต.ท่าแค", "เทศบาลเมืองพัทลุง", "ทต.คูหาสวรรค์"))]
                for code in dice.sample(_CODES, dice.randint(1, 5))
            ]
        case "counts":
            heading: list[Cell] = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด"]
            heading += ["จำนวนครัวเรือนที่ผ่าน", "จำนวนครัวเรือนเป้าหมาย"]
            return [heading] + [
                [code, 2569, indicator, dice.randint(0, 30), 30]
                for code in dice.sample(_CODES, dice.randint(1, 4))
                for indicator in ("1.1", "1.2", "2.1")
            ]
        case _:
            return [["รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล", "หลักฐาน"]] + [
                [
                    code,
                    dice.choice((2568, 2569)),
                    indicator,
                    dice.choice(("ผ่าน", "ไม่ผ่าน", 1, 0)),
                    "",
                ]
                for code in dice.sample(_CODES, dice.randint(1, 4))
                for indicator in dice.sample(_INDICATORS, dice.randint(1, 7))
            ]


def _another_cell(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    if row:
        row[dice.randrange(len(row))] = dice.choice(_ODD_CELLS)


def _thai_digits(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    row[:] = [str(cell).translate(_THAI_DIGITS) for cell in row]


def _code_as_date(rows: Rows, dice: random.Random) -> None:
    """What a spreadsheet makes of 1.1."""
    row = dice.choice(rows)
    if row:
        row[dice.randrange(len(row))] = date(2026, dice.randint(1, 6), dice.randint(1, 6))


def _zero_lost(rows: Rows, dice: random.Random) -> None:
    for row in rows[1:]:
        if row:
            row[0] = str(row[0])[1:]


def _blank_rows(rows: Rows, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 3)):
        rows.insert(dice.randint(0, len(rows)), [""] * dice.randint(0, 3))


def _row_twice(rows: Rows, dice: random.Random) -> None:
    rows.insert(dice.randint(0, len(rows)), list(dice.choice(rows)))


def _row_against_itself(rows: Rows, dice: random.Random) -> None:
    row = list(dice.choice(rows))
    if row:
        row[-1] = dice.choice((1, 0, "ผ่าน", "ไม่ผ่าน", 7, "อบต.อื่น"))
    rows.append(row)


def _columns_swapped(rows: Rows, dice: random.Random) -> None:
    widest = max(map(len, rows), default=0)
    if widest > 1:
        first, second = dice.sample(range(widest), 2)
        for row in rows:
            if len(row) > max(first, second):
                row[first], row[second] = row[second], row[first]


def _column_gone(rows: Rows, dice: random.Random) -> None:
    column = dice.randrange(max(1, max(map(len, rows), default=1)))
    for row in rows:
        del row[column : column + 1]


def _row_gone(rows: Rows, dice: random.Random) -> None:
    if len(rows) > 1:
        del rows[dice.randrange(len(rows))]


def _title_above(rows: Rows, dice: random.Random) -> None:
    rows.insert(0, [dice.choice(("สำนักงาน", "ปีงบประมาณ 2569", "จังหวัดพัทลุง", ""))])


def _far_cell(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    row += [""] * dice.randint(1, 200) + ["ไกล"]


def _spaces(rows: Rows, dice: random.Random) -> None:
    for row in rows:
        row[:] = [f" {cell}\u00a0" if isinstance(cell, str) else cell for cell in row]


_ROW_CHANGES: tuple[Callable[[Rows, random.Random], None], ...] = (
    _another_cell, _another_cell, _another_cell, _thai_digits, _code_as_date, _zero_lost,
    _blank_rows, _row_twice, _row_against_itself, _columns_swapped, _column_gone, _row_gone,
    _title_above, _far_cell, _spaces,
)  # fmt: skip


def _write(path: Path, rows: Rows, form: str, dice: random.Random) -> None:
    if form == "csv":
        text = io.StringIO()
        csv.writer(text, delimiter=dice.choice(",;\t")).writerows(rows)
        path.write_bytes(text.getvalue().encode(dice.choice(_ENCODINGS), "replace"))
        return
    writers: dict[str, Callable[..., Path]] = {
        "xlsx": workbooks.xlsx,
        "ods": workbooks.ods,
        "xls": workbooks.xls,
    }
    writers[form](path, *(_storable(row, form) for row in rows))


def _storable(row: Sequence[Cell], form: str) -> list[Cell]:
    """What the format can hold: control letters are no text in XML, a date has a first day."""
    kept: list[Cell] = []
    for cell in row:
        if isinstance(cell, str):
            kept.append("".join(letter for letter in cell if letter >= " " or letter in "\t\n"))
            if form == "xls":
                kept[-1] = kept[-1][:4_000]
        elif isinstance(cell, date) and cell < date(1900, 3, 1) + timedelta(1):
            kept.append(date(1900, 3, 2))
        else:
            kept.append(cell)
    return kept


def _bytes_flipped(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 12)):
        if changed:
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut_short(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randint(0, len(content))]


def _piece_gone(content: bytes, dice: random.Random) -> bytes:
    start = dice.randint(0, len(content))
    return content[:start] + content[start + dice.randint(1, 600) :]


def _piece_zeroed(content: bytes, dice: random.Random) -> bytes:
    start, length = dice.randint(0, len(content)), dice.randint(1, 600)
    return (content[:start] + bytes(length) + content[start + length :])[: len(content)]


def _rubbish_behind(content: bytes, dice: random.Random) -> bytes:
    return content + dice.randbytes(dice.randint(1, 2_000))


def _members_swapped(content: bytes, dice: random.Random) -> bytes:
    """In a zip, the contents of two members change places; in others, two halves do."""
    members = _members(content)
    if len(members) < 2:
        half = len(content) // 2
        return content[half:] + content[:half]
    first, second = dice.sample(sorted(members), 2)
    members[first], members[second] = members[second], members[first]
    return _zipped(members)


def _member_damaged(content: bytes, dice: random.Random) -> bytes:
    """In a zip, one member is damaged and packed again, so that its checksum is right."""
    members = _members(content)
    if not members:
        return _bytes_flipped(content, dice)
    name = dice.choice(sorted(members))
    damage = dice.choice((_bytes_flipped, _cut_short, _piece_gone, _piece_zeroed))
    members[name] = damage(members[name], dice)
    return _zipped(members)


def _member_gone(content: bytes, dice: random.Random) -> bytes:
    members = _members(content)
    if not members:
        return _piece_gone(content, dice)
    del members[dice.choice(sorted(members))]
    return _zipped(members)


_DAMAGES = (
    _bytes_flipped, _cut_short, _piece_gone, _piece_zeroed, _rubbish_behind, _members_swapped,
    _member_damaged, _member_damaged, _member_damaged, _member_gone,
)  # fmt: skip


def _members(content: bytes) -> dict[str, bytes]:
    """The members of a zip that can be read; none where it is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError):
        return {}


def _zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return packed.getvalue()
