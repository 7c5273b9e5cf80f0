"""A batch leaves whole files only, and is continued where it stopped, whatever stopped it."""

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from sqlalchemy import func, select

from cdd_desktop.bootstrap import Services, join_office, open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.documents.model import Document
from cdd_desktop.documents.writing import replacing, write_csv
from cdd_desktop.errors import NotFound, StorageProblem, ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.progress import Cancelled, Progress
from cdd_desktop.reporting import batch as batch_module
from cdd_desktop.reporting.batch_order import BatchOrder, Interrupted, Per, Remade
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.tables import IssuedSheetRow
from cdd_desktop.storage.store import DATABASE_NAME

if TYPE_CHECKING:
    from tests.conftest import FixedClock

VILLAGES = (
    ("93010101", "ดอนหลา"),
    ("93010102", "น้ำเลือด"),
    ("93010301", "ท่าแค"),
    ("93020101", "กงหรา"),
    ("93020202", "ควนเปี๊ยะ"),
)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
TAMBON = ["930101", "930103", "930201", "930202"]
PDF = FileFormat.PDF
FILLED = ReportOptions(report="checklist-filled", area_code="93", fiscal_year=2569)


@pytest.fixture(scope="module")
def begun_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Phatthalung with a begun sheet in each of four tambon of two amphoe, two in the first."""
    folder = tmp_path_factory.mktemp("begun")
    data = Path(shutil.copytree(database_template, folder / "data"))
    with open_folder(data, clock=lambda: NOW) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), VILLAGES)
        VillageImporter(opened.store, opened.areas).run(folder / "villages.csv")
        for code, _ in VILLAGES:
            answer(opened, code)
    return data


@pytest.fixture
def data_folder(begun_folder: Path, tmp_path: Path) -> Path:
    """A copy of it that belongs to one test."""
    return Path(shutil.copytree(begun_folder, tmp_path / "data"))


@pytest.fixture
def services(data_folder: Path, clock: "FixedClock") -> Iterator[Services]:
    with open_folder(data_folder, clock=clock) as opened:
        yield opened


@pytest.fixture
def order(tmp_path: Path) -> BatchOrder:
    return BatchOrder(
        options=FILLED, file_format=PDF, per=Per.TAMBON, folder=tmp_path / "แบบ ปี 2569"
    )


def answer(services: Services, code: str, state: AnswerState = AnswerState.PASSED) -> None:
    village = services.villages.by_code(code)
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    services.checklists.answer(key, "1.1", state)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


def texts(file: Path) -> list[str]:
    """What each page says; where the reader breaks lines depends on the page before."""
    document = pypdfium2.PdfDocument(file)
    try:
        read = (page.get_textpage().get_text_bounded() for page in document)
        return ["".join(text.split()) for text in read]
    finally:
        document.close()


def issued(services: Services) -> int:
    with services.store.reading() as session:
        return session.scalar(select(func.count()).select_from(IssuedSheetRow)) or 0


class StopsAt:
    """Progress that a user stops while the file after `parts` whole ones is being drawn."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        self.told: list[tuple[int, int, str]] = []

    def report(self, done: int, total: int, text: str = "") -> None:
        self.told.append((done, total, text))

    def check_cancelled(self) -> None:
        if len(self.told) > self.parts:
            raise Cancelled


def test_each_tambon_gets_its_file_in_official_order(services: Services, order: BatchOrder) -> None:
    watcher = StopsAt(99)
    result = services.batches.make(order, watcher)
    made = files(order.folder)
    assert [file.name[:6] for file in made] == TAMBON
    assert made[0].name == "930101 ตำบลคูหาสวรรค์ อำเภอเมืองพัทลุง แบบประเมินที่กรอกแล้ว 2569.pdf"
    assert (result.made, result.kept, result.is_whole) == (4, 0, True)
    assert result.length == sum(len(texts(file)) for file in made)
    assert watcher.told[0] == (0, 4, "ไฟล์ที่ 1 จาก 4 ตำบลคูหาสวรรค์ อำเภอเมืองพัทลุง")
    assert watcher.told[-1][:2] == (4, 4)
    assert issued(services) == len(VILLAGES)
    left = {path.name for path in order.folder.iterdir()} - {file.name for file in made}
    assert left == {f"cdd-desktop-{order.key}.json"}


