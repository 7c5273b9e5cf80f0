"""Fields in texts, marks of lines, numbers of meetings, and the shipped wordings."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.model import Align, Paragraph, RowKind, Table
from cdd_desktop.letters.fields import DOTS, Place, UnknownField, fill, require_known
from cdd_desktop.letters.paragraphs import INDENT_MM, blocks_of
from cdd_desktop.letters.people_lines import people_in
from cdd_desktop.letters.records import LetterKind, LetterTable, is_count, next_meeting
from cdd_desktop.letters.templates import TemplateRejected, load_template, shipped_templates
from cdd_desktop.reporting.letter_facts import BY_LEVEL

BODY = Place(name="body", label="ข้อความ")
TABLE = LetterTable(
    title="จำนวน",
    headings=("อำเภอ", "หมู่บ้าน"),
    weights=(2, 1),
    rows=(("หัวข้อ",), ("เมือง", 3), ("รวม", 3)),
    has_total=True,
    note="หมายเหตุ",
)


def blocks(text: str, values: Mapping[str, str | None] | None = None) -> list[object]:
    return list(
        blocks_of(
            text,
            lambda line: fill(line, values or {}),
            lambda name: TABLE if name == "ตาราง" else None,
        )
    )


def test_a_field_is_filled_and_one_without_a_value_prints_dots() -> None:
    values = {"ปี": "2569", "ที่": None}
    assert fill("ปี {ปี} ที่ { ที่ }", values) == f"ปี 2569 ที่ {DOTS}"


@given(st.text(alphabet=st.characters(blacklist_characters="{}")))
def test_a_text_without_fields_stays_as_it_is(text: str) -> None:
    assert fill(text, {}) == text
    require_known([(BODY, text)], [])


def test_an_unknown_field_is_named_with_its_place_and_those_that_exist() -> None:
    with pytest.raises(UnknownField) as refused:
        require_known([(BODY, "บรรทัดแรก\nมี {ปีงบ} และ {จังหวัด}")], ["จังหวัด", "ปีงบประมาณ"])
    told = refused.value.problems["body"]
    assert "“ข้อความ” บรรทัดที่ 2" in told
    assert "{ปีงบ}" in told
    assert told.endswith("{จังหวัด} {ปีงบประมาณ}")


@pytest.mark.parametrize("text", ["เปิด {จังหวัด", "ปิด จังหวัด}", "{{จังหวัด}"])
def test_a_brace_left_alone_is_refused(text: str) -> None:
    with pytest.raises(UnknownField, match="วงเล็บปีกกาไม่ครบคู่"):
        require_known([(BODY, text)], ["จังหวัด"])


def test_marks_at_the_start_of_a_line_decide_how_it_stands() -> None:
    assert blocks("ย่อหน้า\n# หัวข้อ\n> ชิดซ้าย\n= กลาง\n\n#ไม่ใช่หัวข้อ") == [
        Paragraph(text="ย่อหน้า", indent_mm=INDENT_MM),
        Paragraph(text="หัวข้อ", bold=True),
        Paragraph(text="ชิดซ้าย"),
        Paragraph(text="กลาง", align=Align.CENTER),
        Paragraph(text="#ไม่ใช่หัวข้อ", indent_mm=INDENT_MM),
    ]


def test_a_field_of_several_lines_makes_as_many_paragraphs() -> None:
    assert [one.text for one in blocks("> {ข้อ}", {"ข้อ": "ก\nข"}) if isinstance(one, Paragraph)] == [
        "ก",
        "ข",
    ]


def test_a_field_alone_on_its_line_may_be_a_table() -> None:
    title, table, note = blocks("{ตาราง}")
    assert isinstance(title, Paragraph)
    assert isinstance(table, Table)
    assert (title.text, note) == ("จำนวน", Paragraph(text="หมายเหตุ", small=True))
    assert [row.kind for row in table.rows] == [RowKind.GROUP, RowKind.BODY, RowKind.TOTAL]


def test_people_are_read_with_what_stands_beside_them() -> None:
    found = [(one.name, one.beside) for one in people_in("นายก | ปลัด\n\nนางข\n | \n| ว่าง")]
    assert found == [("นายก", "ปลัด"), ("นางข", ""), ("", "ว่าง")]


def test_meetings_count_from_one_in_each_calendar_year() -> None:
    assert next_meeting([], 2569) == "1/2569"
    assert next_meeting(["1/2569", "2 / 2569", "9/2568", "พิเศษ", "/2569"], 2569) == "3/2569"


@pytest.mark.parametrize(
    ("text", "counts"), [("", True), ("๑๐", True), ("301", False), ("สิบ", False)]
)
def test_rows_to_write_on_are_a_count(text: str, counts: bool) -> None:
    assert is_count(text) is counts


def test_every_kind_has_its_wording_with_sources_and_marks_of_doubt() -> None:
    templates = shipped_templates()
    assert list(templates) == list(LetterKind)
    for template in templates.values():
        assert template.wordings
        assert all(one.source for one in template.wordings)
    assert BY_LEVEL in templates[LetterKind.MEMO].body
    assert templates[LetterKind.ORDER].to_be_checked


def test_a_template_that_lacks_a_part_is_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("letters") / "memo.yaml"
    path.write_text("kind: memo\n", encoding="utf-8")
    with pytest.raises(TemplateRejected, match=r"memo\.yaml ไม่มีหัวข้อ purpose"):
        load_template(path)
