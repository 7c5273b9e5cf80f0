"""Movement between levels: from which to which, and which villages."""

from collections.abc import Iterator, Sequence

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.comparing.records import NO_LEVEL, MovedVillage, Movement
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    Document,
    Heading,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH

TITLE = "การเลื่อนระดับของหมู่บ้าน"
_DIRECTIONS = {1: "ระดับสูงขึ้น", 0: "", -1: "ระดับลดลง"}


def movement_document(
    movements: Sequence[Movement], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """A matrix for each pair of moments, and the villages of each of its cells by name."""
    blocks: list[Block] = [scope.title(TITLE, areas)]
    for movement in movements:
        blocks += [
            Heading(text=f"จาก {movement.before.label} เป็น {movement.after.label}"),
            _matrix(movement),
            Paragraph(text=told(movement)),
            _villages(movement, areas),
        ]
    blocks.append(
        Paragraph(
            text="หมายเหตุ ระดับตามแบบประเมินที่ตอบครบทุกตัวชี้วัด ไม่ใช่ระดับที่จังหวัดประกาศ "
            "หมู่บ้านที่ไม่มีแบบประเมินหรือตอบไม่ครบในปีหรือรอบใด นับเป็นยังไม่มีระดับในปีหรือรอบนั้น",
            small=True,
        )
    )
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def told(movement: Movement) -> str:
    """How many rose, fell and stayed, of how many that can be compared."""
    known = movement.known
    ways = [movement.direction(village) for village in known]
    same = sum(village.before == village.after for village in known)
    return (
        f"มีระดับทั้งสองครั้ง {len(known):,} จาก {len(movement.villages):,} หมู่บ้าน "
        f"สูงขึ้น {ways.count(1):,} คงเดิม {same:,} ลดลง {ways.count(-1):,}"
    )


def axes(movement: Movement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Levels down and across: those of the older version only where a village has one."""
    before = {village.before for village in movement.villages}
    after = {village.after for village in movement.villages}
    own = {level.title for level in movement.instrument.levels}
    return (
        (*(one for one in movement.levels if one in own or one in before), ""),
        (*(one for one in movement.levels if one in own or one in after), ""),
    )


def cells(movement: Movement) -> Iterator[tuple[str, str, tuple[MovedVillage, ...]]]:
    """The cells that have villages: those that moved row by row, then those that stayed."""
    down, across = axes(movement)
    pairs = [(before, after) for before in down for after in across]
    for before, after in sorted(pairs, key=lambda pair: pair[0] == pair[1]):
        if villages := movement.cell(before, after):
            yield before, after, villages


def _matrix(movement: Movement) -> Table:
    down, across = axes(movement)
    rows = []
    for before in down:
        counts = [len(movement.cell(before, after)) for after in across]
        rows.append(Row(values=(before or NO_LEVEL, *counts, sum(counts))))
    sums = [sum(village.after == after for village in movement.villages) for after in across]
    rows.append(
        Row(values=("รวม", *sums, len(movement.villages)), kind=RowKind.TOTAL),
    )
    return Table(
        columns=(
            Column(heading=movement.before.label, weight=3),
            *(
                Column(
                    heading=after or NO_LEVEL,
                    kind=ColumnKind.INTEGER,
                    weight=2,
                    group=movement.after.label,
                )
                for after in across
            ),
            Column(heading="รวม", kind=ColumnKind.INTEGER, weight=1.2),
        ),
        rows=tuple(rows),
        name=f"{movement.before.label} {movement.after.label}",
    )


def _villages(movement: Movement, areas: Areas) -> Table:
    rows: list[Row] = []
    for before, after, villages in cells(movement):
        if not before and not after:
            continue  # neither moved nor stayed: the matrix counts them
        way = _DIRECTIONS[movement.direction(villages[0])]
        if before == after:
            way = "ระดับเดิม"
        head = f"{before or NO_LEVEL} → {after or NO_LEVEL} ({len(villages):,} หมู่บ้าน) {way}"
        rows.append(Row(values=(head.rstrip(),), kind=RowKind.GROUP))
        rows += [
            Row(
                values=(
                    number,
                    area_name(areas, village.code[:4]),
                    area_name(areas, village.code[:TAMBON_CODE_LENGTH]),
                    village.label,
                    village.before or NO_LEVEL,
                    village.after or NO_LEVEL,
                )
            )
            for number, village in enumerate(villages, 1)
        ]
    return Table(
        columns=(
            Column(heading="ที่", weight=0.7, align=Align.CENTER),
            Column(heading="อำเภอ", weight=2),
            Column(heading="ตำบล", weight=2),
            Column(heading="หมู่บ้าน", weight=3),
            Column(heading="จากระดับ", weight=3),
            Column(heading="เป็นระดับ", weight=3),
        ),
        rows=tuple(rows),
        name="รายหมู่บ้าน",
        empty_text="ยังไม่มีหมู่บ้านที่มีระดับในสองครั้งนี้",
    )
