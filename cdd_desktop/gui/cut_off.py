"""After a start that follows a power cut or a killed program: is the file still whole?"""

import logging

from PySide6.QtCore import QObject

from cdd_desktop.gui.context import Context
from cdd_desktop.storage.file_checks import is_sound
from cdd_desktop.storage.store import Store

_DAMAGED = (
    "ครั้งก่อนโปรแกรมปิดกะทันหัน และไฟล์ข้อมูลเสียหาย กรุณาหยุดบันทึก "
    "แล้วเปิดตั้งค่า หัวข้อตรวจสุขภาพข้อมูล เพื่อดูรายละเอียดและกู้คืนจากไฟล์สำรอง"
)

_log = logging.getLogger(__name__)


class CutOffLook(QObject):
    """Looks in a child process, only where the last end was no orderly one; silent if all is well.

    SQLite has then put the last whole state together from its log already; this is the proof.
    """

    def __init__(self, context: Context, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        if store.was_cut_off:
            _log.warning("the last end was not an orderly one")
            context.tasks.compute(is_sound, store.path).succeeded.connect(self._tell)

    def _tell(self, sound: bool) -> None:
        _log.info("quick check: %s", sound)
        if not sound:
            self._context.dialogs.tell(_DAMAGED)
            self._context.page_requested.emit("settings", "ตรวจสุขภาพข้อมูล")
