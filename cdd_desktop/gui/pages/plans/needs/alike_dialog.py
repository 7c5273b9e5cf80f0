"""Needs that may be one, side by side; which of them stays is decided by hand."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHeaderView, QLabel, QPushButton, QTableView, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.needs.records import Need, Pair
from cdd_desktop.thai.money import format_baht

_ROW_HEIGHT = 30
_HINT = (
    "เลือกคู่ที่สงสัย เทียบสองข้าง แล้วเก็บข้างที่ใช้ต่อ อีกข้างจะผูกไว้เป็นรายการซ้ำ "
    "ครั้งที่เสนอและวันที่เริ่มเสนอนับรวมกัน เลิกทำได้"
)
_LEFT_KEYS, _RIGHT_KEYS = "Ctrl+Left", "Ctrl+Right"


class PairColumn(IntEnum):
    """Columns of `PairModel`."""

    SCORE = 0
    FIRST = 1
    SECOND = 2
    PLACE = 3


class PairModel(SnapshotModel[Pair]):
    """Snapshots of the pairs, the likeliest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            PairColumn.SCORE: "เหมือนกัน",
            PairColumn.FIRST: "รายการ",
            PairColumn.SECOND: "คล้ายกับ",
            PairColumn.PLACE: "พื้นที่",
        }
        super().__init__(headings, parent, right={PairColumn.SCORE})

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        pair, column = self._rows[index.row()], PairColumn(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and column is PairColumn.SCORE:
            return AT_RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(" · ".join(pair.why))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            PairColumn.SCORE: f"{pair.score} %",
            PairColumn.FIRST: pair.a.project.name,
            PairColumn.SECOND: pair.b.project.name,
            PairColumn.PLACE: pair.a.place,
        }[column]


class NeedsAlikeDialog(QDialog):
    """`merge` is given what stays and what is the same as it; `merged` counts what was merged."""

    title_label: QLabel
    hint_label: QLabel
    pair_table: QTableView
    why_label: QLabel
    left_card: QFrame
    left_name_label: QLabel
    left_text_label: QLabel
    left_button: QPushButton
    right_card: QFrame
    right_name_label: QLabel
    right_text_label: QLabel
    right_button: QPushButton
    told_label: QLabel
    close_button: QPushButton

    def __init__(
        self,
        parent: QWidget,
        pairs: Sequence[Pair],
        today: date,
        merge: Callable[[UUID, UUID], None],
    ) -> None:
        super().__init__(parent)
        load_form(self, "needs_alike_dialog")
        self.setWindowTitle("รายการซ้ำ")
        self._today = today
        self._merge = merge
        self.merged = 0
        self.pairs = PairModel(self)
        self.hint_label.setText(wrapped(_HINT))
        table = self.pair_table
        show_as_list(table, self.pairs, row_height=_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PairColumn.SCORE, QHeaderView.ResizeMode.ResizeToContents)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        for button, keys in ((self.left_button, _LEFT_KEYS), (self.right_button, _RIGHT_KEYS)):
            button.setShortcut(keys)
            button.setToolTip(tooltip("เก็บรายการนี้ อีกรายการเป็นรายการซ้ำ", keys))
        self.left_button.clicked.connect(lambda: self._keep(left=True))
        self.right_button.clicked.connect(lambda: self._keep(left=False))
        self.close_button.clicked.connect(self.reject)
        self.pairs.show(pairs)
        table.setCurrentIndex(self.pairs.index(0, 0))
        tell(self.told_label, "")
        self._show()
        table.setFocus()

    @property
    def pair(self) -> Pair | None:
        """The pair under the cursor."""
        row = self.pair_table.currentIndex().row()
        return self.pairs.rows[row] if 0 <= row < len(self.pairs.rows) else None

    def _keep(self, *, left: bool) -> None:
        pair = self.pair
        if pair is None:
            return
        keep, other = (pair.a, pair.b) if left else (pair.b, pair.a)
        try:
            self._merge(keep.project.uuid, other.project.uuid)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return
        self.merged += 1
        gone = other.project.uuid
        row = self.pair_table.currentIndex().row()
        left_over = [
            one for one in self.pairs.rows if gone not in {one.a.project.uuid, one.b.project.uuid}
        ]
        self.pairs.show(left_over)
        self.pair_table.setCurrentIndex(self.pairs.index(min(row, len(left_over) - 1), 0))
        tell(self.told_label, f"รวม “{other.project.name}” แล้ว")
        self._show()
        self.pair_table.setFocus()

    def _show(self) -> None:
        pair = self.pair
        for card in (self.left_card, self.right_card):
            card.setVisible(pair is not None)
        if pair is None:
            self.why_label.setText(wrapped("ไม่มีคู่ที่คล้ายกันแล้ว"))
            return
        self.why_label.setText(wrapped(f"{pair.score} %: {' · '.join(pair.why)}"))
        self.left_name_label.setText(wrapped(pair.a.project.name))
        self.right_name_label.setText(wrapped(pair.b.project.name))
        self.left_text_label.setText(wrapped(self._about(pair.a)))
        self.right_text_label.setText(wrapped(self._about(pair.b)))

    def _about(self, need: Need) -> str:
        money = need.project.requested
        return "\n".join(
            filter(
                None,
                (
                    need.place,
                    need.plan_title or "บัญชีปัญหา/ความต้องการ",
                    f"{need.status_label} · รอมาแล้ว {need.age(self._today)}",
                    f"เสนอแล้ว {need.times_asked} ครั้ง" if need.times_asked else "",
                    f"งบที่ขอ {format_baht(money)} บาท" if money is not None else "",
                    need.project.reason,
                ),
            )
        )
