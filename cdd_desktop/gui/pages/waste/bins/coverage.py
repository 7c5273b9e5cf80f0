"""What villages and areas have of bins, in the lines of two tables, and the estimate in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from cdd_desktop.gui.line_model import Shown
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.thai.digits import format_number
from cdd_desktop.waste.bins.estimate import LABEL
from cdd_desktop.waste.bins.rolled import RolledBins, RolledSaving
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.parameters.records import sources_of

_UNKNOWN = "–"
BY_WORDS: Mapping[By, str] = {
    By.AMPHOE: "รายอำเภอ",
    By.TAMBON: "รายตำบล",
    By.GOVERNMENT: "ราย อปท.",
    By.VILLAGE: "รายหมู่บ้าน",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """A place's bins and its estimate; the last of a table is the total."""

    bins: RolledBins
    saving: RolledSaving | None = None
    tambon: str = ""  # of a village
    is_total: bool = False

    @property
    def name(self) -> str:
        """As the table calls it, marked where a register in it is not whole."""
        tambon = f" ต.{self.tambon}" if self.tambon else ""
        total = "รวม " if self.is_total else ""
        return f"{total}{self.bins.name}{tambon}" + ("" if self.bins.is_whole else " *")


class VillageColumn(IntEnum):
    """Of the list of villages."""

    TAMBON = 0
    NAME = 1
    MADE = 2
    SHARE = 3


class CoverageColumn(IntEnum):
    """Of the table of areas."""

    NAME = 0
    HOUSEHOLDS = 1
    TARGET = 2
    WITHOUT = 3
    MADE = 4
    ADDED = 5
    SHARE = 6
    PROPER = 7
    REGULAR = 8
    BOTH = 9
    SHARE_BOTH = 10
    SAVED = 11
    SAVED_BOTH = 12


def percent(part: int | None, whole: int | None) -> str:
    """`83.3`; a dash where either is not told or there is nothing to be a part of."""
    if part is None or not whole:
        return _UNKNOWN
    exact = Decimal(100 * part) / whole
    return format_number(exact.quantize(Decimal("0.1"), ROUND_HALF_UP), 1)


def many(count: int | None) -> str:
    """A count; a dash where it is not told."""
    return _UNKNOWN if count is None else f"{count:,}"


def _tonnes(value: Decimal | None) -> str:
    return _UNKNOWN if value is None else format_number(value, 2)


def _made(line: RolledBins) -> str:
    if not line.bases:
        return _UNKNOWN
    return f"{many(line.count.installed)}/{many(line.count.target)}"


def _village_tip(line: RolledBins) -> str:
    if not line.bases:
        return f"{line.name} ยังไม่มีทะเบียนหรือยอดรวมของเดือนนี้"
    told = {
        Basis.HOUSEHOLD: "จากทะเบียนครัวเรือน" + ("" if line.is_whole else " ซึ่งยังไม่ครบ"),
        Basis.AGGREGATE: "จากยอดรวมที่กรอก",
        Basis.ESTIMATE: "จากประมาณการ",
    }
    words = [line.name, *(told[basis] for basis in sorted(line.bases))]
    if not line.is_added:
        words.append("ไม่รวมในผลรวม เพราะนับยอดทั้ง อปท. แทน")
    return " · ".join(words)


def village_columns(areas: Areas) -> Mapping[IntEnum, Shown[RolledBins]]:
    """The list of villages, each under its tambon."""

    def tambon(line: RolledBins) -> str:
        return tambon_of(areas, line)

    return {
        VillageColumn.TAMBON: Shown(heading="ตำบล", width=100, text=tambon, tip=tambon),
        VillageColumn.NAME: Shown(
            heading="หมู่บ้าน",
            width=0,
            text=lambda line: line.name + ("" if line.is_whole else " *"),
            tip=_village_tip,
        ),
        VillageColumn.MADE: Shown(
            heading="ถัง/เป้า", width=84, text=_made, is_number=True, tip=_village_tip
        ),
        VillageColumn.SHARE: Shown(
            heading="ร้อยละ",
            width=64,
            text=lambda line: percent(line.count.installed, line.count.target),
            is_number=True,
            tip=_village_tip,
        ),
    }


def tambon_of(areas: Areas, line: RolledBins) -> str:
    """The tambon of a village's line; "" of an อปท."""
    if line.unit is None or line.unit.village_id is None:
        return ""
    area = areas.find(line.code[:TAMBON_CODE_LENGTH])
    return "" if area is None else area.name


def _number(heading: str, width: int, field: str) -> Shown[CoverageLine]:
    return Shown(
        heading=heading,
        width=width,
        text=lambda line: many(getattr(line.bins.count, field)),
        is_number=True,
    )


