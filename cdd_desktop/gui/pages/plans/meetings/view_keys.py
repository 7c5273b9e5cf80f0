"""Menus, keys and tooltips of the view ประชุม."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.letters.drawing import LetterFormat

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.meetings.view import MeetingsView


def furnish(view: "MeetingsView") -> None:
    """Give the view's buttons what they do."""
    form, errands = view.meeting_form, view.errands
    for button, keys, words in (
        (view.new_button, "Ctrl+N", "เริ่มการประชุมครั้งใหม่ของคณะกรรมการหรือประชาคม"),
        (view.committee_button, "Ctrl+M", "ตั้งหรือแก้ไขคณะกรรมการและตำแหน่ง"),
    ):
        on_keys(view, keys, button.showMenu)
        button.setToolTip(tooltip(words, keys))
    for button, keys, words in (
        (view.save_button, "Ctrl+S", "บันทึกการประชุมทั้งครั้ง"),
        (view.follow_button, "Ctrl+J", "เรื่องที่มอบหมายและยังไม่เสร็จของพื้นที่นี้"),
        (form.print_button, "Ctrl+P", "พิมพ์เอกสารที่เลือก"),
        (form.word_button, "Ctrl+Shift+S", "บันทึกเป็นเอกสาร Word ที่แก้ไขต่อได้"),
        (form.pdf_button, "Ctrl+Shift+P", "บันทึกเป็นเอกสาร PDF"),
    ):
        on_keys(view, keys, button.click)
        button.setToolTip(tooltip(words, keys))
    for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
        on_keys(view, keys, partial(_turn, view, step))
    form.word_button.clicked.connect(partial(_save, view, LetterFormat.WORD))
    form.pdf_button.clicked.connect(partial(_save, view, LetterFormat.PDF))
    menu = QMenu(view)
    menu.addAction("ลบการประชุมนี้").triggered.connect(lambda _=False: errands.remove())
    view.more_button.setMenu(menu)
    view.more_button.setToolTip(tooltip("ลบการประชุม"))
    form.next_button.clicked.connect(lambda _=False: errands.offer_number())
    form.call_button.clicked.connect(lambda _=False: errands.call())
    form.items_editor.link_requested.connect(errands.link)
    form.items_editor.unlink_requested.connect(errands.unlink)
    view.done_button.clicked.connect(lambda _=False: errands.finish())
    view.go_button.clicked.connect(lambda _=False: errands.go())
    view.done_button.setToolTip(tooltip("บันทึกว่าเรื่องที่เลือกเสร็จแล้ววันนี้ หรือกลับเป็นรอติดตาม", "Space"))
    view.go_button.setToolTip(tooltip("เปิดการประชุมที่มอบหมายเรื่องนี้", "Enter"))
    on_keys(view.follow_table, "Space", errands.finish)
    on_keys(view.follow_table, "Return", errands.go)


def _save(view: "MeetingsView", file_format: LetterFormat, _checked: bool = False) -> None:
    view.papers.save(file_format)


def _turn(view: "MeetingsView", step: int) -> None:
    if view.meeting is not None and not view.follow_button.isChecked():
        view.meeting_form.turn(step)
