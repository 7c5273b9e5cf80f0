"""What of a report can be sent as a picture."""

from cdd_desktop.documents.charts import Bar, BarSegment, Radar, RadarSeries, StackedBars
from cdd_desktop.documents.model import (
    Beside,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.reporting.picture_parts import LONGEST_TABLE, MOST_PARTS, parts_of

TITLE = Title(text="สรุป", lines=("ปี 2570",))
BARS = StackedBars(
    title="จำนวนตามระดับ",
    segments=(BarSegment(label="ก", shade=0),),
    bars=(Bar(label="รวม", counts=(1,)),),
)
RADAR = Radar(axes=("ก", "ข", "ค"), series=(RadarSeries(label="ปีนี้", values=(1, 0, 1)),))


def table(rows: int, name: str = "") -> Table:
    return Table(columns=(Column(heading="ที่"),), rows=(Row(values=(1,)),) * rows, name=name)


def of(*blocks: Block, stamp: str = "") -> Document:
    sheet = Sheet(name="แผ่นเดียว", subject="test:1", blocks=blocks)
    return Document(title="ทดสอบ", sheets=(sheet,), stamp=stamp)


def test_tables_and_charts_are_named_by_their_own_title_or_the_heading_above() -> None:
    made = parts_of(of(TITLE, table(2, "ระดับ"), BARS, Heading(text="รายด้าน"), table(1), RADAR))
    assert [part.title for part in made] == [
        "ตาราง ระดับ",
        "แผนภูมิ จำนวนตามระดับ",
        "ตาราง รายด้าน",
        "แผนภูมิ รายด้าน",
    ]


def test_a_name_that_begins_with_the_kind_is_not_told_twice() -> None:
    made = parts_of(of(Heading(text="แผนภูมิรายด้าน"), RADAR, table(1, "ตารางรายด้าน")))
    assert [part.title for part in made] == ["แผนภูมิรายด้าน", "ตารางรายด้าน"]


def test_each_carries_the_head_of_its_sheet_and_the_stamp_of_made_up_data() -> None:
    (part,) = parts_of(of(TITLE, BARS, stamp="ข้อมูลตัวอย่าง"))
    stamp, head, chart = part.blocks
    assert isinstance(stamp, Paragraph)
    assert stamp.text == "ข้อมูลตัวอย่าง"
    assert (head, chart) == (TITLE, BARS)


def test_what_stands_beside_something_is_found() -> None:
    made = parts_of(of(Beside(left=(Paragraph(text="ระดับ"),), right=(RADAR,))))
    assert [part.title for part in made] == ["แผนภูมิ แผ่นเดียว"]


def test_tables_that_are_too_long_or_empty_are_left_to_the_pages() -> None:
    assert len(parts_of(of(table(LONGEST_TABLE)))) == 1
    assert parts_of(of(table(LONGEST_TABLE + 1), table(0))) == ()


def test_a_menu_is_never_endless() -> None:
    assert len(parts_of(of(*[BARS] * (MOST_PARTS + 5)))) == MOST_PARTS
