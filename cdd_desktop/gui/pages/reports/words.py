"""What the page says: of a batch, of a preview, of a report that cannot be made."""

from collections.abc import Sequence

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.reporting.batch_order import BatchResult, Interrupted
from cdd_desktop.reporting.catalogue import Report

_MOST_NAMED = 10
_WAYS_OUT = "Ctrl+L เลือกพื้นที่ · Ctrl+Shift+Y เลือกปี · Alt+1 กรอกแบบประเมิน · Alt+9 นำเข้าไฟล์"


def batch_words(result: BatchResult) -> str:
    """`บันทึกแล้ว 127 ไฟล์ …` of a batch that came to its end."""
    words = [f"บันทึกแล้ว {result.made + result.kept:,} ไฟล์"]
    if result.kept:
        words.append(f"ทำครั้งนี้ {result.made:,}")
    if result.remade:
        words.append(f"ทำใหม่เพราะเปลี่ยนหรือเสียหาย {len(result.remade):,}")
    if result.held:
        words.append(f"ยังทำไม่ได้ {len(result.held):,}")
    if result.left:
        words.append(f"ไฟล์เดิมที่ไม่มีข้อมูลแล้ว {len(result.left):,}")
    return " · ".join(words)


def unfinished_words(state: Interrupted) -> str:
    """An interrupted batch, beside the button ทำต่อ."""
    return f"ชุดนี้ยังไม่ครบ ทำแล้ว {state.done:,} จาก {state.total:,} ไฟล์"


def named(files: Sequence[str]) -> str:
    """Names of files, one a line; of very many the first."""
    more = len(files) - _MOST_NAMED
    lines = [*files[:_MOST_NAMED], *([f"และอีก {more:,} ไฟล์"] if more > 0 else [])]
    return "\n".join(lines)


def left_out_words(report: Report, count: int) -> str:
    """That the preview shows the first of so many villages or tambon; empty where it shows all."""
    if not count:
        return ""
    unit = "ตำบล" if report.for_tambons else "หมู่บ้าน"
    return f"ตัวอย่าง 1 {unit}แรกจากทั้งหมด {count:,} {unit} พิมพ์และบันทึกได้ครบทุก{unit}"


def with_ways_out(problem: CddError) -> str:
    """Why, and the keys to where it is mended; a wrong choice is mended beside it, without keys."""
    if isinstance(problem, ValidationFailed):
        return str(problem)
    return f"{problem}\n\n{_WAYS_OUT}"
