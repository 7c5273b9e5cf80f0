"""รับ–ส่งข้อมูล: a file comes in; every row is looked at before any is written."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.documents.refused_rows import refused_name
from cdd_desktop.gui import icons
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.exchange.checked import Checked
from cdd_desktop.gui.pages.exchange.columns_dialog import ColumnsDialog
from cdd_desktop.gui.pages.exchange.flow import ImportFlow, Stage
from cdd_desktop.gui.pages.exchange.lines import RowLine, RowState
from cdd_desktop.gui.pages.exchange.pictures import stages_of
from cdd_desktop.gui.pages.exchange.place_dialog import PlaceDialog
from cdd_desktop.gui.pages.exchange.row_table import arrange
from cdd_desktop.gui.pages.exchange.rows import RowModel
from cdd_desktop.gui.pages.exchange.workbooks.door import WorkbookDoor, dropped
from cdd_desktop.gui.pages.exchange.worker import FileKind
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.standing import Standing
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped

_KINDS = "ตาราง (*.xlsx *.xls *.ods *.csv)"
_HINT = "นำเข้าผลการประเมิน ทะเบียนหมู่บ้าน และ อปท. ตรวจทุกแถวก่อนบันทึก"
_EMPTY = (
    "ลากไฟล์ Excel หรือ CSV มาวางที่นี่ หรือกด เลือกไฟล์ (Ctrl+O)\n\n"
    "รับได้ทั้งผลการประเมิน (หนึ่งหมู่บ้านต่อแถว ตัวชี้วัดเรียงเป็นคอลัมน์ หรือหนึ่งคำตอบต่อแถว) "
    "ทะเบียนหมู่บ้าน และตารางหมู่บ้านกับ อปท. ยังไม่มีอะไรถูกบันทึกจนกว่าจะกด นำเข้า\n\n"
    "ให้อำเภอหรือตำบลกรอกใน Excel แล้วรับคืนพร้อมรายการค้างส่ง: กด แบบกรอก Excel (Ctrl+Shift+O)"
)
_NEEDS_YEAR = "ไฟล์นี้ไม่ได้บอกปีงบประมาณ กรุณาเลือกปีงบประมาณของผลการประเมินด้านบน"
_YEARS_OFFERED = 8
_TYPED_AFTER_MS = 300


class ExchangePage(Page):
    """Keys: Ctrl+O choose a file · Ctrl+Shift+O workbooks · Ctrl+Return import the good rows."""

    title_label: QLabel
    hint_label: ElidedLabel
    workbooks_button: QPushButton
    open_button: QPushButton
    done_bar: QFrame
    done_label: ElidedLabel
    undo_button: QPushButton
    open_refused_button: QPushButton
    done_close_button: QToolButton
    file_card: QFrame
    file_label: ElidedLabel
    kind_button: ChoiceButton
    sheet_button: ChoiceButton
    instrument_button: ChoiceButton
    year_button: ChoiceButton
    on_label: QLabel
    on_edit: ThaiDateEdit
    columns_button: QPushButton
    replace_check: QCheckBox
    count_label: QLabel
    note_label: QLabel
    place_bar: QFrame
    place_label: QLabel
    place_button: QPushButton
    busy_bar: QFrame
    busy_label: QLabel
    progress_bar: QProgressBar
    cancel_button: QPushButton
    empty_label: QLabel
    row_table: QTableView
    reason_label: QLabel
    foot: QWidget
    bad_check: QCheckBox
    refused_button: QPushButton
    import_button: QPushButton

    def __init__(self, context: Context, *, open_path: OpenPath = open_with_system) -> None:
        super().__init__(context)
        load_form(self, "exchange_page", ElidedLabel, ChoiceButton, ThaiDateEdit)
        self.flow = ImportFlow(context, self)
        self.workbooks = WorkbookDoor(self, context, self.workbooks_button)
        self._open_path = open_path
        self._refused_path = Path()
        self._model = RowModel(self)
        self._day_typed = QTimer(self)
        self._day_typed.setSingleShot(True)
        self._day_typed.setInterval(_TYPED_AFTER_MS)
        arrange(self.row_table, self._model, self.reason_label)
        self._standing = Standing(self, self.cancel_button)
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.open_button)
        self.setTabOrder(self.open_button, self.workbooks_button)
        self.hint_label.show_text(_HINT)
        self.done_bar.hide()
        self._show()

    @property
    @override
    def is_busy(self) -> bool:
        """Whether a file is being read, checked or written."""
        return self.flow.is_busy or self._day_typed.isActive()

    @override
    def refresh(self) -> None:
        """What was checked may have moved while another page was in front."""
        if self.flow.stage is Stage.CHECKED and not self.flow.is_busy:
            self.flow.check()

    def open_file(self, path: Path) -> None:
        """Look at a file, as when it is chosen or dropped."""
        if self.flow.stage is Stage.WRITING:
            return
        if self.workbooks.takes((path,)):
            return
        self.done_bar.hide()
        self.bad_check.setChecked(False)
        self.on_edit.clear()
        self._day_typed.stop()
        self.flow.open(path)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        yield from stages_of(self)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped(event)
        if paths:
            event.acceptProposedAction()
            if len(paths) > 1:
                self.workbooks.open(paths)
            else:
                self.open_file(paths[0])

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "done_close_button"):
            self.done_close_button.setIcon(icons.icon("x"))

    def _connect(self) -> None:
        flow = self.flow
        flow.changed.connect(self._show)
        flow.progressed.connect(self._show_progress)
        flow.imported.connect(self._tell)
        flow.undone.connect(lambda: self._tell("เลิกทำการนำเข้าแล้ว ข้อมูลกลับเป็นอย่างเดิม"))
        flow.given_back.connect(self._tell_given_back)
        flow.failed.connect(self.context.dialogs.tell)
        self.context.happened.connect(self._follow_change)
        self.open_button.clicked.connect(self._choose_file)
        self.kind_button.chosen.connect(lambda: flow.read_as(FileKind(self.kind_button.choice)))
        self.sheet_button.chosen.connect(lambda: flow.read_sheet(self.sheet_button.choice))
        self.instrument_button.chosen.connect(
            lambda: flow.read_as(FileKind.ANSWERS, self.instrument_button.choice)
        )
        self.year_button.chosen.connect(self._take_year)
        self.on_edit.set_today(self.context.today)
        self.on_edit.setPlaceholderText("ทุกช่วงเวลา")
        self.on_edit.setToolTip(tooltip("วันที่หมู่บ้านเริ่มสังกัด ว่างไว้คือทุกช่วงเวลาของข้อมูลปัจจุบัน", "↓"))
        self.on_edit.day_changed.connect(self._day_typed.start)
        self._day_typed.timeout.connect(self._take_day)
        self.columns_button.clicked.connect(self._choose_columns)
        self.replace_check.clicked.connect(self._take_replace)
        self.place_button.clicked.connect(self._confirm_places)
        self.cancel_button.clicked.connect(flow.cancel)
        self.bad_check.toggled.connect(lambda _: self._show_rows())
        self.refused_button.clicked.connect(self._give_back)
        self.import_button.clicked.connect(self._import)
        self.undo_button.clicked.connect(flow.undo)
        self.open_refused_button.clicked.connect(lambda: self._open_path(self._refused_path))
        self.done_close_button.clicked.connect(self.done_bar.hide)
        self.done_close_button.setIcon(icons.icon("x"))
        for words, button, keys in (
            ("เลือกไฟล์ที่จะนำเข้า", self.open_button, "Ctrl+O"),
            ("บันทึกเฉพาะแถวที่รับได้ ในครั้งเดียว", self.import_button, "Ctrl+Return"),
        ):
            button.setToolTip(tooltip(words, keys))
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)

    def _follow_change(self, changed: Changed, _: object) -> None:
        """The import may be what Ctrl+Z took back, or Ctrl+Y did again."""
        if changed is Changed.ANYTHING and not self.flow.is_busy:
            if self.flow.stage is Stage.CHECKED:
                self.done_bar.hide()
            self.flow.look_back()

    def _choose_file(self) -> None:
        path = self.context.dialogs.ask_open("เลือกไฟล์ที่จะนำเข้า", _KINDS)
        if path is not None:
            self.open_file(path)

    def _take_year(self) -> None:
        text = self.year_button.choice
        self.flow.year = int(text) if text else None
        self.flow.read_again()

    def _take_day(self) -> None:
        self._day_typed.stop()
        if self.on_edit.problem or self.on_edit.day == self.flow.on:
            self._show()
        else:
            self.flow.on = self.on_edit.day
            self.flow.check()

    def _take_replace(self, checked: bool) -> None:
        self.flow.replace = checked
        self.flow.check()

    def _choose_columns(self) -> None:
        if self.flow.sketch is None:
            return
        dialog = ColumnsDialog(self, self.flow.sketch, self.flow.chosen)
        if dialog.exec():
            self.flow.choose_columns(dialog.chosen)
        dialog.deleteLater()

    def _confirm_places(self) -> None:
        if self.flow.checked is None:
            return
        dialog = PlaceDialog(self, self.context.areas, self.flow.checked.doubts)
        dialog.exec()
        if dialog.confirmed:
            self.flow.confirm(dialog.confirmed)
        dialog.deleteLater()

    def _import(self) -> None:
        if self._day_typed.isActive():
            self._take_day()  # what it changes is to be seen before it is written
            return
        self.done_bar.hide()
        self.flow.take()

    def _give_back(self) -> None:
        beside = refused_name(self.flow.path)
        path = self.context.dialogs.ask_save(
            "บันทึกแถวที่ไม่รับ", str(beside), "สมุดงาน Excel (*.xlsx);;CSV (*.csv)"
        )
        if path is not None:
            self.flow.give_back(path if path.suffix else path.with_suffix(".xlsx"))

    def _tell_given_back(self, path: Path) -> None:
        self._refused_path = path
        self._tell(f"บันทึกแถวที่ไม่รับไว้ที่ {path.name} แก้แล้วนำเข้าไฟล์นั้นได้เลย", can_open=True)

    def _tell(self, words: str, *, can_open: bool = False) -> None:
        self.done_label.show_text(words)
        self.open_refused_button.setVisible(can_open)
        self.done_bar.show()

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self.busy_label.setText(text)
        self.progress_bar.setRange(0, total)
        self.progress_bar.setValue(done)

    def _show(self) -> None:
        """Bring everything to what the flow says."""
        self._standing.look()
        flow = self.flow
        checked = flow.checked
        has_file = flow.stage is not Stage.EMPTY
        free = not flow.is_busy
        self.file_card.setVisible(has_file)
        self.busy_bar.setVisible(flow.is_busy)
        if free:
            self.busy_label.setText("กำลังเตรียม")
            self.progress_bar.setRange(0, 0)
        if has_file:
            self._show_file()
        rows = free and checked is not None and flow.stage in (Stage.CHECKED, Stage.DONE)
        self.row_table.setVisible(rows)
        self.foot.setVisible(rows)
        self.empty_label.setVisible(not rows)
        self.empty_label.setText(wrapped(self._words()))
        asked = len(checked.doubts) if rows and checked is not None else 0
        self.place_bar.setVisible(asked > 0 and flow.stage is Stage.CHECKED)
        self.place_label.setText(f"มีชื่อหมู่บ้านที่ไม่แน่ใจ {asked:,} แห่ง ยืนยันครั้งเดียว โปรแกรมจำไว้ใช้ครั้งต่อไป")
        if not rows:
            self.reason_label.hide()
        self.undo_button.setVisible(flow.can_undo)
        self.undo_button.setEnabled(free)
        self.open_button.setEnabled(flow.stage is not Stage.WRITING)
        if rows and checked is not None:
            self._show_checked(checked)
        reached = (flow.path, flow.stage, flow.problem)
        self._standing.keep(is_busy=flow.is_busy, reached=reached, following=self._following())

    def _following(self) -> QWidget:
        """What is to be done next, as far as the file has come."""
        is_checked = self.flow.stage is Stage.CHECKED
        if self.flow.stage is Stage.NEEDS_YEAR:
            return self.year_button
        if is_checked and not self.place_bar.isHidden():
            return self.place_button
        if is_checked and self.import_button.isEnabled():
            return self.import_button
        return self.row_table if is_checked else self.open_button

    def _words(self) -> str:
        if self.flow.is_busy:
            return ""
        return {
            Stage.EMPTY: _EMPTY,
            Stage.REFUSED: self.flow.problem,
            Stage.NEEDS_YEAR: _NEEDS_YEAR,
        }.get(self.flow.stage, "")

    def _show_file(self) -> None:
        flow = self.flow
        free = not flow.is_busy
        self.file_label.show_text(flow.path.name)
        self.kind_button.offer(
            "ชนิด", [(kind.value, kind.label) for kind in FileKind], flow.kind.value
        )
        self.sheet_button.setVisible(len(flow.sheets) > 1)
        if flow.sheets:
            self.sheet_button.offer("แผ่นงาน", [(name, name) for name in flow.sheets], flow.sheet)
        self.instrument_button.setVisible(
            flow.kind is FileKind.ANSWERS and flow.instrument is not None
        )
        if flow.instrument is not None:
            offered = [(one.id, one.short_title) for one in flow.instruments]
            self.instrument_button.offer("แบบประเมิน", offered, flow.instrument.id)
        told = flow.sketch.year if flow.sketch is not None else None
        has_column = flow.sketch is not None and "year" in dict(flow.sketch.uses).values()
        as_told = "ตามที่ไฟล์บอก" if told or has_column else "กรุณาเลือก"
        newest = self.context.this_year
        years = [("", as_told)] + [
            (str(year), str(year)) for year in range(newest, newest - _YEARS_OFFERED, -1)
        ]
        self.year_button.offer("ปีงบประมาณ", years, "" if flow.year is None else str(flow.year))
        is_wide = flow.sketch is not None and flow.sketch.is_wide and not has_column
        self.year_button.setVisible(flow.kind is FileKind.ANSWERS and is_wide)
        for widget in (self.on_label, self.on_edit):
            widget.setVisible(flow.kind is FileKind.GOVERNMENTS)
        self.replace_check.setChecked(flow.replace)
        for button in (
            self.sheet_button,
            self.kind_button,
            self.instrument_button,
            self.year_button,
            self.replace_check,
        ):
            button.setEnabled(free)
        self.columns_button.setEnabled(free and flow.sketch is not None)
        if flow.checked is None:
            self.count_label.hide()
            self.note_label.hide()

    def _show_checked(self, checked: Checked) -> None:
        counts = checked.counts
        parts = [f"{state.value} {count:,} แถว" for state, count in counts.items() if count]
        wrong_day = self.on_edit.problem if self.flow.kind is FileKind.GOVERNMENTS else ""
        set_look(self.count_label, tone="failed" if wrong_day else "")
        told = f"อ่าน {len(checked.lines):,} แถว: {' · '.join(parts)}"
        self.count_label.setText(wrong_day or told)
        self.count_label.show()
        self.note_label.setText(wrapped(" · ".join(checked.notes)))
        self.note_label.setVisible(bool(checked.notes))
        self.bad_check.setEnabled(bool(checked.problems))
        self.refused_button.setEnabled(bool(checked.problems))
        is_open = self.flow.stage is Stage.CHECKED
        self.import_button.setEnabled(is_open and checked.changes > 0 and not wrong_day)
        good = counts[RowState.GOOD]
        self.import_button.setText(
            f"นำเข้า {good:,} แถวที่รับได้" if checked.changes or not is_open else "ไม่มีอะไรใหม่ให้นำเข้า"
        )
        self._show_rows()

    def _show_rows(self) -> None:
        checked = self.flow.checked
        lines: Sequence[RowLine] = ()
        if checked is not None:
            lines = checked.problem_lines if self.bad_check.isChecked() else checked.lines
        self._model.show(lines)
