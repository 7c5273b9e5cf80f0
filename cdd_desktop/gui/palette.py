"""The palette: one field that finds any place, report, command, year or paper (Ctrl+K)."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import fonts, icons, theme
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.palette_offers import OPENING_KEYS, Kind, Offer, Offers, Sought
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.thai_text import tooltip, wrapped

_CAPTION = "ค้นหาทุกอย่าง หรือรหัสบนเอกสาร"
_SETTLED_MS = 40  # so that a burst of keys is answered once
_WIDTH = 620
_HEIGHT = 440
_ROW_HEIGHT = 34
_SIDE = 10
_GAP = 9
_FIELD_WIDTH = 300
_LEAST_FIELD = 140
_FIELD_HEIGHT = 32
_MOVES: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class SearchButton(QPushButton):
    """Looks like a field and opens the palette; gives up its words where room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_CAPTION)
        self.setToolTip(tooltip(_CAPTION, OPENING_KEYS))

    @override
    def sizeHint(self) -> QSize:
        return QSize(_FIELD_WIDTH, _FIELD_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_FIELD, _FIELD_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        frame = QStylePainter(self)
        frame.drawControl(QStyle.ControlElement.CE_PushButton, option)
        frame.end()
        painter = QPainter(self)
        inner = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        icons.icon("search").paint(painter, QRect(inner.left(), 0, icons.SIZE, self.height()))
        right = paint_keys(painter, inner, OPENING_KEYS)
        room = QRect(inner)
        room.setLeft(inner.left() + icons.SIZE + _GAP)
        room.setRight(right - _GAP)
        font = fonts.ui_font(fonts.SMALL_POINTS)
        painter.setFont(font)
        painter.setPen(theme.current().colour("muted" if self.isEnabled() else "unanswered"))
        metrics = QFontMetrics(font)
        fits = metrics.horizontalAdvance(_CAPTION) <= room.width()
        painter.drawText(room, _MIDDLE, _CAPTION if fits else "ค้นหา")


class OfferListModel(QAbstractListModel):
    """A snapshot of what is offered; `RECORD_ROLE` gives the `Offer`."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        """Show these."""
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is shown, in order."""
        return self._offers

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._offers)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{offer.title}\n{offer.detail}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.kind.word} {offer.title} {offer.detail}".strip()
        return offer if role == self.RECORD_ROLE else None


