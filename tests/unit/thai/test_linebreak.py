import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import geothai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.thai.linebreak import ZWSP, Segmenter, default_segmenter, strip_breaks

VILLAGES = ("บ้านโนนตาเถร", "หนองไผ่ล้อม", "แม่ละนา", "บ้านซับตะเคียน", "บ้านหนองแวงโสกพระ")
THAI_TEXT = st.text(alphabet="กขคงจชณตทนบปพมยรลวศสหอะาำิีึืุู็่้์ัเแโใไๆฯ .()/-12๓พศabc\u200b\n", max_size=60)
WORDS = (
    "หมู่บ้าน เข้มแข็ง ตำบล ห้วยบง สมุทรสงคราม เด็กๆ ฯลฯ พ.ศ. 5.2 จันทร์ ก็ เก๊ะ น้ำ ( ) / CO2 วั ซื้อ กรุงเทพฯ ๒๕๖๙"
)
WORDY_TEXT = st.lists(st.sampled_from((" ", *WORDS.split())), max_size=14).map("".join)
NOT_AT_A_START = "ะัาำิีึืฺุูๅ็่้๊๋์ํ๎ๆฯ"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    text: str
    good: frozenset[int]
    tolerable: frozenset[int]


def judged_sentences():
    lines = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        text, marks = "", {"|": set(), "/": set()}
        for letter in line:
            if letter in marks:
                marks[letter].add(len(text))
            else:
                text += letter
        yield Judged(text=text, good=frozenset(marks["|"]), tolerable=frozenset(marks["/"]))


SENTENCES = tuple(judged_sentences())


@pytest.fixture(scope="module")
def segmenter():
    return default_segmenter()


def cuts(segmenter, text):
    """The places without a space where a line of `text` may end."""
    found, at = set(), 0
    for word in segmenter.words(text)[:-1]:
        at += len(word)
        if not word[-1].isspace():
            found.add(at)
    return found


@pytest.mark.parametrize("sentence", SENTENCES, ids=range(len(SENTENCES)))
def test_no_wrong_break_with_office_names(segmenter, sentence):
    found = cuts(segmenter.with_names(VILLAGES), sentence.text)
    assert found <= sentence.good | sentence.tolerable


def test_most_good_breaks_are_found(segmenter):
    named = segmenter.with_names(VILLAGES)
    found = sum(len(cuts(named, sentence.text) & sentence.good) for sentence in SENTENCES)
    assert found / sum(len(sentence.good) for sentence in SENTENCES) > 0.88


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("หมู่บ้านเศรษฐกิจพอเพียงต้นแบบ", "หมู่บ้าน|เศรษฐกิจพอเพียง|ต้นแบบ"),
        ("ผลการประเมินตัวชี้วัดของจปฐ.", "ผล|การประเมิน|ตัวชี้วัด|ของ|จปฐ."),
        ("ทำนาในพื้นที่", "ทำนา|ใน|พื้นที่"),
        ("ตำบลห้วยบงอำเภอด่านขุนทด", "ตำบล|ห้วยบง|อำเภอ|ด่านขุนทด"),
        ("เด็กๆและครอบครัวฯลฯ", "เด็กๆ|และ|ครอบครัวฯลฯ"),
        ("ปีงบประมาณ พ.ศ.2569", "ปีงบประมาณ พ.ศ.2569"),
        ("หมู่ที่ 4 ต.บางแก้ว ร้อยละ5.2", "หมู่|ที่ 4 ต.บางแก้ว ร้อยละ5.2"),
        ("ประธานกรรมการ(หมู่บ้าน)และกำนัน", "ประธานกรรมการ|(หมู่บ้าน)|และ|กำนัน"),
        ("กำนัน/ผู้ใหญ่บ้าน", "กำนัน/|ผู้ใหญ่บ้าน"),
        ("ต./อ.", "ต./อ."),
        ("สุไหงโก-ลก", "สุไหงโก-ลก"),
        ("ค่าCO2ลดลง 1,250.75 บาท", "ค่าCO2ลดลง 1,250.75 บาท"),
        ("เงิน฿500", "เงิน฿500"),
        ("ณที่ณ", "ณ|ที่|ณ"),
        ("", ""),
    ],
)
def test_office_texts_break_between_words_only(segmenter, text, broken):
    assert segmenter.breakable(text).replace(ZWSP, "|") == broken