def test_the_files_together_say_what_one_file_says(
    services: Services, order: BatchOrder, tmp_path: Path
) -> None:
    services.batches.make(order)
    together = [page for file in files(order.folder) for page in texts(file)]
    services.reports.make(FILLED, PDF, tmp_path / "one.pdf")
    assert texts(tmp_path / "one.pdf") == together
    assert issued(services) == len(VILLAGES)


@pytest.mark.parametrize(
    "report", [report.name for report in REPORTS if report.of_places and report.of_instrument]
)
def test_one_file_streamed_is_the_same_as_one_drawn_from_a_whole_document(
    services: Services, report: str, tmp_path: Path
) -> None:
    asked = replace(FILLED, report=report)
    services.reports.make(asked, PDF, tmp_path / "streamed.pdf")
    batch_module.render(services.reports.document(asked, PDF), PDF, tmp_path / "whole.pdf")
    assert (tmp_path / "streamed.pdf").read_bytes() == (tmp_path / "whole.pdf").read_bytes()


def test_the_same_batch_again_keeps_every_file(services: Services, order: BatchOrder) -> None:
    services.batches.make(order)
    before = {file: file.stat().st_mtime_ns for file in files(order.folder)}
    result = services.batches.make(order)
    assert (result.made, result.kept, result.remade) == (0, 4, ())
    assert {file: file.stat().st_mtime_ns for file in files(order.folder)} == before


def test_a_changed_answer_remakes_only_its_part(services: Services, order: BatchOrder) -> None:
    services.batches.make(order)
    answer(services, "93010301", AnswerState.FAILED)
    result = services.batches.make(order)
    assert (result.made, result.kept) == (1, 3)
    ((name, why),) = result.remade
    assert name.startswith("930103")
    assert why is Remade.CHANGED


