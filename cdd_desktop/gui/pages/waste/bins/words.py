"""What the view of bins says of a village's register."""

from datetime import date

from cdd_desktop.thai.months import short_month_name

NO_VILLAGES = "พื้นที่นี้ยังไม่มีหมู่บ้าน กรุณานำเข้าทะเบียนหมู่บ้านในหน้า รับ–ส่งข้อมูล หรือเลือกพื้นที่อื่นที่แถบบน"
_ONLY_TOTALS = "อปท. นี้บอกยอดรวมเอง กด F7 เพื่อแก้ยอดรวม"
_FIRST = (
    "หมู่บ้านนี้ยังไม่มีทะเบียนครัวเรือน พิมพ์บ้านเลขที่ในแถวว่าง หรือคัดลอกจาก Excel แล้วกด Ctrl+V "
    "ถ้ามีเฉพาะยอดรวม กด F7"
)
_HOW = "Tab ช่องถัดไป · Enter แถวถัดไป · Space เปลี่ยนใช่/ไม่ใช่ หรือใส่วันนี้ · Ins ครัวเรือนใหม่"


def how_words(households: int | None, whole_from: date | None) -> str:
    """How much there is, and the keys that make more; None: an อปท. with totals only."""
    if households is None:
        return _ONLY_TOTALS
    if not households:
        return _FIRST
    words = [f"{households:,} ครัวเรือน"]
    if whole_from is not None:
        words.append(f"ทะเบียนครบตั้งแต่ {short_month_name(whole_from)}")
    return " · ".join((*words, _HOW))
