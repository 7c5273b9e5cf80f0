"""อปท.: the local governments of an area, how many villages each has, and villages without one."""

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.drawer import Drawer
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.places.assign_dialog import AssignDialog
from cdd_desktop.gui.pages.places.government_dialog import GovernmentDialog, Wish
from cdd_desktop.gui.pages.places.government_model import Column, GovernmentLine, GovernmentModel
from cdd_desktop.gui.pages.places.government_panel import GovernmentPanel
from cdd_desktop.gui.pages.places.past import government_subject
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.progress import Progress
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

_ROW_HEIGHT = 34
_FILTER_AFTER_MS = 150
_AMPHOE = 4  # digits: of a tambon the whole amphoe is counted, for its อปท. may reach beyond it
_WIDTHS = {Column.NAME: 190, Column.AREA: 148, Column.CODE: 156, Column.VILLAGES: 80}
_EMPTY = "ยังไม่มี อปท. ในพื้นที่นี้ กด “เพิ่ม อปท.” (Ins) หรือกด Alt+9 เพื่อนำเข้าตารางหมู่บ้านกับ อปท. จากไฟล์"
_DONE = {
    Wish.ADD: "เพิ่ม อปท. แล้ว กด Ctrl+D เพื่อกำหนดหมู่บ้าน",
    Wish.EDIT: "บันทึก อปท. แล้ว",
    Wish.CLOSE: "ยุบเลิก อปท. แล้ว",
}

_Read = tuple[tuple[GovernmentLine, ...], int]  # the lines, and how many villages have none


