"""A sample keyed a second time: chosen, keyed blind, compared, settled by the paper."""

import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from soundness import wrong_in
from sqlalchemy import select

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.copies import ensure_copy
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.records import AnswerState, Origin, Round, SheetKey
from cdd_desktop.checklists.sheets import find_row
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.verifying.records import Proposal, Verification, Why
from cdd_desktop.checklists.verifying.service import VerificationService
from cdd_desktop.checklists.verifying.tables import VerifiedAnswerRow
from cdd_desktop.checklists.workflow.locks import SheetLocked
from cdd_desktop.checklists.workflow.records import ANNOUNCED
from cdd_desktop.cli.main import main
from cdd_desktop.documents.model import Paragraph, Table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

if TYPE_CHECKING:
    from tests.conftest import FixedClock

YEAR = 2569
CODES = tuple(f"930101{number:02}" for number in range(1, 11))
FAILS = {  # of each village by how many of the last indicators fail
    **{code: 3 + place % 3 for place, code in enumerate(CODES)},
    "93010105": 6,  # 17 passed: the least for its level
    "93010109": 20,  # unlike all others
}
INDICATORS = [
    f"{topic}.{number}"
    for topic, of in ((1, 7), (2, 5), (3, 7), (4, 4))
    for number in range(1, of + 1)
]


def answers_of(code: str) -> dict[str, str]:
    passing = len(INDICATORS) - FAILS[code]
    return {
        indicator: "passed" if place < passing else "failed"
        for place, indicator in enumerate(INDICATORS)
    }


