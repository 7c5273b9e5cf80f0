"""What the page says: where it is empty, and at the beginning and the end of a sheet."""

from cdd_desktop.checklists.instruments import Instrument, Wanted
from cdd_desktop.checklists.records import Answer, AnySheet
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.answer_model import DECIDES, Line
from cdd_desktop.gui.pages.checklists.entry.judged import who
from cdd_desktop.gui.pages.checklists.entry.meaning import how_to_answer

NOT_JUDGED = (
    "ที่ที่เลือกไม่อยู่ในรายชื่อที่ต้องประเมิน ถ้าเป็นชุมชน ให้เปิด “รวมชุมชนในเขตเทศบาล” ในหน้าตั้งค่า หัวข้อแบบประเมิน"
)
NO_SUCH_PAPER = "ไม่พบรหัสนี้ในทะเบียนเอกสาร กรุณาตรวจรหัสบนกระดาษ หรือดูว่าเป็นเอกสารของสำนักงานอื่น"
_AREA_WORDS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}  # by the digits of a code


def no_villages(context: Context, instrument: Instrument) -> tuple[str, str]:
    """Title and advice where the area has no village to judge."""
    if instrument.judges_office:
        return (
            "พื้นที่นี้ไม่มีสำนักงานที่ต้องประเมิน",
            "กด Ctrl+L เพื่อเลือกจังหวัดหรืออำเภอที่สำนักงานนี้ดูแล",
        )
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


def not_counted(sheet: AnySheet) -> str:
    """The year's list of targets leaves the village out."""
    return (
        f"อยู่นอกรายชื่อเป้าหมายปี {sheet.key.fiscal_year} กรอกได้ แต่ไม่นับในความก้าวหน้าและร้อยละ "
        "ถ้าต้องนับ กรุณาเพิ่มในรายชื่อที่มุมมอง “เป้าหมาย”"
    )


def first_words(sheet: AnySheet) -> str:
    """Nothing is answered yet."""
    first = sheet.instrument.indicators[0]
    return f"ยังไม่มีคำตอบของปีนี้ {how_to_answer(first)} เพื่อเริ่ม"


def not_answered(sheet: AnySheet, code: str) -> str:
    """Evidence or a note is wanted beside no answer."""
    how = how_to_answer(sheet.instrument.indicator(code))
    return f"ข้อ {code} ยังไม่ได้ประเมิน {how} ก่อนเขียนหลักฐานหรือหมายเหตุ"


def all_done(sheet: AnySheet) -> str:
    """Every indicator has its answer."""
    return f"ครบ {sheet.grade.total} ข้อ · กด PgDn ไป{who(sheet.instrument)}ถัดไป"


def some_left(sheet: AnySheet) -> str:
    """The last line is answered, others are not."""
    left = sheet.grade.total - sheet.grade.answered
    first = next(one for one in sheet.instrument.indicators if one.code not in sheet.answers)
    return f"ข้อสุดท้ายแล้ว ยังเหลือ {left} ข้อ เริ่มที่ข้อ {first.code} กด Ctrl+G"


def no_village_further(sheet: AnySheet, step: int) -> str:
    """There is none after (`step` 1) or before (-1) the one that is open."""
    end = who(sheet.instrument) + ("สุดท้าย" if step > 0 else "แรก")
    return f"{end}ของพื้นที่นี้แล้ว กด Ctrl+L เพื่อเลือกพื้นที่อื่น"


def carried_over(before: AnySheet, after: AnySheet) -> str:
    """Last year's answers were taken over."""
    count = len(after.answers) - len(before.answers)
    year = after.key.fiscal_year - 1
    adapted = len(after.adapted.keys() - after.answers.keys())
    other = f"อีก {adapted} ข้อถามไม่เหมือนปีก่อน กรุณาถามใหม่ · " if adapted else ""
    return (
        f"ยกคำตอบจากปี {year} มา {count} ข้อ มีคำว่า “ตามปีก่อน” กำกับ · {other}"
        "ข้อที่ถามปีนี้กดทับได้เลย · Ctrl+Z ยกเลิกทั้งหมด"
    )


