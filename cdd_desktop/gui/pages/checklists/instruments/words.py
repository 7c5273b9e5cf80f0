"""What the view of instruments says."""

from enum import IntEnum

from cdd_desktop.checklists.editing.records import Edition, parts_of
from cdd_desktop.checklists.instruments import CheckStatus


class Part(IntEnum):
    """The parts of a version, in the order of their strip."""

    OUTLINE = 0
    LEVELS = 1
    LINKS = 2
    FAULTS = 3


TITLES = {
    Part.OUTLINE: "ตัวชี้วัด",
    Part.LEVELS: "ระดับ",
    Part.LINKS: "เทียบรุ่นก่อน",
    Part.FAULTS: "ต้องแก้",
}
EMPTY = {
    Part.OUTLINE: "ร่างนี้อ่านไม่ได้ กรุณาดูแท็บต้องแก้ ส่งออกเป็นไฟล์ แก้แล้วนำเข้าใหม่",
    Part.LEVELS: "แบบนี้ยังไม่มีระดับ กด เพิ่ม… เพื่อกำหนดระดับแรก (ระดับต่ำสุดก่อน) ถ้าไม่มีเกณฑ์ให้เว้นไว้",
    Part.LINKS: "รุ่นนี้ยังไม่ได้เทียบกับรุ่นก่อน ถ้ามีรุ่นก่อน กด เพิ่ม… ในร่าง โปรแกรมเทียบจากข้อความที่เหมือนกันให้",
    Part.FAULTS: "ไม่มีสิ่งที่ต้องแก้ ประกาศใช้ได้ด้วยปุ่มประกาศใช้",
}
FROZEN = "รุ่นนี้{state} จึงแก้ไม่ได้ กรุณากด ทำรุ่นใหม่… เพื่อทำรุ่นใหม่จากรุ่นนี้"


def checks(edition: Edition) -> str:
    """`ตรวจแล้ว 3 รอตรวจ 28`."""
    if edition.instrument is None:
        return "อ่านไม่ได้"
    parts = parts_of(edition.instrument)
    done = sum(one.check.status is CheckStatus.VERIFIED for one in parts)
    return f"ตรวจแล้ว {done:,} รอตรวจ {len(parts) - done:,}"


def without_line(fault: str) -> str:
    """A fault of a draft without the line of its YAML, which nobody sees here."""
    head, sign, told = fault.partition(": ")
    return told if sign and head.startswith("ร่าง บรรทัด") else fault
