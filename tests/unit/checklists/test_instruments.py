from pathlib import Path

import pytest

from cdd_desktop.checklists.instruments import (
    CDD_6X2,
    MOI_23,
    AnswerKind,
    CheckStatus,
    Instrument,
    InstrumentRejected,
    Round,
)
from cdd_desktop.checklists.library import (
    load_instrument,
    parse_instrument,
    shipped_instruments,
)
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import PlaceKind


@pytest.fixture
def moi() -> Instrument:
    (found,) = (each for each in shipped_instruments() if each.id == MOI_23)
    return found


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(InstrumentRejected) as rejected:
        parse_instrument(text, "x.yaml")
    return rejected.value.faults


def test_the_ministrys_instrument_has_four_topics_and_twenty_three_indicators(
    moi: Instrument,
) -> None:
    assert [len(topic.indicators) for topic in moi.topics] == [7, 5, 7, 4]
    assert [indicator.number for indicator in moi.indicators] == list(range(1, 24))
    assert moi.indicators[0].code == "1.1"
    assert moi.indicators[-1].code == "4.4"
    assert [(level.min_passed, level.max_passed) for level in moi.levels] == [
        (0, 9),
        (10, 16),
        (17, 22),
        (23, 23),
    ]
    assert [level.needs_main for level in moi.levels] == [False, True, False, False]
    assert moi.main_count == 10
    assert moi.in_force_from == 2552
    assert moi.subjects == (PlaceKind.VILLAGE,)
    assert moi.default_round is Round.AFTER


def test_recalled_texts_are_flagged_and_no_criteria_are_invented(moi: Instrument) -> None:
    assert {indicator.check.status for indicator in moi.indicators} == {CheckStatus.PENDING}
    assert {indicator.criteria for indicator in moi.indicators} == {""}
    assert all(indicator.check.source for indicator in moi.indicators)
    assert not moi.is_verified


@pytest.mark.parametrize("text", ["2.1", "8", "๒.๑", "๘", " ข้อ 2.1", "ข้อที่ ๘", "ตัวชี้วัดที่ 8"])
def test_an_indicator_is_found_by_code_and_number(moi: Instrument, text: str) -> None:
    found = moi.find(text)
    assert found is not None
    assert found.code == "2.1"


@pytest.mark.parametrize("text", ["", "0", "24", "5.1", "1.8", "หนึ่ง", "-1", "²"])
def test_nonsense_finds_no_indicator(moi: Instrument, text: str) -> None:
    assert moi.find(text) is None


def test_asking_for_what_is_not_there_is_refused(moi: Instrument) -> None:
    with pytest.raises(NotFound):
        moi.indicator("5.1")
    with pytest.raises(NotFound):
        moi.level(4)


def test_the_hash_does_not_see_line_ends_and_sees_everything_else(moi: Instrument) -> None:
    windows = parse_instrument("\ufeff" + moi.text.replace("\n", "\r\n"), "x.yaml")
    assert windows == moi
    assert parse_instrument(moi.text + "# หมายเหตุ\n", "x.yaml").content_hash != moi.content_hash


def test_a_missing_topic_is_told_with_its_line(moi: Instrument) -> None:
    start = moi.text.index('  - code: "3"')
    end = moi.text.index('  - code: "4"')
    faults = faults_of(moi.text[:start] + moi.text[end:])
    lines = moi.text.splitlines()
    counts, topics = lines.index("counts: {topics: 4, indicators: 23}"), lines.index("topics:")
    assert faults[0] == f"x.yaml บรรทัด {counts + 1}: แจ้งไว้ว่ามี 23 ตัวชี้วัด แต่พบ 16 ตัวชี้วัด"
    assert faults[1].startswith(f"x.yaml บรรทัด {topics + 1}: แจ้งไว้ว่ามี 4 ด้าน แต่พบ 3 ด้าน (1, 2, 4)")


