"""What the view of instruments says."""

import re
from enum import IntEnum

from cdd_desktop.checklists.editing.records import Edition, parts_of
from cdd_desktop.checklists.instruments import CheckStatus


class Part(IntEnum):
    """The parts of a version, in the order of their strip."""

    OUTLINE = 0
    LEVELS = 1
    PARAMETERS = 2
    DOUBTS = 3
    LINKS = 4
    FAULTS = 5


TITLES = {
    Part.OUTLINE: "ตัวชี้วัด",
    Part.LEVELS: "ระดับ",
    Part.PARAMETERS: "ค่าที่ใช้",
    Part.DOUBTS: "ข้อสังเกต",
    Part.LINKS: "เทียบรุ่นก่อน",
    Part.FAULTS: "ต้องแก้",
}
EMPTY = {
    Part.OUTLINE: "ร่างนี้อ่านไม่ได้ กรุณาดูแท็บต้องแก้ ส่งออกเป็นไฟล์ แก้แล้วนำเข้าใหม่",
    Part.LEVELS: "แบบนี้ยังไม่มีระดับ กด เพิ่ม… เพื่อกำหนดระดับแรก (ระดับต่ำสุดก่อน) ถ้าไม่มีเกณฑ์ให้เว้นไว้",
    Part.PARAMETERS: (
        "แบบนี้ไม่มีค่าที่ใช้ในเกณฑ์ ถ้ามี เช่น เส้นรายได้ของปี ให้กด เพิ่ม… ในร่าง ใส่ปีที่เริ่มใช้และแหล่งที่มา"
    ),
    Part.DOUBTS: ("แบบนี้ไม่มีข้อสังเกต กด เพิ่ม… ในร่าง เพื่อให้โปรแกรมเตือนผู้กรอกเมื่อคำตอบขัดกัน โดยไม่ห้ามคำตอบใด"),
    Part.LINKS: "รุ่นนี้ยังไม่ได้เทียบกับรุ่นก่อน ถ้ามีรุ่นก่อน กด เพิ่ม… ในร่าง โปรแกรมเทียบจากข้อความที่เหมือนกันให้",
    Part.FAULTS: "ไม่มีสิ่งที่ต้องแก้ ประกาศใช้ได้ด้วยปุ่มประกาศใช้",
}
# of a version that is no draft: nothing can be added there
EMPTY_FROZEN = EMPTY | {
    Part.LEVELS: "แบบนี้ไม่มีระดับ",
    Part.PARAMETERS: "แบบนี้ไม่มีค่าที่ใช้ในเกณฑ์",
    Part.DOUBTS: "แบบนี้ไม่มีข้อสังเกต",
    Part.LINKS: "แบบนี้ไม่มีรุ่นก่อนให้เทียบ",
    Part.FAULTS: "ไม่มีสิ่งที่ต้องแก้ รุ่นนี้ใช้ได้แล้ว",
}
FROZEN = "รุ่นนี้{state} จึงแก้ไม่ได้ กรุณากด ทำรุ่นใหม่… เพื่อทำรุ่นใหม่จากรุ่นนี้"
NO_INDICATORS = "แบบนี้ยังไม่มีตัวชี้วัด กด ไฟล์ให้กรอก… เติมข้อความจากคู่มือใน Excel แล้วกด นำเข้าตัวชี้วัด…"
# what the program's other rooms tell of a village, as a doubt may ask
RECORDS = {
    "": "– ดูคำตอบอย่างเดียว –",
    "plan:none": "หมู่บ้านยังไม่มีแผนในโปรแกรม",
    "plan:draft_only": "แผนของหมู่บ้านยังเป็นร่าง",
    "waste:no_group": "หมู่บ้านยังไม่มีกลุ่มด้านขยะ",
    "waste:no_bins": "หมู่บ้านยังไม่มีถังในทะเบียน",
}
_FIELDS = {
    "at_least": "ตั้งแต่",
    "at_most": "ไม่เกิน",
    "before": "ข้อของรุ่นก่อน",
    "conditions": "เงื่อนไข",
    "default_round": "รอบที่ใช้ปกติ",
    "from_year": "ใช้ตั้งแต่ปี",
    "households": "ครัวเรือนเป้าหมาย",
    "in_force_from": "ใช้ตั้งแต่ปีงบประมาณ",
    "levels": "ระดับ",
    "levels_note": "หมายเหตุเรื่องระดับ",
    "main_count": "จำนวนตัวชี้วัดหลัก",
    "max_passed": "ผ่านไม่เกิน",
    "min_passed": "ผ่านตั้งแต่",
    "now": "ข้อของรุ่นนี้",
    "options": "ตัวเลือก",
    "passing": "เกณฑ์ผ่าน",
    "rounds": "รอบ",
    "scale": "คะแนนต่ำสุดและสูงสุด",
    "scores": "คะแนน",
    "subjects": "ใช้ประเมิน",
    "unit": "หน่วย",
    "weight": "น้ำหนัก",
    "words": "คำของแต่ละคะแนน",
}
_NAMED = re.compile("“([a-z_]+)”")


def checks(edition: Edition) -> str:
    """`ตรวจแล้ว 3 รอตรวจ 28`."""
    if edition.instrument is None:
        return "อ่านไม่ได้"
    parts = parts_of(edition.instrument)
    done = sum(one.check.status is CheckStatus.VERIFIED for one in parts)
    return f"ตรวจแล้ว {done:,} รอตรวจ {len(parts) - done:,}"


def spoken(fault: str) -> str:
    """A fault as it is told on screen: without the line of a YAML that nobody sees here, and with
    the dialogs' words for its fields."""
    head, sign, told = fault.partition(": ")
    fault = told if sign and head.startswith("ร่าง บรรทัด") else fault
    fault = fault.replace(" (scored)", "").replace("เว้น “levels” เป็น []", "ลบระดับทั้งหมด")
    fault = fault.replace("เว้น “subjects” เป็น []", "เลือก ประเมินสำนักงานเอง")
    return _NAMED.sub(lambda found: f"“{_FIELDS.get(found[1], found[1])}”", fault)
