"""Which indicators a village has not passed, and what was written beside its answers."""

from collections.abc import Sequence

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.records import Answer, Sheet
from cdd_desktop.documents.model import Align, Block, CellValue, Column, Paragraph, Row, Table

_REMARK = "หลักฐาน/หมายเหตุ"


def failing(sheet: Sheet | None) -> tuple[Block, ...]:
    """The failed indicators with what was written beside them, and the codes not asked yet."""
    if sheet is None:
        return ()
    failed = _failed_codes(sheet)
    blocks: list[Block] = []
    if failed:
        blocks.append(_indicator_table(sheet, failed))
        if sheet.revision.main.intersection(failed):
            blocks.append(Paragraph(text="* ตัวชี้วัดหลัก", small=True))
    elif sheet.grade.passed == sheet.grade.total:
        blocks.append(Paragraph(text="ไม่มี (ผ่านครบทุกตัวชี้วัด)"))
    if open_codes := _open_codes(sheet):
        blocks.append(Paragraph(text=f"ยังไม่ประเมิน {len(open_codes)} ข้อ: {', '.join(open_codes)}"))
    return tuple(blocks)


def _failed_codes(sheet: Sheet) -> list[str]:
    return [
        indicator.code
        for indicator in sheet.instrument.indicators
        if indicator.code in sheet.answers
        and sheet.answers[indicator.code].state is AnswerState.FAILED
    ]


def _open_codes(sheet: Sheet) -> list[str]:
    return [
        indicator.code
        for indicator in sheet.instrument.indicators
        if indicator.code not in sheet.answers
    ]


def failing_cells(sheet: Sheet | None) -> tuple[CellValue, ...]:
    """The same for a workbook: codes that failed, codes not asked yet."""
    if sheet is None:
        return ("", "")
    return (", ".join(_failed_codes(sheet)), ", ".join(_open_codes(sheet)))


def notes(sheet: Sheet | None) -> tuple[Block, ...]:
    """What was written beside answers that did not fail; those of failed ones stand there."""
    if sheet is None:
        return ()
    noted = [
        indicator.code
        for indicator in sheet.instrument.indicators
        if _remark(sheet.answers.get(indicator.code))
        and sheet.answers[indicator.code].state is not AnswerState.FAILED
    ]
    return (_indicator_table(sheet, noted),) if noted else ()


def _indicator_table(sheet: Sheet, codes: Sequence[str]) -> Table:
    """The indicators with what was written beside them, where anything was."""
    remarks = {code: _remark(sheet.answers.get(code)) for code in codes}
    columns = [
        Column(heading="ข้อ", weight=0.7, align=Align.CENTER),
        Column(heading="ตัวชี้วัด", weight=5),
    ]
    if any(remarks.values()):
        columns.append(Column(heading=_REMARK, weight=4))
    rows = []
    for code, remark in remarks.items():
        shown = f"{code}*" if code in sheet.revision.main else code
        values = (shown, sheet.instrument.indicator(code).text, remark)
        rows.append(Row(values=values[: len(columns)]))
    return Table(columns=tuple(columns), rows=tuple(rows), name="ตัวชี้วัด")


def _remark(answer: Answer | None) -> str:
    return "" if answer is None else " · ".join(filter(None, (answer.evidence, answer.note)))
