from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.documents.sheet_code import (
    ALPHABET,
    as_scanned,
    code_from,
    display,
    is_sheet_code,
    normalise,
)
from cdd_desktop.thai.keyboard import as_kedmanee

CODES = st.builds(code_from, st.binary(max_size=32), st.integers(0, 1000))


@given(CODES)
@settings(deadline=None)
def test_a_code_is_eight_characters_and_checks_itself(code: str) -> None:
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert is_sheet_code(code)
    assert is_sheet_code(display(code))


@given(CODES)
@settings(deadline=None)
def test_every_single_wrong_character_is_noticed(code: str) -> None:
    for place in range(8):
        for other in set(ALPHABET) - {code[place]}:
            assert not is_sheet_code(code[:place] + other + code[place + 1 :])


@given(CODES)
@settings(deadline=None)
def test_any_two_characters_that_changed_places_are_noticed(code: str) -> None:
    for first, second in combinations(range(8), 2):
        swapped = list(code)
        swapped[first], swapped[second] = code[second], code[first]
        if code[first] != code[second]:
            assert not is_sheet_code("".join(swapped))


def test_the_same_digest_gives_the_same_code_and_attempts_differ() -> None:
    assert code_from(b"sheet", 0) == code_from(b"sheet", 0)
    assert len({code_from(b"sheet", attempt) for attempt in range(50)}) == 50


@given(CODES)
@settings(deadline=None)
def test_what_people_type_is_read_as_meant(code: str) -> None:
    typed = f"  {code[:4].lower()} – {code[4:].lower()} ".replace("0", "o").replace("1", "l")
    assert normalise(typed) == code
    assert normalise(code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == code


def test_codes_that_look_all_the_same_or_too_short_are_none() -> None:
    for text in ("", "K4F2", "K4F29QTMX", "ก4F29QTM", "U0000000"):
        assert not is_sheet_code(text)


def test_display_puts_a_dash_in_the_middle() -> None:
    assert display("K4F29QTM") == "K4F2-9QTM"


def test_a_code_that_was_scanned_on_the_thai_layout_is_the_code() -> None:
    code = code_from(b"scanned", 0)
    for written in (code, display(code), display(code).lower()):
        assert as_scanned(as_kedmanee(written)) == written
    for other in (code, display(code), "บ้านควนขนุน", "9301", ""):
        assert as_scanned(other) == other
