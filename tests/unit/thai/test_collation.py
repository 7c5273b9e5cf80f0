import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.thai.collation import name_key

# as the Royal Institute lists them
_LISTED = (
    "กระบี่ กรุงเทพมหานคร กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี "
    "ชัยนาท ชัยภูมิ ชุมพร เชียงราย เชียงใหม่ ตรัง ตราด ตาก นครนายก นครปฐม นครพนม "
    "นครราชสีมา นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส น่าน บึงกาฬ บุรีรัมย์ ปทุมธานี "
    "ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา พัทลุง พิจิตร พิษณุโลก "
    "เพชรบุรี เพชรบูรณ์ แพร่ ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ยะลา ร้อยเอ็ด "
    "ระนอง ระยอง ราชบุรี ลพบุรี ลำปาง ลำพูน เลย ศรีสะเกษ สกลนคร สงขลา สตูล สมุทรปราการ "
    "สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี "
    "สุรินทร์ หนองคาย หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี "
    "อุบลราชธานี "
)
PROVINCES = _LISTED.split()
THAI_NAMES = st.text(alphabet="กขคงรฤลวอะาำิุเแโไ่้์็ๆ 12๑๒aB-", max_size=12)


def test_the_provinces_come_in_the_order_of_the_official_list():
    assert len(PROVINCES) == 77
    backwards = PROVINCES[::-1]
    assert sorted(backwards, key=name_key) == PROVINCES


@pytest.mark.parametrize(
    "ordered",
    [
        ["กรอง", "เกาะ", "ขา", "คลอง"],
        ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาง", "ก้าง"],
        ["ขาว", "ข่าว", "ข้าว", "ขาวนา", "ข้าวนา"],
        ["เก", "เก็", "เก่", "เกง", "เก็ง", "เก่ง", "เก้ง"],
        ["จัน", "จันทน์", "จันทร์", "จันทรา"],
        ["รวม", "ระ", "เรา", "ฤกษ์", "ลม", "ฦๅ", "วน"],
        [
            "กก",
            "กะ",
            "กัน",
            "กา",
            "กำ",
            "กิน",
            "กี",
            "กึก",
            "กืด",
            "กุ",
            "กู",
            "เก",
            "แก",
            "โก",
            "ใก",
            "ไก",
        ],
        ["บ้านใหม่", "บ้านใหม่ 1", "บ้านใหม่ ๒", "บ้านใหม่ 10", "บ้านใหม่พัฒนา"],
        ["ชุมชน 9", "ชุมชน 09ก", "ชุมชน 10", "ชุมชนเขต ๑", "ชุมชนเขต 9"],
        ["2", "10", "abc", "ABCD", "กข"],
    ],
)
def test_names_sort_as_a_thai_dictionary_has_them(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=name_key) == ordered
    assert len({name_key(name) for name in ordered}) == len(ordered)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("เขต 9", "เขต๙"),
        ("Moo Baan", "moo baan"),
        ("น้ำ", "น\u0e49\u0e4d\u0e32"),
        ("น้ำ", "น\u0e4d\u0e49\u0e32"),
        ("แม่", "เเม่"),
        ("กุ้ง", "กุ้ง"),
        ("บ้าน ใหม่", "บ้านใหม่"),
        ("หมู่\u200bบ้าน", "หมู่บ้าน"),
        ("หมู่ 007", "หมู่ 7"),
    ],
)
def test_ways_of_writing_the_same_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@given(THAI_NAMES, THAI_NAMES)
def test_a_longer_name_never_comes_before_its_own_beginning(one, other):
    joined = f"{one} ข{other}"  # the blank and the letter keep numbers and vowels of both apart
    assert name_key(one) < name_key(joined)


@given(st.text(), st.text())
def test_keys_order_the_same_in_bytes_as_in_text(one, other):
    """SQLite BINARY and PostgreSQL "C" compare UTF-8 bytes, Python compares code points."""
    text_order = name_key(one) < name_key(other)
    bytes_order = name_key(one).encode() < name_key(other).encode()
    assert text_order == bytes_order
    assert "\x00" not in name_key(one)


@given(
    st.lists(THAI_NAMES, max_size=8).flatmap(
        lambda names: st.tuples(st.just(names), st.permutations(names))
    )
)
def test_the_order_does_not_depend_on_how_the_list_was_mixed(lists):
    names, mixed = lists
    in_order = [name_key(name) for name in sorted(names, key=name_key)]
    assert [name_key(name) for name in sorted(mixed, key=name_key)] == in_order
