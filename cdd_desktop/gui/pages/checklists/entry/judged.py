"""Whose sheets are keyed: villages', or offices' where the instrument judges the office itself.

The list names an office by its code as a number: codes begin with 10 at least.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.office_sheets.records import OFFICE, OfficeKey
from cdd_desktop.checklists.records import (
    AnySheet,
    RoundKey,
    SheetHead,
    SheetKey,
    VillageProgress,
)
from cdd_desktop.gui.context import Context

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where one sheet is read and written; each gives the sheet as it is then."""

    sheet: Callable[[], AnySheet]
    answer: Callable[..., AnySheet]
    carry_forward: Callable[[], AnySheet]
    annotate: Callable[..., AnySheet]
    save_head: Callable[[SheetHead], AnySheet]


def desk_of(services: "Services", key: RoundKey) -> Desk:
    """Where the sheet with this key is read and written."""
    if isinstance(key, OfficeKey):
        offices = services.office_sheets
        return Desk(
            sheet=partial(offices.sheet, key),
            answer=partial(offices.answer, key),
            carry_forward=partial(offices.carry_forward, key),
            annotate=partial(offices.annotate, key),
            save_head=partial(offices.save_head, key),
        )
    assert isinstance(key, SheetKey)  # noqa: S101 - there are two kinds of sheets
    villages = services.checklists
    return Desk(
        sheet=partial(villages.sheet, key),
        answer=partial(villages.answer, key),
        carry_forward=partial(villages.carry_forward, key),
        annotate=partial(villages.annotate, key),
        save_head=partial(villages.save_head, key),
    )


def lines_of(
    context: Context, instrument: Instrument, round_: Round
) -> tuple[tuple[VillageProgress, ...], frozenset[int] | None]:
    """Whom the instrument judges in the area and year looked at, each with how far its sheet is;
    and the ids of those that the year's figures count, None where all are."""
    services = context.services
    asked = (context.area_code, instrument.id, context.year, round_)
    if not instrument.judges_office:
        lines = services.checklists.progress(*asked, everyone=True)
        return lines, services.target_lists.base_ids(instrument.id, context.year)
    offices = tuple(
        VillageProgress(
            village_id=int(one.office.code),
            code=one.office.code,
            label=one.office.area,
            answered=one.answered,
            passed=one.passed,
            total=one.total,
            level=one.level,
        )
        for one in services.office_sheets.progress(*asked)
    )
    return offices, None


def key_of(instrument: Instrument, round_: Round, year: int, line: int) -> RoundKey:
    """The sheet of the line with this id."""
    if instrument.judges_office:
        return OfficeKey(office=str(line), instrument=instrument.id, fiscal_year=year, round=round_)
    return SheetKey(village_id=line, instrument=instrument.id, fiscal_year=year, round=round_)


def line_of(key: RoundKey) -> int:
    """The id of the line that a sheet belongs to."""
    if isinstance(key, OfficeKey):
        return int(key.office)
    return key.village_id if isinstance(key, SheetKey) else 0


def kept_line(sheet: AnySheet | None, instrument: Instrument, remembered: int) -> int:
    """The line to come back to: of the sheet in hand where it is one of those in the list."""
    if sheet is not None and isinstance(sheet.key, OfficeKey) is instrument.judges_office:
        return line_of(sheet.key)
    return remembered


def full_name(line: VillageProgress, key: RoundKey) -> str:
    """What the line is called by itself: the list of offices names their areas alone."""
    return f"{OFFICE}{line.label}" if isinstance(key, OfficeKey) else line.label


def who(instrument: Instrument) -> str:
    """What is judged, in one word."""
    return "สำนักงาน" if instrument.judges_office else "หมู่บ้าน"
