"""What became of waste: by stream, how much where that is known, and how many told of it."""

from collections.abc import Iterator

from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import Block, Column, Heading, Orientation, Row, Table
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.months.rolled import Rolled
from cdd_desktop.waste.paper.words import WasteWords

_HEADING = "วิธีจัดการขยะ (กิโลกรัมที่ทราบปริมาณ และจำนวนหน่วยที่รายงานในวงเล็บ)"


def fates_table(total: Rolled, words: WasteWords) -> Iterator[Block]:
    """Streams down, fates across; nothing where nobody told of any."""
    if not total.fates_told:
        return
    rows = tuple(
        Row(
            values=(
                stream.label,
                *(_told(total, stream.key, fate.key) for fate in words.fates),
            )
        )
        for stream in words.streams
    )
    columns, _ = lay(
        (
            Column(heading="ประเภทขยะ", weight=2.4),
            *(Column(heading=fate.label, weight=1.6) for fate in words.fates),
        ),
        Orientation.LANDSCAPE,
    )
    yield Heading(text=_HEADING)
    yield Table(columns=columns, rows=rows, name="วิธีจัดการขยะ")


def _told(total: Rolled, stream: str, fate: str) -> str:
    units = total.fates_told.get((stream, fate), 0)
    amount = total.fates.get((stream, fate))
    if not units and amount is None:
        return "–"
    counted = f"({units:,})" if units else ""
    return " ".join(filter(None, (format_amount(amount), counted)))
