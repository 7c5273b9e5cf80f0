"""Snapshots of a sample's sheets, and of what differs between the two keyings of one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from cdd_desktop.checklists.instruments import Indicator
from cdd_desktop.checklists.verifying.records import BlindSheet, Compared, SampledSheet
from cdd_desktop.checklists.verifying.typed import in_words
from cdd_desktop.gui.line_model import LineModel, Shown

NOT_LOOKED_UP = "▲ ยังไม่ได้ตัดสิน"


class SheetColumn(IntEnum):
    """Of the sheets of a sample."""

    VILLAGE = 0
    WHY = 1
    STATE = 2


class DifferenceColumn(IntEnum):
    """Of what differs in a sheet."""

    CODE = 0
    TEXT = 1
    FIRST = 2
    SECOND = 3
    FINAL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line: the indicator, and its answers."""

    indicator: Indicator
    answer: Compared

    @property
    def final(self) -> str:
        """What the paper said, as far as somebody looked."""
        if self.answer.final is None:
            return NOT_LOOKED_UP
        return f"✓ {in_words(self.indicator, self.answer.final)}"


def state_of(sheet: SampledSheet) -> str:
    """How far a sheet is, with a mark, so that it is told in grey too."""
    if not sheet.is_keyed:
        return f"… {sheet.keyed} จาก {sheet.asked} ข้อ" if sheet.keyed else "○ ยังไม่กรอกซ้ำ"
    if sheet.unresolved:
        return f"▲ ดูกระดาษ {sheet.unresolved} ข้อ"
    return f"✓ ต่างกัน {sheet.differences} ข้อ" if sheet.differences else "✓ ตรงกันทุกข้อ"


SHORT_REASONS = {
    "near_level": "ใกล้ระดับ",
    "outlier": "ต่างจากที่อื่น",
    "new_clerk": "ผู้กรอกใหม่",
    "random": "สุ่ม",
}
SHEET_COLUMNS: Mapping[IntEnum, Shown[SampledSheet]] = {
    SheetColumn.VILLAGE: Shown(
        heading="หมู่บ้าน", width=0, text=lambda sheet: sheet.label, tip=lambda sheet: sheet.code
    ),
    SheetColumn.WHY: Shown(
        heading="เหตุผล",
        width=112,
        text=lambda sheet: SHORT_REASONS[sheet.why.value],
        tip=lambda sheet: sheet.why.label,
    ),
    SheetColumn.STATE: Shown(heading="สถานะ", width=136, text=state_of, tip=state_of),
}
DIFFERENCE_COLUMNS: Mapping[IntEnum, Shown[Difference]] = {
    DifferenceColumn.CODE: Shown(heading="ข้อ", width=48, text=lambda line: line.indicator.code),
    DifferenceColumn.TEXT: Shown(
        heading="ตัวชี้วัด",
        width=0,
        text=lambda line: line.indicator.text,
        tip=lambda line: line.indicator.text,
    ),
    DifferenceColumn.FIRST: Shown(
        heading="1 ครั้งแรก",
        width=116,
        text=lambda line: in_words(line.indicator, line.answer.first),
        tip=lambda line: in_words(line.indicator, line.answer.first),
    ),
    DifferenceColumn.SECOND: Shown(
        heading="2 ครั้งที่สอง",
        width=116,
        text=lambda line: in_words(line.indicator, line.answer.second),
        tip=lambda line: in_words(line.indicator, line.answer.second),
    ),
    DifferenceColumn.FINAL: Shown(
        heading="ตามกระดาษ", width=130, text=lambda line: line.final, tip=lambda line: line.final
    ),
}


class SheetModel(LineModel[SampledSheet]):
    """The sheets of a sample; how far one is changes while it is keyed."""

    def tell_keyed(self, blind: BlindSheet) -> None:
        """Another answer of a sheet was keyed a second time."""
        keyed = len(blind.told.keys() - blind.skipped)
        asked = len(blind.instrument.indicators) - len(blind.skipped)
        for at, sheet in enumerate(self._rows):
            if sheet.uuid == blind.uuid:
                rows = list(self._rows)
                rows[at] = replace(sheet, keyed=keyed, asked=asked)
                self._rows = tuple(rows)
                cell = self.index(at, SheetColumn.STATE)
                self.dataChanged.emit(cell, cell)
