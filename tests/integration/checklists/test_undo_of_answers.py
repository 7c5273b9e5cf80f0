"""Whatever an office does can be undone to the start and done again to the end."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soundness import wrong_in
from sqlalchemy import select

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState, MainRule
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetHead, SheetKey
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.targets import INCLUDE_COMMUNITIES
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.people.records import Role
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import VillageFact
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

CODES = ("93010101", "93010102", "93010301")
PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
WORDS = {PASSED: "ผ่าน", FAILED: "ไม่ผ่าน"}
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)

Stored = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def office_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with three villages, made once."""
    folder = tmp_path_factory.mktemp("office") / "data"
    shutil.copytree(database_template, folder)
    with office_in(folder) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        import_villages(services, folder.parent, dict.fromkeys(CODES, "ควน"))
    return folder


@pytest.fixture
def office(office_folder: Path, tmp_path: Path) -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    with office_in(Path(shutil.copytree(office_folder, tmp_path / "data"))) as services:
        yield services


def office_in(folder: Path) -> Services:
    return services_of(Store.open(folder, clock=lambda: NOON))


def import_villages(services: Services, folder: Path, names: dict[str, str]) -> None:
    rows = [(code, name, "12", "34") for code, name in names.items()]
    header = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "จำนวนครัวเรือน", "จำนวนประชากร")
    write_csv(folder / "villages.csv", header, rows)
    importer = VillageImporter(services.store, services.areas)
    importer.run(folder / "villages.csv", replace=True)


def import_answers(
    services: Services, folder: Path, answers: dict[tuple[str, str], AnswerState]
) -> None:
    rows = [(code, "2569", number, WORDS[state]) for (code, number), state in answers.items()]
    write_csv(folder / "answers.csv", ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    importer = AnswerImporter(services.store, services.checklists, services.villages)
    importer.run(folder / "answers.csv", instrument_id=MOI_23, replace=True)


def indicators(services: Services) -> list[str]:
    return [indicator.code for indicator in services.checklists.instrument(MOI_23).indicators]


def key_of(services: Services, code: str, year: int = 2569) -> SheetKey:
    village = services.villages.by_code(code)
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=year, round=Round.AFTER)


def stored(services: Services) -> Stored:
    """All that is stored but the history, and the counters of versions, which only go up."""
    with services.store.reading() as session:
        return {
            table.name: sorted(
                map(
                    tuple,
                    session.execute(
                        select(*(column for column in table.c if column.name != "version"))
                    ),
                ),
                key=repr,
            )
            for table in Base.metadata.sorted_tables
            if "born_in" in table.c
        }


def newest(services: Services) -> int:
    return services.history.recent(1)[0].id


Deed = Callable[[Services, Path], None]

a_village = st.sampled_from(CODES)
an_indicator = st.integers(0, 22)
a_text = st.sampled_from(["", "ภาพถ่าย", "เปี๊ยะ / “ก” \n๒"])


def answering(village: str, number: int, state: AnswerState | None, year: int) -> Deed:
    def deed(services: Services, _folder: Path) -> None:
        key = key_of(services, village, year)
        services.checklists.answer(key, indicators(services)[number], state)

    return deed


def noting(village: str, number: int, text: str) -> Deed:
    def deed(services: Services, _folder: Path) -> None:
        with suppress(ValidationFailed):  # not answered yet
            services.checklists.annotate(
                key_of(services, village), indicators(services)[number], note=text
            )

    return deed


def heading(village: str, place: str, people: int | None) -> Deed:
    def deed(services: Services, _folder: Path) -> None:
        key = key_of(services, village)
        version = services.checklists.sheet(key).head.version
        head = SheetHead(
            assessed_on=date(2026, 8, 22), place=place, people_present=people, version=version
        )
        services.checklists.save_head(key, head)

    return deed


def importing(answers: dict[tuple[str, int], AnswerState]) -> Deed:
    def deed(services: Services, folder: Path) -> None:
        codes = indicators(services)
        import_answers(
            services,
            folder,
            {(village, codes[number]): state for (village, number), state in answers.items()},
        )

    return deed


def registering(names: dict[str, str]) -> Deed:
    def deed(services: Services, folder: Path) -> None:
        import_villages(services, folder, names)

    return deed


def counting(village: str, households: int) -> Deed:
    def deed(services: Services, _folder: Path) -> None:
        fact = VillageFact(on=date(2026, 1, 31), households=households, people=99)
        services.villages.save_fact(services.villages.by_code(village).id, fact)

    return deed


def signing(which: int, name: str) -> Deed:
    def deed(services: Services, _folder: Path) -> None:
        known = services.signatories.all()
        if which < len(known) and not name:
            services.signatories.remove(known[which].uuid)
            return

        entry = (
            known[which] if which < len(known) else services.signatories.blank(Role.REPORTER, "93")
        )
        services.signatories.save(
            replace(entry, name=name or "สมหญิง", position="พัฒนากร", valid_from=date(2025, 10, 1))
        )

    return deed


