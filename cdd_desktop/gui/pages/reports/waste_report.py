"""What the page of waste asks the page of reports for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteReport:
    """A report of waste by its stable name, with what is at hand; None and "": not chosen.

    `bank` and `entry` by their uuid, `member` by its code, `village` by the code it has today.
    """

    report: str
    month: date | None = None
    bank: str = ""
    member: str = ""
    day: date | None = None
    entry: str = ""
    village: str = ""
