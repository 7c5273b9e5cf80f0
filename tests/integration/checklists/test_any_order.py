"""Any order of keying, carrying forward, importing and undoing ends where replaying the history
ends: doing once more, in a fresh file, only what the history says still holds."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soundness import wrong_in
from sqlalchemy import select

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.store import Store

CODES = ("93010101", "93010102")
YEAR = 2569
LAST_YEAR = 2568
WORDS = {AnswerState.PASSED: "ผ่าน", AnswerState.FAILED: "ไม่ผ่าน"}
ASKED = ("1.1", "1.2", "1.3", "2.1")  # few, so that what is done meets
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)

Cell = tuple[str, int, str]  # village, fiscal year, indicator


@dataclass(frozen=True)
class Key:
    """Answer one indicator, or take the answer back."""

    cell: Cell
    state: AnswerState | None

    @property
    def scope(self) -> set[Cell]:
        return {self.cell}

    def do(self, services: Services) -> None:
        village, year, code = self.cell
        services.checklists.answer(key_of(services, village, year), code, self.state)


@dataclass(frozen=True)
class Carry:
    """Carry last year's answers of a village forward."""

    village: str

    @property
    def scope(self) -> set[Cell]:
        return {(self.village, year, code) for year in (YEAR, LAST_YEAR) for code in ASKED}

    def do(self, services: Services) -> None:
        with suppress(ValidationFailed):  # nothing to take over
            services.checklists.carry_forward(key_of(services, self.village, YEAR))


@dataclass(frozen=True)
class Import:
    """Take a file of answers in, over what stands there."""

    answers: tuple[tuple[Cell, AnswerState], ...]

    @property
    def scope(self) -> set[Cell]:
        return {cell for cell, _ in self.answers}

    def do(self, services: Services) -> None:
        path = services.store.path.parent / "answers.csv"
        rows = [
            (village, str(year), code, WORDS[state])
            for (village, year, code), state in self.answers
        ]
        write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
        importer = AnswerImporter(services.store, services.checklists, services.villages)
        importer.run(path, instrument_id=MOI_23, replace=True)


@dataclass(frozen=True)
class Undo:
    """Take back what was done last, or something `before` it."""

    before: int


Deed = Key | Carry | Import

a_state = st.sampled_from(tuple(WORDS))
a_cell = st.tuples(
    st.sampled_from(CODES), st.sampled_from((YEAR, LAST_YEAR)), st.sampled_from(ASKED)
)
a_step = st.one_of(
    st.builds(Key, a_cell, st.none() | a_state),
    st.builds(Carry, st.sampled_from(CODES)),
    st.dictionaries(a_cell, a_state, min_size=1, max_size=5).map(
        lambda answers: Import(tuple(answers.items()))
    ),
    st.builds(Undo, st.just(0) | st.integers(0, 4)),
)


def key_of(services: Services, code: str, year: int) -> SheetKey:
    village = services.villages.by_code(code)
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=year, round=Round.AFTER)


def newest(services: Services) -> int:
    return services.history.recent(1)[0].id


def stored(services: Services) -> list[tuple[object, ...]]:
    """The sheets that say something, and their answers, under names that both files share."""
    with services.store.reading() as session:
        sheets = {
            row.id: (row.village_id, row.fiscal_year, row.answered, row.passed, row.level)
            for row in session.scalars(select(AssessmentRow))
            if row.answered
        }
        answers = [
            (*sheets[row.assessment_id], row.indicator, row.state, row.value, row.origin, row.note)
            for row in session.scalars(select(AnswerRow))
        ]
    return sorted([*sheets.values(), *answers], key=repr)


