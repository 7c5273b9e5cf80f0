"""What the projects of plans ask for, were approved and spent, summed exactly, in satang.

Paper, workbooks and the screen all take their sums from here, so that they cannot differ.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from cdd_desktop.plans.records import Money, Project, total
from cdd_desktop.plans.words import Which

_PERCENT = 100


class By(StrEnum):
    """By what money is summed; the value is kept among choices."""

    DIMENSION = "dimension"
    SOURCE = "source"
    AGENCY = "agency"
    KIND = "kind"

    @property
    def label(self) -> str:
        """The word over the column."""
        return {
            "dimension": "ด้านการพัฒนา",
            "source": "แหล่งงบประมาณ",
            "agency": "หน่วยงานรับผิดชอบหลัก",
            "kind": "ลักษณะการดำเนินงาน",
        }[self.value]


class Amount(StrEnum):
    """Which of the three amounts of a line of money."""

    REQUESTED = "requested"
    APPROVED = "approved"
    SPENT = "spent"

    @property
    def label(self) -> str:
        """The word over the column."""
        return {
            "requested": "งบประมาณตามแผน",
            "approved": "ได้รับจัดสรร",
            "spent": "เบิกจ่าย",
        }[self.value]

    def of(self, line: Money) -> int | None:
        """The amount of a line in satang."""
        told: int | None = getattr(line, self.value)
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Sums in satang; blank where nothing was written, which is not zero."""

    requested: int | None = None
    approved: int | None = None
    spent: int | None = None

    def of(self, which: Amount) -> int | None:
        """One of the three."""
        told: int | None = getattr(self, which.value)
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """The money of the projects under one key. `count`: projects that have a part in it."""

    key: str
    count: int
    by_year: Mapping[int, Amounts]
    total: Amounts

    def in_year(self, year: int, which: Amount) -> int | None:
        """An amount of one Buddhist fiscal year, in satang."""
        return self.by_year.get(year, Amounts()).of(which)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySummary:
    """Lines in the order given, those under no key last, and the sum of all.

    Without money in a source a project counts under the key "" of the sources. The sum's `count`
    is that of the projects: with several sources one counts in several lines.
    """

    by: By
    years: tuple[int, ...]
    lines: tuple[MoneyLine, ...]
    total: MoneyLine


def money_summary(
    projects: Iterable[Project], by: By, years: Iterable[int] = (), order: Sequence[str] = ()
) -> MoneySummary:
    """The money of the projects by year and key; those that do not count are left out before.

    `years` stand even where there is no money in them; years with money always stand. `order` is
    that of known keys; others follow by name.
    """
    every = tuple(projects)
    parts: dict[str, list[tuple[Project, tuple[Money, ...]]]] = {}
    for project in every:
        for key, lines in _parted(project, by).items():
            parts.setdefault(key, []).append((project, lines))
    known = {*years, *(line.year for project in every for line in project.money)}
    at = {key: place for place, key in enumerate(order)}
    keys = sorted(parts, key=lambda key: (key == "", at.get(key, len(at)), key))
    return MoneySummary(
        by=by,
        years=tuple(sorted(known)),
        lines=tuple(_line(key, parts[key]) for key in keys),
        total=_line("", [(project, project.money) for project in every]),
    )


def with_amount(line: Money, which: Which, satang: int | None) -> Money:
    """The line with another amount."""
    match which:
        case "requested":
            return replace(line, requested=satang)
        case "approved":
            return replace(line, approved=satang)
        case "spent":
            return replace(line, spent=satang)


def amounts_of(lines: Iterable[Money]) -> Amounts:
    """The sums of lines of money."""
    every = tuple(lines)
    return Amounts(
        requested=total(line.requested for line in every),
        approved=total(line.approved for line in every),
        spent=total(line.spent for line in every),
    )


def decimals_of(amounts: Iterable[int | None]) -> int:
    """2 where any amount has satang, so that all of a table are written alike; else 0."""
    return 2 if any(amount is not None and amount % 100 for amount in amounts) else 0


def baht(satang: int | None, decimals: int = 2) -> Decimal | None:
    """An amount for a cell of a table, with that many decimals; only satang need them.

    Raises `ValueError` where decimals would be lost: an amount is never rounded.
    """
    if satang is None:
        return None
    if decimals:
        return Decimal(satang).scaleb(-2)
    whole, rest = divmod(satang, _PERCENT)
    if rest:
        raise ValueError(satang)
    return Decimal(whole)


def percent_of(part: int | None, whole: int | None) -> Decimal | None:
    """The share of an amount in percent, to two decimals; None where there is no whole."""
    if part is None or not whole:
        return None
    return (Decimal(part) * _PERCENT / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _parted(project: Project, by: By) -> Mapping[str, tuple[Money, ...]]:
    if by is By.SOURCE:
        held: dict[str, list[Money]] = {}
        for line in project.money:
            held.setdefault(line.source, []).append(line)
        return {source: tuple(lines) for source, lines in held.items()} or {"": ()}
    read: Callable[[Project], str] = {
        By.DIMENSION: lambda one: one.dimension,
        By.AGENCY: lambda one: one.agency,
        By.KIND: lambda one: one.kind,
    }[by]
    return {read(project): project.money}


def _line(key: str, parts: Sequence[tuple[Project, tuple[Money, ...]]]) -> MoneyLine:
    lines = [line for _, held in parts for line in held]
    by_year: dict[int, list[Money]] = {}
    for line in lines:
        by_year.setdefault(line.year, []).append(line)
    return MoneyLine(
        key=key,
        count=len(parts),
        by_year={year: amounts_of(held) for year, held in sorted(by_year.items())},
        total=amounts_of(lines),
    )
