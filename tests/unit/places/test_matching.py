"""Which place is meant by words: never by the name alone, never by a guess."""

from uuid import uuid4

import pytest

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.matching import Doubt, PlaceMatcher, PlaceWords, lost_zero
from cdd_desktop.places.records import Village, kind_of, moo_of

REGISTER = {
    "93010101": "ดอนหลา",
    "93010102": "น้ำเลือด",
    "93010103": "น้ำเลือด",
    "93010151": "หัวถนน",
    "93010301": "ท่าแค",
    "93020101": "กงหรา",
}


def village(number: int, code: str, name: str) -> Village:
    return Village(
        id=number,
        uuid=uuid4(),
        code=code,
        kind=kind_of(code),
        moo=moo_of(code),
        name=name,
        tambon_code=code[:6],
    )


PLACES = {code: village(n, code, name) for n, (code, name) in enumerate(REGISTER.items(), 1)}


def matcher(remembered: dict[str, int] | None = None) -> PlaceMatcher:
    return PlaceMatcher(Areas(), ("90", "93"), PLACES.values(), remembered or {})


def found(**words: str) -> str:
    match = matcher().match(PlaceWords(**{"amphoe": "เมืองพัทลุง", "tambon": "คูหาสวรรค์", **words}))
    assert isinstance(match, Village), match
    return match.code


def doubt(**words: str) -> Doubt:
    match = matcher().match(PlaceWords(**{"amphoe": "เมืองพัทลุง", "tambon": "คูหาสวรรค์", **words}))
    assert isinstance(match, Doubt), match
    return match


def test_a_place_is_found_by_amphoe_tambon_and_moo() -> None:
    assert found(moo="1", name="ดอนหลา") == "93010101"
    assert found(moo="1") == "93010101"


@pytest.mark.parametrize("amphoe", ["อ.เมืองพัทลุง", "อำเภอ เมืองพัทลุง", "เมือง", "เมือง พัทลุง"])
@pytest.mark.parametrize("moo", ["๑", "หมู่ที่ 1", "ม.1", "01"])
def test_words_and_digits_may_be_written_as_people_do(amphoe: str, moo: str) -> None:
    assert found(amphoe=amphoe, tambon="ต. คูหาสวรรค์", moo=moo, name="บ้าน ดอนหลา") == "93010101"


def test_a_name_that_differs_from_the_register_is_a_question_with_the_moo_first() -> None:
    question = doubt(moo="1", name="ดอนหล่า")
    assert question.choices[0].code == "93010101"
    assert "บ้านดอนหลา" in question.question
    assert question.question.endswith("กรุณายืนยันหมู่บ้าน")


def test_a_name_alone_is_never_enough() -> None:
    question = doubt(name="น้ำเลือด")
    assert [place.code for place in question.choices[:2]] == ["93010102", "93010103"]
    assert doubt(name="ดอนหลา").choices[0].code == "93010101"


def test_a_moo_that_the_register_lacks_is_a_question_with_the_name_first() -> None:
    assert doubt(moo="9", name="น้ำเลือด").choices[0].code == "93010102"


def test_a_misspelled_tambon_is_a_question() -> None:
    assert doubt(tambon="คูหาสวรรณ์", moo="1", name="ดอนหลา").choices[0].code == "93010101"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"tambon": "", "moo": "1"}, "กรอกอำเภอ ตำบล และหมู่ที่"),
        ({"moo": "หนึ่ง"}, "ไม่ใช่หมู่ที่"),
        ({"tambon": "ไม่มีที่ใดชื่อนี้", "moo": "1"}, "ตรวจชื่ออำเภอและตำบล"),
        ({"tambon": "ปรางหมู่", "moo": "1"}, "นำเข้าทะเบียนหมู่บ้านก่อน"),
    ],
)
def test_what_cannot_be_a_place_is_told(words: dict[str, str], told: str) -> None:
    match = matcher().match(PlaceWords(**{"amphoe": "เมืองพัทลุง", "tambon": "คูหาสวรรค์", **words}))
    assert isinstance(match, str)
    assert told in match


def test_an_answer_is_remembered_by_the_words_however_they_are_spaced() -> None:
    words = doubt(moo="1", name="ดอนหล่า").words
    known = matcher({words.key: PLACES["93010102"].id})
    again = PlaceWords(amphoe="อ. เมืองพัทลุง", tambon="คูหา สวรรค์", moo="๑", name="บ้านดอนหล่า")
    match = known.match(again)
    assert isinstance(match, Village)
    assert match.code == "93010102"


def test_a_code_without_its_zero_is_a_question_and_never_taken_for_granted() -> None:
    assert lost_zero("๙๓๐๑๐๑๑")
    assert not lost_zero("93010101")
    match = matcher().match(PlaceWords(code="9301011"))
    assert isinstance(match, Doubt)
    assert match.choices[0].code == "93010101"
    assert isinstance(matcher().match(PlaceWords(code="9399991")), str)
