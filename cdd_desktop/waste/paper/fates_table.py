"""What became of waste: by stream, how much where that is known, and how many told of it."""

from collections.abc import Iterator

from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import Align, Block, Column, Heading, Orientation, Row, Table
from cdd_desktop.waste.months.rolled import Rolled
from cdd_desktop.waste.paper.words import WasteWords, places_of, shown

_HEADING = "วิธีจัดการขยะ (กิโลกรัมที่ทราบปริมาณ และจำนวนหน่วยที่รายงานในวงเล็บ)"


def fates_table(total: Rolled, words: WasteWords) -> Iterator[Block]:
    """Streams down, fates across; nothing where nobody told of any."""
    if not total.fates_told:
        return
    places = {
        fate.key: places_of([total.fates.get((one.key, fate.key)) for one in words.streams])
        for fate in words.fates
    }
    rows = tuple(
        Row(
            values=(
                stream.label,
                *(_told(total, stream.key, fate.key, places[fate.key]) for fate in words.fates),
            )
        )
        for stream in words.streams
    )
    columns, _ = lay(
        (
            Column(heading="ประเภทขยะ", weight=2.4),
            *(
                Column(heading=fate.label, weight=_weight(total, fate.key), align=Align.RIGHT)
                for fate in words.fates
            ),
        ),
        Orientation.LANDSCAPE,
    )
    yield Heading(text=_HEADING)
    yield Table(columns=columns, rows=rows, name="วิธีจัดการขยะ")


def _weight(total: Rolled, fate: str) -> float:
    """More for a column of amounts: the units that told stand on the same line."""
    return 2.0 if any(told == fate for _, told in total.fates) else 1.2


def _told(total: Rolled, stream: str, fate: str, places: int) -> str:
    units = total.fates_told.get((stream, fate), 0)
    amount = total.fates.get((stream, fate))
    if not units and amount is None:
        return "–"
    counted = f"({units:,})" if units else ""
    weight = "" if amount is None else f"{shown(amount, places):,}"
    return " ".join(filter(None, (weight, counted)))