@pytest.fixture(scope="module")
def office_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with ten villages whose sheets came whole from a file."""
    home = tmp_path_factory.mktemp("verifying")
    folder = Path(shutil.copytree(database_template, home / "data"))
    with services_of(Store.open(folder)) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(home / "v.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [(code, "ควน") for code in CODES])
        VillageImporter(services.store, services.areas).run(home / "v.csv")
        rows = [
            (code, str(YEAR), indicator, "ผ่าน" if said == "passed" else "ไม่ผ่าน")
            for code in CODES
            for indicator, said in answers_of(code).items()
        ]
        write_csv(home / "a.csv", ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
        importer = AnswerImporter(services.store, services.checklists, services.villages)
        importer.run(home / "a.csv", instrument_id=MOI_23)
    return folder


@pytest.fixture
def office(office_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    folder = Path(shutil.copytree(office_folder, tmp_path / "data"))
    with services_of(Store.open(folder, clock=clock)) as services:
        yield services


def propose(office: Services, size: int = 4, **wished: object) -> Proposal:
    return office.verification.propose("9301", MOI_23, YEAR, Round.AFTER, size=size, **wished)  # type: ignore[arg-type]


def begin(office: Services, size: int = 2) -> Verification:
    proposal = propose(office, size, seed=5, wanted=[Why.RANDOM])
    return office.verification.start(proposal, "นางสาวสอง ทวน")


def key_of(office: Services, code: str) -> SheetKey:
    return SheetKey(
        village_id=office.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=YEAR,
        round=Round.AFTER,
    )


def key_again(office: Services, uuid: UUID, code: str, **other: str) -> None:
    """Key a sheet as it stands but for `other`, whose indicators are written `i1_1`."""
    differing = {name[1:].replace("_", "."): text for name, text in other.items()}
    office.verification.second(uuid, {**answers_of(code), **differing})
    office.verification.finish(uuid)


def test_reasons_find_the_sheet_near_a_level_and_the_one_unlike_others(office: Services) -> None:
    proposal = propose(office, 8, seed=1)
    why = {each.code: {each.why, *each.also} for each in proposal.sheets}
    assert proposal.of_sheets == 10
    assert proposal.found[Why.OUTLIER] == 1
    assert Why.NEAR_LEVEL in why["93010105"]
    assert {Why.OUTLIER} & why.get("93010109", {Why.OUTLIER})
    only = propose(office, 8, wanted=[Why.OUTLIER])
    assert [each.code for each in only.sheets] == ["93010109"]
    assert propose(office, 4, seed=9) == propose(office, 4, seed=9)


def test_a_new_clerks_sheets_are_found_for_a_month_and_files_are_nobodys_hand(
    office: Services, clock: "FixedClock"
) -> None:
    assert propose(office, wanted=[Why.NEW_CLERK]).sheets == ()
    office.people.save_me("นางหนึ่ง ใหม่", "เจ้าพนักงาน")
    retaken = key_of(office, "93010103")
    office.checklists.answer(retaken, "1.1", None)
    office.checklists.answer(retaken, "1.1", AnswerState.PASSED)
    assert [each.code for each in propose(office, wanted=[Why.NEW_CLERK]).sheets] == ["93010103"]
    clock.moment = clock.moment.replace(year=2027)
    later = key_of(office, "93010104")
    office.checklists.answer(later, "1.1", None)
    office.checklists.answer(later, "1.1", AnswerState.PASSED)
    assert [each.code for each in propose(office, wanted=[Why.NEW_CLERK]).sheets] == ["93010103"]


def test_unfinished_sheets_are_not_sampled(office: Services) -> None:
    office.checklists.answer(key_of(office, "93010103"), "1.1", None)
    codes = {each.code for each in propose(office, 20, wanted=[Why.RANDOM]).sheets}
    assert codes == set(CODES) - {"93010103"}


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"size": 0}, "size"),
        ({"size": 501}, "size"),
        ({"seed": 0}, "seed"),
        ({"wanted": []}, "wanted"),
    ],
)
def test_a_sample_that_cannot_be_is_refused(
    office: Services, wish: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        propose(office, **wish)  # type: ignore[arg-type]
    assert list(refused.value.problems) == [field]


def test_an_area_without_whole_sheets_has_no_sample(office: Services) -> None:
    with pytest.raises(ValidationFailed, match="กรอกให้ครบ"):
        office.verification.propose("9302", MOI_23, YEAR, Round.AFTER, size=3)


def test_nothing_of_the_first_keying_is_told_before_the_second_is_finished(
    office: Services,
) -> None:
    """Sheets that differ in everything look the same to the second person."""
    verification = office.verification.start(propose(office, 10, seed=1), "นางสาวสอง ทวน")
    seen = {}
    for sheet in verification.sheets:
        blind = office.verification.blind(sheet.uuid)
        told = {
            part.name: getattr(blind, part.name)
            for part in fields(blind)
            if part.name not in {"uuid", "key", "label"}
        }
        seen[sheet.code] = repr(told)
        assert (sheet.differences, sheet.unresolved) == (None, None)
        with pytest.raises(ValidationFailed, match="ยังกรอกซ้ำไม่เสร็จ"):
            office.verification.compared(sheet.uuid)
        with pytest.raises(ValidationFailed, match="ยังกรอกซ้ำไม่เสร็จ"):
            office.verification.resolve(sheet.uuid, "1.1", "passed")
    assert len(set(seen.values())) == 1
    sheet = verification.sheets[0]
    office.verification.second(sheet.uuid, {"1.1": "failed"})
    assert office.verification.findings(verification.uuid).sheets == ()
    with office.store.reading() as session:
        kept = session.execute(select(VerifiedAnswerRow.first, VerifiedAnswerRow.final)).all()
    assert kept == [("", None)]


def test_a_sheet_is_not_finished_while_an_indicator_is_left(office: Services) -> None:
    sheet = begin(office).sheets[0]
    told = answers_of(sheet.code)
    del told["2.1"]
    blind = office.verification.second(sheet.uuid, dict(told))
    assert blind.left == ("2.1",)
    with pytest.raises(ValidationFailed, match=r"2\.1"):
        office.verification.finish(sheet.uuid)
    office.verification.second(sheet.uuid, {"2.1": ""})  # the paper has no answer
    compared = office.verification.finish(sheet.uuid)
    (difference,) = compared.differences
    assert (difference.code, difference.second) == ("2.1", "")


def test_answers_are_typed_as_on_paper_and_what_is_none_is_refused(office: Services) -> None:
    sheet = begin(office).sheets[0]
    blind = office.verification.second(sheet.uuid, {"1.1": "๑", "1.2": "ไม่ผ่าน", "1.3": "0"})
    assert blind.told == {"1.1": "passed", "1.2": "failed", "1.3": "failed"}
    with pytest.raises(ValidationFailed) as refused:
        office.verification.second(sheet.uuid, {"1.4": "ผ่าน", "1.5": "25/30", "1.6": "อะไร"})
    assert set(refused.value.problems) == {"1.5", "1.6"}
    with pytest.raises(NotFound):
        office.verification.second(sheet.uuid, {"9.9": "ผ่าน"})
    assert "1.4" not in office.verification.blind(sheet.uuid).told
    taken_back = office.verification.second(sheet.uuid, {"1.1": None})
    assert "1.1" not in taken_back.told


def test_a_finished_sheet_is_not_keyed_again_nor_undone(office: Services) -> None:
    sheet = begin(office).sheets[0]
    office.verification.second(sheet.uuid, answers_of(sheet.code))
    first_keying = office.history.recent(1)[0].id
    office.verification.second(sheet.uuid, {"1.1": "failed"})
    second_keying = office.history.recent(1)[0].id
    office.verification.finish(sheet.uuid)
    with pytest.raises(ValidationFailed, match="เสร็จแล้ว"):
        office.verification.second(sheet.uuid, {"1.1": "passed"})
    with pytest.raises(ValidationFailed, match="เสร็จแล้ว"):
        office.verification.finish(sheet.uuid)
    for operation in (first_keying, second_keying, office.history.recent(1)[0].id):
        with pytest.raises(UndoRefused):
            office.history.undo(operation)
    (difference,) = office.verification.compared(sheet.uuid).differences
    assert (difference.first, difference.second) == ("passed", "failed")


def test_the_paper_decides_and_a_wrong_sheet_is_corrected_as_asked_anew(office: Services) -> None:
    sheet = next(each for each in begin(office, 10).sheets if each.code == "93010105")
    key_again(office, sheet.uuid, sheet.code, i1_1="failed", i1_2="", i4_4="passed")
    key = key_of(office, sheet.code)
    assert office.checklists.sheet(key).grade.passed == 17
    # the first was right: nothing is written to the sheet
    office.verification.resolve(sheet.uuid, "1.1", "passed")
    # the second was right: the sheet is corrected
    office.verification.resolve(sheet.uuid, "1.2", "")
    # neither: a third value
    compared = office.verification.resolve(sheet.uuid, "4.4", "ผ่าน")
    assert compared.errors == 2
    assert [answer.second_is_wrong for answer in compared.differences] == [True, False, False]
    now = office.checklists.sheet(key)
    assert "1.2" not in now.answers
    assert (now.answers["4.4"].state, now.answers["4.4"].origin) == (
        AnswerState.PASSED,
        Origin.ASKED,
    )
    assert (now.grade.answered, now.grade.passed, now.grade.level) == (22, 17, None)
    office.history.undo_last()
    office.history.undo_last()
    assert office.checklists.sheet(key).grade.passed == 17
    assert office.verification.compared(sheet.uuid).sheet.unresolved == 2


def test_an_answer_that_both_keyed_alike_can_be_wrong_too(office: Services) -> None:
    sheet = begin(office).sheets[0]
    key_again(office, sheet.uuid, sheet.code)
    assert office.verification.compared(sheet.uuid).differences == ()
    compared = office.verification.resolve(sheet.uuid, "1.1", "ไม่ผ่าน")
    assert [answer.code for answer in compared.differences] == ["1.1"]
    assert (compared.errors, compared.sheet.differences) == (1, 0)


def test_a_locked_sheet_keeps_its_answer_and_the_paper_is_not_noted(office: Services) -> None:
    sheet = begin(office).sheets[0]
    key_again(office, sheet.uuid, sheet.code, i1_1="failed")
    with office.store.writing(Intent(action="test.lock", summary="ประกาศ")) as work:
        for row in work.session.scalars(select(AssessmentRow)):
            row.stage = ANNOUNCED
    with pytest.raises(SheetLocked):
        office.verification.resolve(sheet.uuid, "1.1", "failed")
    assert office.verification.compared(sheet.uuid).sheet.unresolved == 1
    office.verification.resolve(sheet.uuid, "1.1", "passed")  # the sheet is right already


def test_only_the_random_part_estimates_all_sheets(office: Services) -> None:
    # what is drawn hangs on identities that are new each time: sometimes it is all at random
    proposals = (propose(office, 4, seed=seed) for seed in range(1, 50))
    proposal = next(one for one in proposals if {each.why for each in one.sheets} != {Why.RANDOM})
    verification = office.verification.start(proposal, "นางสาวสอง ทวน")
    for sheet in verification.sheets:
        wrong = (
            {"i1_1": "failed"} if sheet.why is Why.RANDOM else {"i1_1": "failed", "i1_2": "failed"}
        )
        key_again(office, sheet.uuid, sheet.code, **wrong)
        for answer in office.verification.compared(sheet.uuid).differences:
            office.verification.resolve(sheet.uuid, answer.code, answer.second)
    found = office.verification.findings(verification.uuid)
    at_random = sum(sheet.why is Why.RANDOM for sheet in verification.sheets)
    assert 2 <= at_random < 4
    assert found.of_all is not None
    assert (found.of_all.sheets, found.of_all.answers) == (at_random, at_random * 23)
    assert found.of_all.errors == at_random
    assert found.of_all.low < found.of_all.per_thousand < found.of_all.high
    assert {code: count for (code, _), count in found.errors_of.items()} == {
        "1.1": 4,
        "1.2": 4 - at_random,
    }
    closed = office.verification.close(verification.uuid, date(2026, 11, 22))
    assert closed.closed_on == date(2026, 11, 22)
    with pytest.raises(ValidationFailed, match="ปิดแล้ว"):
        office.verification.resolve(verification.sheets[0].uuid, "1.1", "passed")
    settled = next(
        line for line in office.history.recent(9) if line.action == "verification.resolve"
    )
    with pytest.raises(UndoRefused, match="ปิดแล้ว"):
        office.history.undo(settled.id)
    office.history.undo_last()
    assert office.verification.get(verification.uuid).closed_on is None


def test_each_sheet_is_told_in_the_words_of_the_version_it_stands_on(office: Services) -> None:
    own = office.checklists.instrument(MOI_23)
    words = own.indicators[0].text
    other = parse_instrument(own.text.replace(words, "ถามอย่างอื่น"), "other.yaml")
    sample = begin(office)
    with office.store.writing(Intent(action="test.version", summary="รุ่นอื่น")) as work:
        row = find_row(work.session, sample.sheets[1].key)
        assert row is not None
        row.instrument_copy_id = ensure_copy(work, other)
    for sheet in sample.sheets:
        key_again(office, sheet.uuid, sheet.code, i1_1="failed")
    found = office.verification.findings(sample.uuid)
    assert found.errors_of == {("1.1", words): 1, ("1.1", "ถามอย่างอื่น"): 1}


def test_a_verification_is_not_closed_while_something_is_left(office: Services) -> None:
    verification = begin(office)
    sheet = verification.sheets[0]
    key_again(office, sheet.uuid, sheet.code, i1_1="failed")
    with pytest.raises(ValidationFailed, match=r"ไม่เสร็จ 1 แบบ.*กระดาษ 1 ข้อ"):
        office.verification.close(verification.uuid)


def test_who_keyed_both_times_is_told(office: Services) -> None:
    office.people.save_me("นางหนึ่ง เดิม", "เจ้าพนักงาน")
    verification = begin(office)
    own, other = verification.sheets
    key = key_of(office, own.code)
    office.checklists.answer(key, "1.1", None)
    office.checklists.answer(key, "1.1", AnswerState.PASSED)
    key_again(office, own.uuid, own.code)
    office.people.hand_over("นางสาวสอง ทวน", "เจ้าพนักงาน")
    key_again(office, other.uuid, other.code)
    now = office.verification.get(verification.uuid)
    assert [sheet.is_own for sheet in now.sheets] == [True, False]


def test_a_sample_can_be_undone_or_removed_until_something_was_seen(office: Services) -> None:
    verification = begin(office)
    office.history.undo_last()
    with pytest.raises(NotFound):
        office.verification.get(verification.uuid)
    verification = begin(office)
    office.verification.second(verification.sheets[0].uuid, {"1.1": "failed"})
    office.verification.remove(verification.uuid)
    assert office.verification.about("9301", MOI_23, YEAR, Round.AFTER) == ()
    office.history.undo_last()
    assert office.verification.get(verification.uuid).sheets[0].keyed == 1
    sheet = verification.sheets[1]
    key_again(office, sheet.uuid, sheet.code)
    with pytest.raises(ValidationFailed, match="เก็บไว้"):
        office.verification.remove(verification.uuid)
    assert wrong_in(office.store) == ()


def test_samples_are_found_from_areas_within_and_around(office: Services) -> None:
    verification = begin(office)
    for area in ("", "93", "9301", "930101"):
        (found,) = office.verification.about(area, MOI_23, YEAR, Round.AFTER)
        assert found.uuid == verification.uuid
    assert office.verification.about("9302", MOI_23, YEAR, Round.AFTER) == ()
    assert office.verification.about("9301", MOI_23, YEAR, Round.BEFORE) == ()


def test_a_sample_of_a_sheet_that_is_gone_is_refused_whole(office: Services) -> None:
    proposal = propose(office)
    office.history.undo_last()  # the import of all answers
    with pytest.raises(StaleRecord):
        office.verification.start(proposal, "นางสาวสอง ทวน")
    assert office.verification.about("", MOI_23, YEAR, Round.AFTER) == ()


def test_a_sample_needs_somebody_who_keys_it(office: Services) -> None:
    with pytest.raises(ValidationFailed) as refused:
        office.verification.start(propose(office), "  ")
    assert set(refused.value.problems) == {"keyed_by"}


def test_the_service_stands_in_the_office(office: Services) -> None:
    assert isinstance(office.verification, VerificationService)


def test_the_report_tells_the_estimate_its_method_and_every_difference(office: Services) -> None:
    verification = begin(office)
    options = ReportOptions(
        report="checklist-errors", area_code="93", fiscal_year=YEAR, instrument=MOI_23
    )
    (empty,) = office.reports.document(options, FileFormat.PDF).sheets
    assert "ก่อน" in empty.blocks[-1].text  # type: ignore[union-attr]
    first, second = verification.sheets
    key_again(office, first.uuid, first.code, i1_1="failed", i1_2="")
    key_again(office, second.uuid, second.code)
    office.verification.resolve(first.uuid, "1.1", "failed")
    (sheet,) = office.reports.document(options, FileFormat.PDF).sheets
    said = [block.text for block in sheet.blocks if isinstance(block, Paragraph)]
    told = next(text for text in said if "ในทุก 1,000 คำตอบ" in text)
    assert "ผิดประมาณ 43.5 คำตอบ" in told  # two of 46, one of them not looked up yet
    assert any("คลอปเปอร์" in text for text in said)
    assert any("1 ข้อ นับว่าครั้งแรกผิดไว้ก่อน" in text for text in said)
    reasons, indicators, differences = (block for block in sheet.blocks if isinstance(block, Table))
    assert reasons.rows[-1].values == ("รวม", 2, 2, 46, 2, 2, Decimal("43.5"))
    assert [row.values[0] for row in indicators.rows] == ["1.1", "1.2"]
    assert [row.values[2:] for row in differences.rows] == [
        ("1.1", "ผ่าน", "ไม่ผ่าน", "ไม่ผ่าน"),
        ("1.2", "ผ่าน", "ไม่ได้ตอบ", "ยังไม่ได้ตัดสิน"),
    ]


def test_a_sample_is_keyed_and_settled_from_the_command_line(
    office: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office.store.path.parent
    office.close()

    def run(*words: str) -> str:
        assert main(["--data-dir", str(folder), "verify", *words]) == 0
        return capsys.readouterr().out

    of = ("--area", "9301", "--year", "๒๕๖๙")
    begun = run("start", *of, "--size", "1", "--seed", "3", "--why", "random", "--by", "สอง ทวน")
    handle = begun.split("รหัส ")[1].split()[0]
    code = begun.splitlines()[1].split("\t")[0]
    # whichever is drawn, its first answers are passed: sheets have other identities in each run
    said = {**answers_of(code), "1.1": "0", "1.2": ""}
    assert "ครบแล้ว" in run(
        "key", handle, code, *(f"{asked}={told}" for asked, told in said.items())
    )
    assert "ต่างกัน 2 ข้อ" in run("finish", handle, code)
    run("resolve", handle, code, "1.1", "ผ่าน")
    run("resolve", handle, code, "1.2", "ผ่าน")
    assert "ผิดประมาณ 0.0 คำตอบ" in run("show", handle)
    run("close", handle)
    assert "ปิดแล้ว" in run("list", *of)
    assert main(["--data-dir", str(folder), "verify", "show", "000000"]) == 1
    assert "verify list" in capsys.readouterr().err


def test_an_answer_of_the_first_keying_in_an_open_sheet_is_found_wrong(office: Services) -> None:
    sheet = begin(office).sheets[0]
    office.verification.second(sheet.uuid, {"1.1": "passed"})
    with office.store.writing(Intent(action="test.peek", summary="แอบดู")) as work:
        work.session.scalars(select(VerifiedAnswerRow)).one().first = "passed"
    (told,) = wrong_in(office.store)
    assert "กรอกซ้ำไม่เสร็จ แต่มีคำตอบครั้งแรก" in told
