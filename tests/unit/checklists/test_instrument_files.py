"""An instrument written as YAML or a workbook is read back the same; faults name their place."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cdd_desktop.checklists.editing.changes import (
    AddIndicator,
    MoveIndicator,
    MoveTopic,
    PutTopic,
    RemoveIndicator,
    RemoveTopic,
    changed,
)
from cdd_desktop.checklists.editing.crosswalks import (
    compared,
    crosswalk_faults,
    fresh_crosswalk,
    likely_crosswalk,
    relinked,
)
from cdd_desktop.checklists.editing.files import export_file, read_file
from cdd_desktop.checklists.editing.records import Edition, EditionOrigin
from cdd_desktop.checklists.editing.writing import written
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Condition,
    Consistency,
    Indicator,
    Instrument,
    InstrumentRejected,
    Level,
    Link,
    Metric,
    Option,
    Parameter,
    Passing,
    Relation,
    Round,
    Scale,
    Skip,
    TextCheck,
    Topic,
    Wanted,
)
from cdd_desktop.checklists.library import parse_instrument, shipped_instruments
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.records import PlaceKind

CHECK = TextCheck(status=CheckStatus.PENDING, source="ทดสอบ: ข้อ 1, หน้า “2”")


def _asked(code: str, number: int, kind: AnswerKind, **more: object) -> Indicator:
    return Indicator(
        code=code,
        number=number,
        text=f"ข้อที่ {number}: มีครบหรือไม่",
        criteria="ตรวจจากเอกสาร\nและถามผู้ใหญ่บ้าน",
        evidence_hint="ภาพถ่าย",
        check=CHECK,
        kind=kind,
        **more,  # type: ignore[arg-type]
    )


def _topic(code: str, *indicators: Indicator) -> Topic:
    return Topic(
        code=code, name=f"ด้านที่ {code}", short_name=f"ด{code}", indicators=indicators, check=CHECK
    )


def _level(code: int, *conditions: Condition) -> Level:
    return Level(
        code=code,
        name=f"ขั้น {code}",
        min_passed=0,
        max_passed=0,
        needs_main=False,
        shade=code,
        check=CHECK,
        conditions=conditions,
    )


RICH = Instrument(
    id="rich-1",
    version="2570",
    title="แบบทดสอบทุกวิธีตอบ",
    short_title="ทุกวิธี",
    owner="สำนักงาน",
    source="ทดสอบ",
    in_force_from=2570,
    subjects=(PlaceKind.VILLAGE, PlaceKind.COMMUNITY),
    rounds=(Round.BEFORE, Round.AFTER),
    default_round=Round.AFTER,
    topics=(
        _topic(
            "1",
            _asked("1.1", 1, AnswerKind.PASS_FAIL, evidence=Wanted.DECIDES),
            _asked(
                "1.2",
                2,
                AnswerKind.CHOICE,
                options=(
                    Option(code="ก", text="มีครบ", points=Decimal("2.5"), passes=True),
                    Option(code="ข", text="มีบ้าง", points=Decimal(1)),
                    Option(code="ค", text="ไม่มี", points=Decimal(0), passes=False),
                ),
                skips=(Skip(indicator="1.1", answers=("failed",)),),
            ),
            _asked(
                "1.3",
                3,
                AnswerKind.NUMBER,
                unit="บาท",
                passing=Passing(at_least=Decimal(38000)),
                weight=Decimal("0.5"),
            ),
        ),
        _topic(
            "2",
            _asked("2.1", 4, AnswerKind.COUNT, unit="คน", may_be_absent=True),
            _asked(
                "2.2",
                5,
                AnswerKind.SCORE,
                scale=Scale(lowest=1, highest=3, words=("มาก", "ปานกลาง", "น้อย")),
                passing=Passing(at_least=Decimal(2), at_most=Decimal(3)),
            ),
            _asked(
                "2.3",
                6,
                AnswerKind.VOTES,
                scale=Scale(lowest=1, highest=5),
                passing=Passing(at_least=Decimal("3.41")),
            ),
        ),
        _topic("3"),
    ),
    levels=(
        _level(1),
        _level(
            2,
            Condition(
                metric=Metric.PASSED, at_least=Decimal(1), at_most=Decimal(2), topics=("1", "2")
            ),
            Condition(metric=Metric.SCORED, at_most=Decimal(1), indicators=("2.2",), scores=(1, 2)),
        ),
    ),
    main_count=0,
    content_hash="",
    text="",
    parameters=(
        Parameter(
            key="income",
            label="รายได้",
            unit="บาท",
            from_year=2560,
            value=Decimal(38000),
            check=CHECK,
        ),
    ),
    consistency=(
        Consistency(
            key="one",
            answers=(("1.1", "passed"), ("1.2", "ค")),
            text="ตอบไม่สอดคล้องกัน",
            record="plan:none",
        ),
    ),
)
ALL = (RICH, *shipped_instruments())


def _plain(instrument: Instrument) -> Instrument:
    return replace(instrument, text="", content_hash="")


def _edition(instrument: Instrument) -> Edition:
    return Edition(
        uuid=None,
        id=instrument.id,
        version=instrument.version,
        title=instrument.short_title,
        text=written(instrument),
        content_hash="",
        origin=EditionOrigin.OWN,
        instrument=instrument,
    )


IN_EXCEL = [one for one in ALL if one.id in {"rich-1", "moi-4x23", "pmqa-4"}]


@pytest.mark.parametrize(
    ("instrument", "ending"),
    [*((one, ".yaml") for one in ALL), *((one, ".xlsx") for one in IN_EXCEL)],
    ids=lambda told: told if isinstance(told, str) else told.id,
)
def test_what_is_written_is_read_back_the_same(
    instrument: Instrument, ending: str, tmp_path: Path
) -> None:
    out = tmp_path / f"แบบประเมิน ของเรา{ending}"
    export_file(_edition(instrument), out)
    again = read_file(out)
    assert _plain(again) == _plain(instrument)
    assert parse_instrument(again.text, "อีกครั้ง") == again


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the rich one, written once."""
    out = tmp_path_factory.mktemp("books") / "ทุกวิธี.xlsx"
    export_file(_edition(RICH), out)
    return out