def marking(first: int) -> Deed:
    def deed(services: Services, _folder: Path) -> None:
        instrument = services.checklists.instrument(MOI_23)
        main = frozenset(indicators(services)[first : first + instrument.main_count])
        services.checklists.apply_main(MOI_23, main, MainRule.ALL_LEVELS, [2569])

    return deed


def renaming(name: str) -> Deed:
    return lambda services, _folder: services.office.rename(name) and None


def choosing(include: bool) -> Deed:
    return lambda services, _folder: services.settings.put(INCLUDE_COMMUNITIES, include)


a_state = st.sampled_from([PASSED, FAILED])
a_deed = st.one_of(
    st.builds(
        answering, a_village, an_indicator, st.none() | a_state, st.sampled_from([2568, 2569])
    ),
    st.builds(noting, a_village, an_indicator, a_text),
    st.builds(heading, a_village, a_text.map(str.strip), st.none() | st.integers(0, 90)),
    st.builds(
        importing,
        st.dictionaries(st.tuples(a_village, an_indicator), a_state, min_size=1, max_size=30),
    ),
    st.builds(
        registering,
        st.dictionaries(
            st.sampled_from([*CODES, "93010102", "93010302"]),
            st.sampled_from(["ควน", "ท่าแค", "เขาเจียก"]),
            min_size=1,
        ),
    ),
    st.builds(counting, a_village, st.integers(1, 50)),
    st.builds(signing, st.integers(0, 2), st.sampled_from(["", "สมศรี", "สมใจ"])),
    st.builds(marking, st.integers(0, 5)),
    st.builds(renaming, st.sampled_from(["สำนักงานหนึ่ง", "สำนักงานสอง"])),
    st.builds(choosing, st.booleans()),
)


@settings(max_examples=2, deadline=None)
@given(deeds=st.lists(a_deed, min_size=1, max_size=12))
def test_any_work_is_undone_step_by_step_and_done_again(
    office_folder: Path, deeds: list[Deed]
) -> None:
    """A few at each run, other ones each time; `test_much_work_...` looks at many."""
    work_undo_and_redo(office_folder, deeds)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(deeds=st.lists(a_deed, min_size=1, max_size=12))
def test_much_work_is_undone_step_by_step_and_done_again(
    office_folder: Path, deeds: list[Deed]
) -> None:
    work_undo_and_redo(office_folder, deeds)


def work_undo_and_redo(office_folder: Path, deeds: list[Deed]) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with office_in(Path(shutil.copytree(office_folder, folder / "data"))) as services:
            states = [stored(services)]
            done: list[int] = [newest(services)]
            for deed in deeds:
                deed(services, folder)
                if newest(services) != done[-1]:
                    done.append(newest(services))
                    states.append(stored(services))
            undo_and_redo(services, done[1:], states)


def undo_and_redo(services: Services, done: list[int], states: list[Stored]) -> None:
    undoings = []
    for operation, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        assert services.history.undo_last().id == operation
        undoings.append(newest(services))
        assert stored(services) == before
    for undoing, after in zip(reversed(undoings), states[1:], strict=True):
        services.history.undo(undoing)
        assert stored(services) == after
    assert wrong_in(services.store) == ()
    for operation, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        assert services.history.undo_last().id == operation
        assert stored(services) == before
    assert wrong_in(services.store) == ()
    assert wrong_in(services.store) == ()


def test_an_undone_answer_takes_its_level_with_it(office: Services) -> None:
    codes = indicators(office)
    key = key_of(office, CODES[0])
    for code in codes:
        office.checklists.answer(key, code, PASSED)
    graded = office.checklists.sheet(key).grade.level
    assert graded is not None
    office.history.undo_last()
    rows = office.checklists.progress(CODES[0], MOI_23, 2569, Round.AFTER)
    assert [(row.answered, row.level) for row in rows] == [(22, None)]
    assert wrong_in(office.store) == ()
    office.history.undo(newest(office))
    assert office.checklists.sheet(key).grade.level == graded
    assert wrong_in(office.store) == ()


def test_the_answer_that_began_a_sheet_goes_while_the_sheet_stays_for_others(
    office: Services,
) -> None:
    key, other = (key_of(office, code) for code in CODES[:2])
    first, second = indicators(office)[:2]
    office.checklists.answer(key, first, PASSED)
    beginning = newest(office)
    office.checklists.answer(key, second, PASSED)
    office.checklists.answer(other, second, FAILED)
    office.history.undo(beginning)
    assert set(office.checklists.sheet(key).answers) == {second}
    assert set(office.checklists.sheet(other).answers) == {second}
    assert wrong_in(office.store) == ()
    office.history.undo(newest(office))
    assert set(office.checklists.sheet(key).answers) == {first, second}
    assert wrong_in(office.store) == ()


