"""Where what is wrong with a draft is put right. Pure."""

from collections.abc import Sequence

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.gui.pages.checklists.instruments.models import outline_of
from cdd_desktop.gui.pages.checklists.instruments.words import Part


def place_of(fault: str, instrument: Instrument) -> tuple[Part, int]:
    """The part and the row that a fault is about; the first indicator where it names none."""
    if "ตัวเทียบ" in fault:
        links = instrument.crosswalk.links if instrument.crosswalk is not None else ()
        named = [one.now and f"ข้อ {one.now} " in fault for one in links]
        return Part.LINKS, _first(named)
    if "ข้อสังเกต" in fault:
        return Part.DOUBTS, _first([_names(fault, one.key) for one in instrument.consistency])
    amounts = [_names(fault, one.label) for one in instrument.parameters]
    if any(amounts):
        return Part.PARAMETERS, _first(amounts)
    levels = [_names(fault, one.name) for one in instrument.levels]
    if any(levels) or "ระดับ" in fault:
        return Part.LEVELS, _first(levels)
    lines = outline_of(instrument)
    about = [one.indicator is not None and _names(fault, one.indicator.code) for one in lines]
    if not any(about):
        about = [one.indicator is None and _names(fault, one.topic.code) for one in lines]
    return Part.OUTLINE, _first(about)


def _names(fault: str, word: str) -> bool:
    return f"“{word}”" in fault


def _first(marks: Sequence[object]) -> int:
    return next((row for row, mark in enumerate(marks) if mark), 0)
