"""Answers given while something else writes: none holds the keys up, and none is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from entry_pages import entry_in
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from soundness import wrong_in
from windows import FakeDialogs, Keyboard

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, Sheet, SheetHead, SheetKey
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import Busy, StorageProblem, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.answer_model import Column, Remark
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.saving import Lost
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.undo_child import take_back
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.storage.operations import OperationEntry
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
WAIT_MS = 15_000
PAPER = "11101" + "11111" + "01110" + "11111" + "011"


class OtherWriter:
    """Somebody else who holds the file's write lock until told."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self.is_writing = False

    def begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self.is_writing = True

    def end(self) -> None:
        if self.is_writing:
            self._connection.execute("ROLLBACK")
            self.is_writing = False

    def close(self) -> None:
        self.end()
        self._connection.close()


@pytest.fixture
def other(store: Store) -> Iterator[OtherWriter]:
    made = OtherWriter(store.path)
    yield made
    made.close()


@pytest.fixture
def window(
    qtbot: QtBot, context: Context, other: OtherWriter, tmp_path: Path
) -> Iterator[MainWindow]:
    made = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.attach(context, is_demo=False)
    made.show()
    yield made
    other.end()
    qtbot.waitUntil(lambda: not context.saving.waiting, timeout=WAIT_MS)
    made.close()


@pytest.fixture
def page(window: MainWindow) -> EntryView:
    view = entry_in(window.page)
    view.answer_table.setFocus()
    return view


@pytest.fixture
def settle(qtbot: QtBot, context: Context, other: OtherWriter) -> Callable[[], None]:
    """The other writer is through, and everything that waited is settled."""

    def wait() -> None:
        other.end()
        qtbot.waitUntil(
            lambda: not context.saving.waiting and not context.tasks.is_busy, timeout=WAIT_MS
        )

    return wait


def key_of(services: Services, code: str = "93010101") -> SheetKey:
    village = services.villages.by_code(code)
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2570, round=Round.AFTER)


def stored(services: Services, code: str = "93010101") -> Sheet:
    return services.checklists.sheet(key_of(services, code))


def strike(page: EntryView, *caps: str) -> None:
    for cap in caps:
        Keyboard.ENGLISH.press(page.answer_table, cap)


def pending(page: EntryView) -> list[str]:
    """The indicators whose lines say กำลังบันทึก, as a screen reader reads them."""
    answers = page.answer_table.answers
    said = {
        str(answers.index(row, Column.CODE).data()): str(answers.index(row, Column.ANSWER).data())
        for row in answers.line_rows
    }
    return [code for code, words in said.items() if "กำลังบันทึก" in words]


def failing_after(other: OtherWriter, error: Exception) -> Callable[..., Sheet]:
    """An answer that waits like any, and fails when its turn has come."""

    def fail(*_args: object, **_given: object) -> Sheet:
        raise Busy("รอ") if other.is_writing else error

    return fail


def test_a_whole_sheet_is_keyed_while_another_writes_and_is_stored_in_order(
    page: EntryView,
    window: MainWindow,
    services: Services,
    other: OtherWriter,
    settle: Callable[[], None],
) -> None:
    other.begin()
    strike(page, *PAPER)
    # the lock is still held: no key has waited for it
    assert other.is_writing
    assert len(pending(page)) == 23
    assert stored(services).answers == {}
    assert window.saved_label.text() == "○ กำลังบันทึก 23 รายการ"
    assert page.level_panel.level_label.text() == "อยู่ดี กินดี"
    assert page.done_label.text() == "ครบ 1 จาก 3"

    settle()
    assert pending(page) == []
    answers = stored(services).answers
    wanted = [PASSED if cap == "1" else FAILED for cap in PAPER]
    codes = [one.code for one in stored(services).instrument.indicators]
    assert [answers[code].state for code in codes] == wanted
    last_first = [entry.summary for entry in services.history.recent(23)]
    assert [line.split(" ข้อ ")[1].split(":")[0] for line in reversed(last_first)] == codes
    assert window.saved_label.text().startswith("● บันทึกแล้ว ")


def test_the_last_answer_to_the_same_indicator_stays(
    page: EntryView, services: Services, other: OtherWriter, settle: Callable[[], None]
) -> None:
    other.begin()
    strike(page, "1", "Up", "0", "Up", ".", "Up", "1")
    assert pending(page) == ["1.1"]
    settle()
    assert stored(services).answers["1.1"].state is PASSED


