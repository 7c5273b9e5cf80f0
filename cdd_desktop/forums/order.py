"""The order in which a meeting goes through a sheet: what is not asked is passed over."""

from dataclasses import dataclass

from cdd_desktop.checklists.records import Sheet
from cdd_desktop.forums.records import LAST_PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a step leads: an indicator's code or `LAST_PAGE`, and the codes passed over."""

    to: str
    passed_over: tuple[str, ...] = ()


def onward(sheet: Sheet, code: str) -> Step:
    """The step from an indicator to the next one that is asked, or to the last page."""
    codes = [one.code for one in sheet.instrument.indicators]
    return _first_asked(sheet, codes[codes.index(code) + 1 :])


def backward(sheet: Sheet, code: str) -> Step | None:
    """The step to the one before, also from the last page; None where nothing is before."""
    codes = [one.code for one in sheet.instrument.indicators]
    before = codes if code == LAST_PAGE else codes[: codes.index(code)]
    step = _first_asked(sheet, before[::-1])
    return None if step.to == LAST_PAGE else step


def standing(sheet: Sheet, at: str) -> str:
    """Where a meeting goes on that stood at `at`: there, unless it is not asked any more or is no
    indicator of the sheet."""
    codes = [one.code for one in sheet.instrument.indicators]
    if at == LAST_PAGE:
        return at
    if at not in codes:
        return _first_asked(sheet, codes).to
    return _first_asked(sheet, codes[codes.index(at) :]).to


def left(sheet: Sheet) -> tuple[str, ...]:
    """The indicators that are asked and have no answer yet."""
    return tuple(
        one.code
        for one in sheet.instrument.indicators
        if one.code not in sheet.grade.skipped and one.code not in sheet.answers
    )


def _first_asked(sheet: Sheet, codes: list[str]) -> Step:
    passed_over: list[str] = []
    for code in codes:
        if code not in sheet.grade.skipped:
            return Step(to=code, passed_over=tuple(passed_over))
        passed_over.append(code)
    return Step(to=LAST_PAGE, passed_over=tuple(passed_over))
