"""How a line looks that counts households: the count, its percent, and what the threshold says."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from cdd_desktop.checklists.records import Answer, AnswerState
from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.marks import CHIP_HEIGHT, SIZE, Mark, paint_chip, paint_mark
from cdd_desktop.gui.pages.checklists.entry.answer_model import PENDING, Line, judgement, percent

_SIDE = 9
_COUNT_WIDTH = 66
_PERCENT_WIDTH = 60
_TWO_LINES = 50
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_CHIPS = {
    AnswerState.PASSED: ("passed", "passed_soft"),
    AnswerState.FAILED: ("failed", "failed_soft"),
    AnswerState.MEASURED: ("muted", "unanswered_soft"),
}
_MARKS = {AnswerState.PASSED: Mark.PASSED, AnswerState.FAILED: Mark.FAILED}


def count_height(line: Line) -> int:
    """The height that a count's cell needs: a line more where something is said below it."""
    return _TWO_LINES if line.is_count and _below(line) else 0


def paint_count(painter: QPainter, rect: QRect, line: Line, state: QStyle.StateFlag) -> None:
    """This year's count."""
    look = theme.current()
    below = _below(line)
    middle = rect.center().y() + 0.5 - (8 if below else 0)
    row = QRect(rect.left() + _SIDE, int(middle) - CHIP_HEIGHT // 2, _COUNT_WIDTH, CHIP_HEIGHT)
    painter.setPen(look.colour("muted" if line.answer is None else "ink"))
    painter.drawText(row, int(Qt.AlignmentFlag.AlignCenter), _count(line))
    if line.answer is not None:
        share = row.translated(_COUNT_WIDTH, 0)
        share.setWidth(_PERCENT_WIDTH)
        painter.drawText(share.adjusted(0, 0, -8, 0), _RIGHT, f"{_percent(line.answer)}%")
        ink, ground = _CHIPS[line.answer.state]
        text = judgement(line.answer)
        paint_chip(painter, share.right() + 1, middle, text, ink=ink, ground=ground)
    if state & QStyle.StateFlag.State_Selected:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QPen(look.colour("accent" if active else "edge"), 2 if active else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(row).adjusted(-3, -2, 3, 2), 7, 7)
        painter.restore()
    if below:
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS - 1))
        painter.setPen(look.colour("muted"))
        under = QRect(row.left() + 4, row.bottom() + 1, rect.width() - 2 * _SIDE, 18)
        painter.drawText(under, _LEFT, below)


def paint_last_count(painter: QPainter, rect: QRect, line: Line) -> None:
    """Last year's count, with the mark of what it was where a threshold said so."""
    answer = line.last_year
    middle = rect.center().y() + 0.5
    if answer is None:
        paint_mark(painter, QPointF(rect.center().x(), middle), Mark.NONE)
        return
    mark = _MARKS.get(answer.state)
    if mark is not None:
        paint_mark(painter, QPointF(rect.left() + _SIDE + SIZE / 2, middle), mark)
    painter.setPen(theme.current().colour("ink"))
    painter.drawText(rect.adjusted(0, 0, -_SIDE, 0), _RIGHT, _told(answer))


def _below(line: Line) -> str:
    if line.is_pending:
        return PENDING
    return "ตามปีก่อน" if line.is_carried else ""


def _count(line: Line) -> str:
    if line.answer is not None:
        return _told(line.answer)
    return "–" if line.of is None else f"– / {line.of:,f}"


def _told(answer: Answer) -> str:
    if answer.value is None or answer.denominator is None:
        return answer.state.label
    return f"{answer.value:,f}/{answer.denominator:,f}"


def _percent(answer: Answer) -> str:
    if answer.value is None or answer.denominator is None:
        return ""
    return percent(answer.value, answer.denominator)
