"""The tables and charts of a report, one by one: what is sent as a picture to a chat."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cdd_desktop.documents.charts import (
    Map,
    Radar,
    RadarGrid,
    RankedBars,
    StackedBars,
    StackedColumns,
)
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    Document,
    Heading,
    Orientation,
    Paragraph,
    Table,
    Title,
)

LONGEST_TABLE = 80  # rows; a longer one cannot be read in one picture
MOST_PARTS = 30
_CHARTS = (RankedBars, StackedBars, StackedColumns, Radar, RadarGrid, Map)


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePart:
    """A table or chart with the head of its sheet; `title` names it where it is chosen."""

    title: str
    blocks: tuple[Block, ...]
    orientation: Orientation


def parts_of(document: Document) -> tuple[PicturePart, ...]:
    """The first 30 of the document's tables and charts; tables too long for a picture are not."""
    made: list[PicturePart] = []
    stamp = Paragraph(text=document.stamp, align=Align.RIGHT, bold=True)
    for sheet in document.sheets:
        head: tuple[Block, ...] = (stamp,) if document.stamp else ()
        under = sheet.name
        for block in _flat(sheet.blocks):
            if isinstance(block, Title):
                head += (block,)
            elif isinstance(block, Heading):
                under = block.text
            elif isinstance(block, _CHARTS) or (
                isinstance(block, Table) and 0 < len(block.rows) <= LONGEST_TABLE
            ):
                title = _title(block, under)
                made.append(
                    PicturePart(title=title, blocks=(*head, block), orientation=sheet.orientation)
                )
        if len(made) >= MOST_PARTS:
            break
    return tuple(made[:MOST_PARTS])


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from _flat(block.left)
            yield from _flat(block.right)
        else:
            yield block


def _title(block: Block, under: str) -> str:
    """Its kind and its name; a name that begins with the kind says it already."""
    if isinstance(block, Table):
        kind, named = "ตาราง", block.name or under
    else:
        kind = "แผนที่" if isinstance(block, Map) else "แผนภูมิ"
        named = getattr(block, "title", "") or under
    return named if named.startswith(kind) else f"{kind} {named}"
