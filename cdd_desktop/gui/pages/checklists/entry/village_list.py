"""The villages of the area, each with how far its sheet is."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from cdd_desktop.checklists.grading import Grade
from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.marks import SIZE, Mark, paint_mark
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.places.areas import Areas

_ROW_HEIGHT = 30
_SIDE = 11
_TAMBON = 6  # digits of a code that name the tambon
OUTSIDE = "นอกรายชื่อเป้าหมาย"


class VillageListModel(QAbstractListModel):
    """A snapshot of progress in official order, with a heading before each tambon if wanted."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole
    COUNTS_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[VillageProgress | str] = []
        self._row_of: dict[int, int] = {}
        self._base: Collection[int] | None = None

    def show(
        self,
        progress: Sequence[VillageProgress],
        heading_of: Callable[[str], str] | None = None,
        base: Collection[int] | None = None,
    ) -> None:
        """Show villages; `heading_of` names a tambon by its code where the list spans several.

        `base`: ids of those that the year's figures count, None where all are; the others can be
        opened and keyed too.
        """
        rows: list[VillageProgress | str] = []
        tambon = ""
        for village in progress:
            if heading_of is not None and village.code[:_TAMBON] != tambon:
                tambon = village.code[:_TAMBON]
                rows.append(heading_of(tambon))
            rows.append(village)
        self.beginResetModel()
        self._base = base
        self._rows = rows
        self._row_of = {
            row.village_id: at for at, row in enumerate(rows) if isinstance(row, VillageProgress)
        }
        self.endResetModel()

    def show_grade(self, village_id: int, grade: Grade) -> None:
        """Show how one village stands now, if it is here."""
        row = self._row_of.get(village_id, -1)
        before = self._rows[row] if row >= 0 else None
        if not isinstance(before, VillageProgress):
            return
        level = grade.level.code if grade.level else None
        after = replace(before, answered=grade.answered, passed=grade.passed, level=level)
        if after == before:
            return
        self._rows[row] = after
        index = self.index(row)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DisplayRole, self.RECORD_ROLE])

    @property
    def villages(self) -> tuple[VillageProgress, ...]:
        """The villages shown, in order."""
        return tuple(row for row in self._rows if isinstance(row, VillageProgress))

    @property
    def counted(self) -> tuple[VillageProgress, ...]:
        """Those that the year's figures count."""
        return tuple(village for village in self.villages if self.counts(village.village_id))

    def counts(self, village_id: int) -> bool:
        """Whether the year's figures count a village."""
        return self._base is None or village_id in self._base

    @property
    def done_words(self) -> str:
        """How many of those that count are complete."""
        counted = self.counted
        done = sum(village.is_complete for village in counted)
        return f"ครบ {done:,} จาก {len(counted):,}"

    def beside(self, village_id: int, step: int) -> VillageProgress | None:
        """The next village that counts (`step` 1) or the one before (-1); None beyond either end.

        Where none of the area counts, any village is gone to.
        """
        villages = self.villages
        at = [village.village_id for village in villages].index(village_id)
        further = villages[at + 1 :] if step > 0 else villages[:at][::-1]
        if not self.counted:
            return next(iter(further), None)
        return next((one for one in further if self.counts(one.village_id)), None)

    def index_of(self, village_id: int) -> QModelIndex:
        """Where a village stands; invalid when it is not shown."""
        row = self._row_of.get(village_id)
        return QModelIndex() if row is None else self.index(row)

    def village(self, village_id: int) -> VillageProgress | None:
        """How a village stands; None when it is not shown."""
        return self.village_at(self.index_of(village_id))

    def village_at(self, index: QModelIndex | QPersistentModelIndex) -> VillageProgress | None:
        """The village of a row, None for a heading."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, VillageProgress) else None

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if self.village_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.label
        if not isinstance(row, VillageProgress):
            return None
        outside = "" if self.counts(row.village_id) else f" {OUTSIDE}"
        match role:
            case self.RECORD_ROLE:
                return row
            case self.COUNTS_ROLE:
                return not outside
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.label} ประเมินแล้ว {row.answered} จาก {row.total} ข้อ{outside}"
            case Qt.ItemDataRole.ToolTipRole:
                done = f"ประเมินแล้ว {row.answered}/{row.total} ข้อ"
                return tooltip(f"{row.label} รหัส {row.code} {done}{outside}")
        return None


def mark_of(village: VillageProgress) -> Mark:
    """Not begun, begun, or complete."""
    if village.answered == 0:
        return Mark.NONE
    return Mark.PASSED if village.answered >= village.total else Mark.PARTIAL


class VillageDelegate(QStyledItemDelegate):
    """Mark, label, count; a heading in small bold type on a tinted ground."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, _ROW_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        village = index.data(VillageListModel.RECORD_ROLE)
        painter.save()
        if isinstance(village, VillageProgress):
            state: QStyle.StateFlag = option.state
            counts = bool(index.data(VillageListModel.COUNTS_ROLE))
            _paint_village(painter, rect, village, state, counts=counts)
        else:
            _paint_heading(painter, rect, str(index.data()))
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, text: str) -> None:
    look = theme.current()
    painter.fillRect(rect, look.colour("raised"))
    painter.setPen(look.colour("row_line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setFont(fonts.ui_font(fonts.SMALL_POINTS, bold=True))
    painter.setPen(look.colour("muted"))
    room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_village(
    painter: QPainter,
    rect: QRect,
    village: VillageProgress,
    state: QStyle.StateFlag,
    *,
    counts: bool,
) -> None:
    look = theme.current()
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen:
        painter.fillRect(rect, look.colour("accent_soft"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, look.colour("hover"))
    painter.setPen(look.colour("row_line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    centre = QPointF(rect.left() + _SIDE + SIZE / 2, rect.center().y() + 0.5)
    paint_mark(painter, centre, mark_of(village), village.answered / max(village.total, 1))
    painter.setFont(fonts.ui_font(fonts.SMALL_POINTS, bold=chosen))
    painter.setPen(look.colour("ink" if chosen else "muted"))
    count = f"{village.answered}/{village.total}"
    right = rect.adjusted(0, 0, -_SIDE, 0)
    painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
    taken = painter.fontMetrics().horizontalAdvance(count) + _SIDE + 8
    painter.setFont(fonts.ui_font(bold=chosen))
    painter.setPen(look.colour("ink" if counts else "muted"))
    room = rect.adjusted(2 * _SIDE + SIZE - 3, 0, -taken, 0)
    shown = painter.fontMetrics().elidedText(
        village.label, Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    focused = chosen and state & QStyle.StateFlag.State_HasFocus
    if focused:
        painter.setPen(look.colour("accent"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


class VillageList(QListView):
    """Arrows choose a village, Enter goes to its answers."""

    village_chosen = Signal(int)
    entered_village = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.villages = VillageListModel(self)
        self.setModel(self.villages)
        self.setItemDelegate(VillageDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.activated.connect(lambda _: self.entered_village.emit())

    def show_area(
        self,
        progress: Sequence[VillageProgress],
        area_code: str,
        areas: Areas,
        base: Collection[int] | None = None,
    ) -> None:
        """Show an area's villages, under headings where they are of several tambon.

        `base` as in the model's `show`.
        """

        def heading(code: str) -> str:
            area = areas.find(code)
            return area.full_name if area is not None else f"ตำบลรหัส {code}"

        self.villages.show(progress, heading if len(area_code) < _TAMBON else None, base)

    def select(self, village_id: int) -> None:
        """Make a village current without telling."""
        index = self.villages.index_of(village_id)
        blocked = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(blocked)
        self.scrollTo(index)

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        village = self.villages.village_at(current)
        if village is not None:
            self.village_chosen.emit(village.village_id)

    @override
    def moveCursor(
        self, cursorAction: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where Qt would stop on a heading, which takes no cursor, the village below it."""
        index = super().moveCursor(cursorAction, modifiers)
        is_heading = index.isValid() and self.villages.village_at(index) is None
        return self.villages.index(index.row() + 1) if is_heading else index

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            self.entered_village.emit()
            return
        super().keyPressEvent(event)
