"""A list of words and the rules its entries obey."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

LABEL_MAX = 200
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class ListName(StrEnum):
    """The lists that an office may edit."""

    DIMENSION = "dimension"
    PROJECT_KIND = "project-kind"
    MONEY_SOURCE = "money-source"
    PROJECT_ORIGIN = "project-origin"
    PROJECT_STATUS = "project-status"
    OUTCOME = "coordination-outcome"
    CYCLE = "plan-cycle"
    AGENCY = "agency"
    CHAPTER = "plan-chapter"
    COMMITTEE = "committee"
    RESOLUTION = "resolution-kind"
    AGENDA = "agenda"
    WASTE_STREAM = "waste-stream"
    WASTE_ITEM = "waste-item"
    WASTE_FATE = "waste-fate"
    WASTE_MEASURE = "waste-measure"
    WASTE_GROUP = "waste-group"
    WASTE_EVENT = "waste-event"
    BANK_MATERIAL = "bank-material"

    @property
    def label(self) -> str:
        """As the settings name it."""
        return _LABELS[self]


_LABELS = {
    ListName.DIMENSION: "ด้านการพัฒนา",
    ListName.PROJECT_KIND: "ลักษณะการดำเนินงาน",
    ListName.MONEY_SOURCE: "แหล่งงบประมาณ",
    ListName.PROJECT_ORIGIN: "ที่มาของโครงการ",
    ListName.PROJECT_STATUS: "สถานะโครงการ",
    ListName.OUTCOME: "ผลการประสานแผน",
    ListName.CYCLE: "ชนิดของแผน",
    ListName.AGENCY: "หน่วยงาน",
    ListName.CHAPTER: "บทของเล่มแผน",
    ListName.COMMITTEE: "คณะกรรมการ",
    ListName.RESOLUTION: "มติที่ประชุม",
    ListName.AGENDA: "ระเบียบวาระการประชุม",
    ListName.WASTE_STREAM: "ประเภทขยะ",
    ListName.WASTE_ITEM: "รายการบันทึกขยะประจำเดือน",
    ListName.WASTE_FATE: "วิธีจัดการขยะ",
    ListName.WASTE_MEASURE: "หน่วยตวงในพื้นที่",
    ListName.WASTE_GROUP: "ชนิดของกลุ่มและกองทุน",
    ListName.WASTE_EVENT: "ชนิดของกิจกรรม",
    ListName.BANK_MATERIAL: "วัสดุที่ธนาคารขยะรับซื้อ",
}


class Confidence(StrEnum):
    """How sure an entry is; all but `SOURCED` and `OWN` are shown with รอตรวจ."""

    SOURCED = "sourced"
    RECALLED = "recalled"
    DISPUTED = "disputed"
    OWN = "own"  # the office worded it

    @property
    def is_to_be_checked(self) -> bool:
        """Whether the office has yet to confirm it."""
        return self in {Confidence.RECALLED, Confidence.DISPUTED}

    @property
    def mark(self) -> str:
        """How screens mark it."""
        return _MARKS[self]


_MARKS = {
    Confidence.SOURCED: "มีที่มา",
    Confidence.RECALLED: "รอตรวจ",
    Confidence.DISPUTED: "รอตรวจ (ที่มาไม่ตรงกัน)",
    Confidence.OWN: "ของสำนักงาน",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list. Records hold `key`; what it is called may change from year to year.

    `from_year`: the Buddhist fiscal year from which this wording holds; 0 from the beginning.
    `is_offered`: whether new records may choose it; old ones keep it either way.
    `traits`: what the program does with it, such as the allowed moves of a status.
    """

    key: str
    label: str
    from_year: int = 0
    is_offered: bool = True
    confidence: Confidence = Confidence.OWN
    source: str = ""
    traits: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    uuid: UUID | None = None  # None: shipped, not yet written down
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A list in its order, every wording it ever had."""

    name: ListName
    entries: tuple[Entry, ...]
    is_own: bool = False  # whether the office changed it

    def at(self, year: int) -> tuple[Entry, ...]:
        """The entries as worded in a Buddhist fiscal year, retired ones too, in their order."""
        return tuple(self._at(year))

    def offered(self, year: int) -> tuple[Entry, ...]:
        """What a new record of that year may choose."""
        return tuple(entry for entry in self._at(year) if entry.is_offered)

    def entry(self, key: str, year: int) -> Entry | None:
        """The entry of a key as worded in a year; None for a key that is not in the list."""
        return next((entry for entry in self._at(year) if entry.key == key), None)

    def label(self, key: str, year: int) -> str:
        """What a key is called in a year; the key itself where the list lacks it; "" for ""."""
        found = self.entry(key, year)
        return key if found is None else found.label

    def _at(self, year: int) -> Iterator[Entry]:
        newest: dict[str, Entry] = {}
        for entry in self.entries:
            held = newest.get(entry.key)
            if entry.from_year <= year and (held is None or entry.from_year > held.from_year):
                newest[entry.key] = entry
        yield from newest.values()


def list_problems(name: ListName, entries: Iterable[Entry]) -> dict[str, str]:
    """What is wrong with a list, by the key of the entry; "" for the list itself."""
    every = tuple(entries)
    if not every:
        return {"": f"รายการ{name.label}ต้องมีอย่างน้อยหนึ่งคำ กรุณาเพิ่มคำ หรือกลับไปใช้รายการเดิม"}
    problems: dict[str, str] = {}
    worded: dict[tuple[str, int], str] = {}
    begun: set[tuple[str, int]] = set()
    for entry in every:
        if (entry.key, entry.from_year) in begun:
            problems[entry.key] = f"“{entry.label}” มีสองคำที่เริ่มใช้ปีเดียวกัน กรุณาเอาออกคำหนึ่ง"
            continue
        begun.add((entry.key, entry.from_year))
        if not _KEY.fullmatch(entry.key):
            problems[entry.key] = "รหัสรายการใช้อักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลางเท่านั้น กรุณาแก้รหัส"
        elif not entry.label:
            problems[entry.key] = "ยังไม่ได้กรอกคำของรายการนี้ กรุณากรอก หรือเอารายการออก"
        elif len(entry.label) > LABEL_MAX:
            problems[entry.key] = f"คำของรายการยาวเกิน {LABEL_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
        else:
            twin = worded.setdefault((entry.label, entry.from_year), entry.key)
            if twin != entry.key:
                problems[entry.key] = f"มี “{entry.label}” อยู่แล้วใน{name.label} กรุณาใช้คำอื่น"
    return problems
