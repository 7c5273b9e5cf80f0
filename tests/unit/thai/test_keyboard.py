"""A scanner's keys are the same keys under either layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.sheet_code import ALPHABET, code_from, display, is_sheet_code
from cdd_desktop.thai.keyboard import as_kedmanee, as_us_keys


@pytest.mark.parametrize("sign", [*ALPHABET, *ALPHABET.lower(), "-"])
def test_every_sign_of_a_code_comes_back(sign: str) -> None:
    assert as_us_keys(as_kedmanee(sign)) == sign


@given(st.binary(max_size=8))
def test_a_scanned_code_is_a_code_again(digest: bytes) -> None:
    shown = display(code_from(digest, 0))
    assert as_us_keys(as_kedmanee(shown)) == shown
    assert is_sheet_code(as_us_keys(as_kedmanee(shown.lower())))


def test_keys_as_they_are_engraved() -> None:
    assert as_kedmanee("k4f2-9qtm") == "าภด/ขตๆะท"
    assert as_us_keys("ฟหกด") == "asdf"


def test_what_no_key_writes_stays() -> None:
    assert as_us_keys("é ") == "é "
