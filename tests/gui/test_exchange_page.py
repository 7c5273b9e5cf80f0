"""รับ–ส่งข้อมูล: what is wrong is shown before anything is written, and one click takes it back."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23, Round
from cdd_desktop.checklists.records import Answer, AnswerState, SheetKey
from cdd_desktop.documents.reading import read_table
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.exchange.columns_dialog import ColumnsDialog
from cdd_desktop.gui.pages.exchange.flow import Stage
from cdd_desktop.gui.pages.exchange.lines import RowLine, RowState
from cdd_desktop.gui.pages.exchange.page import ExchangePage
from cdd_desktop.gui.pages.exchange.place_dialog import PlaceDialog
from cdd_desktop.gui.pages.exchange.rows import RowColumn, RowModel
from cdd_desktop.gui.pages.exchange.worker import FileKind
from cdd_desktop.thai.linebreak import ZWSP

DONE_WITHIN_MS = 60_000
HEADING = ["อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน", "1.1", "1.2"]
TITLE = ["ผลการประเมิน ปีงบประมาณ 2569 รอบหลัง"]
FIRST = ["เมืองพัทลุง", "คูหาสวรรค์", 1, "ดอนหลา", 1, 0]
DOUBTFUL = ["เมืองพัทลุง", "คูหาสวรรค์", 2, "น้ำเลือดใต้", 1, 1]
BAD = ["เมืองพัทลุง", "คูหาสวรรค์", 3, "ควนเปี๊ยะ", 1, "อาจ"]


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def page(
    qtbot: QtBot, context: Context, opened: list[Path], no_child: None
) -> Iterator[ExchangePage]:
    def open_path(path: Path) -> bool:
        opened.append(path)
        return True

    made = ExchangePage(context, open_path=open_path)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    yield made
    made.close()


def workbook(path: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def settled(qtbot: QtBot, page: ExchangePage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=DONE_WITHIN_MS)
    qtbot.waitUntil(lambda: not page.context.tasks.is_busy, timeout=DONE_WITHIN_MS)


def load(qtbot: QtBot, page: ExchangePage, path: Path) -> None:
    page.open_file(path)
    settled(qtbot, page)


def states(page: ExchangePage) -> list[RowState]:
    assert page.flow.checked is not None
    return [line.state for line in page.flow.checked.lines]


def answers(services: Services, code: str, year: int = 2569) -> dict[str, Answer]:
    key = SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=year,
        round=Round.AFTER,
    )
    return dict(services.checklists.sheet(key).answers)


def test_an_empty_page_says_what_to_do(page: ExchangePage) -> None:
    assert page.empty_label.isVisible()
    assert not page.file_card.isVisible()
    assert not page.row_table.isVisible()


def test_every_row_is_shown_with_its_reason_before_anything_is_written(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST, DOUBTFUL, BAD))
    assert states(page) == [RowState.GOOD, RowState.DOUBT, RowState.BAD]
    assert "รับได้ 1 แถว" in page.count_label.text()
    assert page.place_bar.isVisible()
    assert answers(services, "93010101") == {}
    page.bad_check.click()
    model = page.row_table.model()
    assert model.rowCount() == 2
    assert "อาจ" in model.index(1, RowColumn.REASON).data()


def test_good_rows_come_in_and_one_click_takes_them_back(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST, BAD))
    page.import_button.click()
    settled(qtbot, page)
    assert page.flow.stage is Stage.DONE
    assert "เพิ่ม 2 คำตอบ" in page.done_label.text()
    assert answers(services, "93010101").keys() == {"1.1", "1.2"}
    page.undo_button.click()
    settled(qtbot, page)
    assert answers(services, "93010101") == {}
    assert states(page) == [RowState.GOOD, RowState.BAD]
    assert not page.undo_button.isVisible()


def test_refused_rows_go_back_as_a_sheet(
    qtbot: QtBot, page: ExchangePage, dialogs: FakeDialogs, opened: list[Path], tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST, BAD))
    dialogs.path = tmp_path / "คืน.xlsx"
    page.refused_button.click()
    settled(qtbot, page)
    assert "ผล ที่ไม่รับ.xlsx" in dialogs.asked[-1]
    (row,) = read_table(dialogs.path).rows
    assert "ควนเปี๊ยะ" in row.cells
    page.open_refused_button.click()
    assert opened == [dialogs.path]


def test_a_confirmed_place_is_remembered_and_its_row_comes_in(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, DOUBTFUL)
    load(qtbot, page, path)
    assert not page.import_button.isEnabled()
    assert page.flow.checked is not None
    dialog = PlaceDialog(page, page.context.areas, page.flow.checked.doubts)
    qtbot.addWidget(dialog)
    dialog.confirm()
    assert dialog.result() == PlaceDialog.DialogCode.Accepted
    page.flow.confirm(dialog.confirmed)
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD]
    load(qtbot, page, path)
    assert states(page) == [RowState.GOOD]


def test_a_sheet_without_a_year_waits_for_one(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", HEADING, FIRST))
    assert page.flow.stage is Stage.NEEDS_YEAR
    assert page.empty_label.isVisible()
    page.year_button.choose("2568")
    settled(qtbot, page)
    page.import_button.click()
    settled(qtbot, page)
    assert answers(services, "93010101", 2568)["1.1"].state is AnswerState.PASSED


def test_differing_answers_need_the_box(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST))
    page.import_button.click()
    settled(qtbot, page)
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, [*FIRST[:4], 0, 0]))
    assert states(page) == [RowState.BAD]
    assert page.flow.checked is not None
    assert "--replace" not in page.flow.checked.lines[0].reason
    page.replace_check.click()
    settled(qtbot, page)
    page.import_button.click()
    settled(qtbot, page)
    assert answers(services, "93010101")["1.1"].state is AnswerState.FAILED


def test_a_register_is_known_by_its_headings_and_comes_in(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    rows = (["รหัสหมู่บ้าน", "ชื่อบ้าน"], ["93010104", "ใหม่"], ["9301", "ผิด"])
    load(qtbot, page, workbook(tmp_path / "ทะเบียน.xlsx", *rows))
    assert page.kind_button.choice == "villages"
    assert states(page) == [RowState.GOOD, RowState.BAD]
    page.import_button.click()
    settled(qtbot, page)
    assert services.villages.by_code("93010104").name == "ใหม่"
    page.undo_button.click()
    settled(qtbot, page)
    assert "93010104" not in services.villages.by_codes(["93010104"])


COUNTS = ["อำเภอ", "ตำบล", "หมู่ที่", "1.1 ครัวเรือนที่ผ่าน", "1.1 ครัวเรือนเป้าหมาย", "3.2"]
COUNTED = ["เมืองพัทลุง", "คูหาสวรรค์", 1, 25, 28, "ผ่าน"]


def owners(services: Services, on: date | None = None) -> dict[str, str]:
    return {
        village.code: group.government.label if group.government else ""
        for group in services.memberships.by_government("93", on)
        for village in group.villages
    }


def test_villages_and_local_governments_are_known_by_their_headings_and_come_in(
    qtbot: QtBot, page: ExchangePage, services: Services, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    told: list[Changed] = []
    page.context.happened.connect(lambda changed, _: told.append(changed))
    rows = (("93010101", "ทต.ลำปำ"), ("93010102", "ลำปำ"), ("93010103", ""))
    load(qtbot, page, workbook(tmp_path / "อปท.xlsx", ("รหัสหมู่บ้าน", "สังกัด อปท."), *rows))
    assert page.flow.kind is FileKind.GOVERNMENTS
    assert states(page) == [RowState.GOOD, RowState.BAD, RowState.BLANK]
    assert page.on_edit.isVisible()
    assert not page.instrument_button.isVisible()
    dialogs.path = tmp_path / "คืน.xlsx"
    page.refused_button.click()
    settled(qtbot, page)
    assert [row.cells[0] for row in read_table(dialogs.path).rows] == ["93010102"]
    page.on_edit.setText("1/10/2567")
    settled(qtbot, page)
    page.import_button.click()
    settled(qtbot, page)
    assert "กำหนด 1 หมู่บ้าน" in page.done_label.text()
    assert "เพิ่ม อปท. 1 แห่ง" in page.done_label.text()
    assert told == [Changed.GOVERNMENTS, Changed.BACKUPS]
    assert owners(services)["93010101"] == "ทต.ลำปำ"
    assert owners(services, date(2024, 9, 30))["93010101"] == ""
    page.undo_button.click()
    settled(qtbot, page)
    assert set(owners(services).values()) == {""}
    assert services.governments.governments() == ()


def test_a_day_that_is_none_or_in_the_future_is_told_before_anything_is_taken(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    sheet = workbook(tmp_path / "อปท.xlsx", ("รหัสหมู่บ้าน", "อปท."), ("93010101", "ทต.ลำปำ"))
    load(qtbot, page, sheet)
    page.on_edit.setText("31/2/2569")
    settled(qtbot, page)
    assert not page.import_button.isEnabled()
    assert page.count_label.text() == page.on_edit.problem
    page.on_edit.setText("1/10/2580")
    settled(qtbot, page)
    assert "ยังมาไม่ถึง" in page.empty_label.text().replace(ZWSP, "")
    page.on_edit.clear()
    settled(qtbot, page)
    page.on_edit.setText("1/10/2567")
    page.import_button.click()
    settled(qtbot, page)
    assert owners(services)["93010101"] == ""
    page.import_button.click()
    settled(qtbot, page)
    assert owners(services)["93010101"] == "ทต.ลำปำ"


def test_a_sheet_of_belongings_can_be_read_as_a_register_and_back(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path
) -> None:
    rows = (("93010101", "ดอนหลา", "ทต.ลำปำ"), ("93010199", "ใหม่", "ทต.ลำปำ"))
    path = workbook(tmp_path / "ทะเบียน.xlsx", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "อปท."), *rows)
    load(qtbot, page, path)
    assert states(page) == [RowState.GOOD, RowState.BAD]
    page.kind_button.choose(FileKind.VILLAGES.value)
    settled(qtbot, page)
    assert page.flow.kind is FileKind.VILLAGES
    assert not page.on_edit.isVisible()
    load(qtbot, page, path)
    assert page.flow.kind is FileKind.VILLAGES
    page.flow.read_as(FileKind.GOVERNMENTS)
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD, RowState.BAD]


def test_a_village_in_doubt_is_confirmed_and_belongs(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    heading = ("อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน", "อปท.")
    row = ("เมืองพัทลุง", "คูหาสวรรค์", 2, "น้ำเลือดใต้", "ทต.ลำปำ")
    load(qtbot, page, workbook(tmp_path / "อปท.xlsx", heading, row))
    assert states(page) == [RowState.DOUBT]
    assert page.place_bar.isVisible()
    assert page.flow.checked is not None
    (doubt,) = page.flow.checked.doubts
    page.flow.confirm({doubt.words.key: services.villages.by_code("93010102").id})
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD]


def test_columns_of_belongings_are_put_right_by_hand(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    rows = (("93010101", "ทต.ลำปำ"),)
    load(qtbot, page, workbook(tmp_path / "อปท.xlsx", ("รหัสหมู่บ้าน", "หน่วยงาน"), *rows))
    page.flow.read_as(FileKind.GOVERNMENTS)
    settled(qtbot, page)
    assert page.flow.stage is Stage.REFUSED
    page.flow.choose_columns({1: "government"})
    settled(qtbot, page)
    page.import_button.click()
    settled(qtbot, page)
    assert owners(services)["93010101"] == "ทต.ลำปำ"


def test_counts_are_known_by_their_headings_and_come_in(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, COUNTS, COUNTED))
    assert page.instrument_button.choice == CDD_6X2
    assert states(page) == [RowState.GOOD]
    page.import_button.click()
    settled(qtbot, page)
    key = SheetKey(
        village_id=services.villages.by_code("93010101").id,
        instrument=CDD_6X2,
        fiscal_year=2569,
        round=Round.AFTER,
    )
    answers = services.checklists.sheet(key).answers
    assert answers["1.1"].label == "25 จาก 28 ครัวเรือน"
    assert answers["3.2"].state is AnswerState.PASSED
    page.undo_button.click()
    settled(qtbot, page)
    assert not services.checklists.sheet(key).answers


def test_an_instrument_that_somebody_chose_is_remembered_for_the_same_headings(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST)
    load(qtbot, page, path)
    assert page.instrument_button.choice == MOI_23
    page.instrument_button.choose(CDD_6X2)
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD]
    load(qtbot, page, path)
    assert page.instrument_button.choice == CDD_6X2
    page.kind_button.choose("villages")
    settled(qtbot, page)
    assert not page.instrument_button.isVisible()
    load(qtbot, page, path)
    assert page.kind_button.choice == "villages"


def test_another_sheet_of_the_workbook_can_be_chosen(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "ผล.xlsx", ["เรื่อง", "ผู้ทำ"], ["ผลการประเมิน", "ก"])
    book = openpyxl.load_workbook(path)
    second = book.create_sheet("ผล")
    for row in (TITLE, HEADING, FIRST):
        second.append(row)
    book.save(path)
    load(qtbot, page, path)
    assert page.flow.stage is Stage.REFUSED
    assert page.sheet_button.isVisible()
    page.sheet_button.choose("ผล")
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD]
    load(qtbot, page, workbook(tmp_path / "อีก.xlsx", TITLE, HEADING, FIRST))
    assert not page.sheet_button.isVisible()


def test_columns_put_right_are_remembered_for_the_same_headings(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path
) -> None:
    heading = [*HEADING[:2], "ที่ตั้ง", *HEADING[3:]]
    path = workbook(tmp_path / "ผล.xlsx", TITLE, heading, FIRST)
    load(qtbot, page, path)
    assert page.flow.stage is Stage.REFUSED
    assert "หมู่ที่" in page.flow.problem
    assert page.flow.sketch is not None
    dialog = ColumnsDialog(page, page.flow.sketch, page.flow.chosen)
    qtbot.addWidget(dialog)
    combo = dialog.combos[2]
    combo.setCurrentIndex(combo.findData("moo"))
    assert dialog.chosen == {2: "moo"}
    dialog.combos[3].setCurrentIndex(combo.findData("moo"))
    assert not dialog.ok_button.isEnabled()
    page.flow.choose_columns({2: "moo"})
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD]
    load(qtbot, page, path)
    assert states(page) == [RowState.GOOD]


def test_a_damaged_file_is_told_and_another_can_be_chosen(
    qtbot: QtBot, page: ExchangePage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    (tmp_path / "เสีย.xlsx").write_bytes(b"PK\x03\x04 rubbish")
    load(qtbot, page, tmp_path / "เสีย.xlsx")
    assert page.flow.stage is Stage.REFUSED
    assert "กรุณา" in page.flow.problem
    dialogs.path = workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST)
    page.open_button.click()
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD]


def test_cancelling_a_write_leaves_everything_as_it_was(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST))
    page.import_button.click()
    page.cancel_button.click()
    settled(qtbot, page)
    assert page.flow.stage is Stage.CHECKED
    assert answers(services, "93010101") == {}
    assert page.import_button.isEnabled()


def test_one_table_can_be_dropped_and_nothing_else(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    for name, is_taken in ((path, True), (tmp_path / "ภาพ.png", False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(name))])
        enter = QDragEnterEvent(QPoint(), copy, data, left, Qt.KeyboardModifier.NoModifier)
        enter.ignore()
        page.dragEnterEvent(enter)
        assert enter.isAccepted() is is_taken
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(QDropEvent(QPointF(), copy, data, left, Qt.KeyboardModifier.NoModifier))
    settled(qtbot, page)
    assert states(page) == [RowState.GOOD]


def test_the_model_of_rows_is_sound(qtmodeltester: ModelTester) -> None:
    model = RowModel()
    model.show([RowLine(2, RowState.GOOD, "", "ก"), RowLine(3, RowState.BAD, "เหตุผล", "ข")])
    qtmodeltester.check(model)


def undo_elsewhere(services: Services, page: ExchangePage) -> None:
    services.history.undo_last()
    page.context.happened.emit(Changed.ANYTHING, None)


def test_an_import_taken_back_by_keys_can_come_in_again(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST))
    page.import_button.click()
    settled(qtbot, page)
    undo_elsewhere(services, page)
    settled(qtbot, page)
    assert page.done_label.text() == "เลิกทำการนำเข้าแล้ว ข้อมูลกลับเป็นอย่างเดิม"
    assert page.import_button.isEnabled()
    assert not page.undo_button.isVisible()


def test_something_else_taken_back_leaves_the_import_and_its_way_back(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST))
    page.import_button.click()
    settled(qtbot, page)
    village = services.villages.by_code("93010103")
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2570, round=Round.AFTER)
    services.checklists.answer(key, "1.1", AnswerState.PASSED)
    undo_elsewhere(services, page)
    settled(qtbot, page)
    assert "นำเข้าแล้ว" in page.done_label.text()
    assert page.undo_button.isVisible()


def test_the_keyboard_goes_where_the_work_is(
    qtbot: QtBot, page: ExchangePage, services: Services, tmp_path: Path
) -> None:
    page.setFocus()
    assert page.open_button.hasFocus()
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", HEADING, FIRST, DOUBTFUL, BAD))
    assert page.year_button.hasFocus()
    page.year_button.choose("2568")
    assert page.cancel_button.hasFocus()
    qtbot.keyClick(page.cancel_button, Qt.Key.Key_Return)  # a second Enter stops nothing
    settled(qtbot, page)
    assert page.place_button.hasFocus()
    load(qtbot, page, workbook(tmp_path / "อื่น.xlsx", TITLE, HEADING, FIRST, BAD))
    assert page.import_button.hasFocus()
    page.replace_check.setFocus()
    qtbot.keyClick(page.replace_check, Qt.Key.Key_Space)
    settled(qtbot, page)
    assert page.replace_check.hasFocus()
    page.import_button.setFocus()
    qtbot.keyClick(page.import_button, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert page.open_button.hasFocus()
    assert answers(services, "93010101").keys() == {"1.1", "1.2"}


def test_the_whole_reason_of_a_row_is_read_without_a_mouse(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path
) -> None:
    load(qtbot, page, workbook(tmp_path / "ผล.xlsx", TITLE, HEADING, FIRST, BAD))
    page.row_table.selectRow(0)
    assert not page.reason_label.isVisible()
    page.row_table.selectRow(1)
    assert page.reason_label.text().replace(ZWSP, "").startswith("แถว 4 1.2: อ่านผล “อาจ” ไม่ได้")