def taken_back(code: str, before: Answer, files: int) -> str:
    """An answer was taken back: its texts went with it, its files did not. Empty where it had
    neither."""
    texts = [name for name, text in (("หลักฐาน", before.evidence), ("หมายเหตุ", before.note)) if text]
    told = []
    if texts:
        told.append(f"ลบคำตอบข้อ {code} พร้อม{'และ'.join(texts)} กด Ctrl+Z นำกลับมา")
    if files:
        kept = f"ไฟล์แนบ {files} ไฟล์ของข้อ {code} ยังเก็บไว้ ถ้าไม่ใช้แล้วกด Ctrl+J ลบ"
        told.append(kept)
    return " · ".join(told)


def not_asked(sheet: AnySheet, code: str) -> str:
    """The line under the cursor is skipped."""
    skips = sheet.instrument.indicator(code).skips
    before = ", ".join(skip.indicator for skip in skips if skip.indicator in sheet.answers)
    return f"ข้อ {code} ไม่ต้องตอบ เพราะคำตอบของข้อ {before} ถ้าต้องตอบ กรุณาแก้ข้อนั้นก่อน"


def no_texts(instrument: Instrument) -> str:
    """The instrument has no indicators yet."""
    return (
        f"{instrument.short_title} ยังไม่มีข้อความตัวชี้วัด กรุณานำเข้าตัวชี้วัดที่มุมมอง “แบบประเมิน” ก่อนกรอกคำตอบ"
    )


def evidence_asked(line: Line) -> tuple[str, str]:
    """What proves an indicator, and its tone: asked for where its answer wants it, else told."""
    indicator, hint = line.indicator, line.indicator.evidence_hint
    has_any = line.attached > 0 or (line.answer is not None and bool(line.answer.evidence))
    is_wanted = indicator.evidence is Wanted.ALWAYS or (
        indicator.evidence is Wanted.DECIDES and bool(line.deciding)
    )
    if is_wanted and line.answer is not None and not has_any:
        why = f"{DECIDES} (ถ้าคำตอบเปลี่ยน ผลจะเป็น{line.deciding})" if line.deciding else "ต้องมีหลักฐาน"
        what = f"ควรมี {hint} " if hint else ""
        return f"ข้อ {indicator.code} {why} {what}กด F2 เขียนหลักฐาน หรือ Ctrl+J แนบไฟล์", "waits"
    return (f"หลักฐานที่ควรมี: {hint}" if hint else ""), "muted"


def not_keyed(sheet: AnySheet) -> str:
    """The instrument's results come from files."""
    return (
        f"ผลของ {sheet.instrument.short_title} มาจากไฟล์ของผู้สำรวจ ไม่กรอกที่นี่ "
        "กรุณานำเข้าที่หน้ารับ–ส่งข้อมูล กด Alt+9"
    )


def only_entry(instrument: Instrument) -> str:
    """The other views have nothing of an instrument that judges offices."""
    return (
        f"{instrument.short_title} ประเมินสำนักงาน จึงไม่มีหมู่บ้านในมุมมองนี้ "
        "กรอกได้ที่มุมมอง “กรอกแบบ” หรือกด Ctrl+I เลือกแบบประเมินของหมู่บ้าน"
    )


def only_villages(what: str) -> str:
    """Something that the sheet of an office does not have."""
    return f"{what}มีเฉพาะแบบประเมินของหมู่บ้าน แบบของสำนักงานให้กด F2 เขียนหลักฐานหรือหมายเหตุ"


def locked(step: str) -> str:
    """The sheet went so far that its answers stay."""
    return (
        f"แบบประเมินนี้อยู่ขั้น “{step}” แล้ว จึงแก้คำตอบไม่ได้ "
        "ถ้าต้องแก้ กรุณาส่งคืนแก้ไขหรือปลดล็อกที่มุมมอง “รับรองผล” ก่อน"
    )


def no_such_village(code: str) -> str:
    """A village's code was typed that the list does not have."""
    return f"ไม่มีหมู่บ้านรหัส {code} ในรายชื่อของพื้นที่นี้ กด Ctrl+K พิมพ์รหัสเพื่อค้นทั้งสำนักงาน หรือ Ctrl+L เปลี่ยนพื้นที่"
