"""An entry of the books is wrong: it stays, and one that undoes it is written, with the reason."""

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.banks.day_dialog import DayDialog
from cdd_desktop.waste.bank.records import Entry
from cdd_desktop.waste.bank.words import entry_label

_NO_REASON = "ยังไม่ได้กรอกเหตุผล กรุณากรอกว่ากลับรายการเพราะอะไร เช่น ชั่งผิด"
_STAYS = "รายการเดิมยังอยู่ในบัญชี และมีรายการกลับยอดเพิ่มอีกรายการหนึ่ง"


def reverse_entry(window: QWidget, context: Context, entry: Entry, subject: str) -> bool:
    """Ask for the reason and day and reverse; whether it was done. `subject` tells of the entry."""
    books = context.services.books

    def write(day: date, reason: str) -> None:
        if not reason:
            raise ValidationFailed({"text": _NO_REASON})
        books.reverse(entry.uuid, day, reason)

    dialog = DayDialog(
        window,
        context,
        f"กลับรายการ {entry_label(entry)}",
        write,
        action="กลับรายการ",
        day=max(context.today, entry.on),
        day_words="วันที่กลับรายการ",
        subject=f"{subject} {_STAYS}",
        words="เหตุผลที่กลับรายการ",
    )
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_done
