"""Where instruments come from: the files shipped with the program, and texts kept by the office."""

from functools import cache
from pathlib import Path

from cdd_desktop import paths
from cdd_desktop.checklists.instruments import Instrument, InstrumentRejected


def load_instrument(path: Path) -> Instrument:
    """Read an instrument's file; raises `InstrumentRejected`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InstrumentRejected([f"{path.name}: เปิดไฟล์ไม่ได้"]) from error
    except UnicodeDecodeError as error:
        raise InstrumentRejected([f"{path.name}: ไม่ใช่ไฟล์ข้อความ UTF-8"]) from error
    return parse_instrument(text, path.name)


def parse_instrument(text: str, name: str) -> Instrument:
    """Read an instrument's text; `name` is the file's name in the faults.

    Raises `InstrumentRejected` with every fault.
    """
    # pydantic costs a tenth of a second to import: not before the window stands
    from cdd_desktop.checklists.definition import parse_definition  # noqa: PLC0415

    return parse_definition(text, name)


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """What comes with the program, in the order of file names."""
    folder = paths.resource("instruments")
    return tuple(load_instrument(path) for path in sorted(folder.glob("*.yaml")))
