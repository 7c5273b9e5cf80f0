"""Snapshots of versions, their ด้าน and indicators, levels, links and faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from cdd_desktop.checklists.editing.cell_words import answer_text
from cdd_desktop.checklists.editing.crosswalks import differences
from cdd_desktop.checklists.editing.records import Edition
from cdd_desktop.checklists.instruments import (
    Consistency,
    Indicator,
    Instrument,
    Level,
    Link,
    Parameter,
    TextCheck,
    Topic,
)
from cdd_desktop.checklists.levels.readings import passing_reading, reading
from cdd_desktop.gui.line_model import LineModel, Shown
from cdd_desktop.gui.pages.checklists.instruments.words import RECORDS, checks, spoken
from cdd_desktop.gui.snapshot_model import Index


class EditionColumn(IntEnum):
    """Of the list of versions."""

    TITLE = 0
    VERSION = 1
    YEAR = 2
    STATE = 3


class OutlineColumn(IntEnum):
    """Of ด้าน and indicators."""

    CODE = 0
    TEXT = 1
    KIND = 2
    CHECK = 3


class LevelColumn(IntEnum):
    """Of levels."""

    NAME = 0
    READING = 1
    CHECK = 2


class ParameterColumn(IntEnum):
    """Of dated amounts."""

    LABEL = 0
    VALUE = 1
    UNIT = 2
    YEAR = 3
    CHECK = 4


class DoubtColumn(IntEnum):
    """Of doubts between answers."""

    WHEN = 0
    TEXT = 1


class LinkColumn(IntEnum):
    """Of a crosswalk."""

    BEFORE = 0
    NOW = 1
    RELATION = 2
    NOTE = 3


class FaultColumn(IntEnum):
    """Of what keeps a draft from being published."""

    TEXT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """A ด้าน, or an indicator of it."""

    topic: Topic
    indicator: Indicator | None

    @property
    def part(self) -> str:
        """As texts are confirmed by."""
        if self.indicator is None:
            return f"topic:{self.topic.code}"
        return f"indicator:{self.indicator.code}"

    @property
    def check(self) -> TextCheck:
        """How far its text can be trusted."""
        return self.topic.check if self.indicator is None else self.indicator.check


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """A level, and its rule in plain Thai."""

    level: Level
    reading: str
    fault: str = ""

    @property
    def told(self) -> str:
        """Its rule, and what is wrong with it."""
        return f"{self.reading} · ต้องแก้: {self.fault}" if self.fault else self.reading


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A line of a crosswalk with the indicators it names, where they are there."""

    link: Link
    before: Indicator | None
    now: Indicator | None


def outline_of(instrument: Instrument) -> list[OutlineLine]:
    """ด้าน with their indicators below them."""
    return [
        OutlineLine(topic=topic, indicator=one)
        for topic in instrument.topics
        for one in (None, *topic.indicators)
    ]


def levels_of(instrument: Instrument, faults: Sequence[str] = ()) -> list[LevelLine]:
    """Levels, the lowest first, each with the first of the faults that names it."""
    return [
        LevelLine(
            level=one,
            reading=reading(instrument, one),
            fault=next((spoken(each) for each in faults if f"“{one.name}”" in each), ""),
        )
        for one in instrument.levels
    ]


def part_of(line: object) -> str:
    """As the line's text is confirmed by; empty where it has none."""
    match line:
        case OutlineLine():
            return line.part
        case LevelLine(level=level):
            return f"level:{level.code}"
        case Parameter(key=key, from_year=year):
            return f"parameter:{key}:{year}"
    return ""


def when(doubt: Consistency) -> str:
    """`ข้อ 3.2 ตอบ ผ่าน และ หมู่บ้านยังไม่มีแผนในโปรแกรม`."""
    told = [f"ข้อ {code} ตอบ {answer_text(answer)}" for code, answer in doubt.answers]
    if doubt.record:
        told.append(RECORDS.get(doubt.record, doubt.record))
    return " และ ".join(told)


def links_of(instrument: Instrument, before: Instrument | None) -> list[LinkLine]:
    """The crosswalk's lines."""
    if instrument.crosswalk is None:
        return []
    olds = {} if before is None else {one.code: one for one in before.indicators}
    news = {one.code: one for one in instrument.indicators}
    return [
        LinkLine(link=link, before=olds.get(link.before), now=news.get(link.now))
        for link in instrument.crosswalk.links
    ]


