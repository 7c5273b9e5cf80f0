"""The left end of the status bar: what became of the last thing that was given."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.saving import Lost
from cdd_desktop.thai.calendar import in_thailand, thai_time


class SavedLine(QObject):
    """Never says that something is saved while anything waits."""

    def __init__(self, label: ElidedLabel) -> None:
        super().__init__(label)
        self._label = label
        self._context: Context | None = None

    def follow(self, context: Context) -> None:
        """Say what happens to what is given from now on."""
        self._context = context
        context.saved.connect(self._show_saved)
        context.save_failed.connect(self._show_failed)
        context.saving.changed.connect(self._show_waiting)
        context.saving.lost.connect(self._tell_lost)
        self.show("พร้อมใช้งาน · ทุกคำตอบบันทึกทันทีที่กด")  # nothing was saved yet since the start

    def show(self, words: str, tone: str = "muted") -> None:
        """Say something else, until the next save."""
        set_look(self._label, tone=tone)
        self._label.show_text(words)

    def _show_saved(self) -> None:
        if self._context is not None and self._context.saving.waiting:
            self._show_waiting(self._context.saving.waiting)
        else:
            self.show(f"● บันทึกแล้ว {thai_time(in_thailand(datetime.now(UTC)))}", "passed")

    def _show_failed(self, message: str) -> None:
        self.show(f"■ ยังไม่ได้บันทึก: {message}", "failed")

    def _show_waiting(self, waiting: int) -> None:
        if waiting:
            self.show(f"○ กำลังบันทึก {waiting:,} รายการ", "waits")

    def _tell_lost(self, lost: tuple[Lost, ...]) -> None:
        """By name: the lines have gone back, and nothing else would tell what to key again."""
        if self._context is None:
            return
        reasons = " ".join(dict.fromkeys(one.why for one in lost))
        names = "\n".join(one.about for one in lost)
        self._show_failed(reasons)
        self._context.dialogs.tell(
            f"บันทึกไม่ได้ {len(lost):,} รายการ: {reasons}",
            detail=f"รายการต่อไปนี้ยังไม่ได้บันทึก กรุณาแก้ตามที่แจ้ง แล้วกรอกใหม่\n{names}",
        )