def test_missing_and_damaged_files_are_made_again_and_named(
    services: Services, order: BatchOrder
) -> None:
    services.batches.make(order)
    first, second, *_ = files(order.folder)
    whole = first.read_bytes()
    first.write_bytes(whole[: len(whole) // 2])
    second.unlink()
    result = services.batches.make(order)
    assert result.remade == ((first.name, Remade.DAMAGED), (second.name, Remade.MISSING))
    assert first.read_bytes() == whole
    assert (result.made, result.kept) == (2, 2)


def test_a_torn_list_makes_all_anew(services: Services, order: BatchOrder) -> None:
    services.batches.make(order)
    (listing,) = order.folder.glob("*.json")
    listing.write_text(listing.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    assert services.batches.make(order).made == 4


@pytest.mark.parametrize(
    "told",
    [
        '{"length": null}',
        '{"length": "two"}',
        '{"code": 5}',
        '{"digest": null}',
        '{"file": ["..", "..", "elsewhere.pdf"]}',
    ],
)
def test_a_list_edited_by_hand_makes_all_anew(
    services: Services, order: BatchOrder, told: str
) -> None:
    services.batches.make(order)
    (listing,) = order.folder.glob("*.json")
    edited = json.loads(listing.read_text(encoding="utf-8"))
    edited["parts"][0] |= json.loads(told)
    listing.write_text(json.dumps(edited), encoding="utf-8")
    again = services.batches.make(order)
    assert (again.made, again.kept, again.left) == (4, 0, ())
    assert services.batches.make(order).kept == 4


@pytest.mark.parametrize("text", ["", "null", "[" * 100_000, '{"parts": [], "total": Infinity}'])
def test_a_list_that_is_none_of_ours_makes_all_anew(
    services: Services, order: BatchOrder, text: str
) -> None:
    services.batches.make(order)
    (listing,) = order.folder.glob("*.json")
    listing.write_text(text, encoding="utf-8")
    assert services.batches.make(order).made == 4


def test_a_village_without_a_sheet_any_more_leaves_its_file_and_is_told(
    services: Services, order: BatchOrder
) -> None:
    services.batches.make(order)
    services.history.undo_last()  # the answer of 93020202
    result = services.batches.make(order)
    assert [name[:6] for name in result.left] == ["930202"]
    assert (result.made, result.kept) == (0, 3)


def test_cancelling_leaves_whole_files_and_the_batch_can_be_continued(
    services: Services, order: BatchOrder
) -> None:
    with pytest.raises(Cancelled):
        services.batches.make(order, StopsAt(1))
    (only,) = files(order.folder)
    assert texts(only)
    assert not list(order.folder.glob(".*"))
    assert services.batches.interrupted(order) == Interrupted(done=1, total=4)
    assert issued(services) == 2
    result = services.batches.make(order)
    assert (result.made, result.kept) == (3, 1)
    assert services.batches.interrupted(order) is None


_KILLED = """
import sys
from pathlib import Path
from cdd_desktop.bootstrap import open_office
from cdd_desktop.reporting.batch_order import BatchOrder, Per
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import FileFormat, ReportOptions

class Stands:
    calls = done = 0
    def report(self, done, total, text=""):
        self.done = done
    def check_cancelled(self):
        if self.done == 2:
            self.calls += 1
            if self.calls == 1:  # the third file is being drawn
                print("now", flush=True)
                sys.stdin.read()

with open_office(Path(sys.argv[1])) as services:
    services.batches.make(
        BatchOrder(
            options=ReportOptions(report="checklist-filled", area_code="93", fiscal_year=2569),
            file_format=FileFormat.PDF, per=Per.TAMBON, folder=Path(sys.argv[2]),
        ),
        Stands(),
    )
"""


def test_a_batch_killed_in_the_middle_is_completed_as_if_it_never_was(
    services: Services, order: BatchOrder, data_folder: Path, tmp_path: Path
) -> None:
    services.close()
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(data_folder), str(order.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        process.kill()
    assert [file.name[:6] for file in files(order.folder)] == TAMBON[:2]
    with open_folder(data_folder) as again:
        assert again.batches.interrupted(order) is not None
        assert again.batches.make(order).is_whole
        aside = replace(order, folder=tmp_path / "uninterrupted")
        again.batches.make(aside)
        assert issued(again) == len(VILLAGES)
    assert not list(order.folder.glob(".*"))
    names = [file.name for file in files(aside.folder)]
    assert [file.name for file in files(order.folder)] == names
    for name in names:
        assert texts(order.folder / name) == texts(aside.folder / name)


def test_a_full_disk_stops_the_batch_with_the_remedy_and_whole_files(
    services: Services, order: BatchOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def fills_the_disk(
        document: Document, file_format: FileFormat, out: Path, progress: Progress
    ) -> int:
        drawn.append(out)
        if len(drawn) < 3:
            return render(document, file_format, out, progress)
        with replacing(out) as beside:
            beside.write_bytes(b"%PDF half")
            raise OSError(errno.ENOSPC, "No space left on device")

    render = batch_module.render
    monkeypatch.setattr(batch_module, "render", fills_the_disk)
    with pytest.raises(StorageProblem, match="พื้นที่ดิสก์เต็ม กรุณา"):
        services.batches.make(order)
    assert [file.name[:6] for file in files(order.folder)] == TAMBON[:2]
    assert not list(order.folder.glob(".*"))
    monkeypatch.setattr(batch_module, "render", render)
    assert services.batches.make(order).kept == 2


def test_a_folder_that_vanishes_is_named_not_made_anew_and_continued_when_it_is_back(
    services: Services, order: BatchOrder
) -> None:
    with pytest.raises(StorageProblem, match="สั่งทำต่ออีกครั้ง") as told:
        services.batches.make(order, PullsTheStick(order.folder))
    assert str(order.folder) in str(told.value)
    assert ".cdd-" not in str(told.value)
    assert not order.folder.exists()
    assert services.batches.make(order).made == 4


class PullsTheStick:
    """Progress of a batch whose folder goes away with the second file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def report(self, done: int, total: int, text: str = "") -> None:
        assert total, text
        if done == 1:
            shutil.rmtree(self._folder)

    def check_cancelled(self) -> None:
        """Nobody stops it."""


def test_a_file_open_in_a_reader_is_told_and_made_the_next_time(
    services: Services, order: BatchOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.batches.make(order)
    held = files(order.folder)[1]
    old = held.read_bytes()
    answer(services, "93010301", AnswerState.FAILED)
    answer(services, "93020101", AnswerState.FAILED)
    move = Path.replace

    def as_on_windows(self: Path, target: Path) -> Path:
        if Path(target) == held:
            raise PermissionError(errno.EACCES, "in use")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", as_on_windows)
    result = services.batches.make(order)
    assert result.held == (held.name,)
    assert not result.is_whole
    assert (result.made, result.kept) == (1, 2)
    assert held.read_bytes() == old
    assert services.batches.interrupted(order) == Interrupted(done=3, total=4)
    monkeypatch.undo()
    assert services.batches.make(order).made == 1
    assert held.read_bytes() != old


def test_a_folder_that_cannot_be_is_refused(services: Services, order: BatchOrder) -> None:
    order.folder.write_text("a file")
    with pytest.raises(StorageProblem, match="กรุณา"):
        services.batches.make(order)


def test_a_table_is_made_for_each_amphoe_and_a_workbook_for_each_tambon(
    services: Services, order: BatchOrder
) -> None:
    summary = replace(FILLED, report="checklist-summary", grouped_by=AreaLevel.AMPHOE)
    services.batches.make(replace(order, options=summary, per=Per.AMPHOE))
    first, second = files(order.folder)
    assert first.name.startswith("9301 อำเภอเมืองพัทลุง สรุป")
    assert second.name.startswith("9302 ")
    assert "คูหาสวรรค์" in texts(first)[0]  # by tambon: an amphoe has no other amphoe in it
    services.batches.make(replace(order, file_format=FileFormat.XLSX))
    assert len(list(order.folder.glob("*.xlsx"))) == 4


def test_a_table_of_a_batch_is_traced_to_its_part_and_compared_with_the_data(
    services: Services, order: BatchOrder
) -> None:
    options = replace(FILLED, report="checklist-completeness")
    services.batches.make(replace(order, options=options, per=Per.AMPHOE))
    parts = [options.within(code) for code in ("9301", "9302")]
    codes = [services.reports.document(part, PDF).sheets[0].code for part in parts]
    village = services.villages.by_code("93020101")
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    services.checklists.answer(key, "1.1", None)
    found = [services.tracer.look_back(code) for code in codes]
    assert [trace and trace.sheet.options for trace in found] == parts
    assert [trace and trace.sheet.is_current for trace in found] == [True, False]


def test_each_village_may_have_its_file(services: Services, order: BatchOrder) -> None:
    services.batches.make(replace(order, per=Per.VILLAGE))
    assert [file.name[:8] for file in files(order.folder)] == [code for code, _ in VILLAGES]
    assert "ม.2 บ้านน้ำเลือด ตำบลคูหาสวรรค์" in files(order.folder)[1].name


@pytest.mark.parametrize(
    ("options", "per", "reason"),
    [
        (replace(FILLED, area_code="930101"), Per.AMPHOE, ValidationFailed),
        (replace(FILLED, report="checklist-villages"), Per.VILLAGE, ValidationFailed),
        (replace(FILLED, fiscal_year=2568), Per.TAMBON, NotFound),
        (replace(FILLED, area_code="90"), Per.TAMBON, ValidationFailed),
    ],
)
def test_what_cannot_be_parted_is_refused_and_makes_no_folder(
    services: Services, order: BatchOrder, options: ReportOptions, per: Per, reason: type[Exception]
) -> None:
    with pytest.raises(reason, match="กรุณา"):
        services.batches.make(replace(order, options=options, per=per))
    assert not order.folder.exists()


def test_a_child_makes_a_batch_of_an_office_that_is_open(
    services: Services, order: BatchOrder, data_folder: Path
) -> None:
    with join_office(data_folder / DATABASE_NAME) as joined:
        assert joined.batches.make(order).made == 4
    answer(services, "93010102", AnswerState.FAILED)  # the folder is still ours
    assert issued(services) == len(VILLAGES)