class GovernmentsView(QWidget):
    """A part of the page; `attach` brings it to life. Lists are read on the worker thread."""

    changed = Signal(int)  # something was saved here, about this one (0: none of them)
    chosen_changed = Signal()
    counted = Signal(str)  # how many are shown, in words

    filter_edit: QLineEdit
    ended_check: QCheckBox
    panel_button: QPushButton
    add_button: QPushButton
    government_table: QTableView
    nothing_label: QLabel
    gap_label: QLabel
    gap_button: QPushButton
    told_label: QLabel
    view_layout: QHBoxLayout
    government_panel: GovernmentPanel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "governments_view", GovernmentPanel)

    def attach(self, context: Context) -> None:
        """Show what is in the office of this context."""
        self._context = context
        self._lines: tuple[GovernmentLine, ...] = ()
        self._asked = 0
        self._answered = 0
        self._wanted: int | None = None
        self._model = GovernmentModel(self)
        self._drawer = Drawer(self, self.view_layout, self.government_panel)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_FILTER_AFTER_MS)
        self._arrange_table()
        self._connect()
        self.setFocusProxy(self.government_table)
        tell(self.told_label, "")
        self.nothing_label.hide()
        self.gap_label.setText("")
        self.gap_button.hide()

    @property
    def is_busy(self) -> bool:
        """Whether a list that was asked for is not there yet."""
        return self._asked != self._answered

    @property
    def line(self) -> GovernmentLine | None:
        """The one under the cursor."""
        row = self.government_table.currentIndex().row()
        return self._model.rows[row] if 0 <= row < self._model.rowCount() else None

    def refresh(self) -> None:
        """Read the area's list again; an older answer is dropped."""
        self._asked += 1
        number = self._asked
        services, area = self._context.services, self._context.area_code
        ended, areas = self.ended_check.isChecked(), self._context.areas

        def read(_: Progress) -> _Read:
            counts = services.memberships.counts(area[:_AMPHOE])
            without = services.memberships.counts(area).get(None, 0)
            lines = []
            for one in services.governments.governments(area_code=area, ended=ended):
                home = areas.find(one.area_code)
                lines.append(
                    GovernmentLine(
                        government=one,
                        area=home.full_name if home else one.area_code,
                        villages=counts.get(one.id, 0),
                    )
                )
            return tuple(lines), without

        def take(found: _Read) -> None:
            if number == self._asked:
                self._answered = number
                self._show(*found)

        def refuse(problem: CddError) -> None:
            self._answered = max(self._answered, number)
            tell(self.told_label, str(problem), tone="failed")

        task = self._context.tasks.query(read, title="")
        task.succeeded.connect(take)
        task.refused.connect(refuse)

    def show_government(self, government_id: int) -> None:
        """Put the cursor on one, now or when the list is there."""
        self._wanted = government_id
        self._choose()

    def history_subject(self) -> Subject | None:
        """The one under the cursor, for the history panel."""
        line = self.line
        return None if line is None else government_subject(line.government)

    def set_compact(self, compact: bool) -> None:
        """The panel becomes a drawer over the table."""
        self.panel_button.setVisible(compact)
        self.government_panel.set_drawer(compact)
        self._drawer.fold(compact)

    def place_drawer(self) -> None:
        """Keep the drawer at the edge."""
        self._drawer.place(self.rect())

    def toggle_panel(self) -> None:
        """Open or close the drawer."""
        self._drawer.toggle(self.rect())

    @property
    def is_folded(self) -> bool:
        """Whether the panel is a drawer."""
        return self._drawer.is_drawer

    def government_dialog(self, wish: Wish) -> GovernmentDialog | None:
        """The dialog, not yet open; None where it needs one that still exists."""
        line = self.line
        if wish is Wish.ADD:
            return GovernmentDialog(self, self._context, wish)
        if line is None or line.government.until is not None:
            return None
        return GovernmentDialog(self, self._context, wish, line.government)

    def assign_dialog(self, *, gaps: bool = False) -> AssignDialog | None:
        """The dialog of its villages, or of those that have none, not yet open."""
        if gaps:
            return AssignDialog(self, self._context, None)
        line = self.line
        if line is None or not self.government_panel.assign_button.isEnabled():
            return None
        return AssignDialog(self, self._context, line.government)

    def ask(self, wish: Wish) -> None:
        """Open the dialog and show what was saved."""
        dialog = self.government_dialog(wish)
        if dialog is None:
            return
        tell(self.told_label, "")
        saved = dialog.exec() == QDialog.DialogCode.Accepted
        government_id = dialog.saved_id
        dialog.deleteLater()
        if saved and government_id is not None:
            self._took(government_id, _DONE[wish])
        self.government_table.setFocus()

    def assign(self, *, gaps: bool = False) -> None:
        """Choose villages in the dialog and show what was saved."""
        tell(self.told_label, "")
        try:
            dialog = self.assign_dialog(gaps=gaps)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return
        if dialog is None:
            return
        dialog.exec()
        done = dialog.saved
        dialog.deleteLater()
        if done is not None:
            same = f" คงเดิม {done.unchanged:,}" if done.unchanged else ""
            line = self.line
            self._took(
                line.government.id if line else 0, f"บันทึกแล้ว เปลี่ยน {done.changed:,} หมู่บ้าน{same}"
            )
        self.government_table.setFocus()

    def _assign_chosen(self) -> None:
        self.assign()

    def _took(self, government_id: int, words: str) -> None:
        self._wanted = government_id
        self.refresh()
        tell(self.told_label, words)
        self.changed.emit(government_id)

    def _show(self, lines: tuple[GovernmentLine, ...], without: int) -> None:
        self._lines = lines
        self.gap_button.setVisible(without > 0)
        told = f"หมู่บ้านที่ยังไม่มี อปท. {without:,} แห่ง" if without else "ทุกหมู่บ้านในพื้นที่นี้มี อปท. แล้ว"
        self.gap_label.setText(wrapped(told))
        self._filter()

    def _filter(self) -> None:
        self._wait.stop()
        line = self.line
        if self._wanted is None and line is not None:
            self._wanted = line.government.id
        words = tuple(to_arabic(clean_line(self.filter_edit.text())).split())
        shown = [each for each in self._lines if each.meets(words)]
        self._model.show(shown)
        header = self.government_table.horizontalHeader()
        if header.sortIndicatorSection() < len(Column) and header.isSortIndicatorShown():
            self._model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.counted.emit(f"{len(shown):,} แห่ง")
        self.nothing_label.setVisible(not shown)
        none = "ไม่พบ อปท. ที่ตรงกับคำค้น ลองพิมพ์บางส่วนของชื่อ หรือเลือกพื้นที่ให้กว้างขึ้น (Ctrl+L)"
        self.nothing_label.setText(wrapped(none if self._lines else _EMPTY))
        self._choose()

    def _choose(self) -> None:
        row = max(self._model.row_of(self._wanted), 0)
        if not self.is_busy:
            self._wanted = None
        if self._model.rowCount():
            index = self._model.index(row, Column.NAME)
            flags = (
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows
            )
            self.government_table.selectionModel().setCurrentIndex(index, flags)
            self.government_table.scrollTo(index)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.line
        self.chosen_changed.emit()
        if line is None:
            self.government_panel.show_nothing()
            return
        services, areas = self._context.services, self._context.areas
        government = line.government
        try:
            names = services.governments.names(government.id)
            villages = services.memberships.villages_of(government.id)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return
        home = areas.find(government.area_code)
        where = areas.label(government.area_code) if home else government.area_code
        named = []
        for village in villages:
            tambon = areas.find(village.tambon_code)
            named.append((tambon.full_name if tambon else village.tambon_code, village))
        self.government_panel.show_government(line, where, names, named)

    def _arrange_table(self) -> None:
        table = self.government_table
        show_as_list(table, self._model, row_height=_ROW_HEIGHT)
        header = table.horizontalHeader()
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.CONTACT, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)

    def _sort(self) -> None:
        header = self.government_table.horizontalHeader()
        header.setSortIndicatorShown(True)
        self._filter()

    def _connect(self) -> None:
        self.government_table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.government_table.doubleClicked.connect(self._assign_chosen)
        self.filter_edit.textChanged.connect(self._wait.start)
        self.filter_edit.returnPressed.connect(self._filter)
        self._wait.timeout.connect(self._filter)
        self.ended_check.toggled.connect(self.refresh)
        self.panel_button.clicked.connect(self.toggle_panel)
        self.add_button.clicked.connect(lambda: self.ask(Wish.ADD))
        self.gap_button.clicked.connect(lambda: self.assign(gaps=True))
        self.government_panel.edit_requested.connect(lambda: self.ask(Wish.EDIT))
        self.government_panel.close_requested.connect(lambda: self.ask(Wish.CLOSE))
        self.government_panel.assign_requested.connect(self._assign_chosen)
        self.add_button.setToolTip(tooltip("เพิ่ม อปท. ใหม่", "Ins"))
        self.panel_button.setToolTip(tooltip("เปิดหรือปิดแผงข้อมูล อปท.", "F6"))
        self.filter_edit.setToolTip(tooltip("ค้นหาในพื้นที่ที่เลือก", "Ctrl+F"))
        self.gap_button.setToolTip(tooltip("เลือก อปท. ให้หมู่บ้านที่ยังไม่มี"))
        self.filter_edit.setClearButtonEnabled(True)