class OutlineModel(LineModel[OutlineLine]):
    """ด้าน are bold."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.FontRole and index.isValid():
            font = QFont()
            font.setBold(self._rows[index.row()].indicator is None)
            return font
        return super().data(index, role)


def _year(edition: Edition) -> str:
    return "" if edition.instrument is None else str(edition.instrument.in_force_from)


def _code(code: str, one: Indicator | None) -> str:
    if not code:
        return "–"
    return f"{code} {one.text}" if one is not None else f"{code} (ไม่พบ)"


def _note(line: LinkLine) -> str:
    if line.link.note or line.before is None or line.now is None:
        return line.link.note
    return ", ".join(differences(line.before, line.now))


EDITION_COLUMNS: Mapping[IntEnum, Shown[Edition]] = {
    EditionColumn.TITLE: Shown(
        heading="แบบประเมิน", width=0, text=lambda one: one.title, tip=lambda one: one.title
    ),
    EditionColumn.VERSION: Shown(heading="รุ่น", width=64, text=lambda one: one.version),
    EditionColumn.YEAR: Shown(heading="ใช้ตั้งแต่", width=76, text=_year),
    EditionColumn.STATE: Shown(
        heading="สถานะ",
        width=124,
        text=lambda one: one.state,
        tip=lambda one: f"{one.origin.value} · {checks(one)}",
    ),
}
OUTLINE_COLUMNS: Mapping[IntEnum, Shown[OutlineLine]] = {
    OutlineColumn.CODE: Shown(
        heading="ข้อ",
        width=64,
        text=lambda one: one.topic.code if one.indicator is None else one.indicator.code,
    ),
    OutlineColumn.TEXT: Shown(
        heading="ด้านและตัวชี้วัด",
        width=0,
        text=lambda one: one.topic.name if one.indicator is None else one.indicator.text,
        tip=lambda one: one.topic.name if one.indicator is None else one.indicator.text,
    ),
    OutlineColumn.KIND: Shown(
        heading="วิธีตอบ",
        width=205,
        text=lambda one: "" if one.indicator is None else one.indicator.kind.label,
        tip=lambda one: "" if one.indicator is None else passing_reading(one.indicator),
    ),
    OutlineColumn.CHECK: Shown(
        heading="ข้อความ",
        width=86,
        text=lambda one: one.check.status.value,
        tip=lambda one: one.check.source,
    ),
}
LEVEL_COLUMNS: Mapping[IntEnum, Shown[LevelLine]] = {
    LevelColumn.NAME: Shown(heading="ระดับ จากต่ำไปสูง", width=190, text=lambda one: one.level.title),
    LevelColumn.READING: Shown(
        heading="ได้เมื่อ", width=0, text=lambda one: one.told, tip=lambda one: one.told
    ),
    LevelColumn.CHECK: Shown(
        heading="ข้อความ",
        width=86,
        text=lambda one: one.level.check.status.value,
        tip=lambda one: one.level.check.source,
    ),
}
PARAMETER_COLUMNS: Mapping[IntEnum, Shown[Parameter]] = {
    ParameterColumn.LABEL: Shown(
        heading="ค่าที่ใช้ในเกณฑ์", width=0, text=lambda one: one.label, tip=lambda one: one.label
    ),
    ParameterColumn.VALUE: Shown(
        heading="ค่า", width=96, text=lambda one: f"{one.value:,f}", is_number=True
    ),
    ParameterColumn.UNIT: Shown(heading="หน่วย", width=80, text=lambda one: one.unit),
    ParameterColumn.YEAR: Shown(
        heading="ตั้งแต่ปี", width=76, text=lambda one: str(one.from_year), is_number=True
    ),
    ParameterColumn.CHECK: Shown(
        heading="ข้อความ",
        width=86,
        text=lambda one: one.check.status.value,
        tip=lambda one: one.check.source,
    ),
}
DOUBT_COLUMNS: Mapping[IntEnum, Shown[Consistency]] = {
    DoubtColumn.WHEN: Shown(heading="เตือนเมื่อ", width=0, text=when, tip=when),
    DoubtColumn.TEXT: Shown(
        heading="ข้อความที่เตือน", width=0, text=lambda one: one.text, tip=lambda one: one.text
    ),
}
LINK_COLUMNS: Mapping[IntEnum, Shown[LinkLine]] = {
    LinkColumn.BEFORE: Shown(
        heading="รุ่นก่อน",
        width=0,
        text=lambda one: _code(one.link.before, one.before),
        tip=lambda one: _code(one.link.before, one.before),
    ),
    LinkColumn.NOW: Shown(
        heading="รุ่นนี้",
        width=0,
        text=lambda one: _code(one.link.now, one.now),
        tip=lambda one: _code(one.link.now, one.now),
    ),
    LinkColumn.RELATION: Shown(
        heading="ความสัมพันธ์", width=170, text=lambda one: one.link.relation.label, tip=_note
    ),
    LinkColumn.NOTE: Shown(heading="ต่างกันที่ / หมายเหตุ", width=140, text=_note, tip=_note),
}
FAULT_COLUMNS: Mapping[IntEnum, Shown[str]] = {
    FaultColumn.TEXT: Shown(
        heading="สิ่งที่ต้องแก้ก่อนประกาศใช้ (กด Enter ไปที่จุดนั้น)", width=0, text=spoken, tip=spoken
    )
}
