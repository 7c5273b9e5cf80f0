"""The popup in which an area is found: by part of its name or code, or by walking the ladder."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import Area

_WIDTH = 380
_HEIGHT = 420
_INDENT = "      "
_MOVES: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


class AreaListModel(QAbstractListModel):
    """Areas as they are offered; `CODE_ROLE` gives the official code."""

    CODE_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, str], ...] = ()

    def show(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show (code, text) pairs."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        code, text = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return code if role == self.CODE_ROLE else None

    def row_of(self, code: str) -> int:
        """The row of a code, 0 where it is not offered."""
        codes = [known for known, _ in self._rows]
        return codes.index(code) if code in codes else 0


class AreaPopup(QFrame):
    """Closes itself when an area is chosen or Esc is struck."""

    chosen = Signal(str)

    def __init__(self, areas: Areas, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("popup", "true")
        self._ladder_of = areas
        self._provinces: tuple[str, ...] = ()
        self._current = ""
        self.areas = AreaListModel(self)
        self._edit = QLineEdit(self)
        self._edit.setPlaceholderText("พิมพ์ชื่อหรือรหัสของจังหวัด อำเภอ ตำบล")
        self._edit.setClearButtonEnabled(False)
        self._edit.textChanged.connect(self._refresh)
        self._edit.installEventFilter(self)
        self._list = QListView(self)
        self._list.setModel(self.areas)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(self._choose)
        self._hint = QLabel(self)
        self._hint.setProperty("tone", "muted")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self._edit)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._hint)
        self.resize(_WIDTH, _HEIGHT)

    def open_for(self, current: str, provinces: Sequence[str], anchor: QWidget) -> None:
        """Open under `anchor`, with the ladder of the area looked at."""
        self._current = current
        self._provinces = tuple(provinces)
        self._edit.clear()
        self._refresh()
        self.move(anchor.mapToGlobal(anchor.rect().bottomLeft()))
        self.show()
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _refresh(self) -> None:
        text = self._edit.text().strip()
        self.areas.show(self._found(text) if text else self._ladder())
        row = 0 if text else self.areas.row_of(self._current)
        self._list.setCurrentIndex(self.areas.index(row))
        found = self.areas.rowCount() > 0
        self._hint.setText(
            "↑ ↓ เลื่อน · Enter เลือก · Esc ปิด"
            if found
            else "ไม่พบพื้นที่ของสำนักงานที่ตรงกับคำนี้ ลองพิมพ์บางส่วนของชื่อ"
        )

    def _ladder(self) -> list[tuple[str, str]]:
        """The way down to the area looked at, and what lies under it or beside it."""
        rows: list[tuple[str, str]] = []
        path = {step.code for step in self._ladder_of.path(self._current)}

        def descend(step: Area, depth: int) -> None:
            rows.append((step.code, _INDENT * depth + step.full_name))
            if step.code in path:
                for child in self._ladder_of.children(step.code):
                    descend(child, depth + 1)

        for code in self._provinces:
            descend(self._ladder_of.get(code), 0)
        return rows

    def _found(self, text: str) -> list[tuple[str, str]]:
        return [
            (found.code, self._ladder_of.label(found.code))
            for found in self._ladder_of.search(text, self._provinces)
        ]

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.close()
            self.chosen.emit(str(index.data(AreaListModel.CODE_ROLE)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list is moved and chosen from while the cursor stays in the edit."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self._list.currentIndex())
                return True
            if step := _MOVES.get(event.key()):
                last = self.areas.rowCount() - 1
                row = min(max(self._list.currentIndex().row() + step, 0), last)
                self._list.setCurrentIndex(self.areas.index(row))
                return True
        return super().eventFilter(watched, event)
