"""From the code on a piece of paper back to the record it shows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.errors import CddError
from cdd_desktop.places.service import VillageService
from cdd_desktop.reporting.codes import IssuedSheet
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.service import ReportService
from cdd_desktop.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedSheet:
    """What stands behind a sheet that left the office.

    `area_code`: the area, or the village as it is coded today; "" where the record is no longer
    or the sheet was for any place. `sheet`: the village's own sheet, None for tables.
    `is_current`: whether the same sheet made now would say the same; None where that cannot be
    told from the code alone, as for tables, whose grouping it does not hold.
    """

    issued: IssuedSheet
    area_code: str
    fiscal_year: int | None = None
    sheet: SheetKey | None = None
    is_current: bool | None = None


class SheetTracer:
    """Reads the register of issued sheets backwards."""

    def __init__(self, store: Store, villages: VillageService, reports: ReportService) -> None:
        self._store = store
        self._villages = villages
        self._reports = reports

    def trace(self, code: str) -> TracedSheet | None:
        """What has this code, written as anybody types it; None when the register has no such."""
        issued = self._reports.issued(code)
        if issued is None:
            return None
        kind, _, rest = issued.subject.partition(":")
        parts = rest.split("/")
        if kind == "assessment":
            return self._assessment(issued, UUID(parts[0]))
        place, instrument, year, round_, *day = parts
        if kind == "area":
            return TracedSheet(issued=issued, area_code=place, fiscal_year=int(year))
        options = ReportOptions(
            report=issued.report,
            area_code=place,
            fiscal_year=int(year),
            instrument=instrument,
            round=Round(round_),
            as_of=date.fromisoformat(day[0]) if day else None,
        )
        return self._of_village(issued, options)

    def _assessment(self, issued: IssuedSheet, uuid: UUID) -> TracedSheet:
        with self._store.reading() as session:
            row = session.scalars(
                select(AssessmentRow).where(AssessmentRow.uuid == uuid)
            ).one_or_none()
            if row is None:
                return TracedSheet(issued=issued, area_code="")
            village_id, instrument = row.village_id, row.instrument
            year, round_ = row.fiscal_year, Round(row.round)
        try:
            code = self._villages.by_id(village_id).code
        except CddError:
            return TracedSheet(issued=issued, area_code="", fiscal_year=year)
        options = ReportOptions(
            report=issued.report,
            area_code=code,
            fiscal_year=year,
            instrument=instrument,
            round=round_,
        )
        return self._of_village(issued, options)

    def _of_village(self, issued: IssuedSheet, options: ReportOptions) -> TracedSheet:
        """`options` make the sheet again."""
        try:
            village = self._villages.by_code(options.area_code)
            made = self._reports.document(options, FileFormat.PDF)
        except CddError:  # no longer in the register, or nothing is left to print
            return TracedSheet(
                issued=issued, area_code="", fiscal_year=options.fiscal_year, is_current=False
            )
        key = SheetKey(
            village_id=village.id,
            instrument=options.instrument,
            fiscal_year=options.fiscal_year,
            round=options.round,
        )
        return TracedSheet(
            issued=issued,
            area_code=village.code,
            fiscal_year=options.fiscal_year,
            sheet=key,
            is_current=any(sheet.code == issued.code for sheet in made.sheets),
        )
