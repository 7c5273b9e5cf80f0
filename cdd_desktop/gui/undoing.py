"""เลิกทำ and ทำซ้ำ, whatever page the last operation was made on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.saving import InChild
from cdd_desktop.gui.undo_child import TakenBack, take_back

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.storage.operations import OperationEntry

UNDO_KEYS = "Ctrl+Z"
REDO_KEYS = "Ctrl+Y"
_ALSO_REDO = "Ctrl+Shift+Z"
_SETTLED_MS = 200
_MANY_ROWS = 2_000  # so many are taken back in a child process: Python beside the window slows keys
_NO_UNDO = "ไม่มีรายการให้เลิกทำแล้ว"
_NO_REDO = "ไม่มีรายการให้ทำซ้ำ เพราะไม่ได้เลิกทำรายการใด หรือมีการแก้ไขใหม่แล้ว"

_NOT_UNDONE = "ยังไม่ได้เลิกทำ เพราะรายการก่อนหน้านี้บันทึกไม่ได้ กรุณาตรวจรายการนั้นก่อน แล้วกด Ctrl+Z อีกครั้ง"

# Finds the operation that a wish is about: at once, or behind the answers that wait, when its turn
# comes; then from the last of what they wrote, if they wrote anything.
_Find = Callable[[], "OperationEntry | None"]
_FindAfter = Callable[[int | None], "OperationEntry | None"]


class _GivenUp:
    """What becomes of a wish behind one that was refused."""


_Met: TypeAlias = "OperationEntry | TakenBack | _GivenUp | None"


class Undoing(QObject):
    """Wishes stand in the queue of writes, each an operation of its own.

    So an answer given before is in the file when a wish is met, and one given after comes after:
    neither is ever taken back in the place of the other. What an import wrote in between is not
    taken for it either.
    """

    told = Signal(str)  # what was taken back or done again, for the status bar
    nothing_left = Signal(str)
    offered = Signal(str)  # what the next Ctrl+Z would take back; empty for nothing

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._history = context.services.history
        self._unmet = 0
        self._given_up = 0  # counts how often the wishes that wait were dropped
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self._look)
        context.saved.connect(self._timer.start)
        context.happened.connect(self._timer.start)
        for keys, act in (
            (UNDO_KEYS, self.undo),
            (REDO_KEYS, self.redo),
            (_ALSO_REDO, self.redo),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(act)
        self._fields = _FieldsFirst(self)
        self._look()

    def undo(self) -> None:
        """Take back the last operation that can be."""
        history = self._history
        self._wish(history.next_undo, lambda last: history.next_undo(after=last), _NO_UNDO)

    def redo(self) -> None:
        """Do again what was taken back last, unless something else was done since."""
        history = self._history
        self._wish(history.next_redo, lambda _last: history.next_redo(), _NO_REDO)

    def take_back(self, entry: "OperationEntry") -> None:
        """Take back this one; of one that took another back, that is to do the other again."""
        self._wish(lambda: entry, lambda _last: entry, "")

    @property
    def is_busy(self) -> bool:
        """Whether a wish is not met yet."""
        return self._unmet > 0

    def stop(self) -> None:
        """Begin nothing more: the window closes."""
        self._timer.stop()
        self._given_up += 1
        for signal in (self._context.saved, self._context.happened):
            signal.disconnect(self._timer.start)

    def _wish(self, find_now: _Find, find_after: _FindAfter, nothing: str) -> None:
        saving, history, made_in = self._context.saving, self._history, self._given_up
        target = None
        if not saving.waiting:
            try:
                target = find_now()
            except CddError as problem:
                self._context.dialogs.tell(str(problem))
                return
            if target is None:
                self.nothing_left.emit(nothing)
                return

        def meet() -> "_Met | InChild":
            if made_in != self._given_up:
                return _GivenUp()
            if saving.has_lost:
                raise CddError(_NOT_UNDONE)
            found = target or find_after(saving.written)
            if found is None:
                return None
            if history.has_changed_more_than(_MANY_ROWS, found.id):
                arguments = (self._context.services.store.path, found.id)
                return InChild(take_back, arguments, lambda taken: taken.operation)
            return history.undo(found.id)

        def end(outcome: "_Met") -> None:
            self._unmet -= 1
            if isinstance(outcome, TakenBack):
                if outcome.areas_moved:
                    self._context.services.learn_areas()
                outcome = outcome.entry
            if outcome is None:
                self._given_up += 1  # the further ones would find nothing either
                self.nothing_left.emit(nothing)
            elif not isinstance(outcome, _GivenUp):
                self._tell(outcome)

        self._unmet += 1
        saving.put_behind(meet, taken=end, refused=self._refuse)

    def _tell(self, entry: "OperationEntry") -> None:
        done, how = ("ทำซ้ำแล้ว", UNDO_KEYS) if entry.is_undoing else ("เลิกทำแล้ว", REDO_KEYS)
        word = "เลิกทำ" if entry.is_undoing else "ทำซ้ำ"
        self._context.happened.emit(Changed.ANYTHING, self)
        self._context.office_changed.emit()
        self.told.emit(f"{done}: {entry.about} · {word}กด {how}")

    def _refuse(self, problem: CddError) -> None:
        self._unmet -= 1
        self._given_up += 1  # those that wait meant what lies below this one
        self._context.dialogs.tell(str(problem))

    def _look(self) -> None:
        """Find out what the button would take back."""
        history = self._history
        task = self._context.tasks.query(lambda _progress: history.next_undo(), title="")
        task.succeeded.connect(self._offer)
        task.refused.connect(self._offer_nothing)

    def _offer(self, entry: "OperationEntry | None") -> None:
        self.offered.emit(entry.about if entry is not None else "")

    def _offer_nothing(self) -> None:
        self.offered.emit("")


class _FieldsFirst(QObject):
    """A text field's own undo goes first; with nothing of its own left, the keys are the window's.

    Qt's fields keep the keys for themselves even then. Only the field that has the focus is
    watched: a filter on the whole application would see every event there is.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and _field_of(new) is not None:
            new.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence(event.keyCombination()).toString()
        field = _field_of(watched)
        if field is None or keys not in {UNDO_KEYS, REDO_KEYS, _ALSO_REDO}:
            return False
        is_its_own = _has_undo(field) if keys == UNDO_KEYS else _has_redo(field)
        if is_its_own:
            return False
        event.ignore()
        return True


_Field = QLineEdit | QPlainTextEdit | QTextEdit


def _field_of(widget: QObject) -> _Field | None:
    if isinstance(widget, QAbstractSpinBox):
        inner = widget.findChild(QLineEdit)
        return inner if isinstance(inner, QLineEdit) else None
    return widget if isinstance(widget, _Field) else None


def _has_undo(field: _Field) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return field.document().isUndoAvailable() and not field.isReadOnly()


def _has_redo(field: _Field) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return field.document().isRedoAvailable() and not field.isReadOnly()
