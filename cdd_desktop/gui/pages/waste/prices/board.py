"""The board of prices: a line for each material and grade, with what is typed for a new day."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.waste.bank.records import Material, Price

_NO_BUY = "ยังไม่ได้กรอกราคารับซื้อ กรุณากรอกราคารับซื้อของวัสดุนี้ด้วย"
_NO_GRADE = "ยังไม่ได้กรอกชื่อเกรด กรุณากรอก เช่น A หรือกด Del เพื่อเอาแถวนี้ออก"
_TWIN = "วัสดุนี้มีเกรดนี้อยู่แล้ว กรุณาใช้ชื่อเกรดอื่น"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """`buy`, `sale` and `since`: what holds on the day, satang to the unit; None: no price yet."""

    material: Material
    grade: str = ""
    buy: int | None = None
    sale: int | None = None
    since: date | None = None
    new_buy: int | None = None
    new_sale: int | None = None
    is_new: bool = False  # a grade that was just added

    @property
    def code(self) -> str:
        """The material's short code."""
        return self.material.code

    @property
    def name(self) -> str:
        """The material's name."""
        return self.material.name if self.material.is_offered else f"{self.material.name} (เลิกรับซื้อ)"

    @property
    def unit(self) -> str:
        """What the price is to."""
        return self.material.unit

    @property
    def is_typed(self) -> bool:
        """Whether something would be lost."""
        return self.is_new or self.new_buy is not None or self.new_sale is not None


def board_of(
    materials: Sequence[Material], prices: Sequence[Price], day: date
) -> tuple[BoardLine, ...]:
    """What holds on a day, in the order of the materials; one without a price has a line too."""
    held: dict[tuple[UUID, str], Price] = {}
    for price in sorted(prices, key=lambda one: one.from_day):
        if price.from_day <= day:
            held[price.material, price.grade] = price
    lines: list[BoardLine] = []
    for material in materials:
        graded = sorted(grade for uuid, grade in held if uuid == material.uuid)
        for grade in graded or [""]:
            known = held.get((material.uuid, grade))
            lines.append(
                BoardLine(
                    material=material,
                    grade=grade,
                    buy=None if known is None else known.buy,
                    sale=None if known is None else known.sale,
                    since=None if known is None else known.from_day,
                )
            )
    return tuple(lines)


def kept_typing(lines: Sequence[BoardLine], before: Sequence[BoardLine]) -> tuple[BoardLine, ...]:
    """New lines with what was typed in those before, grades that were just added too."""
    typed = {(one.material.uuid, one.grade): one for one in before if one.is_typed}
    merged: list[BoardLine] = []
    for line in lines:
        held = typed.pop((line.material.uuid, line.grade), None)
        if held is None:
            merged.append(line)
        else:
            merged.append(dataclasses.replace(line, new_buy=held.new_buy, new_sale=held.new_sale))
    known = {line.material.uuid for line in lines}
    return (*merged, *(one for one in typed.values() if one.is_new and one.material.uuid in known))


def new_prices(lines: Sequence[BoardLine], day: date) -> dict[int, Price]:
    """By row what is to hold from a day on.

    Raises `ValidationFailed` by `<row>:<field>` (`grade`, `new_buy`).
    """
    problems: dict[str, str] = {}
    seen: set[tuple[UUID, str]] = set()
    prices: dict[int, Price] = {}
    for row, line in enumerate(lines):
        key = (line.material.uuid, line.grade)
        if key in seen:
            problems[f"{row}:grade"] = _TWIN if line.grade else _NO_GRADE
        seen.add(key)
        if not line.is_typed:
            continue
        buy = line.buy if line.new_buy is None else line.new_buy
        if buy is None:
            problems[f"{row}:new_buy"] = _NO_BUY
            continue
        prices[row] = Price(
            material=line.material.uuid,
            grade=line.grade,
            from_day=day,
            buy=buy,
            sale=line.sale if line.new_sale is None else line.new_sale,
        )
    if problems:
        raise ValidationFailed(problems)
    return prices
