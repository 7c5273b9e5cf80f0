"""What is typed, pasted or imported into a cell of a project, read as a value. Pure."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from cdd_desktop.errors import CddError
from cdd_desktop.lookups.records import Entry
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.searching import folded
from cdd_desktop.thai.text import clean_text, short

EVERYWHERE = "ทั้งตำบล"
_NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_BETWEEN = re.compile(r"[,;\n]|\s+และ\s+")
_MOO = re.compile(r"^(?:หมู่ที่|หมู่|ม\.)?\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?(?:\s+.*)?$")
_MOO_OF_LABEL = re.compile(r"^ม\.(\d+) ")
_MOST_SAID = 8
_NOTHING = {"", "-", "–"}


class NotTyped(CddError):
    """What was typed does not go into this cell; says why."""


def typed_choice(text: str, offered: Iterable[Entry], called: str) -> str:
    """The key of the entry that is typed: its words, or the beginning of just one's; "" for none.

    Raises `NotTyped` that names what there is.
    """
    entries = tuple(offered)
    wanted = folded(text)
    if not wanted or wanted in _NOTHING:
        return ""
    same = [entry for entry in entries if folded(entry.label) == wanted]
    alike = same or [entry for entry in entries if folded(entry.label).startswith(wanted)]
    if len(alike) == 1:
        return alike[0].key
    told = ", ".join(entry.label for entry in entries[:_MOST_SAID])
    raise NotTyped(f"ไม่มี “{short(text)}” ในรายการ{called} เลือกได้: {told}")


def typed_quantity(text: str) -> Decimal | None:
    """A number of 0 or more; None for blank or a dash. Raises `NotTyped`."""
    typed = to_arabic(text).strip()
    if typed in _NOTHING:
        return None
    if not typed.isascii() or not _NUMBER.fullmatch(typed):
        raise NotTyped(f"“{short(text)}” ไม่ใช่จำนวน กรุณากรอกเป็นตัวเลขตั้งแต่ 0 ขึ้นไป เช่น 120")
    return Decimal(typed.replace(",", ""))


def typed_villages(text: str, villages: Mapping[int, str]) -> tuple[int, ...]:
    """Villages by moo (`1, 3-5`), by label, or ทั้งตำบล; in the order of `villages`.

    `villages`: label (`ม.1 บ้านนา`) by the village's row. Raises `NotTyped`.
    """
    typed = clean_text(to_arabic(text))
    if folded(typed) == folded(EVERYWHERE):
        return tuple(villages)
    by_label: dict[str, list[int]] = {}
    by_moo: dict[int, list[int]] = {}
    for village, label in villages.items():
        by_label.setdefault(folded(label), []).append(village)
        if found := _MOO_OF_LABEL.match(label):
            by_moo.setdefault(int(found[1]), []).append(village)
    named: set[int] = set()
    for part in filter(None, (each.strip() for each in _BETWEEN.split(typed))):
        if part in _NOTHING:
            continue
        if len(same := by_label.get(folded(part), ())) == 1:
            named.update(same)
            continue
        found = _MOO.match(part)
        if found is None:
            raise NotTyped(f"ไม่พบหมู่บ้าน “{short(part)}” กรุณาพิมพ์เลขหมู่ เช่น 1, 3-5 หรือ {EVERYWHERE}")
        first = int(found[1])
        for moo in range(first, int(found[2] or first) + 1):
            here = by_moo.get(moo, [])
            if not here:
                raise NotTyped(f"ไม่มีหมู่ที่ {moo} ในพื้นที่ของแผน กรุณาตรวจเลขหมู่")
            if len(here) > 1:
                raise NotTyped(f"หมู่ที่ {moo} มีหลายตำบล กรุณาเลือกหมู่บ้านในแผงของโครงการ (F6)")
            named.update(here)
    return tuple(village for village in villages if village in named)
