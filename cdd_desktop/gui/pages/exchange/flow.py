"""One file on its way in: opened and read in a child process, checked and written over SQL."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from cdd_desktop.checklists.answer_source import ColumnSketch
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.exchange.checked import Checked, checked_of
from cdd_desktop.gui.pages.exchange.memory import FileMemory
from cdd_desktop.gui.pages.exchange.rows import (
    Report,
    imported_words,
    without_options,
)
from cdd_desktop.gui.pages.exchange.taking import Taking
from cdd_desktop.gui.pages.exchange.worker import FileKind, Loaded, Looked, give_back, look, read
from cdd_desktop.gui.tasks import Task
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.storage.backups import BackupPlan, carry_out
from cdd_desktop.storage.manifest import Reason

_CHANGES = {
    FileKind.ANSWERS: Changed.ANSWERS,
    FileKind.VILLAGES: Changed.VILLAGES,
    FileKind.GOVERNMENTS: Changed.GOVERNMENTS,
}


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
        self._loaded: Loaded | None = None
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
        checklists = self._context.services.checklists
        self._begin(
            Stage.READING,
            self._context.tasks.query(lambda _: checklists.instruments()),
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
        self.checked = None
        self._loaded = None

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
        self._begin(
            Stage.READING,
            self._context.tasks.compute(
                read, self.path, self.instrument, self.kind, self.year, self.chosen, self.sheet
            ),
            self._take_file,
        )

    def choose_columns(self, chosen: Mapping[int, str]) -> None:
        """Put columns right, and remember it for files with the same headings."""
        self.chosen = dict(chosen)
        if self.sketch is not None:
            self._memory.keep_columns(self.kind, self.sketch.headings, chosen)
        self.read_again()

    def check(self) -> None:
        """Compare what was read with the register."""
        loaded = self._loaded
        if loaded is None:
            return
        self._begin(
            Stage.READING,
            self._context.tasks.query(self._taking(loaded).check),
            lambda report: self._take_report(loaded, report),
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
        if self._loaded is None or self.checked is None:
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
        loaded = self._loaded
        if loaded is None:
            return
        self._begin(
            Stage.WRITING,
            self._context.tasks.query(
                self._taking(loaded).take, title=f"กำลังนำเข้า {self.path.name}"
            ),
            self._take_written,
            on_problem=Stage.CHECKED,
            is_last=True,
        )

    def give_back(self, path: Path) -> None:
        """Write the refused rows with their reasons."""
        if self._loaded is None or self.checked is None:
            return
        problems = self.checked.problems
        stage = self.stage
        self._begin(
            stage,
            self._context.tasks.compute(give_back, path, self._loaded, problems),
            lambda _: self.given_back.emit(path),
            on_problem=stage,
            is_last=True,
        )

    def undo(self) -> None:
        """Take the last import back."""
        operation = self._operation
        if operation is None:
            return
        history = self._context.services.history
        self._begin(
            Stage.DONE,
            self._context.tasks.query(lambda _: history.undo(operation), title="กำลังเลิกทำการนำเข้า"),
            self._take_undone,
            on_problem=Stage.DONE,
            is_last=True,
        )

    def cancel(self) -> None:
        """Stop; what was being written is not."""
        if self._task is not None:
            self._task.cancel()

    def _taking(self, loaded: Loaded) -> Taking:
        return Taking(
            services=self._context.services,
            loaded=loaded,
            name=self.path.name,
            replace=self.replace,
            chosen=dict(self.chosen),
            on=self.on,
        )

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

    def _take_file(self, loaded: Loaded) -> None:
        self._loaded = loaded
        if loaded.answers is not None and loaded.answers.needs_year:
            self.stage = Stage.NEEDS_YEAR
        else:
            self.check()

    def _take_report(self, loaded: Loaded, report: Report) -> None:
        self.checked = checked_of(loaded, report)
        self.stage = Stage.CHECKED

    def _take_written(self, report: Report) -> None:
        self._operation = report.operation
        self.stage = Stage.DONE
        self._tell_others()
        self.imported.emit(imported_words(report))

    def _take_undone(self, _: object) -> None:
        self._operation = None
        self._tell_others()
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
    ) -> None:
        """Follow a task; what an older one still brings is not listened to.

        `is_last`: what it did stands, even if it was cancelled too late.
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
            if is_wanted():
                self._task = None
                self.changed.emit()

        task.progressed.connect(lambda *told: self.progressed.emit(*told) if is_wanted() else None)
        task.succeeded.connect(lambda value: succeed(value) if is_wanted() else None)
        task.refused.connect(lambda problem: refuse(problem) if is_wanted() else None)
        task.cancelled.connect(lambda: stop() if is_wanted() else None)
        task.finished.connect(finish)
        self.changed.emit()