@pytest.fixture
def out(exported: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copy(exported, tmp_path))


def test_faults_of_a_workbook_name_sheet_row_and_column(out: Path) -> None:
    book = openpyxl.load_workbook(out)
    asked = book["ตัวชี้วัด"]
    heads = {cell.value: cell.column for cell in asked[2]}
    asked.cell(3, heads["วิธีตอบ"]).value = "ยกนิ้ว"
    asked.cell(4, heads["ตัวเลือก"]).value = "มีครบ 2 คะแนน"
    asked.cell(5, heads["ผ่านตั้งแต่"]).value = "สามหมื่น"
    book["ระดับ"].cell(4, 6).value = "มากกว่าสิบ"
    book.save(out)
    with pytest.raises(InstrumentRejected) as refused:
        read_file(out)
    told = "\n".join(refused.value.faults)
    for place in (
        "แผ่นงาน ตัวชี้วัด แถว 3 คอลัมน์ “วิธีตอบ”",
        "แผ่นงาน ตัวชี้วัด แถว 4 คอลัมน์ “ตัวเลือก”",
        "แผ่นงาน ตัวชี้วัด แถว 5 คอลัมน์ “ผ่านตั้งแต่”",
        "แผ่นงาน ระดับ แถว 4 คอลัมน์ “เงื่อนไข”",
    ):
        assert place in told


def test_faults_of_sense_are_told_at_the_row_they_are_made_from(out: Path) -> None:
    book = openpyxl.load_workbook(out)
    asked = book["ตัวชี้วัด"]
    heads = {cell.value: cell.column for cell in asked[2]}
    asked.cell(4, heads["ข้ามเมื่อ"]).value = "9.9 = ผ่าน"
    asked.cell(6, heads["รหัสข้อ"]).value = "1.1"
    book.save(out)
    with pytest.raises(InstrumentRejected) as refused:
        read_file(out)
    told = refused.value.faults
    assert any("แผ่นงาน ตัวชี้วัด แถว 4" in one and "9.9" in one for one in told)
    assert any("แผ่นงาน ตัวชี้วัด แถว 6" in one and "“1.1” ซ้ำ" in one for one in told)


def test_a_row_added_in_excel_gets_its_code_and_number(out: Path) -> None:
    book = openpyxl.load_workbook(out)
    asked = book["ตัวชี้วัด"]
    asked.insert_rows(6)
    heads = {cell.value: cell.column for cell in asked[2]}
    asked.cell(6, heads["ตัวชี้วัด"]).value = "ข้อใหม่"
    book.save(out)
    again = read_file(out)
    added = again.indicator("1.4")
    assert (added.text, added.number, added.kind) == ("ข้อใหม่", 4, AnswerKind.PASS_FAIL)
    assert [one.number for one in again.indicators] == list(range(1, 8))


