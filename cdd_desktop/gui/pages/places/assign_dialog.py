"""Which villages belong to a local government (อปท.): many at once, from a day."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.places.assign_model import AssignModel, Column
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.assigning import Assigned
from cdd_desktop.places.government_records import Government
from cdd_desktop.places.records import Village
from cdd_desktop.progress import Progress
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

_ROW_HEIGHT = 32
_AMPHOE = 4
_HINT = "เว้นวรรคเพื่อเลือกหรือไม่เลือก · Ctrl+A เลือกทั้งหมดที่เห็น · หนึ่งตำบลมีได้หลาย อปท."
_NONE = 0  # of the combo: take them out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """What there is to choose from: villages, where they belong now, and local governments."""

    villages: tuple[Village, ...]
    now: Mapping[int, Government]
    owners: tuple[Government, ...]


class AssignDialog(FormDialog):
    """Offers the villages of the government's amphoe, or those of the area that have none.

    A province has thousands: they are read, and written, while the window lives. `saved` tells
    what was moved, None where nothing was saved.
    """

    title_label: QLabel
    hint_label: QLabel
    owner_combo: QComboBox
    owner_problem: QLabel
    filter_edit: QLineEdit
    area_combo: QComboBox
    all_button: QPushButton
    village_table: QTableView
    villages_problem: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel
    count_label: QLabel

    called = "หมู่บ้านที่เลือกไว้"

    def __init__(self, parent: QWidget, context: Context, government: Government | None) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "assign_dialog", ThaiDateEdit)
        self._context = context
        self._government = government
        self._area = context.area_code if government is None else government.area_code
        self._villages: tuple[Village, ...] = ()
        self._saving: Task | None = None
        self._is_read = False
        self.saved: Assigned | None = None
        self._model = AssignModel(self._tambon_name, self)
        self.setWindowTitle("กำหนดหมู่บ้าน")
        told = "กำหนด อปท. ให้หมู่บ้านที่ยังไม่มี" if government is None else "กำหนดหมู่บ้าน"
        self.title_label.setText(told)
        self.hint_label.setText(wrapped(_HINT))
        self.on_edit.set_today(context.today)
        self._arrange_table()
        self._connect()
        self.watch()
        self.village_table.setFocus()
        self._read()

    @property
    def is_busy(self) -> bool:
        """Whether villages are being read or written."""
        return self._saving is not None or not (self._is_read or self.told_label.text())

    def tick(self, villages: list[Village]) -> None:
        """Tick these villages."""
        self._model.tick(villages, on=True)

    @override
    def reject(self) -> None:
        if self._saving is not None:
            self._saving.cancel()
        else:
            super().reject()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space:
                table = self.village_table
                chosen = [index.row() for index in table.selectionModel().selectedRows()]
                here = table.currentIndex().row()
                self._model.toggle(chosen or ([here] if here >= 0 else []))
                return True
            if event.matches(QKeySequence.StandardKey.SelectAll):
                self._tick_all()
                return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        services, area, government = self._context.services, self._area, self._government

        def read(_: Progress) -> _Offer:
            memberships = services.memberships
            villages = (
                memberships.without(area) if government is None else services.villages.in_area(area)
            )
            now = memberships.governments_of([village.id for village in villages])
            owners = services.governments.governments(area_code=area)
            return _Offer(villages=villages, now=now, owners=owners)

        task = self._context.tasks.query(read)
        task.succeeded.connect(self._take)
        task.refused.connect(self.refuse)

    def _take(self, offer: _Offer) -> None:
        self._is_read = True
        self._villages = offer.villages
        self._model.set_now(offer.now)
        areas, government = self._context.areas, self._government
        self.owner_combo.addItem("เลือก อปท.", None)
        for one in offer.owners:
            if one.kind.has_villages:
                home = areas.find(one.area_code)
                self.owner_combo.addItem(f"{one.label} {home.full_name if home else ''}", one.id)
        if government is not None:
            self.owner_combo.addItem("ไม่มี อปท. (นำออก)", _NONE)
            self.owner_combo.setCurrentIndex(self.owner_combo.findData(government.id))
        self.area_combo.addItem("ทุกตำบล", "")
        for code in dict.fromkeys(village.tambon_code for village in offer.villages):
            amphoe = areas.find(code[:_AMPHOE])
            beside = f" {amphoe.full_name}" if amphoe and len(self._area) < _AMPHOE else ""
            self.area_combo.addItem(f"ตำบล{self._tambon_name(code)}{beside}", code)
        known = self.area_combo.findData(self._context.area_code)
        self.area_combo.setCurrentIndex(max(known, 0))
        self._filter()
        self.clear()
        self.village_table.setFocus()

    def _arrange_table(self) -> None:
        table = self.village_table
        show_as_list(table, self._model, row_height=_ROW_HEIGHT)
        table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        header = table.horizontalHeader()
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.NOW, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Column.MOO, 64)
        header.resizeSection(Column.TAMBON, 140)
        table.installEventFilter(self)

    def _connect(self) -> None:
        self.filter_edit.textChanged.connect(self._filter)
        self.area_combo.currentIndexChanged.connect(self._filter)
        self.owner_combo.currentIndexChanged.connect(self.clear)
        self.on_edit.textChanged.connect(self.clear)
        self.note_edit.textChanged.connect(self.clear)
        self.all_button.clicked.connect(self._tick_all)
        self.all_button.setToolTip(
            tooltip("เลือกทุกหมู่บ้านที่เห็นในตาราง หรือไม่เลือกถ้าเลือกครบแล้ว", "Ctrl+A")
        )
        self._model.ticks_changed.connect(self.clear)

    def _tambon_name(self, code: str) -> str:
        area = self._context.areas.find(code)
        return area.name if area is not None else code

    def _filter(self) -> None:
        tambon = self.area_combo.currentData() or ""
        words = to_arabic(clean_line(self.filter_edit.text())).split()
        self._model.show(
            [
                village
                for village in self._villages
                if village.tambon_code.startswith(tambon)
                and all(word in f"{village.label} {village.code}" for word in words)
            ]
        )
        if self._model.rows:
            self.village_table.setCurrentIndex(self._model.index(0, Column.NAME))

    def _tick_all(self) -> None:
        shown = self._model.rows
        self._model.tick(shown, on=not {village.id for village in shown} <= self._model.ticked)

    @override
    def inputs(self) -> tuple[frozenset[int], str, str]:
        return frozenset(self._model.ticked), self.on_edit.text(), self.note_edit.text()

    @override
    def clear(self) -> None:
        """Also say how many are chosen."""
        super().clear()
        count = len(self._model.ticked)
        self.count_label.setText(
            f"เลือกแล้ว {count:,} หมู่บ้าน" if self._is_read else "กำลังอ่านรายชื่อหมู่บ้าน…"
        )
        self._enable()

    def _enable(self) -> None:
        """While it is written nothing can be changed; ยกเลิก stops the writing."""
        free = self._is_read and self._saving is None
        for widget in (
            self.owner_combo,
            self.filter_edit,
            self.area_combo,
            self.all_button,
            self.village_table,
            self.on_edit,
            self.note_edit,
            self.save_button,
        ):
            widget.setEnabled(free)

    @override
    def save(self) -> None:
        """On the worker thread, for there may be thousands."""
        owner = self.owner_combo.currentData()
        problems = {}
        if owner is None:
            problems["government"] = "ยังไม่ได้เลือก อปท. กรุณาเลือก หรือเพิ่ม อปท. ก่อน"
        if self.on_edit.problem:
            problems["on"] = self.on_edit.problem
        if problems:
            self.refuse(ValidationFailed(problems))
            return
        memberships = self._context.services.memberships
        wanted, on, note = frozenset(self._model.ticked), self.on_edit.day, self.note_edit.text()

        def save(progress: Progress) -> Assigned:
            return memberships.assign(
                wanted, None if owner == _NONE else owner, on=on, note=note, progress=progress
            )

        self.clear()
        self.count_label.setText(f"กำลังบันทึก {len(wanted):,} หมู่บ้าน…")
        task = self._context.tasks.query(save, title="กำลังกำหนดหมู่บ้าน")
        self._saving = task
        self._enable()
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(self._take_saved)
        task.refused.connect(self._take_refusal)
        task.cancelled.connect(self._take_stop)
        task.finished.connect(self._settle)

    def _show_progress(self, done: int, total: int, words: str) -> None:
        self.count_label.setText(f"{words} {done:,} จาก {total:,} หมู่บ้าน")

    def _take_saved(self, saved: Assigned) -> None:
        self._saving = None
        self.saved = saved
        self.accept()

    def _take_refusal(self, problem: CddError) -> None:
        self._saving = None
        self.clear()
        self.refuse(problem)

    def _take_stop(self) -> None:
        self._saving = None
        self.clear()
        tell(self.told_label, "ยกเลิกแล้ว ยังไม่ได้บันทึก กด บันทึก เพื่อทำใหม่", tone="failed")

    def _settle(self) -> None:
        """After a bug, which tells of itself, the dialog can be used and closed."""
        self._saving = None
        self._enable()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "government": (self.owner_combo, self.owner_problem),
            "villages": (self.village_table, self.villages_problem),
            "on": (self.on_edit, self.on_problem),
            "note": (self.note_edit, self.note_problem),
        }
