"""How an answer's row looks, and the one-line editor of its evidence or note."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from cdd_desktop.checklists.records import TEXT_MAX, Answer, AnswerState, Earlier
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.marks import CHIP_HEIGHT, Mark, paint_chip, paint_mark
from cdd_desktop.gui.pages.checklists.entry.answer_model import (
    NOT_ASKED,
    PENDING,
    AnswerTableModel,
    Column,
    Heading,
    Line,
    Remark,
)
from cdd_desktop.gui.pages.checklists.entry.count_paint import (
    count_height,
    paint_count,
    paint_last_count,
)
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.linebreak import strip_breaks

ROW_HEIGHT = 30
_SIDE = 9
_KEEPING_KEYS = {
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_OTHER = "(เดิม)"  # last year asked something else
_WRAP = Qt.TextFlag.TextWordWrap
_ELIDE = Qt.TextElideMode.ElideRight
_CHIPS = {
    AnswerState.PASSED: ("passed", "passed_soft"),
    AnswerState.FAILED: ("failed", "failed_soft"),
    AnswerState.MEASURED: ("ink", "unanswered_soft"),
    AnswerState.ABSENT: ("muted", "unanswered_soft"),
}
_CHIP_MARGINS = 20  # on both sides of a chip's text
_DECIDING = 4  # pixels from the middle of its sign to a corner
_MARKS = {AnswerState.PASSED: Mark.PASSED, AnswerState.FAILED: Mark.FAILED}


def row_height(record: Heading | Line | None, text_width: int) -> int:
    """High enough for the indicator's whole text, and a line for its remark, at this width."""
    if not isinstance(record, Line):
        return ROW_HEIGHT
    width = max(text_width - 2 * _SIDE, 1)
    needed = _text_height(record, width) + _offered_height(record, width)
    if record.remark:
        needed += QFontMetrics(fonts.ui_font(fonts.SMALL_POINTS)).height()
    return max(ROW_HEIGHT, needed + 6, count_height(record))


def _text_height(line: Line, width: int) -> int:
    metrics = QFontMetrics(fonts.ui_font())
    room = QRect(0, 0, width, 1000)
    return metrics.boundingRect(room, _LEFT | _WRAP, wrapped(line.indicator.text)).height()


def _offered_height(line: Line, width: int) -> int:
    """Of the lines that say what each key is."""
    if not line.offered:
        return 0
    metrics = QFontMetrics(fonts.ui_font(fonts.SMALL_POINTS))
    room = QRect(0, 0, width, 1000)
    return metrics.boundingRect(room, _LEFT | _WRAP, wrapped(line.offered)).height()


