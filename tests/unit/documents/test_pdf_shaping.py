from collections.abc import Iterable
from itertools import product

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.documents.pdf.letters import glyph_count, with_letters
from cdd_desktop.documents.pdf.shaping import shape
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.thai.digits import Digits

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", *(chr(code) for code in (0x0E31, *range(0x0E34, 0x0E3B), 0x0E47, 0x0E4D))]
TONES = ["", *(chr(code) for code in range(0x0E48, 0x0E4F))]
TAILS = ["", "า", "ำ"]
SOME_CONSONANTS = list("กญฐฎปฝฟฬษ")


def syllables(consonants: Iterable[str]) -> list[str]:
    return ["".join(parts) for parts in product(consonants, VOWELS, TONES, TAILS)]


def harfbuzz_places(weight: Weight, text: str) -> list[tuple[int, int, int]]:
    """Glyphs and where they stand, as HarfBuzz alone says."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font_file(weight).font, buffer)
    places, pen = [], 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        places.append((info.codepoint, pen + position.x_offset, position.y_offset))
        pen += position.x_advance
    return places


def our_places(weight: Weight, text: str) -> list[tuple[int, int, int]]:
    places, pen = [], 0
    for letter in shape(weight, text).letters:
        places += [(part.glyph, pen + part.x, part.y) for part in letter.parts]
        pen += letter.advance
    return places


def check(weight: Weight, text: str) -> None:
    assert our_places(weight, text) == harfbuzz_places(weight, text), text
    assert "".join(letter.text for letter in shape(weight, text).letters) == text


@pytest.mark.parametrize("weight", list(Weight))
def test_marks_stand_where_harfbuzz_puts_them(weight: Weight) -> None:
    for text in syllables(SOME_CONSONANTS):
        check(weight, text)


@pytest.mark.slow
@pytest.mark.parametrize("weight", list(Weight))
def test_marks_stand_where_harfbuzz_puts_them_for_every_consonant(weight: Weight) -> None:
    for text in syllables(CONSONANTS):
        check(weight, text)
        check(weight, f"เ{text}ย่าง")


@given(st.text(st.sampled_from("กปญ่้๊ิีุูำาเ แfi1๓-/().é"), min_size=1, max_size=20))
@settings(deadline=None)
def test_any_text_is_shaped_as_harfbuzz_does_and_keeps_its_characters(text: str) -> None:
    check(Weight.REGULAR, text)


def test_a_consonant_with_its_marks_is_one_letter() -> None:
    texts = [letter.text for letter in shape(Weight.REGULAR, "น้ำที่ปู่กุ้ง").letters]
    assert texts == ["น้ำ", "ที่", "ปู่", "กุ้", "ง"]


def test_a_letter_added_to_the_font_file_looks_like_its_parts() -> None:
    file = font_file(Weight.REGULAR)
    letters = [letter for letter in shape(Weight.REGULAR, "ปั่นที่กุ้ง").letters if len(letter.parts) > 1]
    subset = file.subset({part.glyph for letter in letters for part in letter.parts})
    first = glyph_count(subset)
    font = hb.Font(hb.Face(hb.Blob(with_letters(subset, letters))))
    for number, letter in enumerate(letters, first):
        drawn = hb_outline(font, number)
        parts = [
            (x + part.x, y + part.y)
            for part in letter.parts
            for x, y in hb_outline(file.font, part.glyph)
        ]
        assert drawn == parts


def hb_outline(font: hb.Font, glyph: int) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    draw = hb.DrawFuncs()
    draw.set_move_to_func(lambda x, y, out: out.append((x, y)))
    draw.set_line_to_func(lambda x, y, out: out.append((x, y)))
    draw.set_quadratic_to_func(lambda cx, cy, x, y, out: out.extend([(cx, cy), (x, y)]))
    draw.set_close_path_func(lambda out: None)
    font.draw_glyph(glyph, draw, points)
    return points


SETTER = Typesetter(Digits.ARABIC, ("บ้านหนองไผ่ล้อม",))
SENTENCE = "มีการใช้เทคโนโลยีที่เหมาะสม/สอดคล้องกับศักยภาพของหมู่บ้าน/ชุมชน บ้านหนองไผ่ล้อม พ.ศ. 2569 "


@given(st.integers(60, 500))
@settings(deadline=None)
def test_lines_fit_and_together_are_the_text(space: int) -> None:
    lines = SETTER.wrap(SENTENCE.strip(), Weight.REGULAR, 11.0, float(space))
    for line in lines:
        assert shape(Weight.REGULAR, line).advance * 11 / 1000 <= space + 0.02
    assert "".join(lines).replace(" ", "") == SENTENCE.replace(" ", "")


def test_a_village_name_is_not_torn_while_a_line_can_hold_it() -> None:
    for space in range(90, 400, 5):
        lines = SETTER.wrap(SENTENCE * 3, Weight.REGULAR, 11.0, float(space))
        assert sum(line.count("บ้านหนองไผ่ล้อม") for line in lines) == 3


@given(st.text(max_size=60), st.floats(1, 80))
@settings(deadline=None)
def test_any_text_is_wrapped_even_where_nothing_fits(text: str, space: float) -> None:
    printed = SETTER.text(text)
    lines = SETTER.wrap(printed, Weight.REGULAR, 11.0, space)
    assert lines
    assert "".join("".join(lines).split()) == "".join(printed.replace("\u200b", "").split())


@pytest.mark.parametrize(("share", "lines"), [(1.0, 1), (0.9, 1), (0.8, 1), (0.5, 2)])
def test_a_name_a_little_too_long_for_its_column_is_smaller_and_not_torn(
    share: float, lines: int
) -> None:
    name, regular = "เมืองนครศรีธรรมราช", Weight.REGULAR
    space = shape(regular, name).advance * 10.5 / 1000 * share
    size = SETTER.size_for(f"{name} ก", regular, 10.5, space, least=8.0)
    assert size == pytest.approx(max(10.5 * share, 8.0))
    assert (len(SETTER.wrap(name, regular, size, space)) == 1) is (lines == 1)
    assert SETTER.size_for("คลัง", regular, 10.5, space, least=8.0) == 10.5
