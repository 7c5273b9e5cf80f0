"""Where instruments come from: the files shipped with the program, and texts kept by the office."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cdd_desktop import paths
from cdd_desktop.checklists.instruments import Instrument, InstrumentRejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text defines, and what is wrong with it, as sentences.

    `instrument` is None only where its shape does not hold.
    """

    instrument: Instrument | None
    faults: tuple[str, ...]


def load_instrument(path: Path, *, is_ours: bool = False) -> Instrument:
    """Read an instrument's file; raises `InstrumentRejected`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InstrumentRejected([f"{path.name}: เปิดไฟล์ไม่ได้"]) from error
    except UnicodeDecodeError as error:
        raise InstrumentRejected([f"{path.name}: ไม่ใช่ไฟล์ข้อความ UTF-8"]) from error
    return parse_instrument(text, path.name, is_ours=is_ours)


def parse_instrument(text: str, name: str, *, is_ours: bool = False) -> Instrument:
    """Read an instrument's text; `name` is the file's name in the faults.

    `is_ours`: it came with the program. Raises `InstrumentRejected` with every fault.
    """
    # pydantic costs a tenth of a second to import: not before the window stands
    from cdd_desktop.checklists.definition import parse_definition  # noqa: PLC0415

    return parse_definition(text, name, is_ours=is_ours)


def read_instrument(text: str) -> Reading:
    """What a text defines with all its faults: for drafts, which may have some."""
    from cdd_desktop.checklists.definition import read_definition  # noqa: PLC0415

    return read_definition(text, "ร่าง")


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """What comes with the program, in the order of file names."""
    folder = paths.resource("instruments")
    return tuple(load_instrument(path, is_ours=True) for path in sorted(folder.glob("*.yaml")))
