"""Names for saved reports that Windows accepts."""

import re
import sys

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.reporting.measures import measure_words
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import short_month_name

_NOT_ON_WINDOWS = re.compile(r'[\\/:*?"<>|\x00-\x1f\u200b]')
_LONGEST = 150  # characters; a path on Windows has 260 in all
_MOST_BYTES = 250  # a name has 255 where they are counted, which Windows does not; a suffix is 5


def file_name(title: str, place: str, year: int) -> str:
    """`สรุปผล… อำเภอหาดใหญ่ 2569`, without a suffix."""
    return f"{_safe(f'{title} {place}')} {year}"


def part_name(code: str, place: str, title: str, options: ReportOptions) -> str:
    """`930101 ตำบลคูหาสวรรค์ … แบบประเมินเปล่า 2569`, without a suffix.

    Begins with the code, so that a folder shows its files in official order; says the round before
    the work, what a map shows, the quarter, month, bank, member, entry and day, what the rows are,
    a form without answers, the year that was chosen to compare with, the day of the register and an
    instrument that is not the usual one, which would else write over each other.
    """
    words = [_safe(title), str(options.fiscal_year)]
    if options.round is Round.BEFORE:
        words.append(f"รอบ{options.round.label}")
    if options.measure:
        words.append(_safe(measure_words(options.measure)))
    if options.compared_with is not None:
        words.append(f"เทียบ {options.compared_with}")
    if options.quarter is not None:
        words.append(f"ไตรมาส {options.quarter}")
    if options.month is not None:
        words.append(short_month_name(options.month))
    words += [_safe(each) for each in (options.bank, options.member, options.entry) if each]
    if options.day is not None:
        words.append(short_thai_date(options.day).rstrip("."))
    if options.listed_by is not None:
        words.append(f"ราย{options.listed_by.label.rstrip('.')}")
    if options.is_blank:
        words.append("แบบเปล่า")
    if options.as_of is not None:
        words.append(f"ณ {short_thai_date(options.as_of).rstrip('.')}")
    if options.instrument != MOI_23:
        words.append(_safe(options.instrument))
    end = " ".join(words)
    # the place gives way: its code tells it, and nothing else tells one report from another
    place = _cut(_safe(place), max(_LONGEST - len(end), 0), f"{code}  {end}")
    return f"{code} {place} {end}" if place else f"{code} {end}"


def copy_name(code: str, place: str, title: str, year: int) -> str:
    """`9301 อำเภอเมืองพัทลุง ประชุมประจำเดือน 2569`, without a suffix; the place gives way."""
    end = f"{_safe(title)} {year}"
    place = _cut(_safe(place), max(_LONGEST - len(end), 0), f"{code}  {end}")
    return f"{code} {place} {end}" if place else f"{code} {end}"


def _cut(place: str, longest: int, others: str) -> str:
    """The beginning of a place's name that has room beside the other words."""
    cut = place[:longest]
    if sys.platform != "win32":
        room = max(_MOST_BYTES - len(others.encode()), 0)
        cut = cut.encode()[:room].decode(errors="ignore")
    return cut.strip(" .")


def _safe(words: str) -> str:
    return " ".join(_NOT_ON_WINDOWS.sub(" ", words).split())[:_LONGEST].strip(" .")
