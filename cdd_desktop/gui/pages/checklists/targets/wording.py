"""What the view of target villages says of a list, and of a file before it is taken."""

from cdd_desktop.checklists.target_lists.imports import TargetFile
from cdd_desktop.checklists.target_lists.records import TargetList
from cdd_desktop.places.records import Area

_SHOWN = 8  # refused rows told before a file is taken


def told_state(told: TargetList, shown: int, gone: int, *, is_kept: bool) -> str:
    """What the year's figures are counted of; of the `shown` villages those that are `gone` are
    counted in no area."""
    if not is_kept or not told.villages:
        return f"ปี {told.fiscal_year} ยังไม่มีรายชื่อ จึงนับทุกหมู่บ้าน"
    base = "นับทุกหมู่บ้าน" if told.all_villages else "นับเฉพาะในรายชื่อ"
    letter = f" · {told.letter}" if told.letter else ""
    counted = f"ในพื้นที่นี้ {shown - gone:,} จาก {len(told.villages) - gone:,} หมู่บ้าน"
    closed = f" · ยุบเลิกแล้ว {gone:,}" if gone else ""
    return f"ปี {told.fiscal_year} · {base} · {counted}{closed}{letter}"


def told_empty(told: TargetList, area: Area) -> str:
    """What to do first where no village of the list lies in the area."""
    if told.villages:
        return f"ไม่มีหมู่บ้านเป้าหมายใน{area.full_name} กด Ctrl+N เพื่อเพิ่มทุกหมู่บ้านของพื้นที่นี้ หรือเลือกพื้นที่อื่นด้านบน"
    return (
        "ปีนี้ยังไม่มีรายชื่อหมู่บ้านเป้าหมาย ความก้าวหน้าและร้อยละจึงนับทุกหมู่บ้าน "
        "ถ้าปีนี้ประเมินเฉพาะบางหมู่บ้าน กด Ctrl+N เพิ่มทั้งพื้นที่ที่เลือกอยู่ Ctrl+Shift+V วางรหัส "
        "Ctrl+O นำเข้าไฟล์ หรือ Ctrl+D คัดลอกจากปีก่อน"
    )


def told_counts(told: TargetFile) -> str:
    """What a file changes."""
    return (
        f"เพิ่ม {told.new:,} หมู่บ้าน แก้ {told.changed:,} คงเดิม {told.unchanged:,} "
        f"ไม่รับ {len(told.refused):,} จาก {told.rows:,} แถว"
    )


def told_refused(told: TargetFile) -> str:
    """The first rows that are not taken, with their reasons; "" where all are."""
    lines = [str(problem) for problem in told.refused[:_SHOWN]]
    if len(told.refused) > _SHOWN:
        lines.append(f"และอีก {len(told.refused) - _SHOWN:,} แถว")
    return "\n".join(lines)
