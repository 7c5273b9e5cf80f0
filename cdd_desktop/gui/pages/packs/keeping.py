"""The pack in hand is kept by itself: after each edit, one write after the other."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from cdd_desktop.errors import CddError, StaleRecord
from cdd_desktop.gui.context import Context
from cdd_desktop.reporting.packs import Pack


class PackKeeping(QObject):
    """`draft` is the pack as it was last edited. Each edit is an operation of its own, which
    Ctrl+Z takes back; one that is given while another is written follows it."""

    kept = Signal(object)  # the pack as it stands in the file now
    refused = Signal(object)
    outdated = Signal()  # it was changed or removed elsewhere: what was edited here is dropped

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._packs = context.services.packs
        self.draft: Pack | None = None
        self._stored: Pack | None = None
        self._is_writing = False

    @property
    def is_busy(self) -> bool:
        """Whether a write is on its way."""
        return self._is_writing

    @property
    def is_dirty(self) -> bool:
        """Whether the draft is not in the file as it is."""
        return self.draft != self._stored

    def take(self, pack: Pack | None) -> None:
        """Have this pack in hand, as it was read; what was not kept of another is gone."""
        self.draft = self._stored = pack

    def edit(self, pack: Pack) -> None:
        """The pack is now so: keep it."""
        self.draft = pack
        self._write()

    def flush(self) -> bool:
        """Try again what was refused; whether all is kept, or waits in the window's queue."""
        self._write()
        return self._is_writing or not self.is_dirty

    def _write(self) -> None:
        draft = self.draft
        if self._is_writing or draft is None or not self.is_dirty:
            return
        self._is_writing = True
        self._context.saving.put(
            lambda: self._packs.save(draft),
            about=f"ชุดเอกสาร {draft.name}",
            taken=lambda saved: self._settle(draft, saved),
            refused=lambda problem: self._refuse(draft, problem),
        )

    def _settle(self, written: Pack, saved: Pack) -> None:
        self._is_writing = False
        if self.draft is None or self.draft.uuid != saved.uuid:
            return
        self._stored = saved
        is_last = self.draft == written
        self.draft = saved if is_last else replace(self.draft, version=saved.version)
        self.kept.emit(saved)
        self._write()

    def _refuse(self, written: Pack, problem: CddError) -> None:
        self._is_writing = False
        if isinstance(problem, StaleRecord):
            # it could never be kept, and what waits to be kept lets nobody leave
            if self.draft is not None and self.draft.uuid == written.uuid:
                self.draft = self._stored
            self.refused.emit(problem)
            self.outdated.emit()
        elif self.draft == written:
            self.refused.emit(problem)
        else:
            self._write()  # what was edited since may be better
