"""The register of villages, taken from a file or left for later."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QProgressBar, QPushButton, QTableView

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.exchange.checked import Checked
from cdd_desktop.gui.pages.exchange.flow import ImportFlow, Stage
from cdd_desktop.gui.pages.exchange.lines import RowLine
from cdd_desktop.gui.pages.exchange.rows import RowColumn, RowModel
from cdd_desktop.gui.pages.exchange.worker import FileKind
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.wizard.step import Step

_KINDS = "ตาราง (*.xlsx *.xls *.ods *.csv)"
_OUT_KINDS = "สมุดงาน Excel (*.xlsx);;CSV (*.csv)"
_ROW_HEIGHT = 28
_NUMBER_WIDTH = 64
_WORDS_WIDTH = 200


class VillagesStep(Step):
    """The office is whole already; an import comes in whole or not at all."""

    choose_button: QPushButton
    file_label: QLabel
    busy_bar: QProgressBar
    stop_button: QPushButton
    told_label: QLabel
    row_table: QTableView
    reason_label: QLabel
    take_button: QPushButton
    give_back_button: QPushButton

    title = "รายชื่อหมู่บ้าน"
    place = 4

    def __init__(self, context: Context) -> None:
        super().__init__()
        load_form(self, "wizard_villages")
        self._context = context
        self.told = ""  # what came in, in words
        self.flow = ImportFlow(context, self)
        self._told_of: Checked | None = None
        self._was_busy = False
        self._is_done = False  # something came to its good end, and was not followed yet
        self._rows = RowModel(self)
        self._arrange_table()
        self.choose_button.clicked.connect(self._choose)
        self.stop_button.clicked.connect(self.flow.cancel)
        self.take_button.clicked.connect(self.flow.take)
        self.give_back_button.clicked.connect(self._give_back)
        self.flow.changed.connect(self._refresh)
        self.flow.progressed.connect(self._show_progress)
        self.flow.imported.connect(self._take_imported)
        self.flow.failed.connect(lambda why: tell(self.told_label, why, tone="failed"))
        self.flow.given_back.connect(self._take_given_back)
        self.stop_button.setAutoDefault(False)  # a second Enter, struck in haste, stops nothing
        self.setFocusProxy(self.choose_button)
        tell(self.told_label, "")
        self._refresh()

    @property
    def may_go_back(self) -> bool:
        """The office is made."""
        return False

    @property
    def may_go_on(self) -> bool:
        """Not while a file is on its way."""
        return not self.flow.is_busy

    @property
    def next_words(self) -> str:
        """A register can be loaded at any time."""
        return "ถัดไป" if self.told else "ภายหลัง"

    @property
    def next_is_main(self) -> bool:
        """See `Step`."""
        return self.take_button.isHidden()

    def open_file(self, path: Path) -> None:
        """Read and check a register."""
        self.file_label.setText(path.name)
        tell(self.told_label, "")
        self.flow.open(path, FileKind.VILLAGES)

    def _arrange_table(self) -> None:
        table = self.row_table
        table.setModel(self._rows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setColumnHidden(RowColumn.STATE, True)
        table.setColumnWidth(RowColumn.NUMBER, _NUMBER_WIDTH)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(RowColumn.REASON, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(RowColumn.WORDS, _WORDS_WIDTH)
        table.selectionModel().currentRowChanged.connect(self._show_reason)

    def _show_reason(self) -> None:
        """The whole reason of the row in hand: the table has room for its beginning."""
        line = self.row_table.currentIndex().data(RowModel.RECORD_ROLE)
        told = f"แถว {line.number:,} {line.reason}" if isinstance(line, RowLine) else ""
        tell(self.reason_label, told, tone="muted")

    def _choose(self) -> None:
        path = self._context.dialogs.ask_open("เลือกไฟล์รายชื่อหมู่บ้าน", _KINDS)
        if path is not None:
            self.open_file(path)

    def _give_back(self) -> None:
        beside = self.flow.path.with_name(f"{self.flow.path.stem} แถวที่ไม่รับ.xlsx")
        path = self._context.dialogs.ask_save("บันทึกแถวที่ไม่รับ", str(beside), _OUT_KINDS)
        if path is not None:
            self.flow.give_back(path if path.suffix else path.with_suffix(".xlsx"))

    def _take_given_back(self, path: Path) -> None:
        tell(self.told_label, f"บันทึกแถวที่ไม่รับไว้ที่ {path} แก้แล้วนำเข้าซ้ำได้")
        self._is_done = True

    def _take_imported(self, words: str) -> None:
        self.told = words
        tell(self.told_label, words)
        self._is_done = True

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self.busy_bar.setRange(0, total)
        self.busy_bar.setValue(done)
        if text:
            tell(self.told_label, text, tone="muted")

    def _refresh(self) -> None:
        flow = self.flow
        checked = flow.checked
        is_busy = flow.is_busy
        for widget in (self.busy_bar, self.stop_button):
            widget.setVisible(is_busy)
        self.choose_button.setEnabled(not is_busy)
        is_ready = flow.stage is Stage.CHECKED and checked is not None and not is_busy
        bad: Sequence[RowLine] = () if checked is None else checked.bad_lines
        if bad is not self._rows.rows:
            self._rows.show(bad)
            self.row_table.selectRow(0)
            self._show_reason()
        self.row_table.setVisible(bool(bad) and not is_busy)
        self.reason_label.setVisible(bool(bad) and not is_busy)
        self.give_back_button.setVisible(bool(bad) and not is_busy)
        self.take_button.setVisible(is_ready and checked is not None and checked.changes > 0)
        if flow.stage is Stage.REFUSED:
            tell(self.told_label, flow.problem, tone="failed")
        elif is_ready and checked is not None:
            self.take_button.setText(f"นำเข้า {checked.changes:,} แห่ง")
            if checked is not self._told_of:
                self._told_of = checked
                self._tell_checked(checked.changes, len(bad))
        self.changed.emit()
        if is_busy is not self._was_busy:
            self._was_busy = is_busy
            self._move_on()

    def _move_on(self) -> None:
        """The keyboard goes where the work is: buttons come and go."""
        if self._was_busy:
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_done:
            self._is_done = False
            self.done.emit()
        else:
            wanted = self.choose_button if self.take_button.isHidden() else self.take_button
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_checked(self, good: int, bad: int) -> None:
        if bad:
            told = f"รับได้ {good:,} แห่ง ไม่รับ {bad:,} แถวตามรายการ นำเข้าเฉพาะที่รับได้ก่อนได้"
            tell(self.told_label, told, tone="failed")
        elif good:
            tell(self.told_label, f"ตรวจแล้ว รับได้ทั้งหมด {good:,} แห่ง กดนำเข้าได้เลย")
        else:
            tell(
                self.told_label, "ไม่มีแถวใดเพิ่มหรือเปลี่ยนทะเบียน กรุณาเลือกไฟล์อื่น หรือทำภายหลัง", tone="muted"
            )
