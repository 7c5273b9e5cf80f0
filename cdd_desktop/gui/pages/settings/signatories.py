"""ผู้ลงนาม: who signs for which area and time."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import fit_rows, show_as_list
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.settings.past import signatory_subject
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.pages.settings.signatory_dialog import SignatoryDialog
from cdd_desktop.gui.pages.settings.signatory_table import Column, SignatoryTableModel
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.people.records import Role, Signatory
from cdd_desktop.places.records import TAMBON_CODE_LENGTH

_ROW_HEIGHT = 34
_EMPTY = "ยังไม่มีผู้ลงนาม เอกสารจะพิมพ์เส้นประให้เขียนชื่อเอง กด “เพิ่มผู้ลงนาม” เพื่อให้พิมพ์ชื่อและตำแหน่งให้ "


class SignatoriesSection(Section):
    """Each entry is saved by its own dialog, so the section itself is never dirty.

    Keys: Insert add · Enter or F2 edit · Delete remove.
    """

    signatory_table: QTableView
    empty_label: QLabel
    add_button: QPushButton
    edit_button: QPushButton
    remove_button: QPushButton
    told_label: QLabel

    title = "ผู้ลงนาม"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "settings_signatories")
        self._model = SignatoryTableModel(self._area_words, self)
        self._arrange_table()
        tell(self.told_label, "")
        self.empty_label.setText(wrapped(_EMPTY))
        self.add_button.clicked.connect(self._add)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.signatory_table.doubleClicked.connect(self._edit)
        for words, button, keys in (
            ("เพิ่มผู้ลงนาม", self.add_button, ("Ins",)),
            ("แก้ไขผู้ลงนามที่เลือก", self.edit_button, ("F2", "Return", "Enter")),
            ("ลบผู้ลงนามที่เลือก", self.remove_button, ("Del",)),
        ):
            button.setToolTip(tooltip(words, keys[0]))
            for key in keys:
                QShortcut(QKeySequence(key), self.signatory_table).activated.connect(button.click)
        self.setFocusProxy(self.signatory_table)

    @override
    def load(self) -> None:
        chosen = self._chosen()
        self._model.show(self.context.services.signatories.all())
        row = self._model.row_of(chosen.uuid) if chosen else 0
        self.signatory_table.setCurrentIndex(self._model.index(max(row, 0), Column.AREA))
        is_empty = self._model.rowCount() == 0
        self.empty_label.setVisible(is_empty)
        self.signatory_table.setVisible(not is_empty)
        self._refresh()

    @override
    def history_subject(self) -> Subject | None:
        chosen = self._chosen()
        return signatory_subject(chosen) if chosen is not None else None

    def dialog_for_chosen(self) -> SignatoryDialog:
        """The dialog over the entry chosen, or over a new one where there is none."""
        return SignatoryDialog(self, self.context, self._chosen() or self._blank())

    def _arrange_table(self) -> None:
        table = self.signatory_table
        show_as_list(table, self._model, row_height=_ROW_HEIGHT)
        fit_rows(table)
        header = table.horizontalHeader()
        fitted = (Column.AREA, Column.ROLE, Column.NAME, Column.TIME)
        for column in fitted:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.POSITION, QHeaderView.ResizeMode.Stretch)
        selection = table.selectionModel()
        selection.currentChanged.connect(self._refresh)

    def _area_words(self, code: str) -> str:
        """The narrowest area's name; a village is named with its tambon."""
        if len(code) <= TAMBON_CODE_LENGTH:
            area = self.context.areas.find(code)
            return area.full_name if area else code
        village = self.context.services.villages.by_codes([code]).get(code)
        return village.label if village else code

    def _chosen(self) -> Signatory | None:
        index: QModelIndex = self.signatory_table.currentIndex()
        if not index.isValid():
            return None
        chosen: Signatory = index.data(SignatoryTableModel.RECORD_ROLE)
        return chosen

    def _refresh(self) -> None:
        is_chosen = self._chosen() is not None
        self.edit_button.setEnabled(is_chosen)
        self.remove_button.setEnabled(is_chosen)
        self.context.record_changed.emit()

    def _add(self) -> None:
        self._ask(self._blank())

    def _blank(self) -> Signatory:
        return self.context.services.signatories.blank(Role.REPORTER, self.context.area_code)

    def _edit(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._ask(chosen)

    def _ask(self, signatory: Signatory) -> None:
        tell(self.told_label, "")
        dialog = SignatoryDialog(self, self.context, signatory)
        saved = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not self._read_again():
            return
        if saved:
            row = self._model.row_of(signatory.uuid)
            self.signatory_table.setCurrentIndex(self._model.index(row, Column.AREA))
            self._tell_saved("บันทึกผู้ลงนามแล้ว")

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is None or not self.context.dialogs.confirm(
            f"ลบ{chosen.role.label} {chosen.name} ออกจากรายชื่อผู้ลงนามหรือไม่",
            action="ลบ",
            detail="เอกสารที่พิมพ์ไปแล้วไม่เปลี่ยน เอกสารใหม่จะใช้ผู้ลงนามของพื้นที่ที่กว้างกว่า หรือเส้นประให้เขียนชื่อ",
        ):
            return
        try:
            self.context.services.signatories.remove(chosen.uuid)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return
        if self._read_again():
            self._tell_saved("ลบผู้ลงนามแล้ว")

    def _read_again(self) -> bool:
        try:
            self.load()
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return False
        return True

    def _tell_saved(self, words: str) -> None:
        tell(self.told_label, words)
        self.context.saved.emit()
        self.context.happened.emit(Changed.SIGNATORIES, self)