class AnswerDelegate(QStyledItemDelegate):
    """Paints marks and chips; edits `remark` of the row that is being edited."""

    remark_given = Signal(str, object, str)  # code, Remark, text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.remark = Remark.NOTE

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        record = index.data(AnswerTableModel.RECORD_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if isinstance(record, Heading):
            _paint_heading(painter, rect, record)
        elif isinstance(record, Line):
            look = theme.current()
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.fillRect(rect, look.colour("accent_soft"))
            painter.setPen(look.colour("row_line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.setPen(look.colour("ink"))
            painter.setFont(fonts.ui_font())
            column = Column(index.column())
            is_counted = record.is_count and not record.is_skipped
            if column is Column.ANSWER and is_counted and not _is_absent(record.answer):
                paint_count(painter, rect, record, state)
            elif column is Column.ANSWER:
                _paint_answer(painter, rect, record, state)
            else:
                _paint_cell(painter, rect, record, column)
        painter.restore()

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(TEXT_MAX)
        editor.setPlaceholderText(f"{self.remark.value} · Enter เก็บ · Esc ไม่เก็บ")
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        line = index.data(AnswerTableModel.RECORD_ROLE)
        if not isinstance(editor, QLineEdit) or editor.isModified():
            return  # what is stored has changed, but something is being typed
        if isinstance(line, Line) and line.answer is not None:
            is_note = self.remark is Remark.NOTE
            editor.setText(line.answer.note if is_note else line.answer.evidence)

    @override
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(AnswerTableModel.RECORD_ROLE)
        if isinstance(editor, QLineEdit) and isinstance(line, Line):
            text = strip_breaks(editor.text()).strip()
            self.remark_given.emit(line.indicator.code, self.remark, text)

    def keep(self, editor: QWidget) -> None:
        """Give what is typed, and close the editor."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    @override
    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """At the foot of the row: the indicator stays to be read where the row is high enough."""
        rect: QRect = option.rect
        height = editor.sizeHint().height()
        editor.setGeometry(rect.left(), rect.bottom() - height + 1, rect.width(), height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab keep the text at once; neither opens the editor of another row.

        Qt would keep it a turn of the event loop later, behind the next key of a quick hand.
        """
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and event.key() in _KEEPING_KEYS
        ):
            self.keep(watched)
            return True
        return super().eventFilter(watched, event)


def _paint_heading(painter: QPainter, rect: QRect, heading: Heading) -> None:
    look = theme.current()
    painter.fillRect(rect, look.colour("raised"))
    painter.setPen(look.colour("row_line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setFont(fonts.ui_font(bold=True))
    painter.setPen(look.colour("ink"))
    name = f"{heading.topic.code} {heading.topic.name}"
    room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    painter.drawText(room, _LEFT, name)
    taken = painter.fontMetrics().horizontalAdvance(name) + _SIDE
    painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
    painter.setPen(look.colour("muted"))
    painter.drawText(room.adjusted(taken, 0, 0, 0), _LEFT, heading.counts)


def _paint_cell(painter: QPainter, rect: QRect, line: Line, column: Column) -> None:
    look = theme.current()
    room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    match column:
        case Column.CODE:
            painter.setPen(look.colour("muted"))
            painter.drawText(room, _LEFT, line.indicator.code)
            if line.deciding:
                _paint_deciding(painter, rect)
        case Column.TEXT:
            _paint_text(painter, room, line)
        case Column.LAST_YEAR if line.adapted is not None:
            _paint_adapted(painter, rect, line.adapted)
        case Column.LAST_YEAR if line.is_count and not _is_absent(line.last_year):
            paint_last_count(painter, rect, line)
        case Column.LAST_YEAR if line.last_year is not None and line.last_year.state not in _MARKS:
            painter.setPen(look.colour("muted"))
            said = shown(line.indicator, line.last_year)
            elided = painter.fontMetrics().elidedText(said, _ELIDE, room.width())
            painter.drawText(room, _LEFT, elided)
        case Column.LAST_YEAR:
            centre = QPointF(rect.center().x(), rect.center().y() + 0.5)
            paint_mark(painter, centre, _mark(line.last_year))
        case Column.ANSWER:
            pass  # painted with its state


def _paint_adapted(painter: QPainter, rect: QRect, earlier: Earlier) -> None:
    """What was answered to another question, and that it was another."""
    painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
    painter.setPen(theme.current().colour("muted"))
    metrics, room = painter.fontMetrics(), rect.adjusted(_SIDE // 2, 0, -1, 0)
    painter.drawText(room, _RIGHT, _OTHER)
    room.setRight(room.right() - metrics.horizontalAdvance(_OTHER) - 3)
    if earlier.answer.value is None and earlier.answer.state in _MARKS:
        centre = QPointF(room.center().x(), rect.center().y() + 0.5)
        paint_mark(painter, centre, _mark(earlier.answer))
    else:
        said = shown(earlier.indicator, earlier.answer)
        painter.drawText(room, _LEFT, metrics.elidedText(said, _ELIDE, room.width()))


def _paint_text(painter: QPainter, room: QRect, line: Line) -> None:
    """The indicator; small under it what each key says, and its evidence and note on one line."""
    text = line.indicator.text + (" ★" if line.is_main else "")
    look = theme.current()
    if line.is_skipped:
        painter.setPen(look.colour("muted"))
    if not (line.remark or line.offered):
        painter.drawText(room, int(_LEFT | _WRAP), wrapped(text))
        return
    top = room.adjusted(0, 3, 0, 0)
    top.setHeight(_text_height(line, room.width()))
    painter.drawText(top, int(_LEFT | _WRAP), wrapped(text))
    painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
    painter.setPen(look.colour("muted"))
    bottom = top.bottom()
    if line.offered:
        keys = QRect(room.left(), bottom, room.width(), _offered_height(line, room.width()))
        painter.drawText(keys, int(_LEFT | _WRAP), wrapped(line.offered))
        bottom = keys.bottom()
    metrics = painter.fontMetrics()
    under = QRect(room.left(), bottom, room.width(), metrics.height())
    painter.drawText(under, _LEFT, metrics.elidedText(line.remark, _ELIDE, room.width()))


def _paint_deciding(painter: QPainter, rect: QRect) -> None:
    """A diamond at the foot of the cell: the answer decides the level."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("warning"))
    x, y = rect.right() - _DECIDING - 3, rect.center().y()
    corners = ((x, y - _DECIDING), (x + _DECIDING, y), (x, y + _DECIDING), (x - _DECIDING, y))
    painter.drawPolygon([QPointF(*corner) for corner in corners])
    painter.restore()


def _is_absent(answer: Answer | None) -> bool:
    return answer is not None and answer.state is AnswerState.ABSENT


def _mark(answer: Answer | None) -> Mark:
    return Mark.NONE if answer is None else _MARKS.get(answer.state, Mark.NONE)


def _paint_answer(painter: QPainter, rect: QRect, line: Line, state: QStyle.StateFlag) -> None:
    look = theme.current()
    left = rect.left() + _SIDE
    middle = rect.center().y() + 0.5
    if line.is_skipped:
        right = paint_chip(painter, left, middle, NOT_ASKED, ink="muted", ground="unanswered_soft")
    elif line.answer is None:
        right = paint_chip(painter, left, middle, "–", ink="muted", ground="unanswered_soft")
    else:
        ink, ground = _CHIPS[line.answer.state]
        said = shown(line.indicator, line.answer)
        room_left = rect.width() - 2 * _SIDE - _CHIP_MARGINS
        said = painter.fontMetrics().elidedText(said, _ELIDE, room_left)
        right = paint_chip(painter, left, middle, said, ink=ink, ground=ground)
    if state & QStyle.StateFlag.State_Selected:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # the cursor: full while the keyboard is here, thin while it is elsewhere
        active = state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QPen(look.colour("accent" if active else "edge"), 2 if active else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = max(right - left + 6, 52)
        frame = QRectF(left - 3, middle - CHIP_HEIGHT / 2 - 2, width, CHIP_HEIGHT + 4)
        painter.drawRoundedRect(frame, 7, 7)
        right = frame.right() - 3
    beside = PENDING if line.is_pending else "ตามปีก่อน" if line.is_carried else ""
    if beside and not line.is_skipped:
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS - 1))
        painter.setPen(look.colour("warning" if line.is_pending else "muted"))
        room = QRect(int(right) + 6, rect.top(), rect.right() - int(right) - 6, rect.height())
        painter.drawText(room, _LEFT, beside)
