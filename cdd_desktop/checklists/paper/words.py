"""What papers say of an instrument: its version, its levels, what its answers come to."""

from cdd_desktop.checklists.grading import Grade
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23, AnswerKind, Instrument, Level
from cdd_desktop.checklists.levels.readings import reading
from cdd_desktop.checklists.paper.form_parts import is_judged

_SUFFICIENCY = frozenset({MOI_23, CDD_6X2})
_CODE_LENGTH = 6  # not eight: nobody is to take it for the code of a sheet


def content_code(content_hash: str) -> str:
    """The first of an instrument's content hash, as it is printed and read out: V3F9A1C."""
    return f"V{content_hash[:_CODE_LENGTH].upper()}"


def version_told(instrument: Instrument) -> str:
    """`6 ด้าน 12 ตัวชี้วัด ฉบับ 2549 รหัสฉบับ V3F9A1C`: which texts a form was printed with."""
    code = content_code(instrument.content_hash)
    return f"{instrument.short_title} ฉบับ {instrument.version} รหัสฉบับ {code}"


def report_title(instrument: Instrument, what: str, how: str) -> str:
    """`สรุปผลการประเมินหมู่บ้านเศรษฐกิจพอเพียง จำแนกตามระดับ`, or of what else is judged."""
    of = (
        "หมู่บ้านเศรษฐกิจพอเพียง"
        if instrument.id in _SUFFICIENCY
        else f"หมู่บ้านตามแบบ {instrument.short_title}"
    )
    return f"{what}{of} {how}"


def no_levels(instrument: Instrument) -> str:
    """Why reports of an instrument without levels tell none."""
    return f"ไม่สรุประดับ: {instrument.levels_note}"


def not_passed(instrument: Instrument, grade: Grade) -> str:
    """The indicators of a sheet that are not passed, by why; with those passed they are all."""
    told = f"ไม่ผ่าน {grade.failed} ข้อ"
    if not grade.is_complete:
        told += f" ยังไม่ประเมิน {grade.total - grade.answered} ข้อ"
    if grade.absent:
        told += f" ไม่มีผู้เข้าข่าย {grade.absent} ข้อ"
    if grade.skipped:
        told += f" ไม่ต้องตอบ {len(grade.skipped)} ข้อ"
    if grade.measured:
        word = "ไม่ตัดสินผ่านหรือไม่ผ่าน"
        if instrument.counts_households:
            word = "นับครัวเรือนไว้โดยยังไม่กำหนดเกณฑ์ผ่าน"
        told += f" {word} {grade.measured} ข้อ"
    return told


def why_no_level(grade: Grade) -> str:
    """Why a sheet of an instrument that has levels has none."""
    if grade.is_complete:
        return "ยังไม่มีระดับ (มีข้อที่ยังไม่กำหนดเกณฑ์ผ่าน)"
    return "ยังไม่มีระดับ (ยังประเมินไม่ครบ)"


def tells_passes(instrument: Instrument) -> bool:
    """Whether any indicator is passed or failed by itself or by the office's threshold."""
    return any(is_judged(one) for one in instrument.indicators)


def tells_only_passes(instrument: Instrument) -> bool:
    """Whether each indicator is just passed or failed, so that shares passed say all."""
    kinds = {one.kind for one in instrument.indicators}
    return kinds == {AnswerKind.PASS_FAIL}


def asks_more_than_passes(instrument: Instrument) -> bool:
    """Whether any indicator is answered by more than a pass or a count of target households."""
    kinds = {one.kind for one in instrument.indicators}
    return not kinds <= {AnswerKind.PASS_FAIL, AnswerKind.HOUSEHOLDS}


def level_key(instrument: Instrument) -> list[str]:
    """What each level needs, the lowest first."""
    if instrument.has_conditions:
        return [f"{level.name}: {reading(instrument, level)}" for level in instrument.levels]
    return [f"{level.name} {_range(level)} ข้อ" for level in instrument.levels]


def _range(level: Level) -> str:
    if level.min_passed == level.max_passed:
        return str(level.min_passed)
    return f"{level.min_passed}–{level.max_passed}"