def test_a_note_of_a_waiting_answer_waits_behind_it(
    page: EntryView, services: Services, other: OtherWriter, settle: Callable[[], None]
) -> None:
    other.begin()
    strike(page, "1", "Up")
    page.answer_table.remark_given.emit("1.1", Remark.NOTE, "เห็นกับตา")
    line = page.answer_table.current_line()
    assert line is not None
    assert (line.remark, line.is_pending) == ("เห็นกับตา", True)
    strike(page, "0")
    settle()
    answer = stored(services).answers["1.1"]
    assert (answer.state, answer.note) == (FAILED, "เห็นกับตา")


def test_a_head_waits_too_and_is_not_opened_again_meanwhile(
    page: EntryView, services: Services, other: OtherWriter, settle: Callable[[], None]
) -> None:
    dialog = page.head_dialog()
    assert dialog is not None
    other.begin()
    dialog.place_edit.setText("ศาลากลางบ้าน")
    dialog.save_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    dialog.deleteLater()
    assert page.sheet is not None
    assert page.sheet.head.place == "ศาลากลางบ้าน"
    assert page.head_button.text() == " กำลังบันทึก"
    page.head_button.click()
    assert "หัวแบบประเมินกำลังบันทึก" in page.notice_label.text().replace("\u200b", "")
    settle()
    assert stored(services).head.place == "ศาลากลางบ้าน"
    assert page.head_button.text() == " วันที่และผู้ประเมิน"
    assert services.checklists.save_head(
        key_of(services), SheetHead(place="วัด", version=stored(services).head.version)
    )


def test_coming_back_to_a_village_shows_what_still_waits(
    page: EntryView, services: Services, other: OtherWriter, settle: Callable[[], None]
) -> None:
    other.begin()
    strike(page, "1", "0", "PgDn")
    assert pending(page) == []
    strike(page, "1", "PgUp")
    assert pending(page) == ["1.1", "1.2"]
    page.refresh()
    assert pending(page) == ["1.1", "1.2"]
    settle()
    assert len(stored(services).answers) == 2
    assert len(stored(services, "93010102").answers) == 1
    assert [village.answered for village in page.village_list.villages.villages] == [2, 1, 0]


def test_undo_stands_behind_the_answers_before_it_and_before_those_after_it(
    page: EntryView,
    window: MainWindow,
    services: Services,
    other: OtherWriter,
    settle: Callable[[], None],
) -> None:
    strike(page, "1")
    other.begin()
    strike(page, "0")
    assert window.past is not None
    window.past.undoing.undo()
    strike(page, "1")
    settle()
    answers = stored(services).answers
    # 1.2 was taken back; 1.3, struck after it, was not
    assert {code: one.state for code, one in answers.items()} == {"1.1": PASSED, "1.3": PASSED}


def test_two_undos_behind_waiting_answers_take_back_two(
    page: EntryView,
    window: MainWindow,
    services: Services,
    other: OtherWriter,
    settle: Callable[[], None],
) -> None:
    strike(page, "1")
    other.begin()
    strike(page, "0", "0")
    assert window.past is not None
    window.past.undoing.undo()
    window.past.undoing.undo()
    settle()
    assert list(stored(services).answers) == ["1.1"]
    window.past.undoing.redo()
    settle()
    assert list(stored(services).answers) == ["1.1", "1.2"]


