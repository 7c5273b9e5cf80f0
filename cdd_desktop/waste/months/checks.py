"""Figures that may be slips: doubted, never refused, and held for right once a reason is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from cdd_desktop.lookups.records import Lookup
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.thai.months import last_day, short_month_name
from cdd_desktop.waste.amounts import THOUSAND, format_amount
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.records import Basis, Confirmation, Figure, MonthRecord
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.parameters.records import Parameters, Rate

GENERATED = "generated"
TAKING_PART = "households-taking-part"
BINS = "bins"  # no item, but what is told of bins in the same month
_PERCENT = 100


class Check(StrEnum):
    """What is looked at; part of what is stored, so the values stay."""

    BALANCE = "balance"
    PER_HEAD = "per-head"
    JUMP = "jump"
    BINS = "bins"
    TAKING_PART = "taking-part"

    @property
    def label(self) -> str:
        """As the review names it."""
        return {
            "balance": "ดุลขยะ",
            "per-head": "ปริมาณต่อคนต่อวัน",
            "jump": "ต่างจากเดือนก่อน",
            "bins": "จำนวนถังขยะเปียก",
            "taking-part": "ครัวเรือนที่คัดแยกขยะ",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a figure may be a slip.

    `key`: the item it is about, `BINS`, or "" for the record as a whole. `told`: Thai words; while
    it tells the same, a confirmation of it holds.
    """

    check: Check
    key: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """A doubt about a unit's record of a month, and why it is right where somebody said so."""

    line: UnitLine
    month: date
    record: UUID
    doubt: Doubt
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingProblems:
    """What to look at before a month is closed: villages that told nothing, and open doubts."""

    missing: tuple[UnitLine, ...]
    doubts: tuple[DoubtLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What is known of a unit on the last day of a month; None is not known.

    Of an อปท. the sum of its villages, where it is known of every one.
    """

    people: int | None = None
    households: int | None = None
    bins: BinCount | None = None


def doubts_of(
    record: MonthRecord,
    previous: MonthRecord | None,
    facts: UnitFacts,
    parameters: Parameters,
    items: Lookup,
    area_code: str,
) -> tuple[Doubt, ...]:
    """What is to be doubted in a record; `previous` is that of the month before, if any."""
    looked = _Looked(record, facts, parameters, items, area_code)
    return (
        *looked.balance(),
        *looked.per_head(),
        *looked.jumps(previous),
        *looked.bins(),
        *looked.taking_part(),
    )


class _Looked:
    def __init__(
        self,
        record: MonthRecord,
        facts: UnitFacts,
        parameters: Parameters,
        items: Lookup,
        area_code: str,
    ) -> None:
        self._record = record
        self._facts = facts
        self._parameters = parameters
        self._items = {one.key: one for one in items.at(fiscal_year(last_day(record.month)))}
        self._area_code = area_code
        self._counted: Mapping[str, Figure] = {f.item: f for f in record.counted()}

    def balance(self) -> Iterator[Doubt]:
        """What was generated is what became of it, where both were measured."""
        generated = self._counted.get(GENERATED)
        amounts = [fate.amount for fate in self._record.fates]
        percent = self._rate(Rate.BALANCE_PERCENT)
        if (
            generated is None
            or generated.basis is Basis.ESTIMATE
            or percent is None
            or not amounts
            or None in amounts
        ):
            return
        gone = sum(amount for amount in amounts if amount is not None)
        if abs(gone - generated.amount) * _PERCENT > generated.amount * percent:
            yield Doubt(
                check=Check.BALANCE,
                key=GENERATED,
                told=f"ขยะเกิดขึ้น {format_amount(generated.amount)} กก. แต่รวมวิธีจัดการได้ "
                f"{format_amount(gone)} กก. ต่างกันเกินร้อยละ {percent.normalize():f}",
            )

    def per_head(self) -> Iterator[Doubt]:
        """Kilograms a head and day are within what the office holds for possible.

        Streams that were weighed may be but a part of the waste: of them only too much is told.
        """
        people, month = self._facts.people, self._record.month
        if not people:
            return
        generated = self._counted.get(GENERATED)
        weighed = [f.amount for f in self._record.counted() if self._is_of_stream(f.item)]
        if generated is None and not weighed:
            return
        total = sum(weighed) if generated is None else generated.amount
        each = Decimal(total) / THOUSAND / people / last_day(month).day
        low, high = (
            self._rate(rate) for rate in (Rate.WASTE_PER_HEAD_LOW, Rate.WASTE_PER_HEAD_HIGH)
        )
        told = f"{each:.2f} กก./คน/วัน ({people:,} คน)"
        if high is not None and each > high:
            told += f" สูงกว่าเกณฑ์ {high.normalize():f}"
        elif low is not None and generated is not None and each < low:
            told += f" ต่ำกว่าเกณฑ์ {low.normalize():f}"
        else:
            return
        key = "" if generated is None else GENERATED
        yield Doubt(check=Check.PER_HEAD, key=key, told=told)

    def jumps(self, previous: MonthRecord | None) -> Iterator[Doubt]:
        """No figure is many times that of the month before, or a small part of it."""
        times = self._rate(Rate.JUMP_TIMES)
        if previous is None or times is None or times < 1:
            return
        before = {figure.item: figure.amount for figure in previous.counted()}
        for item, figure in self._counted.items():
            was = before.get(item)
            if not was or was / times <= figure.amount <= was * times:
                continue
            entry = self._items.get(item)
            unit = "" if entry is None else str(entry.traits.get("unit", ""))
            yield Doubt(
                check=Check.JUMP,
                key=item,
                told=f"{format_amount(figure.amount)} {unit} ต่างจาก "
                f"{short_month_name(previous.month)} ({format_amount(was)} {unit}) "
                f"เกิน {times.normalize():f} เท่า",
            )

    def bins(self) -> Iterator[Doubt]:
        """No more households have a bin than there are."""
        bins, households = self._facts.bins, self._facts.households
        installed = None if bins is None else bins.installed
        if installed is not None and households is not None and installed > households:
            yield Doubt(
                check=Check.BINS,
                key=BINS,
                told=f"ถังขยะเปียก {installed:,} ถัง มากกว่าครัวเรือน {households:,} ครัวเรือน",
            )

    def taking_part(self) -> Iterator[Doubt]:
        """No more households take part than there are."""
        figure, households = self._counted.get(TAKING_PART), self._facts.households
        if figure is not None and households is not None and figure.amount > households * THOUSAND:
            yield Doubt(
                check=Check.TAKING_PART,
                key=TAKING_PART,
                told=f"คัดแยกขยะ {format_amount(figure.amount)} ครัวเรือน "
                f"มากกว่าที่มี {households:,} ครัวเรือน",
            )

    def _is_of_stream(self, item: str) -> bool:
        entry = self._items.get(item)
        return entry is not None and bool(entry.traits.get("stream"))

    def _rate(self, rate: Rate) -> Decimal | None:
        return self._parameters.value(rate, last_day(self._record.month), self._area_code)
