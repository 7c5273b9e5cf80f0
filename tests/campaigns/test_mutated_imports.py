"""Whatever is in a file: all that is told came in and can be taken back, or nothing did."""

import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mutated_files import MutatedFile, make_file
from office_state import everything, records
from plain_words import assert_plain_thai

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.answer_source import read_answer_grid
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.likely_instrument import likely_instrument
from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.reading import read_grid
from cdd_desktop.errors import CddError, ImportRejected
from cdd_desktop.health import look_over
from cdd_desktop.places.government_import import GovernmentImporter
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.register_file import REGISTER_TITLES
from cdd_desktop.progress import Silent
from cdd_desktop.storage.store import Store

FAST, MANY = 40, 1_000
SECONDS = 30  # no small file may keep the office waiting longer, on any machine
LOOK_EVERY = 100


class Office:
    """An open office that takes a file in, and tells what that did."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        self.folder = folder
        self.taken = self.refused = 0

    def operations(self) -> int:
        return len(everything(self.folder)["operation"])

    def take(self, file: MutatedFile, dice: random.Random) -> None:
        """Import, compare with what was told, and take it back."""
        before, whole_before = records(self.folder), everything(self.folder)
        good_rows, replace = dice.random() < 0.4, dice.random() < 0.4
        began = time.monotonic()
        try:
            written, has_refused = self._import(file, good_rows=good_rows, replace=replace)
        except CddError as refusal:
            self.refused += 1
            assert_plain_thai(str(refusal))
            if isinstance(refusal, ImportRejected):
                for problem in refusal.problems:
                    assert_plain_thai(str(problem))
            assert everything(self.folder) == whole_before, "a refused file changed something"
            return
        finally:
            assert time.monotonic() - began < SECONDS
        assert good_rows or not has_refused
        after = records(self.folder)
        assert (after != before) == (written > 0)
        if not written:
            return
        self.taken += 1
        assert len(everything(self.folder)["operation"]) == len(whole_before["operation"]) + 1
        self._assert_told(file, before, after, written, replace=replace)
        self.services.history.undo_last()
        assert records(self.folder) == before, "undoing did not lead back"

    def _import(self, file: MutatedFile, *, good_rows: bool, replace: bool) -> tuple[int, bool]:
        """How many were written, and whether any row was refused."""
        services, store = self.services, self.services.store
        grid = read_grid(file.path)
        name = file.path.name
        if file.kind == "villages":
            table = table_under(grid, REGISTER_TITLES)
            report = VillageImporter(store, services.areas).take(
                table, name, good_rows=good_rows, replace=replace
            )
            return report.added + report.changed, bool(report.refused)
        if file.kind == "governments":
            table = table_under(grid, REGISTER_TITLES)
            owners = GovernmentImporter(store, services.areas).take(
                table, name, on=date(2025, 10, 1), good_rows=good_rows, replace=replace
            )
            return owners.assigned, bool(owners.refused)
        instrument = likely_instrument(grid, services.checklists.instruments())
        answers = read_answer_grid(grid, instrument, Silent(), year=None)
        importer = AnswerImporter(store, services.checklists, services.villages)
        took = importer.take(
            answers, instrument_id=instrument.id, good_rows=good_rows, replace=replace
        )
        return took.added + took.replaced, bool(took.refused)

    def _assert_told(
        self,
        file: MutatedFile,
        before: dict[str, list[tuple[object, ...]]],
        after: dict[str, list[tuple[object, ...]]],
        written: int,
        *,
        replace: bool,
    ) -> None:
        """The number that the report tells is the number of rows that differ."""
        if file.kind in ("villages", "governments"):
            return
        new = len(set(after["answer"]) - set(before["answer"]))
        assert new == written
        if not replace:
            gone = set(before["answer"]) - set(after["answer"])
            # an empty remark may be filled in; what was answered stays
            assert {row[:3] for row in gone} <= {row[:3] for row in after["answer"]}


@pytest.fixture
def campaign(office_folder: Path, tmp_path: Path) -> Callable[[range], Office]:
    def run(seeds: range) -> Office:
        with Store.open(office_folder) as store:
            office = Office(services_of(store), office_folder)
            for seed in seeds:
                dice = random.Random(seed)
                file = make_file(tmp_path, dice)
                try:
                    office.take(file, dice)
                    if seed % LOOK_EVERY == LOOK_EVERY - 1 or seed == seeds[-1]:
                        report = look_over(Silent(), office.services.health.plan())
                        assert report.faults == ()
                except BaseException:
                    print(f"seed {seed}: {file.told}")  # noqa: T201 - pytest shows it
                    raise
        return office

    return run


def test_forty_mutated_files_come_in_whole_or_not_at_all(
    campaign: Callable[[range], Office],
) -> None:
    office = campaign(range(FAST))
    assert office.taken >= FAST // 8
    assert office.refused >= FAST // 8


@pytest.mark.slow
def test_a_thousand_mutated_files_come_in_whole_or_not_at_all(
    campaign: Callable[[range], Office],
) -> None:
    office = campaign(range(FAST, FAST + MANY))
    assert office.taken >= MANY // 8
    assert office.refused >= MANY // 8
