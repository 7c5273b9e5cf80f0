"""หมู่บ้าน: the register of an area, what is known of each place, and how places change."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import PLACES_CHANGED, Changed, Context
from cdd_desktop.gui.drawer import Drawer
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.places.alike_dialog import AlikeDialog
from cdd_desktop.gui.pages.places.change_dialog import DONE, ChangeDialog
from cdd_desktop.gui.pages.places.fact_dialog import FactDialog
from cdd_desktop.gui.pages.places.governments_view import GovernmentsView
from cdd_desktop.gui.pages.places.past import village_subject
from cdd_desktop.gui.pages.places.pictures import stages_of
from cdd_desktop.gui.pages.places.register_model import Column, RegisterModel
from cdd_desktop.gui.pages.places.register_table import arrange_register, name_controls
from cdd_desktop.gui.pages.places.village_panel import VillagePanel
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.change_records import ChangeKind
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.duplicates import Likeness
from cdd_desktop.places.register import RegisterLine, RegisterOrder, VillageRegister

_FILTER_AFTER_MS = 150


class PlacesPage(Page):
    """The list is numbers only; lines are read as they come into sight.

    Keys: Ctrl+M villages or อปท. · Ctrl+F search · Ins add · F2 change · Ctrl+D figures, or the
    villages of an อปท. · F6 drawer (narrow window).
    """

    villages_radio: QRadioButton
    governments_radio: QRadioButton
    count_label: ElidedLabel
    panel_button: QPushButton
    alike_button: QPushButton
    add_button: QPushButton
    content_stack: QStackedWidget
    work_widget: QWidget
    work_layout: QHBoxLayout
    filter_edit: QLineEdit
    ended_check: QCheckBox
    village_table: QTableView
    nothing_label: QLabel
    told_label: QLabel
    village_panel: VillagePanel
    empty_widget: QWidget
    empty_title_label: QLabel
    empty_text_label: QLabel
    governments_view: GovernmentsView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "places_page", ElidedLabel, VillagePanel, GovernmentsView)
        self.governments_view.attach(context)
        services = context.services
        self._register = VillageRegister(services.store)
        self._changes = VillageChanges(services.store, context.areas)
        self._order = RegisterOrder.CODE
        self._descending = False
        self._model = RegisterModel(self._read, self._tambon_name, self._sort, self)
        self._drawer = Drawer(self, self.work_layout, self.village_panel)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_FILTER_AFTER_MS)
        arrange_register(self.village_table, self._model)
        self._connect()
        name_controls(self)
        tell(self.told_label, "")
        self.set_compact(compact=False)
        self.setFocusProxy(self.village_table)

    @property
    def shows_governments(self) -> bool:
        """Whether อปท. are in front, not villages."""
        return self.governments_radio.isChecked()

    @property
    @override
    def is_busy(self) -> bool:
        return self.governments_view.is_busy

    @override
    def history_subject(self) -> Subject | None:
        if self.shows_governments:
            return self.governments_view.history_subject()
        line = self._line()
        return None if line is None else village_subject(line.village)

    @override
    def refresh(self) -> None:
        self._wait.stop()
        for button in (self.alike_button, self.add_button):
            button.setVisible(not self.shows_governments)
        self.panel_button.setVisible(self._drawer.is_drawer and not self.shows_governments)
        if self.shows_governments:
            self.content_stack.setCurrentWidget(self.governments_view)
            self.setFocusProxy(self.governments_view)
            self.governments_view.refresh()
            return
        self.setFocusProxy(self.village_table)
        chosen = self._chosen_id()
        ended = self.ended_check.isChecked()
        text = self.filter_edit.text()
        try:
            ids = self._find(text, ended=ended)
            is_empty = not ids and not text and not self._find("", ended=True)
        except CddError as problem:
            self._say_empty("อ่านทะเบียนหมู่บ้านไม่ได้", str(problem))
            return
        if is_empty:
            self._say_empty(
                "พื้นที่นี้ยังไม่มีหมู่บ้านในทะเบียน",
                "กด “เพิ่มหมู่บ้าน” (Ins) เพื่อเพิ่มทีละแห่ง กด Alt+9 เพื่อนำเข้าจากไฟล์ "
                "หรือกด Ctrl+L เพื่อเลือกพื้นที่อื่น",
            )
            return
        self.content_stack.setCurrentWidget(self.work_widget)
        self._model.show(ids)
        self.count_label.show_text(f"{len(ids):,} แห่ง")
        self.alike_button.setEnabled(True)
        self.nothing_label.setVisible(not ids)
        self.nothing_label.setText(
            wrapped("ไม่พบหมู่บ้านที่ตรงกับคำค้น ลองพิมพ์บางส่วนของชื่อ หรือเลือกพื้นที่ให้กว้างขึ้น (Ctrl+L)")
        )
        row = self._model.row_of(chosen) if chosen is not None else -1
        self._select(max(row, 0))

    @override
    def show_target(self, target: object) -> None:
        """`target` is the id of a village; a filter that hides it is taken away."""
        if isinstance(target, int):
            self.villages_radio.setChecked(True)
            if self._model.row_of(target) < 0:
                self.filter_edit.clear()
                self.refresh()
            row = self._model.row_of(target)
            if row >= 0:
                self._select(row)

    @override
    def set_compact(self, compact: bool) -> None:
        """The panel becomes a drawer over the table."""
        self.panel_button.setVisible(compact and not self.shows_governments)
        self.village_panel.set_drawer(compact)
        self._drawer.fold(compact)
        self.governments_view.set_compact(compact)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawer.place(self.content_stack.geometry())
        self.governments_view.place_drawer()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        yield from stages_of(self)

    def toggle_panel(self) -> None:
        """Open or close the drawer of what is in front."""
        if self.shows_governments:
            self.governments_view.toggle_panel()
            return
        self._drawer.toggle(self.content_stack.geometry())

    @property
    def is_folded(self) -> bool:
        """Whether the village's panel is a drawer."""
        return self._drawer.is_drawer

    def change_dialog(self, kind: ChangeKind) -> ChangeDialog | None:
        """The dialog of a change of the village chosen, not yet open; None without a village."""
        line = self._line()
        if kind is ChangeKind.ADD:
            return ChangeDialog(self, self.context, kind, None)
        if line is None or line.ended is not None:
            return None
        return ChangeDialog(self, self.context, kind, line.village)

    def fact_dialog(self) -> FactDialog | None:
        """The dialog of the figures of the village chosen, not yet open; None without a village."""
        line = self._line()
        return None if line is None else FactDialog(self, self.context, line.village)

    def alike_dialog(self) -> AlikeDialog | None:
        """The dialog of places that may be one, not yet open; None where there are none."""
        pairs = self._alike()
        return AlikeDialog(self, pairs, self._tambon_name) if pairs else None

    def _find(self, text: str, *, ended: bool) -> "array[int]":
        return self._register.find(
            self.context.area_code,
            text=text,
            order=self._order,
            descending=self._descending,
            ended=ended,
        )

    def _read(self, ids: Sequence[int]) -> Sequence[RegisterLine]:
        try:
            return self._register.lines(ids)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return ()

    def _sort(self, order: RegisterOrder, descending: bool) -> None:
        self._order = order
        self._descending = descending
        self.refresh()

    def _tambon_name(self, code: str) -> str:
        area = self.context.areas.find(code)
        return area.name if area is not None else code

    def _chosen_id(self) -> int | None:
        row = self.village_table.currentIndex().row()
        return self._model.id_at(row) if 0 <= row < self._model.rowCount() else None

    def _line(self) -> RegisterLine | None:
        row = self.village_table.currentIndex().row()
        return self._model.line(row) if 0 <= row < self._model.rowCount() else None

    def _select(self, row: int) -> None:
        if self._model.rowCount() == 0:
            self._show_village()
            return
        index = self._model.index(row, Column.NAME)
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.village_table.selectionModel().setCurrentIndex(index, flags)
        self.village_table.scrollTo(index)
        self._show_village()

    def _show_village(self) -> None:
        line = self._line()
        self.context.record_changed.emit()
        if line is None:
            self.village_panel.show_nothing()
            return
        village = line.village
        try:
            names = self._changes.names(village.id)
            events = self._changes.events(village.id)
            belongings = self.context.services.memberships.past_of(village.id)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return
        known = self.context.areas.find(village.tambon_code)
        area = self.context.areas.label(village.tambon_code) if known else village.tambon_code
        self.village_panel.show_village(line, area, names, events, belongings)

    def _change(self, kind: ChangeKind) -> None:
        dialog = self.change_dialog(kind)
        if dialog is None:
            return
        tell(self.told_label, "")
        saved = dialog.exec() == QDialog.DialogCode.Accepted
        village_id = dialog.saved_id
        dialog.deleteLater()
        if saved and village_id is not None:
            self._took(village_id, DONE[kind])
        self.village_table.setFocus()

    def _count(self) -> None:
        dialog = self.fact_dialog()
        village_id = self._chosen_id()
        if dialog is None or village_id is None:
            return
        tell(self.told_label, "")
        saved = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if saved:
            self._took(village_id, "บันทึกข้อมูลหมู่บ้านแล้ว")
        self.village_table.setFocus()

    def _took(self, village_id: int, words: str) -> None:
        """Show what is stored now, with the cursor on the place it was about."""
        self.refresh()
        self.show_target(village_id)
        tell(self.told_label, words)
        self.context.saved.emit()
        self.context.happened.emit(Changed.VILLAGES, self)

    def _alike(self) -> Sequence[Likeness]:
        try:
            return self._register.alike(self.context.area_code)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return ()

    def _open_alike(self) -> None:
        tell(self.told_label, "")
        dialog = self.alike_dialog()
        if dialog is None:
            if not self.told_label.text():
                tell(self.told_label, "ไม่พบรหัสซ้ำหรือชื่อใกล้เคียงกันในตำบลเดียวกันของพื้นที่นี้")
            return
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen_id
        dialog.deleteLater()
        if accepted and chosen is not None:
            self.show_target(chosen)
        self.village_table.setFocus()

    def _say_empty(self, title: str, text: str) -> None:
        self._model.show(array("q"))
        self.village_panel.show_nothing()
        self.count_label.show_text("")
        self.alike_button.setEnabled(False)
        self.empty_title_label.setText(wrapped(title))
        self.empty_text_label.setText(wrapped(text))
        self.content_stack.setCurrentWidget(self.empty_widget)

    def _connect(self) -> None:
        self.village_table.selectionModel().currentRowChanged.connect(self._show_village)
        self.village_table.doubleClicked.connect(self._count)
        self.filter_edit.textChanged.connect(self._wait.start)
        self.filter_edit.returnPressed.connect(self.refresh)
        self._wait.timeout.connect(self.refresh)
        self.ended_check.toggled.connect(self.refresh)
        self.panel_button.clicked.connect(self.toggle_panel)
        self.alike_button.clicked.connect(self._open_alike)
        self.add_button.clicked.connect(lambda: self._change(ChangeKind.ADD))
        self.village_panel.change_requested.connect(self._change)
        self.village_panel.fact_requested.connect(self._count)
        self.context.place_changed.connect(self._follow_place)
        self.context.happened.connect(self._follow_change)
        view = self.governments_view
        view.changed.connect(self._took_government)
        view.chosen_changed.connect(self.context.record_changed)
        view.counted.connect(self._count_governments)
        self.governments_radio.toggled.connect(self._turn)
        panel, other = self.village_panel, view.government_panel
        for keys, act, there in (
            ("Ctrl+F", self.filter_edit.setFocus, view.filter_edit.setFocus),
            ("Ins", self.add_button.click, view.add_button.click),
            ("F2", panel.change_button.click, other.change_button.click),
            ("Ctrl+D", panel.fact_button.click, other.assign_button.click),
            ("F6", self.toggle_panel, self.toggle_panel),
            ("Ctrl+M", self.governments_radio.click, self.villages_radio.click),
        ):
            on_keys(self, keys, partial(self._do_in_front, act, there))

    def _do_in_front(self, act: Callable[[], object], there: Callable[[], object]) -> None:
        """What a key does among villages, or else among อปท."""
        (there if self.shows_governments else act)()

    def _turn(self) -> None:
        """The other of the two lists comes to the front."""
        self.count_label.show_text("")
        self.refresh()
        self.setFocus()

    def _count_governments(self, words: str) -> None:
        if self.shows_governments:
            self.count_label.show_text(words)

    def _took_government(self, government_id: int) -> None:
        self.context.saved.emit()
        self.context.happened.emit(Changed.GOVERNMENTS, self)

    def _follow_place(self) -> None:
        if self.isVisible():
            self.refresh()

    def _follow_change(self, changed: Changed, initiator: object) -> None:
        if changed is Changed.ANYTHING:  # what was told of the last change may be true no more
            for label in (self.told_label, self.governments_view.told_label):
                tell(label, "")
        if changed in PLACES_CHANGED and initiator is not self and self.isVisible():
            self.refresh()
