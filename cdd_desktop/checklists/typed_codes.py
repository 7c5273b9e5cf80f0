"""Codes of indicators as spreadsheets left them in a column, read back where that is certain.

`1.5` typed into a cell may have become 1 May, or 5 January where the month stands first; `1.10`
and `1.1` are one number. What the instrument's own codes and the other cells of the column do
not settle stays as it is, to be refused with the reason. Pure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.documents.mending import told_mends
from cdd_desktop.thai.calendar import SHORT_MONTHS
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line


class _Shape(Enum):
    """How a date is written: each comes from another setting, and has an order of its own."""

    ISO = re.compile(r"^\d{4}-(?P<second>\d{2})-(?P<first>\d{2})$")
    SLASHED = re.compile(r"^(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-]\d{2,4}$")
    NAMED = re.compile(
        r"^(?P<first>\d{1,2})[\s-]*(?P<name>[A-Za-z\u0e01-\u0e4e.]+?)\.?(?:[\s-]\d{2,4})?$"
    )


_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            *("jan มค", "feb กพ", "mar มีค", "apr เมย", "may พค", "jun มิย"),
            *("jul กค", "aug สค", "sep กย", "oct ตค", "nov พย", "dec ธค"),
        ),
        1,
    )
    for name in names.split()
}
_LONGER = re.compile(r"^(\d{1,2}\.\d+?)0+$")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """Two numbers that a spreadsheet took for a day and a month, in the order it shows them."""

    shape: _Shape
    first: int
    second: int

    def codes(self, instrument: Instrument) -> dict[bool, str]:
        """The codes it may have been, by whether the first number came first."""
        known = {indicator.code for indicator in instrument.indicators}
        both = {True: f"{self.first}.{self.second}", False: f"{self.second}.{self.first}"}
        return {order: code for order, code in both.items() if code in known}


def typed_date(text: str) -> TypedDate | None:
    """The date that a cell holds, in whatever form; None for anything else."""
    plain = to_arabic(clean_line(text))
    for shape in _Shape:
        if match := shape.value.match(plain):
            told = match.groupdict()
            name = told.get("name", "").replace(".", "").casefold()
            second = _MONTHS.get(name, 0) if "name" in told else int(told["second"])
            return TypedDate(shape, int(told["first"]), second) if second else None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCell:
    """A cell of the column of codes; `sheet` tells the rows of one sheet from those of others."""

    number: int
    text: str
    sheet: tuple[str, ...]


@dataclass(slots=True)
class MendedCodes:
    """`codes` and `unsure` are by row number, the latter with a Thai sentence why.

    `codes` has only cells that mean something else than they hold.
    """

    codes: dict[int, str] = field(default_factory=dict)
    unsure: dict[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def mend_codes(cells: Sequence[CodeCell], instrument: Instrument) -> MendedCodes:
    """What the cells of a column of codes were before a spreadsheet changed them.

    `cells` are in the file's order. Nothing is changed in a column that holds anything else than
    codes of this instrument.
    """
    dates: dict[int, TypedDate] = {}
    longer: dict[int, str] = {}
    for cell in cells:
        if not cell.text or instrument.find(cell.text) is not None:
            continue
        found = typed_date(cell.text)
        if found is not None and found.codes(instrument):
            dates[cell.number] = found
        elif code := _without_zeros(cell.text, instrument):
            longer[cell.number] = code
        else:
            return MendedCodes()
    tens, unsure = _part_tens(cells, instrument)
    proven = _prove(dates, instrument)
    taken = Counter(
        (cell.sheet, proven.get(cell.number) or _code(cell.text, instrument)) for cell in cells
    )
    # a code that its sheet has already shows that a date was read in the wrong order
    proven = {
        cell.number: proven[cell.number]
        for cell in cells
        if cell.number in proven and taken[cell.sheet, proven[cell.number]] == 1
    }
    texts = {cell.number: cell.text for cell in cells}
    shown = {number: _shown(dates[number], texts[number]) for number in proven}
    mended = MendedCodes(codes=proven | longer | tens, unsure=unsure)
    mended.notes = tuple(
        note
        for codes, words in ((proven, shown), (longer, texts), (tens, texts))
        for note in told_mends([(number, words[number], code) for number, code in codes.items()])
    )
    return mended


def _prove(dates: Mapping[int, TypedDate], instrument: Instrument) -> dict[int, str]:
    """Dates that can be one code only, and the others once these tell one order throughout."""
    proven: dict[int, str] = {}
    for shape in _Shape:
        codes = {n: date.codes(instrument) for n, date in dates.items() if date.shape is shape}
        orders = {order for told in codes.values() if len(told) == 1 for order in told}
        for number, told in codes.items():
            if len(set(told.values())) == 1:
                proven[number] = next(iter(told.values()))
            elif len(orders) == 1:
                (order,) = orders
                proven[number] = told[order]
    return proven


def _part_tens(
    cells: Sequence[CodeCell], instrument: Instrument
) -> tuple[dict[int, str], dict[int, str]]:
    """Cells with `5.1` that mean 5.10, and why others may mean either."""
    known = {indicator.code for indicator in instrument.indicators}
    tens = {
        match[1]: code for code in known if (match := _LONGER.match(code)) and match[1] in known
    }
    plain = [to_arabic(clean_line(cell.text)) for cell in cells]
    # one code with its zero shows that the column holds text, as it was typed
    if not tens or set(tens.values()) & set(plain):
        return {}, {}
    sheets: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for cell, code in zip(cells, plain, strict=True):
        sheets[cell.sheet].append((cell.number, code))
    found: dict[int, str] = {}
    unsure: dict[int, str] = {}
    for rows in sheets.values():
        for short, long in tens.items():
            asked = [place for place, (_, code) in enumerate(rows) if code == short]
            sure = {place for place in asked if _stands(rows, place, 1, short, 1)}
            behind = {place for place in asked if _stands(rows, place, -1, short, 8)}
            if len(asked) == 2 and behind == {asked[1]}:  # noqa: PLR2004 - the two of a pair
                found[rows[asked[1]][0]] = long
            else:
                unsure |= {
                    rows[place][
                        0
                    ]: f"“{short}” อาจเป็น {short} หรือ {long} เพราะโปรแกรมตารางเก็บเป็นตัวเลข "
                    "กรุณาตั้งคอลัมน์นี้เป็นข้อความ แล้วพิมพ์รหัสใหม่"
                    for place in asked
                    if len(asked) > 1 or place not in sure
                }
    return found, unsure


def _stands(
    rows: Sequence[tuple[int, str]], place: int, step: int, short: str, further: int
) -> bool:
    """Whether beside a row stands the code that is `further` behind `short`: 5.2, 5.9."""
    topic, number = short.split(".")
    beside = place + step
    return 0 <= beside < len(rows) and rows[beside][1] == f"{topic}.{int(number) + further}"


def _without_zeros(text: str, instrument: Instrument) -> str:
    """`1.10` as a number shows it that was 1.1, where the instrument has no 1.10."""
    match = _LONGER.match(to_arabic(clean_line(text)))
    found = None if match is None else instrument.find(match[1])
    return "" if found is None else found.code


def _code(text: str, instrument: Instrument) -> str:
    found = instrument.find(text)
    return text if found is None else found.code


def _shown(date: TypedDate, text: str) -> str:
    if date.shape is _Shape.ISO:
        return f"{date.first} {SHORT_MONTHS[date.second - 1]}"
    return text


def wide_codes(heading: str, instrument: Instrument) -> Iterator[str]:
    """The codes that a heading may have been which is a date now."""
    found = typed_date(heading)
    yield from () if found is None else dict.fromkeys(found.codes(instrument).values())
