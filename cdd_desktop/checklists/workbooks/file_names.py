"""What workbooks are called: names that Windows takes, in official order in a folder. Pure."""

import re

from cdd_desktop.checklists.instruments import Instrument, Round

_NOT_ON_WINDOWS = re.compile(r'[\\/:*?"<>|\x00-\x1f\u200b]')
_LONGEST = 80  # characters of an instrument's or a place's name; a path has 260 in all
_NAME_BYTES = 120  # where names are counted in bytes, they have 255 in all


def workbook_name(instrument: Instrument, year: int, round_: Round, code: str, area: str) -> str:
    """`9001 อำเภอเมืองสงขลา 4 ด้าน 23 ตัวชี้วัด 2569 รอบหลัง.xlsx`."""
    title = _safe(instrument.short_title)
    return f"{code} {_safe(area)} {title} {year} รอบ{round_.label}.xlsx"


def _safe(words: str) -> str:
    plain = " ".join(_NOT_ON_WINDOWS.sub(" ", words).split())[:_LONGEST]
    return plain.encode()[:_NAME_BYTES].decode(errors="ignore").strip(" .")
