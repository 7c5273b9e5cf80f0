"""Codes that a spreadsheet turned into dates or numbers: read back where that is certain."""

from dataclasses import replace

import pytest

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.typed_codes import CodeCell, MendedCodes, mend_codes

INSTRUMENT = next(one for one in shipped_instruments() if one.id == "moi-4x23")
CODES = [indicator.code for indicator in INSTRUMENT.indicators]


def mended(*texts: str, instrument: Instrument = INSTRUMENT, sheets: str = "") -> MendedCodes:
    """A column; `sheets` has a letter for each row, by default all are of one sheet."""
    cells = [
        CodeCell(number=number, text=text, sheet=(sheets[number - 2] if sheets else "",))
        for number, text in enumerate(texts, 2)
    ]
    return mend_codes(cells, instrument)


def with_codes(*codes: str) -> Instrument:
    """An instrument whose first topic has these codes."""
    topic = INSTRUMENT.topics[0]
    shown = tuple(
        replace(topic.indicators[0], code=code, number=number)
        for number, code in enumerate(codes, 1)
    )
    return replace(INSTRUMENT, topics=(replace(topic, indicators=shown),))


def iso(code: str, *, day_first: bool) -> str:
    one, other = (int(part) for part in code.split("."))
    day, month = (one, other) if day_first else (other, one)
    return f"2026-{month:02}-{day:02}"


@pytest.mark.parametrize("day_first", [True, False])
def test_a_whole_list_of_dates_is_read_back_in_the_order_its_certain_ones_show(
    day_first: bool,
) -> None:
    found = mended(*(iso(code, day_first=day_first) for code in CODES))
    assert list(found.codes.values()) == CODES


@pytest.mark.parametrize(
    "text", ["1/5/2569", "1-May", "1 พ.ค.", "๐๑/๐๕/๒๕๖๙", "1-พ.ค.-69", "5/1/26"]
)
def test_a_date_that_can_be_one_code_only_is_read_back(text: str) -> None:
    assert mended("1.1", text, "4.4").codes == {3: "1.5"}


def test_what_was_put_right_is_said_by_row() -> None:
    assert mended("2026-01-01", "1.2").notes == ("แก้ให้แล้ว: แถว 2 1 ม.ค. อ่านเป็น 1.1",)
    assert mended(*["2026-01-01"] * 8, sheets="abcdefgh").notes[0].endswith("และอีก 2 แถว")


def test_a_date_that_may_be_either_of_two_codes_stays() -> None:
    assert mended("1.1", "2026-02-01").codes == {}
    assert mended("1.1", "1/2/2569").codes == {}


def test_dates_of_both_orders_prove_nothing_for_the_others() -> None:
    found = mended("2026-05-01", "2026-01-05", "2026-02-01", sheets="abc")
    assert found.codes == {2: "1.5", 3: "1.5"}


def test_a_code_that_the_sheet_has_already_is_not_made_out_of_a_date() -> None:
    assert mended("1.2", "2026-05-01", "2026-02-01").codes == {3: "1.5"}
    assert mended("1.2", "2026-05-01", "2026-02-01", sheets="abb").codes == {3: "1.5", 4: "1.2"}


@pytest.mark.parametrize("other", ["หมายเหตุ", "9.9", "2026-12-31"])
def test_a_column_with_anything_else_is_left_alone(other: str) -> None:
    assert mended("2026-01-01", other, "1.2") == MendedCodes()


def test_zeros_that_a_number_format_put_behind_a_code_are_dropped() -> None:
    found = mended("1.10", "๒.๓๐", "1.2")
    assert found.codes == {2: "1.1", 3: "2.3"}
    assert found.notes == ("แก้ให้แล้ว: แถว 2 1.10 อ่านเป็น 1.1, แถว 3 ๒.๓๐ อ่านเป็น 2.3",)


TENS = with_codes(*(f"5.{number}" for number in range(1, 11)))
NUMBERS = [*(f"5.{number}" for number in range(1, 10)), "5.1"]


def test_the_tenth_code_that_became_the_first_is_known_by_the_ninth_before_it() -> None:
    found = mended(*NUMBERS, *NUMBERS, instrument=TENS, sheets="a" * 10 + "b" * 10)
    assert found.codes == {11: "5.10", 21: "5.10"}
    assert found.unsure == {}


def test_a_tenth_code_that_nothing_tells_from_the_first_is_refused() -> None:
    found = mended("5.9", "5.1", instrument=TENS)
    assert found.codes == {}
    assert "อาจเป็น 5.1 หรือ 5.10" in found.unsure[3]
    assert mended("5.3", "5.1", "5.1", instrument=TENS).unsure.keys() == {3, 4}


def test_codes_kept_as_text_are_what_they_say() -> None:
    found = mended("5.9", "5.10", "5.1", instrument=TENS)
    assert found == MendedCodes()
    assert mended("5.1", "5.2", instrument=TENS) == MendedCodes()