def test_a_missing_key_an_unknown_key_and_a_wrong_type_are_told_together(moi: Instrument) -> None:
    text = moi.text.replace('code: "1.1"', "code: 1.1").replace("number: 5\n", "nubmer: 5\n")
    text = text.replace("needs_main: true", "needs_main: ใช่").replace("shade: 3", "shade: 4")
    faults = faults_of(text)
    lines = [int(fault.split("บรรทัด ")[1].split(":")[0]) for fault in faults]
    assert lines == sorted(lines)
    told = "\n".join(faults)
    assert "“code” ต้องเป็นข้อความ ถ้าเป็นตัวเลขให้ใส่ในเครื่องหมายคำพูด" in told
    assert "ขาด “number”" in told
    assert "ไม่รู้จัก “nubmer”" in told
    assert "“needs_main” ต้องเป็น true หรือ false" in told
    assert "“shade” ต้องไม่เกิน 3" in told
    assert len(faults) == 5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("max_passed: 16", "max_passed: 15", "ช่วงก่อนระดับ “อยู่ดี กินดี” ขาดไป ต้องเริ่มที่ 16"),
        ("max_passed: 16", "max_passed: 17", "ซ้อนกับระดับก่อนหน้า ต้องเริ่มที่ 18"),
        ("max_passed: 23", "max_passed: 24", "ต้องจบที่ 23"),
        ("min_passed: 17\n    max_passed: 22", "min_passed: 17\n    max_passed: 3", "กลับหัว"),
        ("  - code: 2\n", "  - code: 1\n", "รหัสระดับ “อยู่ดี กินดี” ต้องมากกว่า"),
        ('code: "1.2"', 'code: "1.1"', "รหัสตัวชี้วัด “1.1” ซ้ำ"),
        ('code: "1.2"', 'code: "2.2"', "อยู่ใต้ด้าน “1” รหัสต้องขึ้นต้นด้วย “1.”"),
        ("number: 7\n", "number: 8\n", "ลำดับของตัวชี้วัด “1.7” ต้องเป็น 7 แต่พบ 8"),
        ('- code: "3"\n', '- code: "2"\n', "รหัสด้าน “2” ซ้ำ"),
        ("main_count: 10", "main_count: 24", "“main_count” ต้องไม่เกินจำนวนตัวชี้วัด 23"),
        ("main_count: 10", "main_count: 0", "บังคับตัวชี้วัดหลักไม่ได้"),
        ("default_round: after", "default_round: never", "before, after"),
        ("rounds: [before, after]", "rounds: [before]", "“default_round” ต้องเป็นรอบหนึ่งใน"),
        ("subjects: [village]", "subjects: [village, village]", "“subjects” มีค่าซ้ำ"),
        ("subjects: [village]", "subjects: []", "ต้องมีอย่างน้อยหนึ่งรายการ"),
        ("in_force_from: 2552", "in_force_from: 2009", "ปีงบประมาณ พ.ศ."),
        ("owner: กระทรวงมหาดไทย", "owner: ''", "“owner” ต้องไม่เว้นว่าง"),
        ("owner: กระทรวงมหาดไทย", "owner: ก\nowner: ข", "มี “owner” ซ้ำ"),
        ("source: คำเรียก", "source: &a คำเรียก", ""),
    ],
)
def test_each_fault_is_told_in_thai(moi: Instrument, old: str, new: str, told: str) -> None:
    assert old in moi.text
    changed = moi.text.replace(old, new, 1)
    if not told:
        assert parse_instrument(changed, "x.yaml").id == MOI_23
    else:
        assert told in "\n".join(faults_of(changed))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "บรรทัด 1: ไฟล์ว่างเปล่า"),
        ("# มีแต่หมายเหตุ\n", "ไฟล์ว่างเปล่า"),
        ("id: x\nlevels: [1, 2\ntopics: y\n", "เขียนไม่ถูกรูปแบบ YAML"),
        ("- a\n- b\n", "ต้องเป็นกลุ่มของหัวข้อและค่า"),
        ("a: &x [1]\nb: *x\n", "บรรทัด 1: ใช้ & และ * อ้างถึงส่วนอื่นไม่ได้"),
        ("id: !!python/object:os.system x\n", "เขียนไม่ถูกรูปแบบ YAML"),
        ("id: 2026-13-45\n", "ดูเหมือนวันที่แต่ไม่มีในปฏิทิน"),
        ("id: x\nowner: \x00\n", "บรรทัด 2: มีอักขระที่ใช้ไม่ได้"),
        ("a: " + "[" * 40 + "]" * 40, "บรรทัด 1: ซ้อนกันลึกเกินไป"),
        ("a: " + "ก" * 1_000_000, "บรรทัด 1: ยาวเกิน 1,000,000 ตัวอักษร"),
    ],
)
def test_what_is_no_definition_is_refused(text: str, told: str) -> None:
    assert told in "\n".join(faults_of(text))


def test_a_message_ends_with_what_to_do(moi: Instrument) -> None:
    with pytest.raises(InstrumentRejected) as rejected:
        parse_instrument(moi.text.replace("number: 7\n", "number: 8\n"), "แบบ.yaml")
    assert str(rejected.value).endswith("กรุณาแก้ไฟล์แบบประเมินตามบรรทัดที่แจ้ง แล้วเปิดใหม่")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(InstrumentRejected, match="none"):
        load_instrument(tmp_path / "none.yaml")
    (tmp_path / "tis.yaml").write_bytes("ก".encode("tis-620"))
    with pytest.raises(InstrumentRejected, match="UTF-8"):
        load_instrument(tmp_path / "tis.yaml")


def test_a_bottomless_file_is_told_like_any_other_fault() -> None:
    for bottomless in ("[" * 100_000, "id: 1\ntopics: " + "[" * 100_000 + "]" * 100_000):
        (fault,) = faults_of(bottomless)
        assert "ซ้อนกันลึกเกินไป" in fault


def test_the_departments_instrument_counts_households_and_invents_no_rule() -> None:
    (found,) = (each for each in shipped_instruments() if each.id == CDD_6X2)
    assert [len(topic.indicators) for topic in found.topics] == [2] * 6
    counted = [each.code for each in found.indicators if each.kind is AnswerKind.HOUSEHOLDS]
    assert counted == ["1.1", "1.2", "2.1", "2.2", "3.1", "4.2"]
    assert found.households is not None
    assert (found.households.count, found.households.check.status) == (30, CheckStatus.PENDING)
    assert (found.levels, found.main_count) == ((), 0)
    assert found.levels_note
    verified = {each.code for each in found.indicators if each.check.status is CheckStatus.VERIFIED}
    assert verified == {"1.1", "1.2", "2.1", "2.2", "3.1", "3.2"}
