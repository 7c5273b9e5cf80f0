"""คอลัมน์ของรายงาน by keys: chosen, renamed, ordered, kept as a template and used."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.reports.columns_button import ColumnsButton
from cdd_desktop.gui.pages.reports.columns_dialog import ReportColumnsDialog
from cdd_desktop.gui.pages.reports.columns_models import ChosenModel
from cdd_desktop.gui.pages.reports.options_card import OptionsCard
from cdd_desktop.reporting.catalogue import REPORTS, Choice, report_named
from cdd_desktop.reporting.columns import ChosenColumn, ColumnTemplate
from cdd_desktop.reporting.options import ReportOptions

OPTIONS = ReportOptions(report="checklist-villages", area_code="930101", fiscal_year=2570)
USUAL = ["number", "amphoe", "tambon", "moo", "name", "passed"]
Opens = Callable[..., ReportColumnsDialog]


@pytest.fixture
def opens(qtbot: QtBot, context: Context) -> Iterator[Opens]:
    window = QWidget()
    qtbot.addWidget(window)
    made: list[ReportColumnsDialog] = []

    def open_it(template: ColumnTemplate | None = None) -> ReportColumnsDialog:
        dialog = ReportColumnsDialog(window, context, OPTIONS, template)
        made.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.is_busy)
        return dialog

    yield open_it
    for dialog in made:
        dialog.hide()
        dialog.deleteLater()


def keys_of(dialog: ReportColumnsDialog) -> list[str]:
    return [column.key for column in dialog.inputs()[1]]


def headings_shown(dialog: ReportColumnsDialog) -> list[str]:
    model = dialog.sample_table.model()
    across = Qt.Orientation.Horizontal
    return [model.headerData(at, across) for at in range(model.columnCount())]


def keep(services: Services, *keys: str, name: str = "ว 123") -> ColumnTemplate:
    columns = tuple(ChosenColumn(key=key) for key in keys)
    return services.columns.save(services.columns.begin(OPTIONS.report, name, columns))


def test_it_begins_with_the_columns_the_report_has_and_its_first_rows(opens: Opens) -> None:
    dialog = opens()
    assert keys_of(dialog) == USUAL
    model = dialog.sample_table.model()
    assert model.rowCount() == 3
    assert model.index(0, 4).data() == "บ้านดอนหลา"
    assert not dialog.is_dirty
    dialog.save()
    assert dialog.used == ""


def test_enter_on_cancel_saves_nothing(opens: Opens, qtbot: QtBot, services: Services) -> None:
    dialog = opens()
    dialog.name_edit.setText("ว 123")
    dialog.filter_edit.setText("รหัสหมู่")
    qtbot.keyClick(dialog.add_button, Qt.Key.Key_Return)
    assert keys_of(dialog) == [*USUAL, "code"]
    with qtbot.waitSignal(dialog.cancel_button.clicked):
        qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert services.columns.all(OPTIONS.report) == ()


def test_a_column_added_is_seen_whole_in_its_list_and_in_the_sample(
    opens: Opens, qtbot: QtBot
) -> None:
    dialog = opens()
    dialog.resize(dialog.minimumSize())
    for key in ("รหัสหมู่", "ครัวเรือน", "1.1", "1.2", "1.3", "1.4", "1.5"):
        dialog.filter_edit.setText(key)
        qtbot.keyClick(dialog.filter_edit, Qt.Key.Key_Return)
        table, sample = dialog.chosen_table, dialog.sample_table
        last = table.model().rowCount() - 1
        assert table.currentIndex().row() == last
        shown = table.visualRect(table.currentIndex())
        assert table.viewport().rect().contains(shown), key
        column = sample.visualRect(sample.model().index(0, last))
        assert sample.viewport().rect().contains(column), key


def test_columns_are_found_added_ordered_removed_and_renamed_by_keys(
    opens: Opens, qtbot: QtBot, services: Services
) -> None:
    dialog = opens()
    dialog.filter_edit.setText("รหัสหมู่")
    qtbot.keyClick(dialog.filter_edit, Qt.Key.Key_Return)
    assert keys_of(dialog) == [*USUAL, "code"]
    table = dialog.chosen_table
    alt = Qt.KeyboardModifier.AltModifier
    for _ in range(9):
        qtbot.keyClick(table, Qt.Key.Key_Up, alt)
    assert keys_of(dialog) == ["code", *USUAL]
    qtbot.keyClick(table, Qt.Key.Key_Down, alt)
    qtbot.keyClick(table, Qt.Key.Key_Up, alt)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    (editor,) = [one for one in table.viewport().findChildren(QLineEdit) if one.isVisible()]
    editor.setText("รหัส มท.")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: headings_shown(dialog)[0] == "รหัส มท.")
    assert dialog.isVisible()
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert keys_of(dialog) == ["code", *USUAL[1:]]
    dialog.name_edit.setText("ตามหนังสือ ว 123")
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    (kept,) = services.columns.all(OPTIONS.report)
    assert dialog.used == str(kept.uuid)
    assert kept.columns[0] == ChosenColumn(key="code", heading="รหัส มท.")


def test_a_template_without_a_name_or_with_one_that_is_taken_stays_open(
    opens: Opens, services: Services
) -> None:
    keep(services, "name")
    dialog = opens()
    dialog.chosen_table.setCurrentIndex(dialog.chosen_table.model().index(0, 0))
    dialog.remove_button.click()
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "กรุณาพิมพ์ชื่อ" in dialog.name_problem.text().replace("\u200b", "")
    dialog.name_edit.setText("ว 123")
    dialog.save_button.click()
    assert "กรุณาใช้ชื่ออื่น" in dialog.name_problem.text().replace("\u200b", "")
    assert len(services.columns.all()) == 1


def test_a_column_that_is_no_longer_is_shown_and_refused_until_it_is_taken_out(
    opens: Opens, services: Services, qtbot: QtBot
) -> None:
    template = keep(services, "name", "phone")
    dialog = opens(template)
    assert dialog.chosen_table.model().index(1, 1).data() == "ไม่มีในรายงานนี้"
    dialog.name_edit.setText("ใหม่")
    dialog.save_button.click()
    assert "“phone”" in dialog.columns_problem.text().replace("\u200b", "")
    dialog.chosen_table.setCurrentIndex(dialog.chosen_table.model().index(1, 0))
    qtbot.keyClick(dialog.chosen_table, Qt.Key.Key_Delete)
    dialog.save_button.click()
    assert not dialog.isVisible()
    assert [(one.name, len(one.columns)) for one in services.columns.all()] == [("ใหม่", 1)]


def test_saving_as_keeps_the_old_template_and_going_back_takes_the_usual_columns(
    opens: Opens, services: Services
) -> None:
    template = keep(services, "name")
    dialog = opens(template)
    dialog.own_button.click()
    assert keys_of(dialog) == USUAL
    dialog.name_edit.setText("อีกแบบ")
    dialog.save_as_button.click()
    assert {one.name: len(one.columns) for one in services.columns.all()} == {
        "ว 123": 1,
        "อีกแบบ": len(USUAL),
    }
    assert dialog.used != str(template.uuid)


def test_deleting_is_asked_about_and_can_be_taken_back(
    opens: Opens, services: Services, dialogs: FakeDialogs
) -> None:
    template = keep(services, "name")
    dialogs.confirms = False
    dialog = opens(template)
    dialog.delete_button.click()
    assert dialog.isVisible()
    dialogs.confirms = True
    dialog.delete_button.click()
    assert dialog.used == ""
    assert services.columns.all() == ()
    services.history.undo_last()
    assert [one.name for one in services.columns.all()] == ["ว 123"]


def test_leaving_with_changes_asks_first(opens: Opens, dialogs: FakeDialogs) -> None:
    dialog = opens()
    dialog.remove_button.click()
    dialogs.leaving = Leaving.STAY
    dialog.reject()
    assert dialog.isVisible()
    dialogs.leaving = Leaving.DISCARD
    dialog.reject()
    assert not dialog.isVisible()


def test_more_columns_than_paper_holds_are_told_at_once(opens: Opens, services: Services) -> None:
    fields = [field.key for field in services.reports.columns_of(OPTIONS).fields]
    dialog = opens(keep(services, *fields))
    told = dialog.note_label.text().replace("\u200b", "")
    assert f"เลือกแล้ว {len(fields)} คอลัมน์" in told
    assert "ให้บันทึกเป็น Excel" in told


@pytest.mark.parametrize("name", ["field_table", "chosen_table", "sample_table"])
def test_its_tables_are_proper_models(opens: Opens, qtmodeltester: ModelTester, name: str) -> None:
    table = getattr(opens(), name)
    qtmodeltester.check(table.model(), force_py=True)


def test_a_row_is_dragged_to_another_place(opens: Opens) -> None:
    dialog = opens()
    model = dialog.chosen_table.model()
    assert isinstance(model, ChosenModel)
    dragged: QMimeData = model.mimeData([model.index(5, 0)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert keys_of(dialog) == ["passed", *USUAL[:-1]]
    dragged = model.mimeData([model.index(0, 0)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    assert keys_of(dialog) == USUAL


def test_the_button_is_there_for_reports_that_know_columns_and_remembers_each(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    template = keep(services, "name", "code")
    card = OptionsCard()
    qtbot.addWidget(card)
    for report in REPORTS:
        card.load(context, report)
        assert card.columns_button.isHidden() is (Choice.COLUMNS not in report.choices)
        assert card.options().columns == ""
    listed = report_named(OPTIONS.report)
    card.load(context, listed)
    with qtbot.waitSignal(card.changed):
        card.columns_button.choose(str(template.uuid))
    assert card.options().columns == str(template.uuid)
    card.load(context, report_named("checklist-summary"))
    assert card.options().columns == ""
    again = ColumnsButton()
    qtbot.addWidget(again)
    again.load(context, listed, lambda: OPTIONS)
    assert again.value == "ว 123"
    services.columns.rename(template.uuid, "ก" * 80)
    again.load(context, listed, lambda: OPTIONS)
    assert again.sizeHint().width() <= 280
    services.columns.delete(template.uuid)
    again.load(context, listed, lambda: OPTIONS)
    assert (again.choice, again.value) == ("", "ตามแบบของรายงาน")