class OfferDelegate(QStyledItemDelegate):
    """One line: icon, title, muted detail; at the right what it is, or its shortcut as a key."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, _ROW_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        offer: Offer = index.data(OfferListModel.RECORD_ROLE)
        look = theme.current()
        line = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(line, look.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(line, look.colour("hover"))
        inner = line.adjusted(_SIDE, 0, -_SIDE, 0)
        picture = QRect(inner.left(), inner.top(), icons.SIZE, inner.height())
        icons.icon(offer.kind.icon).paint(painter, picture)
        right = self._kind(painter, inner, offer)
        room = QRect(inner)
        room.setLeft(picture.right() + _GAP)
        room.setRight(right - _GAP)
        taken = _draw(painter, room, offer.title, fonts.ui_font(), "ink")
        room.setLeft(room.left() + taken + _GAP)
        if offer.detail and room.width() > 0:
            _draw(painter, room, offer.detail, fonts.ui_font(fonts.SMALL_POINTS), "muted")
        painter.restore()

    def _kind(self, painter: QPainter, inner: QRect, offer: Offer) -> int:
        if offer.kind is Kind.COMMAND:
            return paint_keys(painter, inner, offer.keys)
        font = fonts.ui_font(fonts.SMALL_POINTS)
        width = QFontMetrics(font).horizontalAdvance(offer.kind.word)
        room = QRect(inner)
        room.setLeft(inner.right() - width)
        _draw(painter, room, offer.kind.word, font, "muted")
        return room.left()


class PalettePopup(QFrame):
    """Closes when something is chosen or Esc is struck; the cursor stays in the field."""

    def __init__(self, offers: Offers, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("popup", "true")
        self._offers = offers
        self.model = OfferListModel(self)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText("หมู่บ้าน พื้นที่ แผน โครงการ รายงาน คำสั่ง ปี หรือรหัสบนเอกสาร")
        self.edit.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self._seek)
        self._sought: Task | None = None
        self.edit.textChanged.connect(self._wait)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferDelegate(self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._choose)
        self.told_label = QLabel(self)
        self.told_label.setWordWrap(True)
        self.told_label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self.edit)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.told_label)

    def open_under(self, anchor: QWidget) -> None:
        """Open with its right edge at that of `anchor`, inside the window."""
        window = anchor.window()
        self.resize(min(_WIDTH, window.width() - 2 * _SIDE), min(_HEIGHT, window.height() - 80))
        corner = anchor.mapToGlobal(QPoint(anchor.width(), anchor.height() + 2))
        left = max(corner.x() - self.width(), window.mapToGlobal(QPoint(_SIDE, 0)).x())
        self.move(left, corner.y())
        self.edit.clear()
        self._refresh()
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def settle(self) -> None:
        """Answer what was typed now instead of after the burst of keys."""
        if self._timer.isActive() or self._sought is not None:
            self._refresh()

    def _wait(self) -> None:
        """What is looked up for less than is typed by now is no longer wanted."""
        if self._sought is not None:
            self._sought.cancel()
            self._sought = None
        self._timer.start()

    def _seek(self) -> None:
        if not self.edit.text().strip():
            self._refresh()
            return
        self._sought = self._offers.seek(self.edit.text())
        self._sought.succeeded.connect(self._answer)
        self._sought.refused.connect(self._refuse)

    def _answer(self, sought: Sought) -> None:
        if self._sought is not None and sought.text == self.edit.text():
            self._refresh(sought)

    def _refuse(self, problem: CddError) -> None:
        if self._sought is not None:
            self._sought = None
            self._show((), str(problem))

    def _refresh(self, sought: Sought | None = None) -> None:
        self._timer.stop()
        self._sought = None
        try:
            offers, told = self._offers.find(self.edit.text(), sought)
        except CddError as problem:
            offers, told = (), str(problem)
        self._show(offers, told)

    def _show(self, offers: tuple[Offer, ...], told: str) -> None:
        self.model.show(offers)
        self.list.setCurrentIndex(self.model.index(0))
        if not told and not offers:
            told = "ไม่พบสิ่งที่ตรงกับคำนี้ ลองพิมพ์บางส่วนของชื่อ รหัสหมู่บ้าน หรือรหัสบนเอกสาร"
        set_look(self.told_label, tone="muted" if offers else "failed")
        self.told_label.setText(wrapped(told or "↑ ↓ เลื่อน · Enter เลือก · Esc ปิด"))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            offer: Offer = index.data(OfferListModel.RECORD_ROLE)
            self.close()
            self._offers.remember(offer)
            offer.act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list is moved and chosen from while the cursor stays in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.settle()
                self._choose(self.list.currentIndex())
                return True
            if step := _MOVES.get(event.key()):
                self.settle()
                last = self.model.rowCount() - 1
                row = min(max(self.list.currentIndex().row() + step, 0), last)
                self.list.setCurrentIndex(self.model.index(row))
                return True
        return super().eventFilter(watched, event)


def paint_keys(painter: QPainter, inner: QRect, keys: str) -> int:
    """Paint a shortcut as a key at the right end of `inner`; gives its left end."""
    look = theme.current()
    font = fonts.ui_font(fonts.SMALL_POINTS - 1)
    width = QFontMetrics(font).horizontalAdvance(keys) + 12
    box = QRectF(inner.right() - width, inner.center().y() - 9, width, 20)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(look.colour("muted"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
    return round(box.left())


def _draw(painter: QPainter, room: QRect, text: str, font: QFont, role: str) -> int:
    """Draw one line, its end left out where room is short; gives the width it took."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.setFont(font)
    painter.setPen(theme.current().colour(role))
    painter.drawText(room, _MIDDLE, shown)
    return metrics.horizontalAdvance(shown)
