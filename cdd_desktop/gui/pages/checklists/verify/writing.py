"""Answers keyed a second time on their way from the grid into the office's file."""

from PySide6.QtCore import QObject, Signal

from cdd_desktop.checklists.verifying.records import BlindSheet
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.verify.second_grid import SecondGrid


class SecondWriting(QObject):
    """Each is written at once, or shown as on its way until the write before it is through."""

    kept = Signal(object)  # the BlindSheet as it is in the file now

    def __init__(self, context: Context, grid: SecondGrid) -> None:
        super().__init__(grid)
        self._context = context
        self._grid = grid
        grid.second.typed.connect(self._key)

    def _key(self, code: str, text: str | None) -> None:
        blind = self._grid.second.sheet
        if blind is None:
            return
        service, uuid = self._context.services.verification, blind.uuid
        row = self._grid.currentIndex().row()

        def kept(now: BlindSheet) -> None:
            self._grid.second.kept(code, now)
            self._context.saved.emit()
            self.kept.emit(now)

        def refused(problem: CddError) -> None:
            self._grid.second.refuse(code, str(problem))
            self._grid.go_to(row, self._grid.currentIndex().column())

        self._context.saving.put(
            lambda: service.second(uuid, {code: text}),
            about=f"กรอกซ้ำ {blind.label} ข้อ {code}",
            taken=kept,
            refused=refused,
        )
