"""Versions of instruments as files: YAML, and the workbook that an officer edits."""

from pathlib import Path

from cdd_desktop.checklists.editing.records import Edition, Taken
from cdd_desktop.checklists.editing.service import InstrumentService
from cdd_desktop.checklists.editing.workbook import (
    CONSISTENCY,
    GENERAL,
    INDICATORS,
    PARAMETERS,
    SHEETS,
    instrument_workbook,
)
from cdd_desktop.checklists.editing.workbook_reading import read_workbook
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.library import load_instrument
from cdd_desktop.documents.fill_in import write_fill_ins
from cdd_desktop.documents.reading import read_grid
from cdd_desktop.documents.writing import replacing
from cdd_desktop.errors import ImportRejected, ValidationFailed

YAML_ENDS = (".yaml", ".yml")
BOOK_ENDS = (".xlsx", ".xls", ".ods")
_MAY_BE_AWAY = frozenset({PARAMETERS, CONSISTENCY})


def read_file(path: Path) -> Instrument:
    """The instrument of a YAML file or a workbook. Raises `InstrumentRejected` with every fault,
    `ImportRejected` for a file that is neither, `StorageProblem`."""
    ending = path.suffix.lower()
    if ending in YAML_ENDS:
        return load_instrument(path)
    if ending not in BOOK_ENDS:
        raise ImportRejected(f"“{path.name}” ไม่ใช่แบบประเมิน กรุณาเลือกไฟล์ .xlsx หรือ .yaml")
    names = read_grid(path).sheets
    if missing := [name for name in (INDICATORS, GENERAL) if name not in names]:
        raise ImportRejected(
            f"“{path.name}” ไม่มีแผ่นงาน {', '.join(missing)} กรุณาส่งออกแบบประเมินเป็น Excel แล้วแก้ในไฟล์นั้น"
        )
    wanted = [name for name in SHEETS if name in names or name not in _MAY_BE_AWAY]
    return read_workbook({name: read_grid(path, sheet=name) for name in wanted}, path.name)


def import_file(instruments: InstrumentService, path: Path) -> Taken:
    """Keep a file's version as a draft; the same again changes nothing.

    Raises what `read_file` and `InstrumentService.take` raise.
    """
    return instruments.take(read_file(path))


def export_file(edition: Edition, out: Path) -> None:
    """Write a version as YAML or XLSX, by the ending of `out`.

    Raises `ValidationFailed` for another ending, or where a draft cannot be read as a workbook;
    `StorageProblem`.
    """
    ending = out.suffix.lower()
    if ending in YAML_ENDS:
        with replacing(out) as beside:
            beside.write_bytes(edition.text.encode())
        return
    if ending != ".xlsx":
        raise ValidationFailed({"out": f"“{out.name}” ต้องลงท้ายด้วย .xlsx หรือ .yaml กรุณาแก้ชื่อไฟล์"})
    if edition.instrument is None:
        told = "ร่างนี้อ่านไม่ได้ จึงส่งออกเป็น Excel ไม่ได้ กรุณาส่งออกเป็น .yaml แล้วแก้ข้อผิดพลาดก่อน"
        raise ValidationFailed({"edition": told})
    write_fill_ins(instrument_workbook(edition.instrument), out)