@pytest.mark.parametrize("name", ["นครราชสีมา", "ตะโละกาโปร์", "ไทยสามัคคี", "วังน้ำเขียว", "ปางมะผ้า"])
def test_a_province_amphoe_or_tambon_is_never_torn(segmenter, name):
    for text in (name, f"อำเภอ{name}", f"ที่ว่าการอำเภอ{name}และ{name}"):
        assert not any(
            match.start() < cut < match.end()
            for match in re.finditer(name, text)
            for cut in cuts(segmenter, text)
        )


def test_every_official_name_alone_stays_whole(segmenter):
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            for place in (district, *geothai.subdistricts(district.code)):
                assert cuts(segmenter, place.name_th) <= {place.name_th.find("(")}


def test_a_village_is_whole_once_the_office_names_it_with_or_without_ban(segmenter):
    assert len(segmenter.words("แม่ละนา")) > 1
    named = segmenter.with_names(["บ้านแม่ละนา", "บ้านตะพ้อ 2", "บ้านใต้ (บ้านนาทับ)"])
    assert named.words("แม่ละนา") == ("แม่ละนา",)
    assert named.words("บ้านแม่ละนา") == ("บ้านแม่ละนา",)
    assert named.words("หมู่บ้านแม่ละนา")[-1] == "แม่ละนา"
    assert named.words("บ้านตะพ้อ 2") == ("บ้านตะพ้อ ", "2")
    assert len(segmenter.words("แม่ละนา")) > 1


def test_a_village_whose_name_is_abbreviated_stays_whole(segmenter):
    named = segmenter.with_names(["บ้านตลาดพฤหัสฯ"])
    assert named.words("ชาวบ้านตลาดพฤหัสฯประชุม")[-2:] == ("ตลาดพฤหัสฯ", "ประชุม")
    assert named.words("บ้านตลาดพฤหัสฯ") == ("บ้านตลาดพฤหัสฯ",)


def test_a_segmenter_of_its_own_knows_only_the_given_names():
    alone = Segmenter(["ปาเสมัส"])
    assert alone.words("ตำบลปาเสมัส") == ("ตำบล", "ปาเสมัส")
    assert len(alone.words("ตะโละกาโปร์")) > 1


@given(THAI_TEXT | WORDY_TEXT | st.text(max_size=40))
def test_words_join_to_the_text_and_breaks_strip_away(text):
    segmenter = default_segmenter()
    assert "".join(segmenter.words(text)) == text
    assert all(segmenter.words(text))
    broken = segmenter.breakable(text)
    assert strip_breaks(broken) == strip_breaks(text)
    assert segmenter.breakable(broken) == broken


@given(THAI_TEXT | WORDY_TEXT)
def test_no_break_falls_inside_a_cluster(text):
    for before, after in zip(
        default_segmenter().words(text), default_segmenter().words(text)[1:], strict=False
    ):
        assert after[0] not in NOT_AT_A_START
        assert before[-1] not in "เแโใไัื"
        assert not re.match("[ก-ฮ]{1,2}[ิุ]?์", after)


@given(THAI_TEXT | WORDY_TEXT)
def test_latin_words_numbers_and_abbreviations_stay_whole(text):
    broken = default_segmenter().breakable(text)
    assert not re.search(f"[0-9A-Za-z๐-๙.]{ZWSP}|{ZWSP}[0-9A-Za-z๐-๙.)]", broken)


def test_importing_loads_no_words():
    code = (
        "import cdd_desktop.thai.linebreak as module;"
        "assert module.default_segmenter.cache_info().currsize == 0;"
        "assert module._dictionary.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
