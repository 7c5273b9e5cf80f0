"""The pack in hand: its name, its parts in their order, its cover and who gets it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.gui.pages.packs.choices import DIGITS, Read, covers, fill, offers
from cdd_desktop.gui.pages.packs.choosing import AddPartDialog, AddresseesDialog
from cdd_desktop.gui.pages.packs.part_model import PartLine, PartModel
from cdd_desktop.gui.pages.packs.part_options import PartOptions
from cdd_desktop.gui.telling import show_problems
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.packs import (
    AS_ASKED,
    EACH_AMPHOE,
    AddresseeKind,
    Addressees,
    Pack,
    PackItem,
    moved,
)
from cdd_desktop.thai.digits import Digits

_KINDS = tuple((kind, kind.label) for kind in AddresseeKind)


class PackForm(QWidget):
    """`edited` carries the pack as it is now, after each thing that somebody did; showing a pack
    tells nothing."""

    name_edit: QLineEdit
    name_problem_label: QLabel
    part_view: QListView
    items_problem_label: QLabel
    add_button: QPushButton
    remove_button: QPushButton
    up_button: QPushButton
    down_button: QPushButton
    part_options: PartOptions
    cover_combo: QComboBox
    contents_check: QCheckBox
    cover_problem_label: QLabel
    addressees_combo: QComboBox
    chosen_button: QPushButton
    addressees_problem_label: QLabel
    digits_combo: QComboBox

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "pack_form", PartOptions)
        self._pack: Pack | None = None
        self._read = Read(packs=(), letters=(), areas=())
        self._titles: dict[tuple[str, str], str] = {}
        self.model = PartModel(self)
        self.part_view.setModel(self.model)
        show_lines(self.part_view)
        self.part_view.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.part_view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFocusProxy(self.part_view)
        self._connect()
        self.mark({})

    def show_pack(self, pack: Pack, read: Read) -> None:
        """Show a pack as it was read or as it is now; the part that is chosen stays so."""
        row = self.row if self._pack is not None and pack.uuid == self._pack.uuid else 0
        self._pack = pack
        if read is not self._read:
            self._read = read
            self._titles = {_key(one.item): one.title for one in offers(read.letters)}
        if self.name_edit.text() != pack.name:
            self.name_edit.setText(pack.name)
        self._show_parts(pack.items, min(max(row, 0), len(pack.items) - 1))
        fill(self.cover_combo, covers(read.letters), pack.cover)
        fill(self.addressees_combo, _KINDS, pack.addressees.kind)
        fill(self.digits_combo, DIGITS, pack.digits)
        self.contents_check.setChecked(pack.with_contents)
        is_chosen = pack.addressees.kind is AddresseeKind.CHOSEN
        self.chosen_button.setVisible(is_chosen)
        self.chosen_button.setText(f"เลือกผู้รับ ({len(pack.addressees.codes):,})")

    def mark(self, problems: Mapping[str, str]) -> str:
        """Tell problems beside their inputs; gives what belongs to none."""
        return show_problems(
            {
                "name": (self.name_edit, self.name_problem_label),
                "items": (self.part_view, self.items_problem_label),
                "cover": (self.cover_combo, self.cover_problem_label),
                "addressees": (self.addressees_combo, self.addressees_problem_label),
            },
            problems,
        )

    @property
    def row(self) -> int:
        """The part that is chosen, from 0; -1 for none."""
        return self.part_view.currentIndex().row()

    def add(self, item: PackItem) -> None:
        """Put a part behind the one that is chosen, and choose it."""
        if self._pack is not None:
            items, at = self._pack.items, self.row + 1
            self._put((*items[:at], item, *items[at:]), at)

    def open_add(self) -> None:
        """Ask which part to add."""
        dialog = AddPartDialog(self, offers(self._read.letters))
        if dialog.exec() and dialog.chosen is not None:
            self.add(dialog.chosen)
            self.part_view.setFocus(Qt.FocusReason.OtherFocusReason)  # the next key orders it
        dialog.deleteLater()

    def remove(self) -> None:
        """Take the chosen part out."""
        if self._pack is not None and (at := self.row) >= 0:
            items = self._pack.items
            self._put((*items[:at], *items[at + 1 :]), at)

    def move_part(self, at: int, to: int) -> None:
        """Put a part in another place, and choose it."""
        if self._pack is not None and at != to and 0 <= to < len(self._pack.items):
            self._put(moved(self._pack.items, at, to), to)

    def commit_text(self) -> None:
        """What is typed counts, though the cursor is still there."""
        self._tell_name()
        self.part_options.commit_text()

    def choose_addressees(self) -> None:
        """Ask who gets a copy of their own."""
        if self._pack is None:
            return
        dialog = AddresseesDialog(self, self._read.areas, self._pack.addressees.codes)
        if dialog.exec():
            chosen = Addressees(kind=AddresseeKind.CHOSEN, codes=dialog.codes)
            self._tell(replace(self._pack, addressees=chosen))
        dialog.deleteLater()

    # inside

    def _put(self, items: tuple[PackItem, ...], row: int) -> None:
        if self._pack is not None:
            self._pack = replace(self._pack, items=items)
            self._show_parts(items, min(row, len(items) - 1))
            self.edited.emit(self._pack)

    def _tell(self, pack: Pack) -> None:
        if pack != self._pack:
            self._pack = pack
            self.edited.emit(pack)

    def _tell_name(self) -> None:
        if self._pack is not None:
            self._tell(replace(self._pack, name=" ".join(self.name_edit.text().split())))

    def _tell_settings(self) -> None:
        if self._pack is None:
            return
        kind = AddresseeKind(self.addressees_combo.currentData())
        digits = self.digits_combo.currentData()
        addressees = replace(self._pack.addressees, kind=kind)
        if kind is AddresseeKind.CHOSEN and not addressees.codes:
            self.choose_addressees()  # without any it could not be kept
            fill(self.addressees_combo, _KINDS, self._pack.addressees.kind)
            return
        self._tell(
            replace(
                self._pack,
                cover=self.cover_combo.currentData(),
                with_contents=self.contents_check.isChecked(),
                digits=None if digits is None else Digits(digits),
                addressees=addressees if kind is AddresseeKind.CHOSEN else Addressees(kind=kind),
            )
        )

    def _change_item(self, item: PackItem) -> None:
        if self._pack is not None and (at := self.row) >= 0:
            items = self._pack.items
            self._put((*items[:at], item, *items[at + 1 :]), at)

    def _show_parts(self, items: Sequence[PackItem], row: int) -> None:
        chosen = self.part_view.selectionModel()
        chosen.blockSignals(True)
        self.model.show([self._line(item) for item in items])
        index = self.model.index(row, 0)
        self.part_view.setCurrentIndex(index)
        chosen.select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        chosen.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.part_view.currentIndex().data(PartModel.RECORD_ROLE)
        count = self.model.rowCount()
        item = line.item if isinstance(line, PartLine) else None
        title = self._titles.get(_key(item), "") if item else ""
        self.part_options.show_item(item, title, self._read.areas)
        self.remove_button.setEnabled(item is not None)
        self.up_button.setEnabled(self.row > 0)
        self.down_button.setEnabled(0 <= self.row < count - 1)

    def _line(self, item: PackItem) -> PartLine:
        title = item.heading or self._titles.get(_key(item), "ไม่มีรายงานหรือหนังสือนี้แล้ว")
        where = {AS_ASKED: "", EACH_AMPHOE: "แยกรายอำเภอ"}.get(item.area)
        if where is None:
            where = dict(self._read.areas).get(item.area, f"รหัส {item.area}")
        return PartLine(item=item, title=title, where=where)

    def _connect(self) -> None:
        self.name_edit.editingFinished.connect(self._tell_name)
        self.part_view.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.model.dragged.connect(self.move_part)
        self.part_options.changed.connect(self._change_item)
        self.chosen_button.clicked.connect(self.choose_addressees)
        self.contents_check.clicked.connect(lambda _: self._tell_settings())
        for combo in (self.cover_combo, self.addressees_combo, self.digits_combo):
            combo.activated.connect(lambda _: self._tell_settings())
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(9)
        for words, button, keys, act in (
            ("เพิ่มรายงานหรือหนังสือต่อจากรายการที่เลือก", self.add_button, "Ins", self.open_add),
            ("นำรายการที่เลือกออก", self.remove_button, "Del", self.remove),
            (
                "เลื่อนรายการที่เลือกขึ้น",
                self.up_button,
                "Alt+Up",
                lambda: self.move_part(self.row, self.row - 1),
            ),
            (
                "เลื่อนรายการที่เลือกลง",
                self.down_button,
                "Alt+Down",
                lambda: self.move_part(self.row, self.row + 1),
            ),
        ):
            button.setToolTip(tooltip(words, keys.replace("Up", "↑").replace("Down", "↓")))
            button.clicked.connect(act)
            shortcut = QShortcut(QKeySequence(keys), self.part_view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)


def _key(item: PackItem) -> tuple[str, str]:
    return item.report, item.letter
