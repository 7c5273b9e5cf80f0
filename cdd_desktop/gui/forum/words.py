"""What the forum's window says."""

from collections.abc import Sequence

from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.records import Answer, AnswerState, Sheet
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.forums.records import Forum
from cdd_desktop.gui.marks import Mark
from cdd_desktop.gui.pages.checklists.entry.meaning import digits_of, how_to_answer, is_chosen

PENDING = "กำลังบันทึก กรุณารอสักครู่"
NO_BACK = "เป็นข้อแรกแล้ว กด Enter ไปข้อต่อไป"
HANDS_UNFINISHED = "ยังกรอกจำนวนมือไม่ครบทุกคะแนน กด Enter ต่อให้ครบก่อน"
NOT_HANDS = "จำนวนมือต้องเป็นตัวเลข เช่น 45 กรุณาพิมพ์ใหม่"
NOT_PEOPLE = "จำนวนผู้เข้าร่วมต้องเป็นตัวเลข เช่น 45 กรุณาพิมพ์ใหม่"
ONLY_INDICATORS = "ในเวทีไปได้เฉพาะข้อของแบบนี้ พิมพ์เลขข้อ เช่น 2.3"
_KEPT = "ทุกคำตอบบันทึกแล้ว กลับมาทำต่อที่ข้อนี้ได้ด้วย F11"
_NOT_KEPT = "คำตอบที่พิมพ์ค้างอยู่ของข้อนี้จะไม่ถูกบันทึก ข้ออื่นบันทึกแล้ว"
KEYS = (
    "แป้นของเวทีประชาคม",
    (
        "1  ผ่าน      0  ไม่ผ่าน      -  ไม่มี (ข้อที่ตอบได้)",
        "1–9  เลือกคำตอบหรือคะแนน หรือพิมพ์จำนวนแล้วกด Enter",
        ".  ล้างคำตอบของข้อนี้",
        "/  จำนวนมือเห็นด้วย ไม่เห็นด้วย และข้อคัดค้าน",
        "Enter  ช่องหรือข้อต่อไป      Backspace  ย้อนกลับ",
        "Ctrl+G  ไปข้อที่      Ctrl+End  หน้าสรุปผล",
        "↑ ↓ PgUp PgDn  เลื่อนอ่านข้อความที่ยาว",
        "Esc  ออกจากเวที (ทำต่อภายหลังได้)",
        "F1 หรือ Esc  ปิดหน้านี้",
    ),
)
CLOSED = (
    "ปิดเวทีประชาคมแล้ว",
    (
        "Enter  พิมพ์รายงานการประชุม",
        "Esc  กลับหน้าแบบประเมิน",
    ),
)
CLOSING_HINT = "Enter  กรอกเวลาเลิก แล้วปิดเวที     Backspace  ย้อนกลับ     Ctrl+G  ไปข้อที่     Esc  ออก"


def leaving(is_half_typed: bool) -> tuple[str, tuple[str, ...]]:
    """The question on leaving; what is typed and not taken yet would be lost."""
    told = _NOT_KEPT if is_half_typed else _KEPT
    return "ออกจากเวทีประชาคมหรือไม่", (told, "Enter  ออก", "Esc  อยู่ต่อ")


def whose(forum: Forum) -> str:
    """The line under the head: village, instrument, year, people."""
    line = forum.line
    people = "" if line.people_present is None else f" · ผู้เข้าร่วม {line.people_present:,} คน"
    return f"{line.label} · {forum.sheet.instrument.short_title} ปี {line.key.fiscal_year}{people}"


def place_of(sheet: Sheet, indicator: Indicator) -> tuple[str, str]:
    """The ด้าน, and which indicator of how many."""
    topic = next(one for one in sheet.instrument.topics if indicator in one.indicators)
    total = len(sheet.instrument.indicators)
    return f"{topic.code}. {topic.name}", f"ข้อ {indicator.number} จาก {total}"


def state_of(indicator: Indicator, answer: Answer | None) -> tuple[Mark, str]:
    """How an answer is painted large."""
    if answer is None:
        return Mark.NONE, "ยังไม่ประเมิน"
    told = shown(indicator, answer)
    match answer.state:
        case AnswerState.PASSED:
            return Mark.PASSED, told if told == answer.state.label else f"{told} · ผ่าน"
        case AnswerState.FAILED:
            return Mark.FAILED, told if told == answer.state.label else f"{told} · ไม่ผ่าน"
        case AnswerState.ABSENT:
            return Mark.NONE, told
        case _:
            return Mark.PARTIAL, told


def last_year(sheet: Sheet, indicator: Indicator) -> str:
    """`ปี 2569: ผ่าน`."""
    before = sheet.last_year.get(indicator.code)
    year = sheet.key.fiscal_year - 1
    return f"ปี {year}: {'ไม่มีข้อมูล' if before is None else shown(indicator, before)}"


def options_told(indicator: Indicator) -> str:
    """The digits and what each says, a line each, where a digit answers; nothing else."""
    if indicator.kind is AnswerKind.PASS_FAIL or not is_chosen(indicator):
        return ""
    return "\n".join(f"{digit}   {word}" for digit, word in digits_of(indicator))


def asking_hint(indicator: Indicator) -> str:
    """The keys that hold while an answer is awaited."""
    how = how_to_answer(indicator)
    if indicator.kind is AnswerKind.VOTES:
        how = "พิมพ์จำนวนมือของแต่ละคะแนน แล้วกด Enter ทีละช่อง"
    return f"{how}     Enter  ข้อต่อไป     Backspace  ย้อนกลับ     F1  แป้นทั้งหมด"


def hands_hint() -> str:
    """The keys that hold while hands are typed."""
    return "พิมพ์จำนวนมือแล้วกด Enter (เว้นว่างได้)     Backspace ในช่องว่าง  ย้อนกลับ     F1  แป้นทั้งหมด"


def passed_over(codes: Sequence[str]) -> str:
    """That some indicators were not asked; nothing where all were."""
    return f"ข้ามข้อ {', '.join(codes)} เพราะไม่ต้องตอบ ตามคำตอบข้อก่อน" if codes else ""


def counted(indicator: Indicator, hands: Sequence[int]) -> str:
    """`รวม 12 มือ · ผลรวม 41 คะแนน · เฉลี่ย 3.42` of the hands for each score."""
    total = sum(hands)
    if indicator.scale is None or not total:
        return "รวม 0 มือ"
    scored = sum(score * each for score, each in enumerate(hands, indicator.scale.lowest))
    return f"รวม {total:,} มือ     ผลรวม {scored:,} คะแนน     เฉลี่ย {scored / total:.2f}"


def vote_names(indicator: Indicator) -> tuple[str, ...]:
    """The names of the fields for hands, from the lowest score up."""
    if indicator.scale is None:
        return ()
    return tuple(
        f"{score} คะแนน" if word == f"คะแนน {score}" else f"{score} {word}"
        for score, word in digits_of(indicator)
    )


def left_told(codes: Sequence[str]) -> str:
    """Which indicators have no answer yet; nothing where all have."""
    if not codes:
        return ""
    most = 12
    more = f" และอีก {len(codes) - most} ข้อ" if len(codes) > most else ""
    first = ", ".join(codes[:most])
    return f"ยังไม่ได้ตอบ {len(codes)} ข้อ: {first}{more} กด Ctrl+G ไปตอบ หรือปิดเวทีโดยยังไม่ครบก็ได้"
