"""What is made sure of before workbooks are made, and what each is called and keeps."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.targets import year_problem
from cdd_desktop.checklists.workbooks.file_names import workbook_name
from cdd_desktop.checklists.workbooks.making import column_keys
from cdd_desktop.checklists.workbooks.records import Meta, Per, Place
from cdd_desktop.checklists.workbooks.rows import Scope
from cdd_desktop.errors import StorageProblem, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village

_LENGTHS = {Per.AMPHOE: 4, Per.TAMBON: TAMBON_CODE_LENGTH, Per.VILLAGE: None}


def require_makeable(
    instrument: Instrument, year: int, round_: Round, due_on: date | None, today: date
) -> None:
    """Raise `ValidationFailed` for workbooks that nobody could fill in."""
    problems = {}
    if told := year_problem(instrument, year, today):
        problems["year"] = told
    if round_ not in instrument.rounds:
        told = f"แบบประเมิน {instrument.short_title} ไม่มีรอบ{round_.label} กรุณาเลือกรอบอื่น"
        problems["round"] = told
    if not instrument.indicators:
        problems["instrument"] = (
            f"{instrument.short_title} ยังไม่มีตัวชี้วัด จึงทำแบบกรอกไม่ได้ "
            "กรุณานำเข้าหรือเพิ่มตัวชี้วัดในหน้าแบบประเมิน มุมมอง “แบบประเมิน” ก่อน"
        )
    if due_on is not None and due_on < today:
        problems["due_on"] = "กำหนดส่งผ่านไปแล้ว กรุณาเลือกวันนี้หรือวันหลังจากนี้"
    if problems:
        raise ValidationFailed(problems)


def part_of(village: Village, per: Per) -> str:
    """The code of the part a village belongs to."""
    return village.code if per is Per.VILLAGE else village.code[: _LENGTHS[per]]


def require_free(paths: Iterable[Path]) -> None:
    """Raise `ValidationFailed` where files stand that may be filled in already."""
    there = [path.name for path in paths if path.exists()]
    if there:
        more = f" และอีก {len(there) - 1:,} ไฟล์" if len(there) > 1 else ""
        told = (
            f"โฟลเดอร์นี้มี “{there[0]}”{more} อยู่แล้ว ซึ่งอาจกรอกไว้แล้ว กรุณาเลือกโฟลเดอร์อื่น หรือยืนยันให้เขียนทับ"
        )
        raise ValidationFailed({"folder": told})


def make_folder(folder: Path) -> None:
    """Have the folder. Raises `StorageProblem`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageProblem(
            f"สร้างโฟลเดอร์ “{folder.name}” ไม่ได้ กรุณาเลือกโฟลเดอร์อื่นที่เขียนได้แล้วลองอีกครั้ง"
        ) from error


class PartNames:
    """Names the parts of an area by its ladder."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas

    def meta(self, office: str, scope: Scope, code: str, villages: Sequence[Village]) -> Meta:
        """What the workbook of these villages keeps out of sight; a new issue."""
        return Meta(
            issue=UUID(bytes=uuid7().bytes),
            office=office,
            instrument=scope.instrument.id,
            version=scope.instrument.version,
            content_hash=scope.instrument.content_hash,
            year=scope.year,
            round=scope.round,
            area_code=code,
            area=self.named(code, villages),
            places=tuple(self._place(village) for village in villages),
            columns=column_keys(scope.instrument),
        )

    def _place(self, village: Village) -> Place:
        tambon = self._areas.find(village.tambon_code)
        return Place(
            code=village.code,
            tambon=village.tambon_code if tambon is None else tambon.name,
            moo="" if village.moo is None else str(village.moo),
            name=village.name,
        )

    def named(self, code: str, villages: Sequence[Village]) -> str:
        """`อำเภอเมืองสงขลา`, or of one village its label with its tambon."""
        area = self._areas.find(code[:TAMBON_CODE_LENGTH])
        name = code if area is None else area.full_name
        if len(code) <= TAMBON_CODE_LENGTH:
            return name
        return f"{villages[0].label} {name}" if villages else f"หมู่บ้าน {code} {name}"

    def file_name(self, scope: Scope, code: str, villages: Sequence[Village]) -> str:
        """What the workbook of a part is called."""
        named = self.named(code, villages)
        return workbook_name(scope.instrument, scope.year, scope.round, code, named)