COVERAGE_COLUMNS: Mapping[IntEnum, Shown[CoverageLine]] = {
    CoverageColumn.NAME: Shown(
        heading="พื้นที่",
        width=0,
        text=lambda line: line.name,
        tip=lambda line: f"{line.name} · มียอด {line.bins.reported:,} จาก {line.bins.units:,} หมู่บ้าน",
    ),
    CoverageColumn.HOUSEHOLDS: _number("ครัวเรือน", 78, "households"),
    CoverageColumn.TARGET: _number("เป้าหมาย", 78, "target"),
    CoverageColumn.WITHOUT: _number("ไม่มีพื้นที่", 80, "without_space"),
    CoverageColumn.MADE: _number("จัดทำแล้ว", 80, "installed"),
    CoverageColumn.ADDED: _number("เพิ่ม", 54, "added"),
    CoverageColumn.SHARE: Shown(
        heading="ร้อยละทุกถัง",
        width=94,
        text=lambda line: percent(line.bins.count.installed, line.bins.count.target),
        is_number=True,
        tip=lambda _: "ถังทั้งหมดต่อครัวเรือนเป้าหมาย",
    ),
    CoverageColumn.PROPER: _number("ถูกวิธี", 62, "proper"),
    CoverageColumn.REGULAR: _number("ประจำ", 62, "regular"),
    CoverageColumn.BOTH: _number("ทั้งสอง", 66, "both"),
    CoverageColumn.SHARE_BOTH: Shown(
        heading="ร้อยละใช้จริง",
        width=98,
        text=lambda line: percent(line.bins.count.both, line.bins.count.target),
        is_number=True,
        tip=lambda _: "ถังที่ใช้ถูกวิธีและเป็นประจำต่อครัวเรือนเป้าหมาย",
    ),
    CoverageColumn.SAVED: Shown(
        heading=f"{LABEL}ทุกถัง\n(tCO2e)",
        width=112,
        text=lambda line: _tonnes(line.saving.all.tco2e) if line.saving else _UNKNOWN,
        is_number=True,
        tip=lambda _: f"{LABEL}ก๊าซเรือนกระจกของเดือนนี้ (tCO2e) คิดจากถังทุกใบ",
    ),
    CoverageColumn.SAVED_BOTH: Shown(
        heading=f"{LABEL}ใช้จริง\n(tCO2e)",
        width=112,
        text=lambda line: _tonnes(line.saving.both.tco2e) if line.saving else _UNKNOWN,
        is_number=True,
        tip=lambda _: f"{LABEL}ก๊าซเรือนกระจกของเดือนนี้ (tCO2e) คิดจากถังที่ใช้ถูกวิธีและเป็นประจำ",
    ),
}


def total_words(lines: Sequence[RolledBins]) -> str:
    """What the lines come to together, without those that are in no sum."""
    added = [line for line in lines if line.is_added and line.bases]
    told = sum(line.reported for line in lines)
    villages = sum(line.units for line in lines)
    if not added:
        return f"ยังไม่มียอดของเดือนนี้ ({villages:,} หมู่บ้าน)"
    made = sum(line.count.installed or 0 for line in added)
    both = sum(line.count.both or 0 for line in added)
    target = sum(line.count.target or 0 for line in added)
    return (
        f"รวมถัง {made:,} จากเป้าหมาย {target:,} ครัวเรือน ร้อยละ {percent(made, target)} · "
        f"ใช้ถูกวิธีและประจำ {both:,} ร้อยละ {percent(both, target)} · "
        f"มียอด {told:,} จาก {villages:,} หมู่บ้าน"
        + ("" if all(line.is_whole for line in added) else " · * ทะเบียนยังไม่ครบ")
    )


def estimate_words(total: RolledSaving | None) -> str:
    """The estimate with the source of every rate, and whom it leaves out."""
    if total is None or total.all.wet_tonnes is None:
        return f"{LABEL}ก๊าซเรือนกระจก: ยังคิดไม่ได้ เพราะยังไม่มีจำนวนคนของครัวเรือนที่มีถัง"
    lines = [
        f"{LABEL}ของเดือนนี้: ถังทุกใบ ขยะเปียก {_tonnes(total.all.wet_tonnes)} ตัน "
        f"{_tonnes(total.all.tco2e)} tCO2e · เฉพาะที่ใช้ถูกวิธีและประจำ "
        f"ขยะเปียก {_tonnes(total.both.wet_tonnes)} ตัน {_tonnes(total.both.tco2e)} tCO2e"
    ]
    if total.people_unknown:
        lines.append(
            f"ไม่ทราบจำนวนคน {total.people_unknown:,} ครัวเรือน จึงไม่นับในค่าประมาณ "
            "กรุณากรอกจำนวนคนในทะเบียนหรือยอดรวม"
        )
    if total.people_by_rate:
        lines.append(f"คิดจำนวนคนจากค่าเฉลี่ยต่อครัวเรือน {total.people_by_rate:,} ครัวเรือน")
    if sources := sources_of(total.parameters):
        lines.append("ที่มา: " + " · ".join(sources))
    return "\n".join(lines)
