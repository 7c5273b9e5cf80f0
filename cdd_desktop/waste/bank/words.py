"""What the bank's messages and labels say."""

from datetime import date

from cdd_desktop.thai.calendar import buddhist_year, thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bank.records import Account, Entry

BANK_GONE = "ไม่พบธนาคารขยะนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
MEMBER_GONE = "ไม่พบสมาชิกนี้ในธนาคาร กรุณาเลือกสมาชิกใหม่"
MATERIAL_GONE = "ไม่พบวัสดุนี้ในธนาคาร กรุณาเลือกวัสดุใหม่"
ROUND_GONE = "ไม่พบรอบรับซื้อนี้ในธนาคาร กรุณาเลือกรอบใหม่"
ENTRY_GONE = "ไม่พบรายการนี้ในบัญชี กรุณาเปิดสมุดบัญชีใหม่"
STALE = "ข้อมูลนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"
_REVERSE = "รายการในบัญชีธนาคารขยะไม่ลบและไม่เลิกทำ ถ้าผิด กรุณาเปิดสมุดบัญชี เลือกรายการนั้น แล้วใช้การกลับรายการ"
# Operations of the books that are never taken back, and why.
KEPT_BOOKS = {
    "bank.post": _REVERSE,
    "bank.count": "การนับเงินสดที่บันทึกแล้วคงอยู่ ถ้านับผิด กรุณานับและบันทึกใหม่อีกครั้งในวันเดียวกัน",
    "bank.close-period": ("งวดที่ปิดแล้วเปิดกลับไม่ได้ ถ้าพบข้อผิดพลาด กรุณากลับรายการโดยลงวันที่ในงวดที่ยังเปิดอยู่"),
}


def entry_label(entry: Entry) -> str:
    """`รับซื้อ 12/2569`"""
    return f"{entry.kind.label} {entry.number}/{buddhist_year(entry.on)}"


def too_little(account: Account, there: int, day: date) -> str:
    """Why so much cannot leave an account: what there is on the day that has least."""
    has = f"{format_baht(max(there, 0), places=2)} บาท (วันที่ {thai_date(day)})"
    match account:
        case Account.SAVINGS:
            return f"สมาชิกมีเงินฝากเพียง {has} ไม่พอสำหรับรายการนี้ กรุณาลดจำนวนเงิน หรือให้สมาชิกนำเงินมาฝากก่อน"
        case Account.RECEIVABLE:
            return f"ร้านรับซื้อค้างชำระเพียง {has} กรุณาตรวจจำนวนเงิน หรือกลับรายการรับชำระก่อน"
        case _:
            return f"{account.label}มีเพียง {has} ไม่พอสำหรับรายการนี้ กรุณาลดจำนวนเงิน หรือบันทึกเงินรับก่อน"


def too_few(name: str, unit: str, there: int) -> str:
    """Why so many goods cannot leave."""
    return (
        f"{name} มีในคลังเพียง {format_amount(max(there, 0)) or '0'} {unit} "
        "(นับถึงวันนั้นและทุกวันหลังจากนั้น) กรุณาลดจำนวน หรือบันทึกรับซื้อที่ยังขาดก่อน"
    )


def entangled(name: str) -> str:
    """Why goods cannot leave on a day before others left."""
    return (
        f"{name} ออกจากคลังจนหมดในวันหลังจากนี้ด้วยต้นทุนอื่นแล้ว "
        "กรุณากลับรายการที่ขายหรือปรับหลังวันนี้ก่อน (ลงวันที่เดียวกับรายการนั้น) "
        "บันทึกรายการนี้ แล้วจึงบันทึกรายการหลังอีกครั้ง"
    )