def test_a_workbook_that_is_something_else_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "อื่น.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["รหัส", "ชื่อ"])
    book.save(out)
    with pytest.raises(ImportRejected, match="ไม่มีแผ่นงาน"):
        read_file(out)


def test_what_names_a_part_follows_it_when_it_moves_and_goes_with_it() -> None:
    moved = changed(RICH, MoveTopic(code="1", by=1), None)
    assert [topic.name for topic in moved.topics] == ["ด้านที่ 2", "ด้านที่ 1", "ด้านที่ 3"]
    assert moved.indicator("2.2").skips == (Skip(indicator="2.1", answers=("failed",)),)
    passed, scored = moved.levels[1].conditions
    assert passed.topics == ("2", "1")
    assert scored.indicators == ("1.2",)
    assert moved.consistency[0].answers == (("2.1", "passed"), ("2.2", "ค"))
    gone = changed(RICH, RemoveIndicator(code="1.1"), None)
    assert gone.indicator("1.1").skips == ()
    assert gone.consistency == ()
    less = changed(RICH, RemoveTopic(code="2"), None)
    # a condition that looked at nothing but what went does not become one over everything
    assert [one.metric for one in less.levels[1].conditions] == [Metric.PASSED]
    over = changed(RICH, MoveIndicator(code="1.3", by=1), None)
    assert [one.code for one in over.topics[1].indicators] == ["2.1", "2.2", "2.3", "2.4"]
    assert over.indicator("2.1").unit == "บาท"
    assert over.levels[1].conditions[1].indicators == ("2.3",)
    named = changed(RICH, PutTopic(code="", name="ด้านใหม่", short_name="ใหม่", check=CHECK), None)
    assert named.topics[-1].code == "4"


def test_a_crosswalk_is_whole_and_says_what_changed() -> None:
    draft = replace(RICH, version="2571", crosswalk=fresh_crosswalk(RICH))
    assert crosswalk_faults(draft, [RICH]) == ()
    counted = replace(
        RICH.indicator("1.1"), kind=AnswerKind.SCORE, scale=Scale(lowest=0, highest=1)
    )
    draft = changed(draft, AddIndicator(topic="3", indicator=counted), RICH)
    assert draft.crosswalk is not None
    assert draft.crosswalk.links[-1].relation is Relation.NEW
    pairs = compared(RICH, draft)
    assert pairs[-1].before is None
    twice = replace(draft.crosswalk, links=(*draft.crosswalk.links, draft.crosswalk.links[0]))
    told = crosswalk_faults(replace(draft, crosswalk=twice), [RICH])
    assert any("อยู่ในตัวเทียบ 2 บรรทัด" in one for one in told)
    assert crosswalk_faults(replace(draft, crosswalk=None), [RICH])
    assert not crosswalk_faults(replace(draft, crosswalk=None), [])


def test_a_proposed_crosswalk_joins_equal_words_and_nothing_by_number() -> None:
    swapped = changed(replace(RICH, version="2571"), MoveIndicator(code="1.1", by=1), None)
    walk = likely_crosswalk(RICH, swapped)
    links = {(link.before, link.now): link.relation for link in walk.links}
    assert links["1.1", "1.2"] is Relation.SAME
    assert links["1.2", "1.1"] is Relation.SAME
    assert not crosswalk_faults(replace(swapped, crosswalk=walk), [RICH])


def test_setting_one_line_of_a_crosswalk_leaves_it_whole() -> None:
    draft = replace(RICH, version="2571", crosswalk=fresh_crosswalk(RICH))
    assert draft.crosswalk is not None
    wanted = Link(before="1.2", now="1.1", relation=Relation.ADAPTED, note="รวมสองข้อ")
    walk = relinked(draft.crosswalk, wanted)
    links = {(link.before, link.now): link.relation for link in walk.links}
    assert links["1.2", "1.1"] is Relation.ADAPTED
    assert links["1.1", ""] is Relation.DROPPED
    assert links["", "1.2"] is Relation.NEW
    assert not crosswalk_faults(replace(draft, crosswalk=walk), [RICH])
    alone = relinked(walk, Link(before="", now="1.1", relation=Relation.NEW))
    assert not crosswalk_faults(replace(draft, crosswalk=alone), [RICH])
