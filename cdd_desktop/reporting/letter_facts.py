"""What letters may say from the office's data: names, years, counts and lists by level."""

from collections.abc import Sequence
from functools import partial

from cdd_desktop.checklists.area_names import area_label, area_name
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.instruments import MOI_23, Instrument
from cdd_desktop.checklists.records import AreaSummary, VillageProgress
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.letters.facts import Facts
from cdd_desktop.letters.records import LetterTable
from cdd_desktop.letters.reports import ANNEX
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel
from cdd_desktop.places.service import OfficeService
from cdd_desktop.thai.digits import format_number

_AMPHOE_CODE_LENGTH = 4
BY_LEVEL = "ตารางจำแนกตามระดับ"
_AREA_HEADINGS = {
    AreaLevel.PROVINCE: "จังหวัด",
    AreaLevel.AMPHOE: "อำเภอ",
    AreaLevel.TAMBON: "ตำบล",
}


class LetterFacts:
    """The facts of any area and year of the office, by the ministry's 23 indicators."""

    def __init__(self, office: OfficeService, areas: Areas, checklists: ChecklistService) -> None:
        self._office = office
        self._areas = areas
        self._checklists = checklists

    def __call__(self, area_code: str, fiscal_year: int) -> Facts:
        """`FactsOf` of the letters. Raises `NotFound` for an area that does not exist."""
        office = self._office.get()
        instrument = self._checklists.instrument(MOI_23, fiscal_year)
        rows = self._checklists.summary(area_code, MOI_23, fiscal_year, instrument.default_round)
        total = rows[-1]
        where = area_label(self._areas, area_code)
        basis = self._checklists.level_basis(
            area_code, MOI_23, fiscal_year, instrument.default_round
        )
        texts: dict[str, str | None] = {
            "ชื่อสำนักงาน": office.name,
            "จังหวัด": self._areas.get(area_code[:2]).full_name,
            "พื้นที่": where,
            "ปีงบประมาณ": str(fiscal_year),
            "ปีงบประมาณก่อน": str(fiscal_year - 1),
            "จำนวนหมู่บ้าน": format_number(total.target),
            "จำนวนที่ประเมินแล้ว": format_number(total.assessed),
            "ร้อยละที่ประเมินแล้ว": _percent(total.assessed, total.target),
            "จำนวนที่ผ่านเกณฑ์": format_number(
                sum(count for level, count in total.levels.items() if level > 0)
            ),
            **{
                f"จำนวน{level.name.replace(' ', '')}": format_number(
                    total.levels.get(level.code, 0)
                )
                for level in instrument.levels
            },
        }
        return Facts(
            texts=texts,
            tables={
                BY_LEVEL: partial(_by_level, rows, instrument, area_code, fiscal_year, basis),
                ANNEX: partial(self._villages, area_code, fiscal_year, instrument, basis),
            },
            place_names=self._areas.own_names,
        )

    def _villages(
        self, area_code: str, fiscal_year: int, instrument: Instrument, basis: str
    ) -> LetterTable:
        """The villages that reached a level, the highest level first, in official order."""
        found = self._checklists.progress(area_code, MOI_23, fiscal_year, instrument.default_round)
        rows: list[tuple[str | int | None, ...]] = []
        for level in reversed(instrument.levels):
            reached = [one for one in found if one.level == level.code and level.code > 0]
            if reached:
                rows.append((f"ระดับ{level.name} จำนวน {format_number(len(reached))} หมู่บ้าน",))
                rows += [self._village(number, one) for number, one in enumerate(reached, 1)]
        return LetterTable(
            title="บัญชีหมู่บ้านจำแนกตามระดับ",
            note=_noted(basis),
            headings=("ที่", "อำเภอ", "ตำบล", "หมู่บ้าน"),
            weights=(0.7, 2.0, 2.0, 3.4),
            rows=tuple(rows),
        )

    def _village(self, number: int, village: VillageProgress) -> tuple[str | int | None, ...]:
        amphoe, tambon = village.code[:_AMPHOE_CODE_LENGTH], village.code[:TAMBON_CODE_LENGTH]
        return number, area_name(self._areas, amphoe), area_name(self._areas, tambon), village.label


def _by_level(
    rows: Sequence[AreaSummary],
    instrument: Instrument,
    area_code: str,
    fiscal_year: int,
    basis: str,
) -> LetterTable:
    below = AreaLevel.AMPHOE if len(area_code) < _AMPHOE_CODE_LENGTH else AreaLevel.TAMBON
    levels = instrument.levels
    return LetterTable(
        title=f"จำนวนหมู่บ้านจำแนกตามระดับ ปีงบประมาณ พ.ศ. {fiscal_year}",
        note=_noted(basis),
        headings=(
            _AREA_HEADINGS[below],
            "เป้าหมาย",
            "ประเมินแล้ว",
            *(level.name for level in levels),
        ),
        weights=(2.4, 1.2, 1.4, *[1.5] * len(levels)),
        rows=tuple(
            (row.name, row.target, row.assessed, *(row.levels.get(one.code, 0) for one in levels))
            for row in rows
        ),
        has_total=True,
    )


def _noted(basis: str) -> str:
    return f"หมายเหตุ ระดับ{basis}" if basis else ""


def _percent(part: int, whole: int) -> str | None:
    """Rounded as in every report; None where there is nothing to be a share of."""
    share = percent(part, whole)
    return None if share is None else str(share)
