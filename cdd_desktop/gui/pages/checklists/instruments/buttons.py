"""What each button of the view does, and the key that presses it."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.checklists.instruments.part_editing import PartEditing
from cdd_desktop.gui.pages.checklists.instruments.version_actions import VersionActions
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.instruments.view import InstrumentsView


def connect_buttons(
    view: "InstrumentsView", editing: PartEditing, versions: VersionActions
) -> None:
    """Give every button its tooltip, its deed and its key."""
    for button, words, keys, act in (
        (view.begin_button, "ทำร่างรุ่นใหม่จากรุ่นที่เลือก มีตัวเทียบให้ครบทุกข้อ", "Ctrl+N", versions.begin),
        (
            view.blank_button,
            "แบบประเมินของสำนักงานเอง",
            "Ctrl+Shift+N",
            versions.begin_blank,
        ),
        (
            view.import_button,
            "รับจาก Excel หรือ YAML เป็นร่าง",
            "Ctrl+O",
            versions.take_file,
        ),
        (view.export_button, "เขียนรุ่นที่เลือกเป็น Excel หรือ YAML", "Ctrl+E", versions.send_file),
        (view.confirm_button, "บันทึกว่าตรวจข้อความที่เลือกกับเอกสารแล้ว", "Ctrl+M", versions.confirm),
        (view.publish_button, "ให้แบบใหม่เริ่มด้วยร่างนี้", "Ctrl+B", versions.publish),
        (view.blank_file_button, "ทำร่าง แล้วเขียนไฟล์ Excel ให้กรอกตัวชี้วัด", "", versions.send_blank),
        (view.fill_button, "รับไฟล์ที่กรอกตัวชี้วัดแล้วเป็นร่าง", "Ctrl+O", versions.take_file),
        (view.discard_button, "ลบร่างที่เลือก", "Ctrl+Shift+Del", versions.discard),
        (view.head_button, "ชื่อ ปีที่เริ่มใช้ รอบ และอื่น ๆ", "Ctrl+G", editing.edit_head),
        (view.topic_button, "เพิ่มด้านต่อท้าย", "Ctrl+Ins", editing.add_topic),
        (view.add_button, "เพิ่มรายการของส่วนนี้", "Ins", editing.add),
        (view.edit_button, "แก้ไขรายการที่เลือก", "Enter", editing.edit),
        (view.up_button, "ย้ายขึ้น", "Alt+Up", lambda: editing.move(-1)),
        (view.down_button, "ย้ายลง", "Alt+Down", lambda: editing.move(1)),
        (view.remove_button, "ลบรายการที่เลือก", "Ctrl+Del", editing.remove),
    ):
        button.setToolTip(tooltip(words, keys))
        button.clicked.connect(lambda _=False, act=act: act())
        if keys not in {"", "Enter"} and button is not view.fill_button:
            on_keys(view, keys, button.click)
