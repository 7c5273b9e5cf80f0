"""What an empty page says, and what to do first."""

from cdd_desktop.gui.context import Context

NOT_JUDGED = (
    "ที่ที่เลือกไม่อยู่ในรายชื่อที่ต้องประเมิน ถ้าเป็นชุมชน ให้เปิด “รวมชุมชนในเขตเทศบาล” ในหน้าตั้งค่า หัวข้อแบบประเมิน"
)
_AREA_WORDS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}  # by the digits of a code


def no_villages(context: Context) -> tuple[str, str]:
    """Title and advice where the area has no village to judge."""
    services = context.services
    counts = (services.villages.counts(province) for province in context.provinces)
    if any(sum(count.values()) for count in counts):
        word = _AREA_WORDS.get(len(context.area_code), "พื้นที่")
        return (
            f"{word}นี้ไม่มีหมู่บ้านในทะเบียน",
            "กด Ctrl+L เพื่อเลือกพื้นที่อื่น หรือเลือกทั้งอำเภอหรือทั้งจังหวัด",
        )
    return (
        "ยังไม่มีหมู่บ้านในทะเบียน",
        "กด Alt+9 เพื่อนำเข้าจากไฟล์ Excel หรือ CSV ที่มีคอลัมน์ รหัสหมู่บ้าน และ ชื่อหมู่บ้าน "
        "หรือกด Alt+3 เพื่อเพิ่มทีละแห่ง",
    )
