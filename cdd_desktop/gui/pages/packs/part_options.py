"""The options of the part that is chosen in the list."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QLineEdit, QWidget

from cdd_desktop.checklists.records import Round
from cdd_desktop.errors import NotFound
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.packs.choices import fill, places
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.catalogue import Choice, report_named
from cdd_desktop.reporting.packs import PackItem

_ROUNDS = tuple((one, one.label) for one in (Round.BEFORE, Round.AFTER))
_GROUPS = (
    (None, "ระดับถัดไป"),
    (AreaLevel.AMPHOE, "รายอำเภอ"),
    (AreaLevel.TAMBON, "รายตำบล"),
)


class PartOptions(QFrame):
    """Shows those that the part's report knows. `changed` carries the part as it is now."""

    heading_edit: QLineEdit
    area_combo: QComboBox
    round_title: QLabel
    round_combo: QComboBox
    grouped_title: QLabel
    grouped_combo: QComboBox
    below_check: QCheckBox
    last_year_check: QCheckBox

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "pack_part_options")
        set_look(self, card="true")
        self._item: PackItem | None = None
        self.area_combo.setToolTip(tooltip("พื้นที่ของรายการนี้ ปกติใช้พื้นที่ที่เลือกไว้ด้านบน"))
        self.heading_edit.setToolTip(tooltip("ถ้าเว้นว่าง ใช้ชื่อรายงานหรือหนังสือ"))
        self.heading_edit.editingFinished.connect(self._tell)
        for combo in (self.area_combo, self.round_combo, self.grouped_combo):
            combo.activated.connect(lambda _: self._tell())
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(8)
        for check in (self.below_check, self.last_year_check):
            check.clicked.connect(lambda _: self._tell())

    def show_item(
        self, item: PackItem | None, title: str, areas: Sequence[tuple[str, str]]
    ) -> None:
        """Show a part; None where none is chosen. Tells nothing."""
        self._item = item
        self.setVisible(item is not None)
        if item is None:
            return
        choices = _choices(item)
        if self.heading_edit.text() != item.heading:
            self.heading_edit.setText(item.heading)
        self.heading_edit.setPlaceholderText(title)
        fill(self.area_combo, places(areas), item.area)
        fill(self.round_combo, _ROUNDS, item.round)
        fill(self.grouped_combo, _GROUPS, item.grouped_by)
        self.below_check.setChecked(item.show_below)
        self.last_year_check.setChecked(item.with_last_year)
        for widget, choice in (
            (self.round_title, Choice.ROUND),
            (self.round_combo, Choice.ROUND),
            (self.grouped_title, Choice.GROUPED_BY),
            (self.grouped_combo, Choice.GROUPED_BY),
            (self.below_check, Choice.SHOW_BELOW),
            (self.last_year_check, Choice.LAST_YEAR),
        ):
            widget.setVisible(choice in choices)

    def commit_text(self) -> None:
        """What is typed counts, though the cursor is still there."""
        self._tell()

    def _tell(self) -> None:
        item = self._item
        if item is None:
            return
        told = replace(
            item,
            heading=" ".join(self.heading_edit.text().split()),
            area=self.area_combo.currentData(),
            round=Round(self.round_combo.currentData()),
            grouped_by=_level(self.grouped_combo.currentData()),
            show_below=self.below_check.isChecked(),
            with_last_year=self.last_year_check.isChecked(),
        )
        if told != item:
            self._item = told
            self.changed.emit(told)


def _choices(item: PackItem) -> frozenset[Choice]:
    if item.letter:
        return frozenset()
    try:
        return report_named(item.report).choices
    except NotFound:
        return frozenset()


def _level(chosen: object) -> AreaLevel | None:
    return None if chosen is None else AreaLevel(str(chosen))
