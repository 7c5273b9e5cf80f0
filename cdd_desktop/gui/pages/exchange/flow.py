"""One file on its way in: opened, read, checked and written in child processes.

The file as it was read stays on the `Shelf` between them; here are only counts and what is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from cdd_desktop.checklists.answer_source import ColumnSketch
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.errors import CddError
from cdd_desktop.gui.command_options import without_options
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.exchange.checked import Checked
from cdd_desktop.gui.pages.exchange.memory import FileMemory
from cdd_desktop.gui.pages.exchange.shelf import Shelf
from cdd_desktop.gui.pages.exchange.taking import Taken, Wish, check, take
from cdd_desktop.gui.pages.exchange.worker import FileKind, Looked, give_back, look, read
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.undo_child import take_back
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.storage.backups import BackupPlan, carry_out
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.operations import OperationEntry

_CHANGES = {
    FileKind.ANSWERS: Changed.ANSWERS,
    FileKind.VILLAGES: Changed.VILLAGES,
    FileKind.GOVERNMENTS: Changed.GOVERNMENTS,
}
_BROKEN = "โปรแกรมขัดข้องกับไฟล์นี้ ยังไม่มีอะไรถูกบันทึก กรุณาเลือกไฟล์อีกครั้ง"


class Stage(Enum):
    """How far the file is."""

    EMPTY = "empty"
    READING = "reading"
    REFUSED = "refused"  # the whole file; `problem` says why
    NEEDS_YEAR = "needs year"
    CHECKED = "checked"
    WRITING = "writing"
    DONE = "done"


class ImportFlow(QObject):
    """Emits `changed` whenever there is something else to show."""

    changed = Signal()
    progressed = Signal(int, int, str)
    imported = Signal(str)  # what came in, in words
    undone = Signal()
    given_back = Signal(object)  # the path of the refused rows
    failed = Signal(str)  # writing or giving back was refused; the file is still there

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = FileMemory(context.state)
        self._mark = ""
        self._asked: FileKind | None = None
        self._task: Task | None = None
        self._shelf = Shelf()
        self.destroyed.connect(self._shelf.close)
        self._file: Path | None = None  # the place on the shelf of what was read
        self._rows: Path | None = None  # that of what was checked
        self._operation: int | None = None
        self.stage = Stage.EMPTY
        self.path = Path()
        self.kind = FileKind.ANSWERS
        self.sheet = ""
        self.sheets: tuple[str, ...] = ()
        self.instruments: tuple[Instrument, ...] = ()
        self.instrument: Instrument | None = None
        self.year: int | None = None
        self.on: date | None = None
        self.replace = False
        self.sketch: ColumnSketch | None = None
        self.chosen: dict[int, str] = {}
        self.problem = ""
        self.checked: Checked | None = None

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        return self._task is not None

    @property
    def can_undo(self) -> bool:
        """Whether the last import is there to be taken back."""
        return self._operation is not None and not self.is_busy

    def open(self, path: Path, kind: FileKind | None = None) -> None:
        """Look at a file; `kind` None: as its headings tell, or as is remembered of them."""
        self.path = path
        self._asked = kind
        self.sheet = ""
        self.sheets = ()
        self._forget()
        checklists, year = self._context.services.checklists, self._context.year
        self._begin(
            Stage.READING,
            self._context.tasks.query(lambda _: checklists.instruments(year)),
            self._take_instruments,
        )

    def read_as(self, kind: FileKind, instrument_id: str = "") -> None:
        """Look again, as somebody says what the file is; remembered for the same headings.

        `instrument_id` "": of answers, the one that was found.
        """
        known = "" if self.instrument is None else self.instrument.id
        wanted = instrument_id or known
        self._memory.keep_read_as(self._mark, kind, wanted)
        self._forget()
        self._look(kind, wanted)

    def read_sheet(self, name: str) -> None:
        """Look at another sheet of the workbook."""
        self.sheet = name
        self._forget()
        self._look(self._asked, "")

    def _forget(self) -> None:
        self.year = None
        self.on = None
        self.replace = False
        self.sketch = None
        self._have_read(None)

    def _take_instruments(self, known: Sequence[Instrument]) -> None:
        # where the file does not tell, the one that was read last is the likeliest
        last = self._memory.last_instrument
        self.instruments = tuple(known)
        self.instrument = None
        self._look(self._asked, "", sorted(known, key=lambda one: one.id != last))

    def _look(
        self,
        kind: FileKind | None,
        instrument_id: str,
        instruments: Sequence[Instrument] | None = None,
    ) -> None:
        known = tuple(instruments or self.instruments)
        self._begin(
            Stage.READING,
            self._context.tasks.compute(look, self.path, known, kind, instrument_id, self.sheet),
            lambda looked: self._take_look(looked, is_asked=kind is not None),
        )

    def read_again(self) -> None:
        """Read with the year and the columns that are chosen now."""
        self.checked = None
        if self.instrument is None:
            return
        place = self._shelf.place()
        how = (self.instrument, self.kind, self.year, self.chosen, self.sheet)
        self._begin(
            Stage.READING,
            self._context.tasks.compute(read, self.path, *how, place),
            lambda tells_year: self._take_file(place, tells_year=tells_year),
            place=place,
        )

    def choose_columns(self, chosen: Mapping[int, str]) -> None:
        """Put columns right, and remember it for files with the same headings."""
        self.chosen = dict(chosen)
        if self.sketch is not None:
            self._memory.keep_columns(self.kind, self.sketch.headings, chosen)
        self.read_again()

    def check(self) -> None:
        """Compare what was read with the register."""
        if self._file is None:
            return
        place = self._shelf.place()
        self._begin(
            Stage.READING,
            self._context.tasks.compute(check, self._office, self._file, self._wish, place),
            lambda checked: self._take_checked(place, checked),
            place=place,
        )

    def confirm(self, places: Mapping[str, int]) -> None:
        """Remember which villages doubtful words mean, and check again."""
        matches = PlaceMatches(self._context.services.store)
        self._begin(
            Stage.READING,
            self._context.tasks.query(lambda _: matches.remember(places)),
            lambda _: self.check(),
        )

    def take(self) -> None:
        """Back up, then write the good rows in one operation."""
        if self._file is None or self.checked is None:
            return
        self._operation = None
        backups = self._context.services.backups
        self._begin(
            Stage.WRITING,
            self._context.tasks.query(lambda _: backups.plan_if_changed(Reason.IMPORT)),
            self._keep_backup,
            on_problem=Stage.CHECKED,
        )

    def _keep_backup(self, plan: BackupPlan | None) -> None:
        if plan is None:
            self._write_rows()
            return
        self._begin(
            Stage.WRITING,
            self._context.tasks.compute(carry_out, plan, title="กำลังสำรองข้อมูลก่อนนำเข้า"),
            lambda _: self._write_rows(),
            on_problem=Stage.CHECKED,
        )

    def _write_rows(self) -> None:
        title = f"กำลังนำเข้า {self.path.name}"
        self._begin(
            Stage.WRITING,
            self._context.tasks.compute(
                take, self._office, self._file, self._wish, title=title, may_kill=False
            ),
            self._take_written,
            on_problem=Stage.CHECKED,
            is_last=True,
        )

    def give_back(self, path: Path) -> None:
        """Write the refused rows with their reasons."""
        if self._file is None or self.checked is None:
            return
        problems = self.checked.problems
        stage = self.stage
        self._begin(
            stage,
            self._context.tasks.compute(give_back, path, self._file, problems),
            lambda _: self.given_back.emit(path),
            on_problem=stage,
            is_last=True,
        )

    def undo(self) -> None:
        """Take the last import back."""
        operation = self._operation
        if operation is None:
            return
        title = "กำลังเลิกทำการนำเข้า"
        task = self._context.tasks.compute(
            take_back, self._office, operation, title=title, may_kill=False
        )
        self._begin(Stage.DONE, task, self._take_undone, on_problem=Stage.DONE, is_last=True)

    def look_back(self) -> None:
        """Something was taken back or done again elsewhere: this import, or what it was about."""
        history, operation = self._context.services.history, self._operation
        if operation is not None:
            task = self._context.tasks.query(lambda _: history.next_undo(after=operation), title="")
            self._begin(Stage.DONE, task, self._take_newest, on_problem=Stage.DONE, is_last=True)
        elif self.stage is Stage.CHECKED:
            self.check()

    def cancel(self) -> None:
        """Stop; what was being written is not."""
        if self._task is not None:
            self._task.cancel()

    @property
    def _office(self) -> Path:
        return self._context.services.store.path

    @property
    def _wish(self) -> Wish:
        return Wish(name=self.path.name, replace=self.replace, chosen=dict(self.chosen), on=self.on)

    def _have_read(self, file: Path | None) -> None:
        """What an earlier reading left is not needed any more."""
        self._shelf.clear(self._file)
        self._file = file
        self._have_checked(None, None)

    def _have_checked(self, rows: Path | None, checked: Checked | None) -> None:
        self._shelf.clear(self._rows)
        self._rows = rows
        self.checked = checked

    def _take_look(self, looked: Looked, *, is_asked: bool) -> None:
        self._mark = looked.mark
        remembered = None if is_asked else self._memory.read_as(looked.mark)
        if remembered not in (None, (looked.kind, looked.instrument.id)):
            self.instrument = looked.instrument
            self._look(*remembered)
            return
        self.kind = looked.kind
        self.instrument = looked.instrument
        self.sheets = self.sheets or looked.sheets
        self.sheet = self.sheet or (looked.sheets[0] if looked.sheets else "")
        self.sketch = looked.sketch
        self.chosen = self._memory.columns(self.kind, self.sketch.headings)
        self.read_again()

    def _take_file(self, place: Path, *, tells_year: bool) -> None:
        self._have_read(place)
        if tells_year:
            self.check()
        else:
            self.stage = Stage.NEEDS_YEAR

    def _take_checked(self, place: Path, checked: Checked) -> None:
        self._have_checked(place, checked)
        self.stage = Stage.CHECKED

    def _take_written(self, taken: Taken) -> None:
        self._operation = taken.operation
        self.stage = Stage.DONE
        self._tell_others()
        self._context.happened.emit(Changed.BACKUPS, self.parent())  # one was made first
        self.imported.emit(taken.words)

    def _take_undone(self, _: object) -> None:
        self._tell_others()
        self._take_newest(None)

    def _take_newest(self, newest: OperationEntry | None) -> None:
        """What would be taken back next, of the import and what was done before it."""
        self.stage = Stage.DONE
        if newest is None or newest.id != self._operation:
            self._operation = None
            self.undone.emit()
            self.check()

    def _tell_others(self) -> None:
        self._context.saved.emit()
        self._context.happened.emit(_CHANGES[self.kind], self.parent())

    def _begin(
        self,
        stage: Stage,
        task: Task,
        then: Callable[[Any], None],
        *,
        on_problem: Stage = Stage.REFUSED,
        is_last: bool = False,
        place: Path | None = None,
    ) -> None:
        """Follow a task; what an older one still brings is not listened to.

        `is_last`: what it did stands, even if it was cancelled too late. `place`: what it leaves
        there goes unless it was taken.
        """
        before, self._task = self._task, task
        if before is not None:
            before.cancel()
        self.stage = stage
        self.problem = ""

        def is_wanted() -> bool:
            return task is self._task

        def refuse(problem: CddError) -> None:
            self.stage = on_problem
            if on_problem is Stage.REFUSED:
                self.problem = without_options(str(problem))
            else:
                self.failed.emit(without_options(str(problem)))

        def stop() -> None:
            self.stage = on_problem
            if on_problem is Stage.REFUSED:
                self.problem = "ยกเลิกแล้ว ไม่มีอะไรเปลี่ยนแปลง กรุณาเลือกไฟล์ใหม่เมื่อพร้อม"

        def succeed(value: Any) -> None:
            if task.is_cancelling and not is_last:
                stop()
            else:
                then(value)

        def finish() -> None:
            if place not in (self._file, self._rows):
                self._shelf.clear(place)
            if is_wanted():
                if self.stage in (Stage.READING, Stage.WRITING):  # a bug, and told as such
                    self.stage, self.problem = on_problem, _BROKEN
                self._task = None
                self.changed.emit()

        task.progressed.connect(lambda *told: self.progressed.emit(*told) if is_wanted() else None)
        task.succeeded.connect(lambda value: succeed(value) if is_wanted() else None)
        task.refused.connect(lambda problem: refuse(problem) if is_wanted() else None)
        task.cancelled.connect(lambda: stop() if is_wanted() else None)
        task.finished.connect(finish)
        self.changed.emit()
