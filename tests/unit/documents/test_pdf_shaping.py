"""Every consonant with every vowel and tone, in the four faces that are shipped."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.documents.pdf.fonts import FontFile, Weight, font_file
from cdd_desktop.documents.pdf.letters import glyph_count, with_letters
from cdd_desktop.documents.pdf.paper import BASELINE, LEADING
from cdd_desktop.documents.pdf.shaping import letters, shape
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.thai.digits import Digits

Box = tuple[float, float, float, float]  # left, bottom, right, top

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
ABOVE = [chr(code) for code in (0x0E31, *range(0x0E34, 0x0E38))]
ALONE = ["\u0e47", "\u0e4d", "\u0e4e"]  # words have no tone over these, nor them over a vowel
BELOW = [chr(code) for code in range(0x0E38, 0x0E3B)]
TONES = ["", *(chr(code) for code in range(0x0E48, 0x0E4D))]
TAILS = ["", "า", "ำ"]
# hardly a word has a mark under the tails of these; the face hangs it 0.56 em down
HANGING_FAR = tuple("".join(pair) for pair in product("ฎฏฤฦ", BELOW))

FACES = ("Sarabun-Regular", "Sarabun-Bold", "Sarabun-Italic", "Sarabun-BoldItalic")
IN_EACH_FACE = pytest.mark.parametrize("name", FACES)


@cache
def face(name: str) -> FontFile:
    return FontFile(name)


def syllables() -> Iterator[str]:
    """All there could be, such as no word has them too."""
    return map("".join, product(CONSONANTS, ["", *ABOVE, *BELOW, *ALONE], [*TONES, *ALONE], TAILS))


def words_have() -> Iterator[str]:
    """Those that words have: sara am stands over no other vowel above."""
    yield from map("".join, product(CONSONANTS, ALONE))
    for consonant, tone in product(CONSONANTS, TONES):
        yield from (consonant + vowel + tone for vowel in ("", *ABOVE, *BELOW))
        yield consonant + tone + "ำ"


def harfbuzz_places(file: FontFile, text: str) -> list[tuple[int, int, int]]:
    """Glyphs and where they stand, as HarfBuzz alone says."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(file.font, buffer)
    places, pen = [], 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        places.append((info.codepoint, pen + position.x_offset, position.y_offset))
        pen += position.x_advance
    return places


def our_places(file: FontFile, text: str) -> list[tuple[int, int, int]]:
    places, pen = [], 0
    for letter in letters(file, text):
        places += [(part.glyph, pen + part.x, part.y) for part in letter.parts]
        pen += letter.advance
    return places


def check(file: FontFile, text: str) -> None:
    assert our_places(file, text) == harfbuzz_places(file, text), text
    assert "".join(letter.text for letter in letters(file, text)) == text


def boxes(file: FontFile, text: str) -> list[Box]:
    """What the glyphs cover, in em."""
    found = []
    for glyph, x, y in our_places(file, text):
        ink = _ink(file.name, glyph)
        if ink:
            left, bottom, right, top = ink
            box = (left + x, bottom + y, right + x, top + y)
            found.append(tuple(edge * file.scale / 1000 for edge in box))
    return found  # type: ignore[return-value]


@cache
def _ink(name: str, glyph: int) -> Box | None:
    extents = face(name).font.get_glyph_extents(glyph)
    if not extents.width:
        return None
    left, top = extents.x_bearing, extents.y_bearing
    return left, top + extents.height, left + extents.width, top


@IN_EACH_FACE
def test_marks_stand_where_harfbuzz_puts_them(name: str) -> None:
    for text in syllables():
        check(face(name), text)


@IN_EACH_FACE
def test_marks_stand_where_harfbuzz_puts_them_inside_a_word(name: str) -> None:
    for text in words_have():
        check(face(name), f"เ{text}ย่าง")


@IN_EACH_FACE
def test_no_mark_lies_on_another(name: str) -> None:
    for text in words_have():
        # the first glyph is the consonant, whose stem may reach up between its marks
        for one, other in combinations(boxes(face(name), text.removesuffix("ำ"))[1:], 2):
            is_beside = one[2] <= other[0] or other[2] <= one[0]
            assert is_beside or one[3] <= other[1] or other[3] <= one[1], text


@IN_EACH_FACE
def test_a_line_has_room_for_all_marks_so_that_two_lines_never_touch(name: str) -> None:
    for text in words_have():
        if not text.startswith(HANGING_FAR):
            _, bottoms, _, tops = zip(*boxes(face(name), text), strict=True)
            assert max(tops) <= BASELINE, text
            assert min(bottoms) >= BASELINE - LEADING, text


@given(st.text(st.sampled_from("กปญ่้๊ิีุูำาเ แfi1๓-/().é"), min_size=1, max_size=20))
@settings(deadline=None)
def test_any_text_is_shaped_as_harfbuzz_does_and_keeps_its_characters(text: str) -> None:
    check(font_file(Weight.REGULAR), text)


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
