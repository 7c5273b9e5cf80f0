"""The price board of a waste bank, in large type, to hang up where it buys."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from cdd_desktop.documents.model import Align, Block, Column, Paragraph, Row, Table, Title
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.money import as_baht
from cdd_desktop.waste.bank.records import Price
from cdd_desktop.waste.bank.rounding import rounding_rule
from cdd_desktop.waste.paper.bank_words import BankWords, money_column

TITLE = "ป้ายราคารับซื้อ"


def price_blocks(
    prices: Mapping[tuple[UUID, str], Price], words: BankWords, on: date
) -> Iterator[Block]:
    """What the bank pays on a day for what it takes, in the bank's order; without `sale`, which is
    nobody's but the bank's."""
    yield Title(text=f"{TITLE} {words.bank.name}", lines=(words.place, f"วันที่ {thai_date(on)}"))
    rows: list[Row] = []
    for material in words.materials.values():
        if not material.is_offered:
            continue
        held = sorted(grade for uuid, grade in prices if uuid == material.uuid)
        rows.extend(
            Row(
                values=(
                    material.code,
                    words.goods(material.uuid, grade),
                    as_baht(prices[material.uuid, grade].buy),
                    material.unit,
                )
            )
            for grade in held
        )
    yield Table(
        columns=(
            Column(heading="รหัส", weight=1, align=Align.CENTER),
            Column(heading="วัสดุ", weight=4),
            money_column("ราคา (บาท)", weight=1.6),
            Column(heading="ต่อ", weight=1.1, align=Align.CENTER),
        ),
        rows=tuple(rows),
        name="ราคา",
        is_board=True,
    )
    yield Paragraph(text=rounding_rule(words.bank.rounding))