def run(services: Services, steps: list[Deed | Undo]) -> list[Deed]:
    """Do it; gives what the history says still holds, in its order."""
    holding: list[tuple[int, Deed]] = []
    done: list[tuple[int, Deed]] = []  # also what changed nothing: it may have, on other ground
    for step in steps:
        if not isinstance(step, Undo):
            before = newest(services)
            step.do(services)
            done.append((newest(services), step))
            if newest(services) != before:
                holding.append((newest(services), step))
        elif holding:
            place = max(len(holding) - 1 - step.before, 0)
            operation, deed = holding[place]
            since = [other for at, other in done if at >= operation and other is not deed]
            if place < len(holding) - 1 and any(deed.scope & other.scope for other in since):
                continue  # what was done since might have gone otherwise without it
            try:
                services.history.undo(operation)
            except UndoRefused:
                assert place < len(holding) - 1  # the last thing done can always be taken back
            else:
                del holding[place]
    reversed_ = {entry.reverses for entry in services.history.recent(500) if entry.reverses}
    assert not reversed_ & {operation for operation, _ in holding}
    return [deed for _, deed in holding]


@pytest.fixture(scope="module")
def office_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("any-order")
    folder = Path(shutil.copytree(database_template, home / "data"))
    with services_of(Store.open(folder, clock=lambda: NOON)) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(home / "v.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [(code, "ควน") for code in CODES])
        VillageImporter(services.store, services.areas).run(home / "v.csv")
    return folder


@pytest.fixture(scope="module")
def fresh(office_folder: Path) -> Iterator[Path]:
    """A folder for copies of the office."""
    with TemporaryDirectory(dir=office_folder.parent) as folder:
        yield Path(folder)


def check(office: Path, home: Path, steps: list[Deed | Undo], *, is_thorough: bool) -> None:
    with TemporaryDirectory(dir=home) as place:
        here, there = (Path(shutil.copytree(office, Path(place) / name)) for name in "ab")
        with services_of(Store.open(here, clock=lambda: NOON)) as services:
            holding = run(services, steps)
            ended = stored(services)
            if is_thorough:
                assert wrong_in(services.store) == ()
        with services_of(Store.open(there, clock=lambda: NOON)) as services:
            for deed in holding:
                deed.do(services)
            assert stored(services) == ended


STEPS = st.lists(a_step, min_size=3, max_size=14)
QUIET = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@given(steps=STEPS)
@settings(max_examples=4, deadline=None, suppress_health_check=QUIET)
def test_any_order_ends_as_replaying_the_history_does(
    office_folder: Path, fresh: Path, steps: list[Deed | Undo]
) -> None:
    check(office_folder, fresh, steps, is_thorough=False)


@pytest.mark.slow
@given(steps=st.lists(a_step, min_size=5, max_size=30))
@settings(max_examples=300, deadline=None, suppress_health_check=QUIET)
def test_any_long_order_ends_as_replaying_the_history_does(
    office_folder: Path, fresh: Path, steps: list[Deed | Undo]
) -> None:
    check(office_folder, fresh, steps, is_thorough=True)


def test_an_undone_import_between_keys_leaves_the_keys_alone(
    office_folder: Path, fresh: Path
) -> None:
    """The property in one plain case, so that it is known to look at something."""
    passed, failed = AnswerState.PASSED, AnswerState.FAILED
    first, second = (CODES[0], YEAR, "1.1"), (CODES[1], YEAR, "1.1")
    before = (CODES[0], LAST_YEAR, "1.2")
    steps: list[Deed | Undo] = [
        Key(before, passed),
        Import(((second, failed),)),
        Key(first, passed),
        Undo(1),
        Carry(CODES[0]),
        Key(first, None),
    ]
    with TemporaryDirectory(dir=fresh) as place:
        folder = Path(shutil.copytree(office_folder, Path(place) / "a"))
        with services_of(Store.open(folder, clock=lambda: NOON)) as services:
            assert len(run(services, steps)) == 4
            assert [row[5:8] for row in stored(services) if len(row) > 5] == [
                ("1.2", "passed", None),
                ("1.2", "passed", None),
            ]
    check(office_folder, fresh, steps, is_thorough=False)