def test_a_wrong_import_is_undone_though_other_villages_were_answered_since(
    office: Services, tmp_path: Path
) -> None:
    codes = indicators(office)
    import_answers(office, tmp_path, dict.fromkeys(((CODES[0], code) for code in codes), PASSED))
    importing_ = newest(office)
    office.checklists.answer(key_of(office, CODES[1]), codes[0], PASSED)
    office.history.undo(importing_)
    assert office.checklists.sheet(key_of(office, CODES[0])).uuid is None
    assert set(office.checklists.sheet(key_of(office, CODES[1])).answers) == {codes[0]}
    assert wrong_in(office.store) == ()


def test_an_import_with_an_answer_that_changed_since_is_refused_whole(
    office: Services, tmp_path: Path
) -> None:
    codes = indicators(office)
    import_answers(office, tmp_path, dict.fromkeys(((CODES[0], code) for code in codes), PASSED))
    importing_ = newest(office)
    office.checklists.answer(key_of(office, CODES[0]), codes[3], FAILED)
    before = stored(office)
    with pytest.raises(UndoRefused, match=f"ข้อ {codes[3]}: ไม่ผ่าน.*กรุณา"):
        office.history.undo(importing_)
    assert stored(office) == before


def test_a_sheet_that_was_begun_by_its_head_is_not_spared(office: Services) -> None:
    key = key_of(office, CODES[0])
    office.checklists.save_head(key, SheetHead(place="ศาลา"))
    heading_ = newest(office)
    office.checklists.answer(key, indicators(office)[0], PASSED)
    with pytest.raises(UndoRefused, match="อาศัยข้อมูลนี้อยู่"):
        office.history.undo(heading_)


def test_a_main_rule_that_newer_sheets_are_graded_by_is_refused(office: Services) -> None:
    marking(0)(office, Path())
    marked = newest(office)
    office.checklists.answer(key_of(office, CODES[0]), indicators(office)[0], PASSED)
    with pytest.raises(UndoRefused, match=r"อาศัยข้อมูลนี้อยู่.*ข้อ 1\.1: ผ่าน"):
        office.history.undo(marked)


def test_a_stale_head_is_refused_after_an_undoing(office: Services) -> None:
    key = key_of(office, CODES[0])
    office.checklists.answer(key, indicators(office)[0], PASSED)
    opened = office.checklists.save_head(key, SheetHead(place="ศาลา", version=1)).head
    office.history.undo_last()
    with pytest.raises(StaleRecord):
        office.checklists.save_head(key, opened)


def test_exact_amounts_return_with_their_answer(office: Services) -> None:
    key = key_of(office, CODES[0])
    office.checklists.answer(key, indicators(office)[0], PASSED)
    with office.store.writing(Intent(action="test.amount", summary="นับครัวเรือน")) as work:
        answer = work.session.scalars(select(AnswerRow)).one()
        answer.value, answer.denominator = Decimal("1E+2"), Decimal("12.50")
    office.checklists.answer(key, indicators(office)[0], None)
    office.history.undo_last()
    with office.store.reading() as session:
        answer = session.scalars(select(AnswerRow)).one()
        assert (str(answer.value), str(answer.denominator)) == ("100", "12.50")
    told = [office.history.undo_last().summary for _ in range(2)]
    assert told[0] == "นับครัวเรือน"
    with office.store.reading() as session:
        assert session.scalars(select(AssessmentRow)).all() == []


def test_the_founding_a_printed_sheet_and_the_person_at_work_stay(office: Services) -> None:
    office.people.save_me("สมหญิง ใจดี", "พัฒนากร")
    with pytest.raises(UndoRefused, match="ผู้ปฏิบัติงาน"):
        office.history.undo(newest(office))
    with pytest.raises(UndoRefused, match="การตั้งสำนักงาน"):
        office.history.undo(1)
    assert office.history.undo_last().summary == "นำเข้าทะเบียนหมู่บ้านจาก villages.csv"
    with pytest.raises(UndoRefused, match="ไม่มีรายการที่เลิกทำได้แล้ว"):
        office.history.undo_last()


@pytest.mark.slow
def test_an_import_of_a_province_is_undone_and_redone_whole(
    office: Services, tmp_path: Path
) -> None:
    tambons = [
        tambon.code
        for amphoe in office.areas.children("93")
        for tambon in office.areas.children(amphoe.code)
    ]
    names = {f"{tambon}{moo:02}": "ควน" for tambon in tambons for moo in range(1, 11)}
    import_villages(office, tmp_path, names)
    villages = list(names)[:670]
    codes = indicators(office)
    before = stored(office)
    import_answers(
        office,
        tmp_path,
        dict.fromkeys(((village, code) for village in villages for code in codes), PASSED),
    )
    after = stored(office)
    office.history.undo_last()
    assert stored(office) == before
    office.history.undo(newest(office))
    assert stored(office) == after
    assert wrong_in(office.store) == ()
