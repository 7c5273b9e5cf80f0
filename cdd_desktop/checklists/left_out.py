"""Answers that a paper does not count, because their sheets were asked otherwise: the numbers, and
how papers say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.paper.words import content_code
from cdd_desktop.documents.model import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Sheets of another version than the one that is counted.

    `sheets` are those that answered at least one of its `questions` that the counted version does
    not ask, or asks in other words.
    """

    instrument: Instrument
    sheets: int
    questions: int

    @property
    def told(self) -> str:
        """`แบบ 8 แบบกรอกด้วยฉบับ 2556 (รหัสฉบับ V3F9A1C) …`."""
        code = content_code(self.instrument.content_hash)
        return (
            f"แบบ {self.sheets:,} แบบกรอกด้วยฉบับ {self.instrument.version} (รหัสฉบับ {code}) "
            f"ซึ่งถามต่างกัน {self.questions:,} ข้อ จึงไม่นำคำตอบของข้อเหล่านั้นมารวม "
            "ดูคำตอบเดิมได้ในแบบของแต่ละหมู่บ้าน"
        )


def left_out_notes(left_out: Sequence[LeftOut]) -> list[Paragraph]:
    """A note for each version; none where every answer is counted."""
    return [Paragraph(text=f"หมายเหตุ {each.told}", small=True) for each in left_out]


def nothing_counted(left_out: Sequence[LeftOut], instrument: Instrument, year: int) -> str:
    """Instead of "no answers yet", where there are some to other questions; "" where there are
    none."""
    if not left_out:
        return ""
    return (
        f"คำตอบของปี {year} ในพื้นที่นี้กรอกด้วยแบบประเมินฉบับอื่น ในข้อที่ถามต่างจากฉบับ {instrument.version} "
        "จึงไม่มีตัวเลขในรายงานนี้ คำตอบเดิมยังอยู่ครบ กรุณาดูในแบบของแต่ละหมู่บ้าน หรือเลือกปีหรือพื้นที่อื่น"
    )
