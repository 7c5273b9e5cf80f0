"""The columns of the grid of projects, and what a cell of each says."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from cdd_desktop.gui.pages.plans.grid.rows import Row, Words
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.words import Which
from cdd_desktop.thai.money import format_baht


class Kind(Enum):
    """What stands in a column, and so how it is edited."""

    RANK = "rank"
    NAME = "name"
    TEXT = "text"
    QUANTITY = "quantity"
    CHOICE = "choice"
    VILLAGES = "villages"
    YEAR = "year"
    SUM = "sum"
    SOURCES = "sources"
    AGENCY = "agency"
    STATUS = "status"


AT_RIGHT = frozenset({Kind.RANK, Kind.QUANTITY, Kind.YEAR, Kind.SUM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`field` is that of a project, by which `ProjectService.change` knows it."""

    kind: Kind
    title: str
    width: int
    field: str = ""
    list_name: ListName | None = None
    year: int = 0

    @property
    def key(self) -> str:
        """What names it, whatever years the plan has."""
        return f"year:{self.year}" if self.year else self.field or self.kind.value

    @property
    def is_typed(self) -> bool:
        """Whether something may be typed into it."""
        return self.kind not in {Kind.SUM, Kind.SOURCES}


def columns_of(years: Sequence[int]) -> tuple[Column, ...]:
    """The columns of a plan of these Buddhist years: the money is in sight without scrolling.

    That is the order of the paper too: name, target, a column for each year, then the rest.
    """
    return (
        Column(kind=Kind.RANK, title="ลำดับ", width=50, field="rank"),
        Column(kind=Kind.NAME, title="โครงการ", width=204, field="name"),
        Column(kind=Kind.TEXT, title="เป้าหมาย", width=104, field="target"),
        *(Column(kind=Kind.YEAR, title=f"ปี {year}", width=90, year=year) for year in years),
        Column(kind=Kind.SUM, title="รวม (บาท)", width=104),
        Column(kind=Kind.QUANTITY, title="จำนวน", width=74, field="quantity"),
        Column(kind=Kind.TEXT, title="หน่วย", width=70, field="unit"),
        Column(
            kind=Kind.CHOICE,
            title="ด้าน",
            width=118,
            field="dimension",
            list_name=ListName.DIMENSION,
        ),
        Column(
            kind=Kind.CHOICE,
            title="ลักษณะ",
            width=104,
            field="kind",
            list_name=ListName.PROJECT_KIND,
        ),
        Column(kind=Kind.VILLAGES, title="หมู่บ้าน", width=122, field="villages"),
        Column(kind=Kind.SOURCES, title="แหล่งงบ", width=120),
        Column(kind=Kind.AGENCY, title="หน่วยงาน", width=140, field="agency"),
        Column(kind=Kind.STATUS, title="สถานะ", width=130, field="status"),
    )


def shown(row: Row, column: Column, words: Words, which: Which, *, by_dimension: bool) -> str:
    """What a cell shows. `by_dimension`: the order within its dimension stands for the rank."""
    project = row.project
    match column.kind:
        case Kind.RANK:
            rank = project.dimension_rank if by_dimension else project.rank
            return "" if rank is None else str(rank)
        case Kind.QUANTITY:
            return "" if project.quantity is None else f"{project.quantity:,f}"
        case Kind.CHOICE | Kind.STATUS:
            name = column.list_name or ListName.PROJECT_STATUS
            return words.label(name, getattr(project, column.field))
        case Kind.VILLAGES:
            return words.villages_told(project.villages)
        case Kind.YEAR:
            return format_baht(row.years[which].get(column.year))
        case Kind.SUM:
            return format_baht(row.sums[which])
        case Kind.SOURCES:
            told = (words.label(ListName.MONEY_SOURCE, key) for key in sorted(row.sources) if key)
            return ", ".join(told)
        case _:
            return " ".join(str(getattr(project, column.field)).split("\n"))


def typed_form(row: Row, column: Column, words: Words, which: Which, *, by_dimension: bool) -> str:
    """The cell as one would type it: whole numbers without commas, villages by moo."""
    project = row.project
    match column.kind:
        case Kind.QUANTITY:
            return "" if project.quantity is None else f"{project.quantity:f}"
        case Kind.YEAR:
            return format_baht(row.years[which].get(column.year)).replace(",", "")
        case Kind.VILLAGES:
            return ", ".join(words.villages.get(village, "") for village in project.villages)
        case Kind.NAME | Kind.TEXT | Kind.AGENCY:
            return str(getattr(project, column.field))
        case _:
            return shown(row, column, words, which, by_dimension=by_dimension)