def test_an_import_that_came_in_between_is_not_taken_back_for_an_answer(
    page: EntryView,
    window: MainWindow,
    services: Services,
    other: OtherWriter,
    settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other.begin()
    strike(page, "1")
    assert window.past is not None
    history = services.history
    look = history.next_undo

    def look_late(*, after: int | None = None) -> OperationEntry | None:
        if after is not None:
            services.checklists.answer(key_of(services, "93010102"), "1.1", FAILED)
        return look(after=after)

    monkeypatch.setattr(history, "next_undo", look_late)
    window.past.undoing.undo()
    settle()
    assert stored(services).answers == {}
    assert list(stored(services, "93010102").answers) == ["1.1"]


@pytest.mark.slow
def test_an_undo_of_thousands_of_rows_is_a_childs_and_keeps_its_place(
    page: EntryView,
    window: MainWindow,
    services: Services,
    context: Context,
    dialogs: FakeDialogs,
    settle: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strike(page, "1")
    indicators = [one.code for one in services.checklists.instrument(MOI_23).indicators]
    rows = [
        (code, str(year), time, indicator, "ผ่าน")
        for code in ("93010102", "93010103", "93010301")
        for year in range(2553, 2569)
        for time in ("ก่อน", "หลัง")
        for indicator in indicators
    ]
    write_csv(tmp_path / "ผล.csv", ("รหัสหมู่บ้าน", "ปีงบประมาณ", "รอบ", "ตัวชี้วัด", "ผล"), rows)
    AnswerImporter(services.store, services.checklists, services.villages).run(
        tmp_path / "ผล.csv", instrument_id=MOI_23
    )
    children: list[object] = []
    compute = context.tasks.compute

    def note(worker: Callable[..., Any], *arguments: object, **given: Any) -> Task:
        children.append(worker)
        return compute(worker, *arguments, **given)

    monkeypatch.setattr(context.tasks, "compute", note)
    imported = services.history.recent(1)[0]
    strike(page, "1")
    assert window.past is not None
    undoing = window.past.undoing
    undoing.undo()
    undoing.undo()
    strike(page, "0", "0")
    settle()
    assert children == [take_back]  # of the first, one answer, none was needed
    assert services.history.recent(9)[2].reverses == imported.id
    answers = stored(services).answers
    # 1.2 was taken back before the import was; what was struck after it was not
    assert {code: one.state for code, one in answers.items()} == {
        "1.1": PASSED,
        "1.3": FAILED,
        "1.4": FAILED,
    }
    undoing.undo()
    undoing.undo()
    undoing.redo()
    undoing.redo()
    settle()
    assert children == [take_back]
    (taking,) = [one for one in services.history.recent(20) if one.reverses == imported.id]
    undoing.take_back(taking)
    settle()
    assert dialogs.told == []
    assert children == [take_back, take_back]
    assert services.history.recent(1)[0].summary.startswith("ทำซ้ำ: นำเข้าผลประเมิน")


def test_closing_waits_for_what_is_given_and_then_closes_by_itself(
    page: EntryView,
    window: MainWindow,
    services: Services,
    other: OtherWriter,
    qtbot: QtBot,
) -> None:
    other.begin()
    strike(page, "1", "0")
    assert not window.close()
    closing = window.closing
    assert closing is not None
    qtbot.waitUntil(lambda: closing.dialog is not None, timeout=WAIT_MS)
    assert closing.dialog is not None
    assert closing.dialog.isVisible()
    assert "2 รายการ" in closing.dialog.count_label.text()
    other.end()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    assert len(stored(services).answers) == 2


def test_whoever_does_not_want_to_wait_goes_on_working(
    page: EntryView, window: MainWindow, other: OtherWriter, qtbot: QtBot, context: Context
) -> None:
    other.begin()
    strike(page, "1")
    window.close()
    closing = window.closing
    assert closing is not None
    qtbot.waitUntil(lambda: closing.dialog is not None, timeout=WAIT_MS)
    assert closing.dialog is not None
    qtbot.keyClick(closing.dialog, Qt.Key.Key_Escape)
    other.end()
    qtbot.waitUntil(lambda: not context.saving.waiting, timeout=WAIT_MS)
    assert window.isVisible()


def test_what_fails_in_the_end_is_told_by_name_and_its_line_goes_back(
    page: EntryView,
    window: MainWindow,
    services: Services,
    other: OtherWriter,
    dialogs: FakeDialogs,
    settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strike(page, "1")
    other.begin()
    full = StorageProblem("ดิสก์เต็ม กรุณาลบไฟล์ที่ไม่ใช้")
    monkeypatch.setattr(services.checklists, "answer", failing_after(other, full))
    strike(page, "0", "PgDn", "1", "PgUp")
    window.close()
    settle()
    (told,) = dialogs.told
    assert "ม.1 บ้านดอนหลา ปี 2570 รอบหลัง ข้อ 1.2: ไม่ผ่าน" in told
    assert "ม.2 บ้านน้ำเลือด ปี 2570 รอบหลัง ข้อ 1.1: ผ่าน" in told
    assert "ดิสก์เต็ม" in told
    assert "กรอกใหม่" in told
    assert pending(page) == []
    line = page.answer_table.answers.line_at(page.answer_table.answers.row_of("1.2"))
    assert line is not None
    assert line.answer is None
    assert window.saved_label.text().startswith("■ ยังไม่ได้บันทึก")
    assert window.isVisible()  # closing was given up: there is something to key again


def test_an_undo_behind_a_lost_answer_takes_nothing_else_back(
    page: EntryView,
    window: MainWindow,
    services: Services,
    other: OtherWriter,
    dialogs: FakeDialogs,
    settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strike(page, "1")
    other.begin()
    refusal = ValidationFailed({"code": "ข้อนี้ตอบไม่ได้"})
    monkeypatch.setattr(services.checklists, "answer", failing_after(other, refusal))
    strike(page, "0")
    assert window.past is not None
    window.past.undoing.undo()
    settle()
    assert list(stored(services).answers) == ["1.1"]
    assert any("ยังไม่ได้เลิกทำ" in told for told in dialogs.told)


def test_a_bug_while_an_answer_is_written_does_not_leave_it_waiting(
    page: EntryView,
    services: Services,
    other: OtherWriter,
    dialogs: FakeDialogs,
    qtbot: QtBot,
    settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other.begin()
    answer, broken = services.checklists.answer, failing_after(other, RuntimeError("a bug"))

    def break_once(key: SheetKey, code: str, *args: Any, **given: Any) -> Sheet:
        return (broken if code == "1.1" else answer)(key, code, *args, **given)

    monkeypatch.setattr(services.checklists, "answer", break_once)
    strike(page, "1", "0")
    with qtbot.captureExceptions() as bugs:
        settle()
    assert [str(bug[1]) for bug in bugs] == ["a bug"]
    assert pending(page) == []
    assert list(stored(services).answers) == ["1.2"]
    assert "ข้อ 1.1" in dialogs.told[0]


def test_pages_that_save_by_a_button_are_told_soon_and_keep_their_inputs(
    services: Services, context: Context, other: OtherWriter
) -> None:
    other.begin()
    with pytest.raises(Busy, match="มีงานอื่นกำลังบันทึก"):
        services.office.rename("สำนักงานใหม่")
    assert context.saving.waiting == 0


def test_losses_are_told_together(context: Context, other: OtherWriter, qtbot: QtBot) -> None:
    told: list[tuple[Lost, ...]] = []
    context.saving.lost.connect(told.append)

    def fail() -> None:
        raise StorageProblem("เขียนไม่ได้")

    for name in ("หนึ่ง", "สอง"):
        context.saving.put_behind(fail, about=name, taken=lambda _: None, refused=lambda _: None)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert [[one.about for one in lost] for lost in told] == [["หนึ่ง", "สอง"]]


KEYING = textwrap.dedent(
    """
    import os, sqlite3, sys
    from datetime import date
    from pathlib import Path
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication
    from entry_pages import made_entry
    from windows import FakeDialogs, Keyboard
    from cdd_desktop.bootstrap import open_office
    from cdd_desktop.gui.context import Context
    from cdd_desktop.gui.tasks import TaskRunner
    from cdd_desktop.gui.window_state import WindowState

    app = QApplication([])
    folder = Path(sys.argv[1])
    context = Context(
        services=open_office(folder), dialogs=FakeDialogs(), tasks=TaskRunner(),
        state=WindowState(folder), provinces=("93",), today=lambda: date(2026, 11, 22),
    )
    context.look_at(area_code="930101")
    page = made_entry(context)
    page.refresh()
    for cap in "11111":
        Keyboard.ENGLISH.press(page.answer_table, cap)
    other = sqlite3.connect(folder / "office.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for cap in "00000":
        Keyboard.ENGLISH.press(page.answer_table, cap)
    lines = [page.answer_table.answers.line_at(row) for row in page.answer_table.answers.line_rows]
    print(*(line.indicator.code for line in lines if line.answer and not line.is_pending))
    print(*(line.indicator.code for line in lines if line.is_pending), flush=True)
    app.exec()
    """
)


def test_a_killed_program_loses_only_what_it_showed_as_waiting(
    services: Services, store: Store
) -> None:
    folder = store.path.parent
    services.close()
    paths = os.pathsep.join(filter(None, (*sys.path, os.environ.get("PYTHONPATH", ""))))
    with subprocess.Popen(
        [sys.executable, "-c", KEYING, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:
        assert process.stdout is not None
        saved, waiting = (process.stdout.readline().split() for _ in range(2))
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    assert len(saved) == len(waiting) == 5
    with Store.open(folder) as again:
        assert list(stored(services_of(again)).answers) == saved
        assert wrong_in(again) == ()
