"""The menu, keys and tooltips of the page of packs."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from cdd_desktop.gui.thai_text import tooltip

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.packs.page import PacksPage


def furnish(page: "PacksPage") -> None:
    """Give the page's buttons their menu, keys and tooltips."""
    menu = QMenu(page)
    menu.addAction("คัดลอกเป็นชุดใหม่\tCtrl+D").triggered.connect(lambda _=False: page.copy())
    menu.addAction("ลบชุดนี้").triggered.connect(lambda _=False: page.remove())
    page.more_button.setMenu(menu)
    QShortcut(QKeySequence("Ctrl+D"), page).activated.connect(page.copy)
    for words, button, keys in (
        ("ชุดเอกสารใหม่", page.new_button, "Ctrl+N"),
        ("บันทึกทั้งชุดเป็น PDF ไฟล์เดียว", page.save_button, "Ctrl+S"),
        ("บันทึกไฟล์แยกให้ผู้รับแต่ละราย มีเฉพาะพื้นที่ของผู้รับ", page.files_button, "Ctrl+Shift+S"),
        ("เฉพาะหน้าที่เปลี่ยนจากฉบับก่อน พร้อมรายการถอดและใส่", page.changed_button, "Ctrl+Shift+P"),
        ("สลับระหว่างจัดชุดกับตัวอย่าง", page.preview_button, "F6"),
    ):
        button.setToolTip(tooltip(words, keys))
        QShortcut(QKeySequence(keys), page).activated.connect(button.click)
    page.more_button.setToolTip(tooltip("คัดลอก ลบ", "Ctrl+D"))
