"""The words of paper: what is retired stays on the papers of months that told it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cdd_desktop.documents.model import Table
from cdd_desktop.lookups.records import Entry, ListName, Lookup
from cdd_desktop.waste.months.rolled import Rolled
from cdd_desktop.waste.paper.fates_table import fates_table
from cdd_desktop.waste.paper.months_table import Span, months_tables
from cdd_desktop.waste.paper.words import waste_words

YEAR = 2569


def _list(name: ListName, *entries: tuple[str, str, bool], **traits: Mapping[str, str]) -> Lookup:
    return Lookup(
        name=name,
        entries=tuple(
            Entry(key=key, label=label, is_offered=is_offered, traits=traits.get(key, {}))
            for key, label, is_offered in entries
        ),
    )


ITEMS = _list(
    ListName.WASTE_ITEM,
    ("organic", "ขยะอินทรีย์", True),
    ("infectious", "ขยะติดเชื้อ", False),
    organic={"stream": "organic", "unit": "กก."},
    infectious={"stream": "infectious", "unit": "กก."},
)
STREAMS = _list(ListName.WASTE_STREAM, ("organic", "อินทรีย์", True), ("infectious", "ติดเชื้อ", False))
FATES = _list(ListName.WASTE_FATE, ("composted", "ทำปุ๋ยหมัก", True), ("burned", "เผา", False))
TOLD = Rolled(
    code="93",
    name="",
    month=date(2026, 9, 1),
    figures=MappingProxyType({"organic": 5_000, "infectious": 7_000}),
    fates_told=MappingProxyType({("infectious", "burned"): 1}),
    fates=MappingProxyType({("infectious", "burned"): 3_000}),
)


def test_a_retired_stream_that_was_told_stays_in_the_sum_of_all_streams() -> None:
    words = waste_words(ITEMS, STREAMS, FATES, YEAR, TOLD.figures)
    span = Span(monthly=[TOLD], whole=TOLD, before=TOLD, name="รวม", before_name="ปีก่อน")
    (table,) = months_tables(span, words, is_paper=False)
    sums = [row for row in table.rows if "รวมขยะที่ชั่งทุกประเภท" in row.values]
    assert [row.values[2] for row in sums] == [12]


def test_a_retired_stream_and_fate_that_were_told_have_their_place_in_the_table() -> None:
    words = waste_words(ITEMS, STREAMS, FATES, YEAR, (), TOLD.fates_told)
    _, table = fates_table(TOLD, words)
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns][1:] == ["ทำปุ๋ยหมัก", "เผา"]
    assert [row.values for row in table.rows] == [
        ("อินทรีย์", "–", "–"),
        ("ติดเชื้อ", "–", "3 (1)"),
    ]


def test_what_nobody_told_is_not_shown_but_a_correction_still_names_it() -> None:
    words = waste_words(ITEMS, STREAMS, FATES, YEAR)
    assert [item.key for item in words.items] == ["organic"]
    assert [one.key for one in (*words.streams, *words.fates)] == ["organic", "composted"]
    assert words.item_label("infectious") == "ขยะติดเชื้อ"
    assert words.stream_label("infectious") == "ติดเชื้อ"
    assert words.fate_label("burned") == "เผา"
    assert words.fate_label("lost") == "lost"
