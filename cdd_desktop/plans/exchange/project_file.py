"""Reading projects out of an office's sheet: titles above, years as columns, groups between. Pure.

The layout is that of the list local plans use, as offices keep it in Excel; which column holds
what is found by its heading, and may be put right by hand.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from cdd_desktop.documents.headings import Chosen, find_columns, plain_heading
from cdd_desktop.documents.reading import ReadGrid, ReadRow, ReadTable, rows_under
from cdd_desktop.errors import CddError, RowProblem
from cdd_desktop.lookups.records import Entry, ListName, Lookup
from cdd_desktop.plans.exchange.project_headings import (
    YEAR_KEY,
    headings_of,
    title_of,
    titles_of,
    year_title,
)
from cdd_desktop.plans.exchange.typed import NotTyped, typed_choice, typed_quantity, typed_villages
from cdd_desktop.plans.records import Money
from cdd_desktop.plans.words import PROJECT_LABELS
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.money import NotMoney, parse_baht
from cdd_desktop.thai.searching import folded
from cdd_desktop.thai.text import clean_line, clean_text

_LINES = ("name", "unit", "agency")
_TEXTS = ("details", "reason", "objective", "target", "indicator", "expected")
_LISTS = {"dimension": ListName.DIMENSION, "kind": ListName.PROJECT_KIND}
_NEEDED = {"name": "โครงการ"}
_SUM = re.compile(
    r"(?:รวม|ผลรวม|ยอดรวม|ทั้งหมด)"
    r"(?:ทั้งสิ้น|ทั้งหมด|เงิน|งบประมาณ|ทุกด้าน|ทุกปี|ด้าน.*|ยุทธศาสตร์.*|จำนวน)*\d*(?:โครงการ|บาท|รายการ)?"
)
_COUNT = re.compile(r"\(?(?:จำนวน)?(\d[\d,]*(?:\.\d+)?|[-–])(?:โครงการ|บาท)?\)?")
_GROUP_STARTS = ("ด้าน", "ยุทธศาสตร์", "ประเด็นการพัฒนา")
_GROUP_WORDS = re.compile(
    r"^(?:ด้าน(?:การพัฒนา)?|ยุทธศาสตร์(?:การพัฒนา)?|ประเด็นการพัฒนา)?(?:ที่)?[\d.\s):]*(?:ด้าน(?:การพัฒนา)?)?"
)
_FEWEST = 2
_DASHES = {"-", "–"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWords:
    """What cells of a file are read by: the lists of the plan's year, villages by their label."""

    lookups: Mapping[ListName, Lookup]
    year: int  # whose wording; the plan's first
    villages: Mapping[int, str]

    def known(self, name: ListName) -> tuple[Entry, ...]:
        """What a cell of the list may say: retired entries too, old projects have them."""
        return self.lookups[name].at(self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRead:
    """A project as a file tells it. `fields` holds only what the file has columns for.

    `requested` is None where the file has no column of years. `rows` are where it stands.
    """

    rows: tuple[int, ...]
    uuid: UUID | None
    fields: Mapping[str, object]
    requested: tuple[Money, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFile:
    """What a sheet holds. `columns` is what each column (from 0) was taken for.

    `alone` is the table with what groups tell of their rows in a column, for rows given back.
    """

    name: str
    table: ReadTable
    alone: ReadTable
    columns: Mapping[int, str]
    projects: tuple[ProjectRead, ...]
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]


def read_projects_sheet(
    grid: ReadGrid, years: Sequence[int], words: FileWords, chosen: Chosen | None = None
) -> ProjectFile:
    """Read the projects of a sheet for a plan of these years; bad rows are told, good ones kept.

    Raises `ImportRejected` where there is no column of names, or nothing under the headings.
    """
    header, start = headings_of(grid)
    body, merged = rows_under(grid, start)
    table = ReadTable(header=header, rows=body, notes=(*grid.notes, *merged))
    plain = replace(table, header=tuple(year_title(title) for title in header))
    places = find_columns(plain, titles_of(header, years), _NEEDED, chosen)
    reader = _Reader(table, places, years, words)
    for row in body:
        reader.read(row)
    return ProjectFile(
        name=grid.name,
        table=table,
        alone=reader.alone(),
        columns={place: key for key, place in places.items()},
        projects=tuple(reader.projects()),
        refused=tuple(reader.refused),
        notes=(*table.notes, *reader.notes()),
    )


class _Reader:
    def __init__(
        self,
        table: ReadTable,
        places: Mapping[str, int],
        years: Sequence[int],
        words: FileWords,
    ) -> None:
        self.refused: list[RowProblem] = []
        self._table = table
        self._places = places
        self._years = years
        self._words = words
        self._year_places = {
            int(key.removeprefix(YEAR_KEY)): place
            for key, place in places.items()
            if key.startswith(YEAR_KEY)
        }
        self._dimension = ""
        self._sums = 0
        self._groups: list[str] = []
        self._read: list[ProjectRead] = []
        self._of_group: dict[int, str] = {}  # the dimension's words, by row
        self._chosen: dict[tuple[ListName, str], str] = {}
        self._at: dict[UUID, int] = {}  # where a project that has a row already stands

    def projects(self) -> Iterator[ProjectRead]:
        """What was read; a project with a bad row among its rows is left out whole."""
        bad = {problem.row for problem in self.refused}
        for project in self._read:
            wrong = next((row for row in project.rows if row in bad), None)
            if wrong is None:
                yield project
            else:
                others = [row for row in project.rows if row not in bad]
                told = f"โครงการเดียวกันมีแถว {wrong} ที่ต้องแก้ก่อน กรุณาแก้แถวนั้นแล้วนำเข้าใหม่"
                self.refused += [RowProblem(row, told) for row in others]

    def notes(self) -> Iterator[str]:
        used = set(self._places.values())
        unknown = [t for place, t in enumerate(self._table.header) if t and place not in used]
        passed = {"ที่", "ลำดับ", "ลำดับที่", "รวม", "รวมทุกปี", "รวมทั้งสิ้น"}
        unknown = [title for title in unknown if plain_heading(title) not in passed]
        if unknown:
            yield f"ไม่ได้อ่านคอลัมน์ {', '.join(f'“{title}”' for title in unknown)}"
        if self._sums:
            yield f"ข้ามแถวยอดรวม {self._sums:,} แถว"
        if self._groups:
            told = ", ".join(f"“{group}”" for group in dict.fromkeys(self._groups))
            yield f"หัวข้อกลุ่มที่ไม่ตรงกับด้านการพัฒนาใด: {told} กรุณาเลือกด้านให้โครงการในกลุ่มเอง"

    def alone(self) -> ReadTable:
        """The table as its rows can stand without the headings of their groups."""
        if "dimension" in self._places or not self._of_group:
            return self._table
        return replace(
            self._table,
            header=(*self._table.header, PROJECT_LABELS["dimension"]),
            rows=tuple(
                replace(row, cells=(*row.cells, self._of_group.get(row.number, "")))
                for row in self._table.rows
            ),
        )

    def read(self, row: ReadRow) -> None:
        """A project, the heading of a group, a total, or what only belongs to the headings."""
        filled = [" ".join(cell.split()) for cell in row.cells if cell]
        name = self._cell(row, "name")
        words = [cell for cell in filled if not _COUNT.fullmatch(_plain(cell))]
        plain = [_plain(cell).strip("()") for cell in filled]
        if _counts_columns(plain, len(row.cells)) or set(plain) <= {"บาท"} or set(plain) <= _DASHES:
            return  # a further row of headings, or nothing
        if len(set(words)) == 1 and not self._has_uuid(row):
            if _SUM.fullmatch(_plain(words[0])):
                self._sums += 1
                return
            if name != words[0] or self._is_group(name):
                self._begin_group(words[0])
                return
        self._take(row)

    def _has_uuid(self, row: ReadRow) -> bool:
        return "uuid" in self._places and bool(self._cell(row, "uuid"))

    def _is_group(self, text: str) -> bool:
        return text.startswith(_GROUP_STARTS) or bool(self._dimension_of(text))

    def _begin_group(self, text: str) -> None:
        key = self._dimension_of(text)
        if not key:
            self._groups.append(text)
        self._dimension = key

    def _dimension_of(self, text: str) -> str:
        """The dimension that the heading of a group names; "" for none."""
        stripped = folded(_GROUP_WORDS.sub("", to_arabic(text), count=1))
        entries = self._words.known(ListName.DIMENSION)
        return next(
            (entry.key for entry in entries if folded(entry.label) in {stripped, folded(text)}), ""
        )

    def _take(self, row: ReadRow) -> None:
        problems: list[RowProblem] = []

        def tried(key: str, read: Callable[[str], object]) -> object:
            try:
                return read(row.cells[self._places[key]])
            except CddError as problem:
                title = self._table.header[self._places[key]]
                problems.append(RowProblem(row.number, str(problem), title))
                return None

        uuid = tried("uuid", _uuid) if "uuid" in self._places else None
        fields: dict[str, object] = {}
        for key in (*_LINES, *_TEXTS):
            if key in self._places:
                fields[key] = (clean_line if key in _LINES else clean_text)(self._raw(row, key))
        for key, name in _LISTS.items():
            if key in self._places:
                fields[key] = tried(key, partial(self._choice, name))
        if self._dimension and not fields.get("dimension"):
            fields["dimension"] = self._dimension
            name = ListName.DIMENSION
            label = self._words.lookups[name].label(self._dimension, self._words.year)
            self._of_group[row.number] = label
        if "quantity" in self._places:
            fields["quantity"] = tried("quantity", typed_quantity)
        if "villages" in self._places:
            fields["villages"] = tried(
                "villages", lambda text: typed_villages(text, self._words.villages)
            )
        requested = self._money(row, tried)
        if not fields["name"]:
            told = "ไม่มีชื่อโครงการ กรุณากรอกชื่อในแถวนี้ หรือลบแถว"
            problems.insert(
                0, RowProblem(row.number, told, self._table.header[self._places["name"]])
            )
        self.refused += problems
        self._keep(row.number, uuid if isinstance(uuid, UUID) else None, fields, requested)

    def _money(
        self, row: ReadRow, tried: Callable[[str, Callable[[str], object]], object]
    ) -> tuple[Money, ...] | None:
        if not self._year_places:
            return None
        source = ""
        if "source" in self._places:
            source = str(tried("source", partial(self._choice, ListName.MONEY_SOURCE)) or "")
        lines = []
        for year in self._year_places:
            amount = tried(f"{YEAR_KEY}{year}", partial(self._amount, year))
            if isinstance(amount, int):
                lines.append(Money(year=year, source=source, requested=amount))
        return tuple(lines)

    def _choice(self, name: ListName, text: str) -> str:
        if (name, text) not in self._chosen:
            self._chosen[name, text] = typed_choice(text, self._words.known(name), name.label)
        return self._chosen[name, text]

    def _amount(self, year: int, text: str) -> int | None:
        amount = parse_baht(text)
        if amount and year not in self._years:
            raise NotMoney(
                f"ปี {year} อยู่นอกช่วงของแผน (พ.ศ. {self._years[0]} ถึง {self._years[-1]}) "
                "กรุณาย้ายเงินไปปีในช่วง หรือนำเข้าในแผนที่ครอบคลุมปีนั้น"
            )
        return amount if year in self._years else None

    def _keep(
        self,
        number: int,
        uuid: UUID | None,
        fields: Mapping[str, object],
        requested: tuple[Money, ...] | None,
    ) -> None:
        """Rows of one project tell its money of further sources; the first tells its texts."""
        at = None if uuid is None else self._at.get(uuid)
        if at is None:
            if uuid is not None:
                self._at[uuid] = len(self._read)
            self._read.append(
                ProjectRead(rows=(number,), uuid=uuid, fields=fields, requested=requested)
            )
            return
        held = self._read[at]
        if others := [key for key, value in fields.items() if held.fields.get(key) != value]:
            told = (
                f"เป็นโครงการเดียวกับแถว {held.rows[0]} แต่ {title_of(others[0])} ไม่ตรงกัน "
                "กรุณาแก้ให้ตรงกันทุกแถวของโครงการนี้"
            )
            self.refused.append(RowProblem(number, told))
        lines = (*(held.requested or ()), *(requested or ()))
        keys = [(line.year, line.source) for line in lines]
        if len(set(keys)) != len(keys):
            told = "มีเงินปีและแหล่งเดียวกันสองแถวในโครงการเดียว กรุณารวมเป็นแถวเดียว"
            self.refused.append(RowProblem(number, told))
        self._read[at] = replace(held, rows=(*held.rows, number), requested=lines or held.requested)

    def _raw(self, row: ReadRow, key: str) -> str:
        return row.cells[self._places[key]]

    def _cell(self, row: ReadRow, key: str) -> str:
        return clean_line(self._raw(row, key))


def _counts_columns(plain: Sequence[str], width: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    if len(plain) < _FEWEST or not all(map(is_ascii_digits, plain)):
        return False
    numbers = [int(cell) for cell in plain]
    return numbers == sorted(set(numbers)) and numbers[-1] <= width


def _plain(cell: str) -> str:
    """Without blanks, with Arabic digits."""
    return "".join(to_arabic(cell).split())


def _uuid(text: str) -> UUID | None:
    if not text.strip():
        return None
    try:
        return UUID(text.strip())
    except ValueError as error:
        raise NotTyped("รหัสในโปรแกรมถูกแก้ กรุณาลบรหัสให้ว่างเพื่อเพิ่มเป็นโครงการใหม่ หรือใช้ไฟล์เดิม") from error
