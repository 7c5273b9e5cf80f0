"""The table in which a sheet is keyed: one key answers, and the cursor moves on."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.instruments import AnswerKind
from cdd_desktop.checklists.records import Answer, AnswerState, AnySheet
from cdd_desktop.gui.keys import Command, command_of, digit_of
from cdd_desktop.gui.pages.checklists.entry.answer_delegate import AnswerDelegate, row_height
from cdd_desktop.gui.pages.checklists.entry.answer_menu import AnswerMenu
from cdd_desktop.gui.pages.checklists.entry.answer_model import (
    NOTHING_BESIDE,
    AnswerTableModel,
    Beside,
    Column,
    Line,
    Remark,
)
from cdd_desktop.gui.pages.checklists.entry.count_field import Motion
from cdd_desktop.gui.pages.checklists.entry.counting import Counting
from cdd_desktop.gui.pages.checklists.entry.meaning import typed_again

_CODE_WIDTH = 50
_LAST_YEAR_WIDTH = 66
_ANSWER_WIDTH = 138
_LAST_COUNT_WIDTH = 92
_COUNT_WIDTH = 240
_LINES_AHEAD = 3


class AnswerTable(QTableView):
    """The cursor always stands in an answer. Keys are told as commands; the page saves."""

    struck = Signal(str, object)  # code of the indicator, Command
    chosen = Signal(str, str)  # code, the digit of an option or score
    closed = Signal(str)  # code of a line that takes no answer now
    counted = Signal(str, object, bool)  # code, Answer, whether the cursor is to go on
    remark_given = Signal(str, object, str)  # code, Remark, text
    village_step = Signal(int)  # 1 the next village, -1 the one before
    remark_refused = Signal(str)  # code that has no answer yet
    proposal_requested = Signal()  # to mend what failed under the cursor
    files_requested = Signal()  # what is attached under the cursor
    carrying_requested = Signal()  # of what last year answered and this year is still blank
    left = Signal()  # towards the village list
    line_changed = Signal()  # the cursor stands elsewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_locked = False  # the sheet is shown, and no answer taken
        self.answers = AnswerTableModel(self)
        self._delegate = AnswerDelegate(self)
        self.setModel(self.answers)
        self.setItemDelegate(self._delegate)
        self._delegate.remark_given.connect(self.remark_given)
        self._counting = Counting(
            self, self.viewport(), answer_shown=self._answer_shown, cell_of=self._answer_cell
        )
        self._refused_remark: tuple[str, Remark, str] | None = None  # code and text
        self.typed = self._counting  # numbers that are not taken yet, on any sheet
        self._counting.counted.connect(self.counted)
        self._counting.moved.connect(self._go_by)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._counting.place())
        self.answers.modelReset.connect(self._span_headings)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_sheet(self, sheet: AnySheet, beside: Beside = NOTHING_BESIDE) -> None:
        """Show a sheet and what is known beside it; the cursor stays on its indicator."""
        self.answers.show(sheet, beside)
        waiting = self._counting.show(sheet)
        self._fit()
        if not self.current_line() and self.answers.line_rows:
            self._go(self.answers.line_rows[0])
        if waiting:
            self.go_to(waiting)
            self._counting.take_up()

    def current_line(self) -> Line | None:
        """The line the cursor is on."""
        return self.answers.line_at(self.currentIndex().row())

    def go_to(self, code: str) -> None:
        """Put the cursor on an indicator."""
        row = self.answers.row_of(code)
        if row >= 0:
            self._go(row)

    def go_to_first_unanswered(self) -> None:
        """Put the cursor where keying goes on; on the first line of a complete sheet."""
        rows = self.answers.line_rows
        unanswered = (row for row in rows if self._is_unanswered(row))
        if rows:
            self._go(next(unanswered, rows[0]))

    def go_on(self) -> bool:
        """Move to the next line; False, and stay, on the last one."""
        here = self.currentIndex().row()
        later = [row for row in self.answers.line_rows if row > here and self._is_asked(row)]
        if later:
            self._go(later[0])
        return bool(later)

    def edit_remark(self, remark: Remark) -> None:
        """Open the editor of the current line's evidence or note."""
        line = self.current_line()
        if line is None:
            return
        if line.answer is None:
            self.remark_refused.emit(line.indicator.code)
            return
        self._delegate.remark = remark
        self.edit(self._remark_place())

    @property
    def is_writing(self) -> bool:
        """Whether evidence or a note is being typed."""
        return self.indexWidget(self._remark_place()) is not None

    def finish(self) -> bool:
        """Give what is being typed, a count or a remark; False where it is refused and stays."""
        if self.is_writing:
            self._delegate.keep(self.indexWidget(self._remark_place()))
        return not self.is_writing and self._counting.finish()

    def refuse_remark(self, code: str, remark: Remark, text: str) -> None:
        """It could not be kept and is not to be typed again: its editor comes back."""
        self._refused_remark = (code, remark, text)

    def _remark_place(self) -> QModelIndex:
        return self.answers.index(self.currentIndex().row(), Column.TEXT)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        refused, self._refused_remark = self._refused_remark, None
        if refused is None:
            return
        code, remark, text = refused
        self.go_to(code)
        self.edit_remark(remark)
        again = self.indexWidget(self._remark_place())
        if isinstance(again, QLineEdit):
            again.setText(text)
            again.setModified(True)

    def _is_unanswered(self, row: int) -> bool:
        line = self.answers.line_at(row)
        return line is not None and line.answer is None and not line.is_skipped

    def _is_asked(self, row: int) -> bool:
        line = self.answers.line_at(row)
        return line is not None and not line.is_skipped

    def _takes_answers(self, line: Line) -> bool:
        """Whether answers are taken here; if not, it is told why."""
        is_open = not (self.is_locked or line.is_skipped)
        if not is_open:
            self.closed.emit(line.indicator.code)
        return is_open

    def _go(self, row: int) -> None:
        if not self.finish():
            return
        index = self.answers.index(row, Column.ANSWER)
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        last = self.answers.rowCount() - 1
        # what comes next stays in sight, and the heading of a topic with its first line
        self.scrollTo(self.answers.index(min(row + _LINES_AHEAD, last), Column.CODE))
        self.scrollTo(self.answers.index(max(row - 1, 0), Column.CODE))
        self.scrollTo(index)

    def _step(self, step: int) -> None:
        rows = self.answers.line_rows
        if not rows:
            return
        here = self.currentIndex().row()
        at = rows.index(here) if here in rows else 0
        self._go(rows[min(max(at + step, 0), len(rows) - 1)])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_of(event)
        line = self.current_line()
        is_plain = not event.modifiers() & Qt.KeyboardModifier.AltModifier  # with Alt: a page's key
        typed = event.text().strip("+")[:1].replace(" ", "") if is_plain else ""
        digit = digit_of(event) or typed
        if line is not None and self._begins_text(line, digit):
            if not event.isAutoRepeat() and self._takes_answers(line):
                self._counting.begin(line.indicator.code, digit)
        elif line is not None and line.is_chosen and digit.isdigit():
            if not event.isAutoRepeat() and self._takes_answers(line):
                self.chosen.emit(line.indicator.code, digit)
        elif command is Command.NOTE:
            self.edit_remark(Remark.NOTE)
        elif command is not None and line is not None:
            if not event.isAutoRepeat() and self._takes_answers(line):
                self.struck.emit(line.indicator.code, command)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            self._move(event)

    def _begins_text(self, line: Line, typed: str) -> bool:
        is_sign = typed == "-" and not line.indicator.may_be_absent
        return line.is_typed and (typed.isdigit() or is_sign)

    def _move(self, event: QKeyEvent) -> None:
        last = len(self.answers.line_rows)
        steps: dict[int, int] = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
            Qt.Key.Key_Home: -last,
            Qt.Key.Key_End: last,
        }
        if event.key() in steps:
            self._step(steps[event.key()])
        elif event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.village_step.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self._clear()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_remark(Remark.EVIDENCE)
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit()
        else:
            event.ignore()

    def _clear(self) -> None:
        line = self.current_line()
        if line is not None and self._takes_answers(line):
            self.struck.emit(line.indicator.code, Command.CLEAR)

    def _go_by(self, motion: Motion) -> None:
        match motion:
            case Motion.ON:
                self._step(1)
            case Motion.BACK:
                self._step(-1)
            case Motion.NEXT_VILLAGE:
                self.village_step.emit(1)
            case Motion.VILLAGE_BEFORE:
                self.village_step.emit(-1)
            case Motion.STAY:
                pass

    def type_anew(self, line: Line) -> None:
        """Open the field with what was typed before."""
        if self._takes_answers(line):
            self._counting.begin(line.indicator.code, typed_again(line.indicator, line.answer))

    def _answer_shown(self, code: str) -> Answer | None:
        line = self.answers.line_at(self.answers.row_of(code))
        return line.answer if line is not None else None

    def _answer_cell(self, code: str) -> QRect:
        return self.visualRect(self.answers.index(self.answers.row_of(code), Column.ANSWER))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.answers.line_at(row) is not None:
            self._go(row)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the text: the note's editor. On the answer: the other answer."""
        index = self.indexAt(event.position().toPoint())
        line = self.answers.line_at(index.row())
        if line is None:
            return
        if index.column() == Column.TEXT:
            self.edit_remark(Remark.NOTE)
        elif index.column() == Column.ANSWER and line.is_typed:
            self.type_anew(line)
        elif index.column() == Column.ANSWER and line.is_chosen:
            self.menu_of(line).popup(event.globalPosition().toPoint())
        elif index.column() == Column.ANSWER and self._takes_answers(line):
            passed = line.answer is not None and line.answer.state is AnswerState.PASSED
            self.struck.emit(line.indicator.code, Command.FAILED if passed else Command.PASSED)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line = self.current_line()
        if line is not None:
            self.menu_of(line).popup(event.globalPos())

    def menu_of(self, line: Line) -> QMenu:
        """The same commands for the mouse."""
        return AnswerMenu(self, line, takes_answers=not (self.is_locked or line.is_skipped))

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.line_changed.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.scrollTo(self.currentIndex())  # a long notice below takes rows away

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in self.answers.heading_rows:
            self.setSpan(row, Column.CODE, 1, len(Column))
        self._fit()

    def _fit(self) -> None:
        """Share the width among the columns, then give each row the height its text needs."""
        if not self.answers.rowCount():
            return
        lines = map(self.answers.line_at, self.answers.line_rows)
        kinds = {line.indicator.kind for line in lines if line is not None}
        has_figures = not kinds <= {AnswerKind.PASS_FAIL}
        last_year = _LAST_COUNT_WIDTH if has_figures else _LAST_YEAR_WIDTH
        is_short = kinds <= {AnswerKind.PASS_FAIL, AnswerKind.SCORE}  # a word or one number
        answer = _ANSWER_WIDTH if is_short else _COUNT_WIDTH
        free = self.viewport().width() - _CODE_WIDTH - last_year - answer
        widths = {
            Column.CODE: _CODE_WIDTH,
            Column.TEXT: max(free, 1),
            Column.LAST_YEAR: last_year,
            Column.ANSWER: answer,
        }
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        for row in range(self.answers.rowCount()):
            self.setRowHeight(row, row_height(self.answers.record(row), widths[Column.TEXT]))
        self._counting.place()

    @override
    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Never by the view itself: it would stand on headings and other columns."""
        return self.currentIndex()
