"""What the view of samples says."""

from cdd_desktop.checklists.verifying.errors_paper import told_estimate
from cdd_desktop.checklists.verifying.records import Findings, Verification
from cdd_desktop.places.areas import Areas
from cdd_desktop.thai.calendar import short_thai_date

NOTHING = (
    "ยังไม่มีการสอบทานของพื้นที่ ปี และรอบนี้ กด “เลือกตัวอย่าง…” (Ins) "
    "โปรแกรมจะเลือกแบบที่กรอกครบแล้วให้ผู้อื่นกรอกซ้ำจากกระดาษ โดยไม่เห็นคำตอบเดิม"
)
SETTLE = "1 ครั้งแรกถูก · 2 ครั้งที่สองถูก · 3 ค่าอื่นตามกระดาษ ถ้าแบบประเมินผิด โปรแกรมแก้ให้ตามกระดาษ"
ALIKE = "ทั้งสองครั้งตรงกันทุกข้อ ไม่ต้องดูกระดาษ เลือกแบบถัดไปทางซ้าย"
CLOSED = "การสอบทานนี้ปิดแล้ว"
NO_PASTE = "กรอกซ้ำจากกระดาษทีละข้อ จึงวางจากที่อื่นไม่ได้"
_NO_ESTIMATE = "กรอกซ้ำแบบที่สุ่มให้เสร็จอย่างน้อยหนึ่งแบบ โปรแกรมจึงประมาณคำตอบที่ผิดต่อ 1,000 คำตอบได้"


def sample_words(sample: Verification, areas: Areas) -> str:
    """A sample in one line: its day, area, size, who keys it, whether it is open."""
    closed = sample.closed_on
    parts = (
        short_thai_date(sample.chosen_on),
        areas.get(sample.area_code).full_name if sample.area_code else "",
        f"{len(sample.sheets):,} แบบ",
        sample.keyed_by,
        "เปิดอยู่" if closed is None else f"ปิด {short_thai_date(closed)}",
    )
    return " · ".join(filter(None, parts))


def estimate_words(findings: Findings | None) -> str:
    """What the sample tells of all sheets of the area so far."""
    if findings is None:
        return ""
    part = findings.of_all
    if part is None:
        return _NO_ESTIMATE
    text = (
        f"การกรอกครั้งแรก{told_estimate(part)} จากแบบที่สุ่ม {part.sheets:,} แบบ {part.answers:,} คำตอบ"
    )
    if unresolved := findings.verification.unresolved:
        text += f" · ยังไม่ได้ตัดสิน {unresolved:,} ข้อ นับเป็นผิดไว้ก่อน"
    return text
