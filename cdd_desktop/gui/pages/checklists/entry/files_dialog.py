"""The files behind an answer: photos and PDFs, added from the disk and opened as copies."""

from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.checklists.evidence.records import MOST_BYTES, Attachment, SheetEvidence
from cdd_desktop.checklists.instruments import Indicator
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.errors import CddError
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.opening import open_with_system
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.digits import format_number

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView

_ROW_HEIGHT = 30
_KIND_WIDTH, _SIZE_WIDTH = 70, 110
_NONE = (
    f"ยังไม่มีไฟล์แนบ กด Ins เพื่อแนบภาพหรือ PDF ไม่เกิน {MOST_BYTES // 1_000_000} เมกะไบต์ (ภาพจะย่อให้เอง)"
)


class FileColumn(IntEnum):
    """From left to right."""

    NAME = 0
    KIND = 1
    SIZE = 2


class FilesModel(SnapshotModel[Attachment]):
    """The files in the order they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            FileColumn.NAME: "ชื่อไฟล์",
            FileColumn.KIND: "ชนิด",
            FileColumn.SIZE: "ขนาด (กิโลไบต์)",
        }
        super().__init__(headings, parent, right=(FileColumn.SIZE,))

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        file, column = self._rows[index.row()], FileColumn(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and column is FileColumn.SIZE:
            return AT_RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(file.name)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            FileColumn.NAME: file.name,
            FileColumn.KIND: file.kind.label,
            FileColumn.SIZE: format_number(max(file.size // 1000, 1), 0),
        }[column]


class FilesDialog(QDialog):
    """Ins attaches, Enter opens a copy, Ctrl+Del takes out; `takes_files` False: only to look."""

    title_label: QLabel
    files_table: QTableView
    told_label: QLabel
    add_button: QPushButton
    open_button: QPushButton
    remove_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        view: "EntryView",
        key: SheetKey,
        indicator: Indicator,
        *,
        folder: Callable[[], Path],
        takes_files: bool,
    ) -> None:
        super().__init__(view)
        load_form(self, "checklist_files_dialog")
        self._view = view
        self._evidence = view.context.services.evidence
        self._key = key
        self._code = indicator.code
        self._folder = folder
        self._takes_files = takes_files
        self.open_path = open_with_system
        self.files = FilesModel(self)
        title = f"ไฟล์แนบ ข้อ {indicator.code} {indicator.text}"
        self.setWindowTitle(f"ไฟล์แนบ ข้อ {indicator.code}")
        self.title_label.setText(title)
        show_as_list(self.files_table, self.files, row_height=_ROW_HEIGHT)
        header = self.files_table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(FileColumn.NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(FileColumn.KIND, _KIND_WIDTH)
        header.resizeSection(FileColumn.SIZE, _SIZE_WIDTH)
        for button, words, keys, act in (
            (self.add_button, "แนบภาพ JPG, PNG หรือไฟล์ PDF", "Ins", self.add),
            (self.open_button, "เปิดสำเนาดู ต้นฉบับในโปรแกรมไม่เปลี่ยน", "Enter", self.open_copy),
            (self.remove_button, "ลบไฟล์นี้ เลิกทำได้ด้วย Ctrl+Z", "Ctrl+Del", self.remove),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
        on_keys(self, "Ins", self.add_button.click)
        on_keys(self, "Ctrl+Del", self.remove_button.click)
        self.open_button.setDefault(True)
        self.files_table.doubleClicked.connect(self.open_copy)
        self.close_button.clicked.connect(self.accept)
        tell(self.told_label, "")
        self.files_table.setFocus()

    def show_files(self, evidence: SheetEvidence) -> None:
        """Show what lies behind the answer now."""
        self.files.show(evidence.of(self._code))
        if self.files.rows:
            self.files_table.selectRow(len(self.files.rows) - 1)
        elif not self.told_label.text():
            tell(self.told_label, _NONE, tone="muted")
        self.add_button.setEnabled(self._takes_files)
        self.remove_button.setEnabled(self._takes_files and bool(self.files.rows))
        self.open_button.setEnabled(bool(self.files.rows))

    def add(self) -> None:
        """Choose a file and keep a copy of it."""
        context = self._view.context
        path = context.dialogs.ask_open("แนบไฟล์", "ภาพหรือ PDF (*.jpg *.jpeg *.png *.pdf)")
        if path is not None:
            self._write(lambda: self._evidence.attach(self._key, self._code, path), "แนบไฟล์แล้ว")

    def remove(self) -> None:
        """Take the chosen file out."""
        file = self._chosen()
        if file is None:
            return
        uuid, key = file.uuid, self._key

        def take_out() -> SheetEvidence:
            self._evidence.remove(uuid)
            return self._evidence.of(key)

        self._write(take_out, "ลบไฟล์แนบแล้ว กด Ctrl+Z เพื่อนำกลับมา")

    def open_copy(self) -> None:
        """Let the computer's own program show a copy of the chosen file."""
        file = self._chosen()
        if file is None:
            return
        uuid, folder = file.uuid, self._folder()

        def take(path: Path) -> None:
            if not self.open_path(path) and shiboken6.isValid(self):
                told = "เครื่องนี้ไม่มีโปรแกรมเปิดไฟล์ชนิดนี้ กรุณาติดตั้งโปรแกรมดูภาพหรือ PDF"
                tell(self.told_label, told, tone="failed")

        self._ask(lambda: self._evidence.open_copy(uuid, folder), take, writes=False)

    def _chosen(self) -> Attachment | None:
        row = self.files_table.currentIndex().row()
        return self.files.rows[row] if 0 <= row < len(self.files.rows) else None

    def _write(self, act: Callable[[], SheetEvidence], said: str) -> None:
        def take(evidence: SheetEvidence) -> None:
            self._view.files_changed(self._key, evidence)
            if shiboken6.isValid(self):
                tell(self.told_label, said)
                self.show_files(evidence)

        tell(self.told_label, "กำลังบันทึก", tone="muted")
        self._ask(act, take, writes=True)

    def _ask(self, act: Callable[[], object], take: Callable[..., None], *, writes: bool) -> None:
        """Off the window's thread: to make a photo small takes a while."""

        def work() -> object:
            try:
                return act()
            except CddError as problem:
                return problem

        def answer(value: object) -> None:
            if not isinstance(value, CddError):
                take(value)
            elif shiboken6.isValid(self):
                tell(self.told_label, str(value), tone="failed")
            else:  # closed meanwhile: nobody may think that the file is kept
                self._view.notice(str(value), "failed")

        self._view.query(work, answer, writes=writes)
