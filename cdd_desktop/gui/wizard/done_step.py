"""What there is now, and what to do next."""

from PySide6.QtWidgets import QLabel

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.gui.wizard.step import Step

_NEXT = (
    "1. กรอกแบบประเมิน (Alt+1): เลือกหมู่บ้าน แล้วกด 1 ผ่าน หรือ 0 ไม่ผ่าน ทุกแป้นบันทึกทันที",
    "2. พิมพ์แบบเปล่าหรือสรุป (Alt+2)",
    "3. ตั้งผู้ลงนาม และโฟลเดอร์สำรองชุดที่สอง เช่น แฟลชไดรฟ์ ในตั้งค่า (Alt+0)",
    "4. ค้นหาทุกอย่างด้วย Ctrl+K และเปิดคู่มือของหน้าที่ดูอยู่ด้วย F1",
)
_LOAD_FIRST = "• ยังไม่มีรายชื่อหมู่บ้าน นำเข้าที่หน้ารับ–ส่งข้อมูล (Alt+9) ก่อนเริ่มกรอก"


class DoneStep(Step):
    """The last one."""

    summary_label: QLabel
    next_label: QLabel

    title = "พร้อมใช้งานแล้ว"
    place = 5

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "wizard_done")

    @property
    def may_go_back(self) -> bool:
        """Everything was done."""
        return False

    @property
    def next_words(self) -> str:
        """Into the program."""
        return "เริ่มใช้งาน"

    def show_done(self, office: str, villages: int) -> None:
        """Say what was made; `villages` is how many the register has."""
        counted = f"มีหมู่บ้านและชุมชน {villages:,} แห่ง" if villages else "ยังไม่มีรายชื่อหมู่บ้าน"
        self.summary_label.setText(wrapped(f"สร้าง{office}แล้ว {counted}"))
        lines = _NEXT if villages else (_LOAD_FIRST, *_NEXT)
        self.next_label.setText(wrapped("\n".join(lines)))
