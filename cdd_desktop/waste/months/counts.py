"""What places come to: months of villages and อปท. counted together, never twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from sqlalchemy import text
from sqlalchemy.orm import Session

from cdd_desktop.lookups.records import Entry, ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.areas import Areas
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.amounts import THOUSAND
from cdd_desktop.waste.months import counting
from cdd_desktop.waste.months.counting import Question
from cdd_desktop.waste.months.lines import LineNames
from cdd_desktop.waste.months.records import Sums
from cdd_desktop.waste.months.rolled import By, Rolled, StreamFate
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.months.unit_reading import unit_lines_in
from cdd_desktop.waste.units import Unit

_PROVINCE_LENGTH = 2
_SATANG = 100


class BankFigures(Protocol):
    """What the books of a unit's bank say of a month: grams, satang and accounts."""

    @property
    def members(self) -> int: ...
    @property
    def weight(self) -> int: ...
    @property
    def value(self) -> int: ...
    @property
    def welfare(self) -> int: ...
    @property
    def balance(self) -> int: ...


Books = Callable[[str, Sequence[date]], Mapping[tuple[Unit, date], BankFigures]]

# what the trait `bank` of an item says it is, in thousandths of its unit
_OF_BANK: Mapping[str, Callable[[BankFigures], int]] = {
    "members": lambda bank: bank.members * THOUSAND,
    "weight": lambda bank: bank.weight,
    "value": lambda bank: bank.value * THOUSAND // _SATANG,
    "welfare": lambda bank: bank.welfare * THOUSAND // _SATANG,
    "balance": lambda bank: bank.balance * THOUSAND // _SATANG,
}


@dataclass(slots=True)
class _Line:
    """What is gathered of a line before it is shown."""

    figures: dict[str, int] = field(default_factory=dict)
    estimated: dict[str, int] = field(default_factory=dict)
    not_added: dict[str, int] = field(default_factory=dict)
    fates: dict[StreamFate, int] = field(default_factory=dict)
    fates_told: dict[StreamFate, int] = field(default_factory=dict)
    fates_not_added: dict[StreamFate, int] = field(default_factory=dict)
    units: int = 0
    reported: int = 0
    corrected: int = 0


class CountService:
    """Counts months. `books` tells what waste banks' books say of units and months."""

    def __init__(self, store: Store, areas: Areas, lookups: LookupService, books: Books) -> None:
        self._store = store
        self._areas = areas
        self._lookups = lookups
        self._books = books

    def roll_up(
        self, area_code: str, months: Sequence[date], by: By, *, by_month: bool = False
    ) -> tuple[Rolled, ...]:
        """What the places of an area come to in months together, or in each (`by_month`: every
        line in every month), in official order and by month.

        Of items that are not summed over months the newest that each unit told in them counts, for
        places as they stand at the end. Of a village (its code) its own figures, whatever counts
        beyond it. What อปท. tell as a whole stands in lines of its own, see `Rolled.is_whole`.
        """
        if not months:
            return ()
        question = self._question(area_code, sorted(set(months)), by, by_month)
        with self._store.reading() as session:
            found = _gathered(session, question)
            return LineNames(session, self._areas, question).rolled(
                {key: _shown(line) for key, line in found.items()}
            )

    def stopped(self, area_code: str, month: date, after: int = 3) -> tuple[UnitLine, ...]:
        """Villages that told once, by themselves or with their อปท., and nothing in the last
        `after` months up to this one; in official order."""
        with self._store.reading() as session:
            return tuple(
                line
                for line, last in _last_told(session, area_code, month)
                if last is not None and _apart(last, month) >= after
            )

    def _question(self, area_code: str, months: Sequence[date], by: By, by_month: bool) -> Question:
        year = fiscal_year(last_day(months[-1]))
        items = self._lookups.get(ListName.WASTE_ITEM).at(year)
        of_bank = {
            str(item.traits["bank"]): item.key
            for item in items
            if item.traits.get("bank") in _OF_BANK
        }
        at = {month: place for place, month in enumerate(months)}
        books = self._books(area_code[:_PROVINCE_LENGTH], months) if of_bank else {}
        return Question(
            area_code=area_code,
            months=months,
            by=by,
            by_month=by_month,
            books=tuple(
                (
                    at[month],
                    "village" if unit.village_id is not None else "extra",
                    unit.village_id or unit.government_id or 0,
                    of_bank[trait],
                    amount(bank),
                )
                for (unit, month), bank in books.items()
                for trait, amount in _OF_BANK.items()
                if trait in of_bank
            ),
            bank_items=tuple(of_bank.values()),
            last_items=()
            if by_month or len(months) == 1
            else tuple(item.key for item in items if is_last(item)),
        )


def is_last(item: Entry) -> bool:
    """Whether of several months the newest counts, and not their sum."""
    return item.traits.get("sums") == Sums.LAST.value


def missing_in(session: Session, area_code: str, month: date) -> tuple[UnitLine, ...]:
    """Villages of which nothing is told for a month, by themselves or with their อปท."""
    told = _last_told(session, area_code, month)
    return tuple(line for line, last in told if last != month)


def _last_told(session: Session, area_code: str, month: date) -> list[tuple[UnitLine, date | None]]:
    """The villages of an area, each with the last month up to this one in which it told."""
    question = Question(area_code=area_code, months=[month], by=By.VILLAGE)
    last = {
        row["village_id"]: row["month"]
        for row in _rows(session, counting.last_told(question), question)
    }
    found = (
        (line, last.get(line.unit.village_id or 0))
        for line in unit_lines_in(session, area_code, month)
    )
    return [(line, date.fromisoformat(told) if told else None) for line, told in found]


def _gathered(session: Session, question: Question) -> dict[tuple[str, int | None], _Line]:
    found: dict[tuple[str, int | None], _Line] = {}

    def line(row: Mapping[str, Any]) -> _Line:
        return found.setdefault((row["line"], row["at"]), _Line())

    for row in _rows(session, counting.figures(question), question):
        told, item = line(row), row["item"]
        told.figures[item] = row["amount"]
        if row["has_estimate"]:
            told.estimated[item] = row["estimated"]
        if row["has_aside"]:
            told.not_added[item] = row["not_added"]
    for row in _rows(session, counting.fates(question), question):
        told, fate = line(row), (row["stream"], row["item"])
        told.fates_told[fate] = row["units"]
        if row["amount"] is not None:
            told.fates[fate] = row["amount"]
            if row["has_aside"]:
                told.fates_not_added[fate] = row["not_added"] or 0
    for row in _rows(session, counting.places(question), question):
        told = line(row)
        told.units, told.reported = row["units"], row["reported"]
    for row in _rows(session, counting.corrected(question), question):
        line(row).corrected = row["records"]
    return found


def _rows(session: Session, sql: str, question: Question) -> list[Mapping[str, Any]]:
    return [dict(row) for row in session.execute(text(sql), question.parameters).mappings()]


def _shown(line: _Line) -> Rolled:
    """The line, not named yet."""
    return Rolled(
        code="",
        name="",
        figures=MappingProxyType(line.figures),
        estimated=MappingProxyType(line.estimated),
        not_added=MappingProxyType(line.not_added),
        fates=MappingProxyType(line.fates),
        fates_told=MappingProxyType(line.fates_told),
        fates_not_added=MappingProxyType(line.fates_not_added),
        units=line.units,
        reported=line.reported,
        corrected=line.corrected,
    )


def _apart(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
