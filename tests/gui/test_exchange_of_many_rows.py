"""A file of thousands of rows: the window holds counts and what it shows, a child the rest."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from windows import register_villages

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.exchange.flow import Stage
from cdd_desktop.gui.pages.exchange.kept_rows import KeptRows, keep_rows
from cdd_desktop.gui.pages.exchange.lines import RowLine, RowState
from cdd_desktop.gui.pages.exchange.page import ExchangePage
from cdd_desktop.gui.pages.exchange.rows import RowColumn, RowModel
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.storage.store import Store

DONE_WITHIN_MS = 90_000
MOST_BYTES = 50_000
YEARS = range(2556, 2570)
ROWS = 20_010
SHOWN_PAGES = 3  # a window shows some twenty rows: of one page, or of two


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[ExchangePage]:
    made = ExchangePage(context)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    yield made
    made.close()


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of what child processes said, in bytes."""
    sizes: list[int] = []
    hear: Callable[..., None] = TaskRunner._hear

    def weigh(self: TaskRunner, task: Any, child: Any, kind: str, value: Any) -> None:
        sizes.append(len(pickle.dumps((kind, value))))
        hear(self, task, child, kind, value)

    monkeypatch.setattr(TaskRunner, "_hear", weigh)
    return sizes


@pytest.fixture
def pages_read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The pages of rows that the window fetched: which file, which page."""
    fetched: list[tuple[str, int]] = []
    read: Callable[..., Any] = KeptRows._read

    def note(self: KeptRows[Any], number: int) -> Any:
        fetched.append((self._path.name, number))
        return read(self, number)

    monkeypatch.setattr(KeptRows, "_read", note)
    return fetched


@pytest.fixture
def file(store: Store, services: Services, tmp_path: Path) -> Path:
    """A list of answers of which every third row is refused."""
    codes = [f"9301{tambon:02}{moo:02}" for tambon in (1, 3, 4) for moo in range(20, 42)]
    register_villages(store, {code: f"ทดสอบ{code[-4:]}" for code in codes})
    indicators = [one.code for one in services.checklists.instrument(MOI_23).indicators]
    cells = [
        (code, str(year), indicator) for year in YEARS for code in codes for indicator in indicators
    ][:ROWS]
    path = tmp_path / "ผล.csv"
    rows = [(*cell, "อาจจะผ่าน" if number % 3 == 2 else "ผ่าน") for number, cell in enumerate(cells)]
    write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    return path


def stage_of(page: ExchangePage) -> Stage:
    return page.flow.stage


def settle(qtbot: QtBot, page: ExchangePage) -> None:
    qtbot.waitUntil(
        lambda: not page.is_busy and not page.context.tasks.is_busy, timeout=DONE_WITHIN_MS
    )


@pytest.mark.slow
def test_only_counts_and_what_is_shown_come_to_the_window(
    qtbot: QtBot,
    page: ExchangePage,
    services: Services,
    messages: list[int],
    pages_read: list[tuple[str, int]],
    file: Path,
) -> None:
    me = services.people.save_me("สมหญิง ใจดี", "เจ้าพนักงาน")
    page.open_file(file)
    settle(qtbot, page)
    assert f"อ่าน {ROWS:,} แถว: รับได้ {ROWS * 2 // 3:,} แถว · ไม่รับ" in page.count_label.text()
    assert page.row_table.model().rowCount() == ROWS
    page.row_table.repaint()
    assert len(set(pages_read)) <= SHOWN_PAGES
    page.row_table.scrollToBottom()
    page.row_table.repaint()
    assert ("lines", ROWS // 100) in pages_read
    assert len(set(pages_read)) <= 2 * SHOWN_PAGES
    page.bad_check.click()
    model = page.row_table.model()
    assert model.rowCount() == ROWS // 3
    assert "อาจจะผ่าน" in model.index(ROWS // 3 - 1, RowColumn.WORDS).data()
    page.import_button.click()
    settle(qtbot, page)
    assert stage_of(page) is Stage.DONE
    (done,) = [one for one in services.history.recent(2) if one.action == "checklists.import"]
    assert (done.actor, done.source) == (str(me.uuid), "ผล.csv")
    page.undo_button.click()
    settle(qtbot, page)
    assert stage_of(page) is Stage.CHECKED
    assert services.history.recent(1)[0].reverses == done.id
    assert max(messages) < MOST_BYTES


@pytest.mark.slow  # of a few rows: test_exchange_page
def test_cancelling_leaves_nothing_in_the_file_or_on_the_shelf(
    qtbot: QtBot, page: ExchangePage, services: Services, file: Path
) -> None:
    flow = page.flow
    shelf = Path(flow._shelf._folder.name)
    said: list[str] = []

    def cancel_once_it_says(words: str) -> None:
        def hear(_done: int, _total: int, text: str) -> None:
            if text == words and words not in said:
                said.append(words)
                flow.cancel()

        flow.progressed.connect(hear)

    cancel_once_it_says("กำลังอ่านไฟล์")
    page.open_file(file)
    settle(qtbot, page)
    assert stage_of(page) is Stage.REFUSED
    assert list(shelf.iterdir()) == []
    cancel_once_it_says("กำลังตรวจข้อมูล")
    page.open_file(file)
    settle(qtbot, page)
    assert stage_of(page) is Stage.REFUSED
    assert len(list(shelf.iterdir())) == 1  # the file, which may be checked again
    flow.check()
    settle(qtbot, page)
    last = services.history.recent(1)
    cancel_once_it_says("กำลังบันทึก")
    page.import_button.click()
    settle(qtbot, page)
    assert said == ["กำลังอ่านไฟล์", "กำลังตรวจข้อมูล", "กำลังบันทึก"]
    assert stage_of(page) is Stage.CHECKED
    assert services.history.recent(1) == last
    assert page.import_button.isEnabled()


def test_the_shelf_goes_with_the_page(qtbot: QtBot, context: Context) -> None:
    made = ExchangePage(context)
    shelf = Path(made.flow._shelf._folder.name)
    assert shelf.is_dir()
    with qtbot.waitSignal(made.destroyed):
        made.deleteLater()
    assert not shelf.exists()


def test_rows_that_were_kept_are_the_rows_that_are_read(tmp_path: Path) -> None:
    for length in (0, 1, 99, 100, 101, 1_234):
        rows = [f"แถว {number}" for number in range(length)]
        kept: KeptRows[str] = pickle.loads(pickle.dumps(keep_rows(tmp_path / "rows", rows)))  # noqa: S301
        assert len(kept) == length
        assert list(kept) == rows
        assert list(kept[5:250:7]) == rows[5:250:7]
        assert not length or kept[-1] == rows[-1]
        with pytest.raises(IndexError):
            kept[length]


def test_rows_whose_file_was_cleared_away_say_what_to_do(tmp_path: Path) -> None:
    kept = keep_rows(tmp_path / "rows", [RowLine(2, RowState.GOOD, "", "ก")])
    (tmp_path / "rows").unlink()
    with pytest.raises(StorageProblem, match="กรุณา"):
        kept[0]
    model = RowModel()
    model.show(kept)
    assert "กรุณา" in model.index(0, RowColumn.REASON).data()
