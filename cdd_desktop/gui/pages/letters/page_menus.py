"""Menus and keys of the page of letters."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from cdd_desktop.gui.pages.letters.letter_form import FIELD_KEYS
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.letters.drawing import LetterFormat
from cdd_desktop.letters.templates import shipped_templates

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.letters.page import LettersPage


def furnish(page: "LettersPage") -> None:
    """Give the page's buttons their menus, keys and tooltips."""
    _new_menu(page)
    _file_menu(page)
    _more_menu(page)
    for words, button, keys, act in (
        ("เขียนหนังสือใหม่", page.new_button, "Ctrl+N", page.new_button.showMenu),
        ("บันทึกหนังสือ", page.save_button, "Ctrl+S", page.save_button.click),
        ("พิมพ์", page.print_button, "Ctrl+P", page.print_button.click),
        ("สลับระหว่างเขียนกับตัวอย่าง", page.preview_button, "F6", page.preview_button.click),
    ):
        button.setToolTip(tooltip(words, keys))
        QShortcut(QKeySequence(keys), page).activated.connect(act)
    QShortcut(QKeySequence(FIELD_KEYS), page).activated.connect(page.letter_form.open_fields)
    page.state_button.setToolTip(tooltip("ออกแล้ว: ข้อความและตัวเลขคงตามวันที่ออก แก้ไขไม่ได้"))


def _new_menu(page: "LettersPage") -> None:
    menu = QMenu(page)
    menu.setToolTipsVisible(True)
    for kind, template in shipped_templates().items():
        action = menu.addAction(kind.label)
        action.setToolTip(tooltip(template.purpose))
        action.triggered.connect(lambda _=False, kind=kind: page.begin(kind))
    page.new_button.setMenu(menu)


def _file_menu(page: "LettersPage") -> None:
    menu = QMenu(page)
    for file_format, words, keys in (
        (LetterFormat.WORD, "เอกสาร Word (แก้ไขต่อได้)", "Ctrl+Shift+S"),
        (LetterFormat.PDF, "เอกสาร PDF", "Ctrl+Shift+P"),
    ):
        save = partial(page.save_file, file_format)
        menu.addAction(f"{words}\t{keys}").triggered.connect(lambda _=False, save=save: save())
        QShortcut(QKeySequence(keys), page).activated.connect(save)
    page.file_button.setMenu(menu)
    page.file_button.setToolTip(tooltip("บันทึกเป็นไฟล์ Word หรือ PDF", "Ctrl+Shift+S, Ctrl+Shift+P"))


def _more_menu(page: "LettersPage") -> None:
    menu = QMenu(page)
    keys = "Ctrl+D"
    for words, act in (
        (f"คัดลอกเป็นฉบับใหม่ของปีที่เลือก\t{keys}", page.duplicate),
        ("เสนอเลขการประชุมครั้งถัดไป", page.errands.offer_meeting),
        ("ใช้ข้อความนี้เป็นแบบของสำนักงาน", page.errands.keep_wording),
        ("กลับไปใช้แบบที่มากับโปรแกรม", page.errands.drop_wording),
        ("ลบหนังสือฉบับนี้", page.errands.remove),
    ):
        menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
    QShortcut(QKeySequence(keys), page).activated.connect(page.duplicate)
    page.more_button.setMenu(menu)
    page.more_button.setToolTip(tooltip("คัดลอกเป็นฉบับใหม่ แบบของสำนักงาน ลบ", keys))
