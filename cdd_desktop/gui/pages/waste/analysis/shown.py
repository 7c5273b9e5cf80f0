"""What the view of measures reads at once, on the worker thread; knows no widget."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cdd_desktop.waste.analysis.records import Reading
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.months.unit_lines import UnitLine

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


class Span(StrEnum):
    """Which months are told of."""

    YEAR = "year"
    MONTH = "month"

    @property
    def label(self) -> str:
        """As the chooser words it."""
        return "สะสมตั้งแต่ต้นปี" if self is Span.YEAR else "เฉพาะเดือนนี้"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the view is to show."""

    area_code: str
    month: date
    span: Span = Span.YEAR
    by_government: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An area, and who stopped reporting in it."""

    asked: Asked
    reading: Reading
    stopped: tuple[UnitLine, ...]


def read_shown(services: "Services", asked: Asked) -> Shown:
    """Everything the view shows, whatever measure is chosen then."""
    from cdd_desktop.waste.analysis.service import months_until  # noqa: PLC0415 - brings SQLAlchemy

    months = months_until(asked.month) if asked.span is Span.YEAR else (asked.month,)
    by = By.GOVERNMENT if asked.by_government else None
    return Shown(
        asked=asked,
        reading=services.waste_analysis.read(asked.area_code, months, by),
        stopped=services.waste_analysis.stopped(asked.area_code, asked.month),
    )
