"""คอลัมน์ของรายงาน: which columns a table has, in what order and under what words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.documents.fitting import most_that_fit
from cdd_desktop.documents.table_fields import columns_of
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import only_read, show_as_list
from cdd_desktop.gui.pages.reports.columns_models import (
    ChosenModel,
    ChosenPart,
    Field,
    FieldModel,
    SampleModel,
)
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.column_sample import ColumnSample
from cdd_desktop.reporting.columns import ChosenColumn, ColumnTemplate, chosen
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

_ROW_HEIGHT = 28
_NARROWEST = 70
_HINT = "Enter เพิ่มคอลัมน์ · F2 เปลี่ยนหัวคอลัมน์ · Alt+↑ Alt+↓ เรียงลำดับ (หรือลาก) · Del นำออก · Ctrl+F ค้นหา"


class ReportColumnsDialog(FormDialog):
    """Edits a template, or begins one with the report's own columns.

    `used` is what the report shall use once the dialog was accepted: a template's uuid, or "" for
    its own columns. Fields and the first rows are read while the window lives.
    """

    hint_label: QLabel
    filter_edit: QLineEdit
    field_table: QTableView
    add_button: QPushButton
    chosen_table: QTableView
    up_button: QPushButton
    down_button: QPushButton
    remove_button: QPushButton
    columns_problem: QLabel
    note_label: QLabel
    sample_table: QTableView
    name_edit: QLineEdit
    name_problem: QLabel
    own_button: QPushButton
    delete_button: QPushButton
    save_as_button: QPushButton

    called = "คอลัมน์ที่จัดไว้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        options: ReportOptions,
        template: ColumnTemplate | None,
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "report_columns_dialog")
        self._context = context
        self._options = replace(options, columns="")
        self._template = template
        self._sample: ColumnSample | None = None
        self.used = "" if template is None else str(template.uuid)
        self._fields = FieldModel(self)
        self._chosen = ChosenModel(self)
        self._shown = SampleModel(self)
        self.setWindowTitle("คอลัมน์ของรายงาน")
        self.hint_label.setText(wrapped(_HINT))
        self.name_edit.setText("" if template is None else template.name)
        self._arrange()
        self._connect()
        self.watch()
        self._read()

    @property
    def is_busy(self) -> bool:
        """Whether the fields are being read."""
        return self._sample is None and not self.told_label.text()

    def _arrange(self) -> None:
        show_as_list(self.field_table, self._fields, row_height=_ROW_HEIGHT)
        self.field_table.horizontalHeader().setStretchLastSection(True)
        show_as_list(self.chosen_table, self._chosen, row_height=_ROW_HEIGHT)
        header = self.chosen_table.horizontalHeader()
        header.setSectionResizeMode(ChosenPart.HEADING, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ChosenPart.FIELD, QHeaderView.ResizeMode.Stretch)
        self.chosen_table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.chosen_table.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.chosen_table.setDragDropOverwriteMode(False)
        self.sample_table.setModel(self._shown)
        self.sample_table.verticalHeader().hide()
        self.sample_table.setWordWrap(False)
        only_read(self.sample_table)
        for table in (self.field_table, self.chosen_table):
            table.installEventFilter(self)
        self.filter_edit.installEventFilter(self)
        self.delete_button.setVisible(self._template is not None)
        self.save_as_button.setVisible(self._template is not None)
        for button, told, keys in (
            (self.add_button, "เพิ่มข้อมูลที่เลือกเป็นคอลัมน์ท้ายสุด", "Enter"),
            (self.up_button, "เลื่อนคอลัมน์มาก่อนหน้า", "Alt+↑"),
            (self.down_button, "เลื่อนคอลัมน์ไปข้างหลัง", "Alt+↓"),
            (self.remove_button, "นำคอลัมน์ออกจากรายงาน", "Del"),
            (self.own_button, "เริ่มใหม่จากคอลัมน์ที่รายงานมีอยู่เดิม แม่แบบยังไม่เปลี่ยนจนกว่าจะบันทึก", ""),
            (self.save_as_button, "เก็บเป็นแม่แบบใหม่ตามชื่อที่พิมพ์ แม่แบบเดิมยังอยู่", "Ctrl+Shift+S"),
            (self.save_button, "บันทึกแม่แบบและใช้กับรายงานนี้", "Ctrl+S"),
        ):
            button.setToolTip(tooltip(told, keys))

    def _connect(self) -> None:
        self.filter_edit.textChanged.connect(self._filter)
        self.name_edit.textChanged.connect(self.clear)
        self._chosen.edited.connect(self._follow)
        self.field_table.doubleClicked.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.own_button.clicked.connect(self._take_own)
        self.delete_button.clicked.connect(self._delete)
        self.save_as_button.clicked.connect(self._save_as)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._seek),
            (QKeySequence("Ctrl+Shift+S"), self._save_as),
        ):
            QShortcut(keys, self).activated.connect(act)

    def _read(self) -> None:
        self._enable()
        services, options = self._context.services, self._options
        self.note_label.setText("กำลังอ่านข้อมูลของรายงาน…")

        def read(_: Progress) -> ColumnSample:
            return services.reports.columns_of(options)

        task = self._context.tasks.query(read)
        task.succeeded.connect(self._take)
        task.refused.connect(self.refuse)

    def _take(self, sample: ColumnSample) -> None:
        self._sample = sample
        self._chosen.know(sample.fields)
        self._chosen.show(self._begin_with(sample))
        self._loaded = self.inputs()
        self._filter()
        self._follow()
        self.chosen_table.setCurrentIndex(self._chosen.index(0, ChosenPart.HEADING))
        self.filter_edit.setFocus()

    def _begin_with(self, sample: ColumnSample) -> tuple[ChosenColumn, ...]:
        if self._template is not None:
            return self._template.columns
        return tuple(ChosenColumn(key=key) for key in sample.usual)

    def _filter(self) -> None:
        words = to_arabic(clean_line(self.filter_edit.text())).lower().split()
        rows: list[Field | str] = []
        shelf = ""
        for field in sorted(self._all_fields, key=lambda one: self._shelves.index(one.shelf)):
            told = f"{field.title} {field.heading} {field.shelf}".lower()
            if all(word in told for word in words):
                if field.shelf != shelf:
                    shelf = field.shelf
                    rows.append(shelf)
                rows.append(field)
        self._fields.show(rows)
        if rows:
            self.field_table.setCurrentIndex(self._fields.index(1, 0))
        self._enable()

    @property
    def _all_fields(self) -> Sequence[Field]:
        return () if self._sample is None else self._sample.fields

    @property
    def _shelves(self) -> list[str]:
        """In the order in which they come first."""
        return list(dict.fromkeys(field.shelf for field in self._all_fields))

    def _follow(self) -> None:
        """Bring marks, sample and note to what is chosen now."""
        self.clear()
        rows = self._chosen.rows
        known = {field.key: field for field in self._all_fields}
        shown = [
            replace(known[column.key], heading=self._chosen.heading(column))
            for column in rows
            if column.key in known
        ]
        self._fields.mark({column.key for column in rows})
        self._shown.show(shown, () if self._sample is None else self._sample.rows)
        self.sample_table.resizeColumnsToContents()
        header = self.sample_table.horizontalHeader()
        for place in range(len(shown)):
            header.resizeSection(place, max(header.sectionSize(place), _NARROWEST))
        fits = most_that_fit(columns_of(shown))
        told = f"เลือกแล้ว {len(rows):,} คอลัมน์"
        if fits < len(shown):
            told += f" · กระดาษ A4 แนวนอนพิมพ์ให้อ่านได้ {fits} คอลัมน์แรก ถ้าใช้ทั้งหมดให้บันทึกเป็น Excel"
        self.note_label.setText(wrapped(told))
        self._enable()

    def _enable(self) -> None:
        is_read = self._sample is not None
        for widget in (self.filter_edit, self.field_table, self.chosen_table, self.name_edit):
            widget.setEnabled(is_read)
        for button in (self.add_button, self.own_button, self.save_button, self.save_as_button):
            button.setEnabled(is_read)
        for button in (self.up_button, self.down_button, self.remove_button):
            button.setEnabled(is_read and bool(self._chosen.rows))

    def _add(self) -> None:
        field: Field | None = self.field_table.currentIndex().data(FieldModel.RECORD_ROLE)
        if field is None:
            return
        keys = [column.key for column in self._chosen.rows]
        if field.key in keys:
            self._choose(keys.index(field.key))
            return
        self._chosen.put([*self._chosen.rows, ChosenColumn(key=field.key)])
        self._choose(len(keys))

    def _remove(self) -> None:
        row = self.chosen_table.currentIndex().row()
        if row >= 0:
            rows = list(self._chosen.rows)
            del rows[row]
            self._chosen.put(rows)
            self._choose(min(row, len(rows) - 1))

    def _move(self, by: int) -> None:
        row = self.chosen_table.currentIndex().row()
        if row >= 0 and self._chosen.move(row, row + by):
            self._choose(row + by)

    def _choose(self, row: int) -> None:
        """The column is seen in its list and in the sample; both have just got other columns."""
        for table in (self.chosen_table, self.sample_table):
            table.doItemsLayout()  # else they scroll as far as they could before
        self.chosen_table.setCurrentIndex(self._chosen.index(row, ChosenPart.HEADING))
        self.sample_table.scrollTo(self._shown.index(0, row))

    def _take_own(self) -> None:
        if self._sample is not None:
            self._chosen.put([ChosenColumn(key=key) for key in self._sample.usual])
            self._choose(0)

    def _seek(self) -> None:
        self.filter_edit.setFocus()
        self.filter_edit.selectAll()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._struck(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _struck(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        is_enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched is self.chosen_table:
            by_alt = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in by_alt:
                self._move(by_alt[Qt.Key(key)])
                return True
            if key == Qt.Key.Key_Delete:
                self._remove()
                return True
            # Enter ends the typing of a heading: it presses no button
            return is_enter
        if is_enter or (watched is self.field_table and key == Qt.Key.Key_Space):
            self._add()
            return True
        if watched is self.filter_edit and key == Qt.Key.Key_Down:
            self.field_table.setFocus()
            return True
        return False

    @override
    def inputs(self) -> tuple[str, tuple[ChosenColumn, ...]]:
        return self.name_edit.text(), tuple(self._chosen.rows)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "name": (self.name_edit, self.name_problem),
            "columns": (self.chosen_table, self.columns_problem),
        }

    @override
    def write(self) -> None:
        """Nothing is written where nothing was changed."""
        if self.is_dirty:
            self._keep(self._template)

    def _save_as(self) -> None:
        """A new template beside the one that was opened."""
        try:
            self._keep(None)
        except CddError as problem:
            self.refuse(problem)
        else:
            self.accept()

    def _keep(self, template: ColumnTemplate | None) -> None:
        if self._sample is None:
            return
        name, columns = self.inputs()
        service = self._context.services.columns
        draft = (
            service.begin(self._options.report, name, columns)
            if template is None
            else replace(template, name=name, columns=columns)
        )
        chosen(self._sample.fields, draft)
        self.used = str(service.save(draft).uuid)
        self._loaded = self.inputs()
        self._tell_saved()

    def _delete(self) -> None:
        template = self._template
        if template is None or not self._dialogs.confirm(
            f"ลบแม่แบบคอลัมน์ “{template.name}” หรือไม่",
            action="ลบแม่แบบ",
            detail="รายงานที่ใช้แม่แบบนี้จะกลับไปใช้คอลัมน์เดิม เรียกคืนได้ด้วย Ctrl+Z",
        ):
            return
        try:
            self._context.services.columns.delete(template.uuid)
        except CddError as problem:
            self.refuse(problem)
            return
        self.used = ""
        self._tell_saved()
        self.accept()

    def _tell_saved(self) -> None:
        self._context.saved.emit()
        self._context.happened.emit(Changed.SETTINGS, self)
