"""A batch: one report, a file for each part of the area."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.options import FileFormat, ReportOptions

HELD_REMEDY = "บางไฟล์เปิดค้างอยู่ในโปรแกรมอื่น กรุณาปิดไฟล์เหล่านั้น แล้วสั่งทำต่ออีกครั้ง"
_KEY_LENGTH = 12


class Per(StrEnum):
    """What each file of a batch is for; the value is used on the command line."""

    AMPHOE = "amphoe"
    TAMBON = "tambon"
    VILLAGE = "village"

    @property
    def label(self) -> str:
        """`แยกตาม…` on screen."""
        return {"amphoe": "อำเภอ", "tambon": "ตำบล", "village": "หมู่บ้าน"}[self.value]

    @property
    def code_length(self) -> int:
        """How many digits of a village's code name its part."""
        return {"amphoe": 4, "tambon": TAMBON_CODE_LENGTH, "village": 8}[self.value]


def order_key(said: Mapping[str, object]) -> str:
    """The same for the same choices, in whichever order they are told."""
    text = json.dumps(said, default=str, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:_KEY_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrder:
    """A batch asked for. The same order into the same folder continues what was interrupted."""

    options: ReportOptions
    file_format: FileFormat
    per: Per
    folder: Path

    @property
    def key(self) -> str:
        """Tells orders apart wherever their folder is: the same choices, the same key."""
        return order_key(self.said)

    @property
    def said(self) -> dict[str, object]:
        """The choices, for the list that is kept beside the files."""
        return {**asdict(self.options), "format": self.file_format, "per": self.per}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a batch: an amphoe, a tambon or a village by its code."""

    code: str
    place: str
    file: str


class Remade(StrEnum):
    """Why a file that was made before is made again; the value is told to the user."""

    CHANGED = "ข้อมูลเปลี่ยน"
    MISSING = "ไฟล์หายไป"
    DAMAGED = "ไฟล์ถูกแก้หรือเสียหาย"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """What came of a batch. `length` counts pages, or rows of workbooks, of all its files.

    `held` are files that another program had open: their old content stands, and the same order
    again makes them.
    """

    title: str
    folder: Path
    made: int
    kept: int
    length: int
    remade: tuple[tuple[str, Remade], ...] = ()
    held: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # of an earlier run, for places that the batch has no longer

    @property
    def is_whole(self) -> bool:
        """Whether every part has its file."""
        return not self.held


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted:
    """A batch that can be continued."""

    done: int
    total: int
