"""What a report asked for must meet, before anything of it is read."""

from datetime import date

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.targets import year_problem
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.places.service import OfficeService, VillageService
from cdd_desktop.reporting.catalogue import Choice, report_named
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.thai.calendar import fiscal_year, is_fiscal_year, thai_date
from cdd_desktop.thai.months import month_name

_OF_OFFICES = frozenset({"checklist-blank", "checklist-filled"})  # reports with a sheet for each
_QUARTERS = range(1, 5)


class Requirements:
    """Refuses what no report can be made for."""

    def __init__(
        self,
        areas: Areas,
        office: OfficeService,
        villages: VillageService,
        checklists: ChecklistService,
    ) -> None:
        self._areas = areas
        self._office = office
        self._villages = villages
        self._checklists = checklists

    def check(self, options: ReportOptions, today: date) -> None:
        """Raises `NotFound` or `ValidationFailed` for an area, year or day that cannot be."""
        report = report_named(options.report)
        self._check_area(options, for_village=report.picks_village or not report.of_instrument)
        self._check_days(options, today)

    def _check_area(self, options: ReportOptions, *, for_village: bool) -> None:
        code = options.area_code
        is_village = len(code) > TAMBON_CODE_LENGTH
        if is_village and not for_village:
            raise ValidationFailed({"area": "รายงานนี้ทำรายตำบล อำเภอ หรือจังหวัด กรุณาเลือกพื้นที่ให้กว้างขึ้น"})
        if is_village and not report_named(options.report).of_instrument:
            self._villages.last_known(code)  # its plans are there when the village is no more
        elif is_village:
            self._villages.by_code(code, as_of=options.as_of)
        else:
            self._areas.get(code)
        if code[:2] not in self._office.get().provinces:
            raise ValidationFailed(
                {"area": f"พื้นที่{self._areas.label(code)} ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่อื่น"}
            )

    def _check_days(self, options: ReportOptions, today: date) -> None:
        if not report_named(options.report).of_instrument:
            self._check_own_year(options)
            self._check_month(options, today)
            return
        instrument = self._checklists.instrument(options.instrument, options.fiscal_year)
        if problem := year_problem(instrument, options.fiscal_year, today):
            raise ValidationFailed({"year": problem})
        if instrument.judges_office and options.report not in _OF_OFFICES:
            told = (
                f"รายงานนี้นับหมู่บ้าน แต่ {instrument.short_title} ประเมินสำนักงาน กรุณาเลือกแบบประเมินอื่น "
                "หรือพิมพ์แบบประเมินเปล่าและแบบประเมินที่กรอกแล้ว"
            )
            raise ValidationFailed({"instrument": told})
        if Choice.COMPARED_WITH in report_named(options.report).choices:
            self._check_compared_year(options, instrument, today)
        if options.as_of is not None and options.as_of > today:
            told = f"วันที่ {thai_date(options.as_of)} ยังมาไม่ถึง กรุณาเลือกวันนี้หรือวันก่อนหน้า"
            raise ValidationFailed({"as_of": told})

    def _check_own_year(self, options: ReportOptions) -> None:
        """Plans and meetings may be of years to come; they stand as they are today.

        Waste stands as the places stood at the end of its month.
        """
        if not is_fiscal_year(options.fiscal_year):
            told = f"ปีงบประมาณ {options.fiscal_year} ไม่ถูกต้อง กรุณาใช้ปี พ.ศ. เช่น 2571"
            raise ValidationFailed({"year": told})
        if options.quarter is not None and options.quarter not in _QUARTERS:
            raise ValidationFailed({"quarter": "ไตรมาสมี 1 ถึง 4 กรุณาเลือกใหม่"})
        if options.as_of is not None:
            told = "รายงานนี้ไม่ทำย้อนหลังตามทะเบียน กรุณาเว้นช่องตามทะเบียน ณ วันที่"
            raise ValidationFailed({"as_of": told})

    def _check_month(self, options: ReportOptions, today: date) -> None:
        month = options.month
        if month is None:
            return
        if month > today:
            told = f"เดือน{month_name(month)} ยังมาไม่ถึง กรุณาเลือกเดือนนี้หรือเดือนก่อนหน้า"
            raise ValidationFailed({"month": told})
        if fiscal_year(month) != options.fiscal_year:
            told = (
                f"เดือน{month_name(month)} ไม่อยู่ในปีงบประมาณ {options.fiscal_year} กรุณาเลือกเดือนหรือปีใหม่"
            )
            raise ValidationFailed({"month": told})

    def _check_compared_year(
        self, options: ReportOptions, instrument: Instrument, today: date
    ) -> None:
        year = options.compared_with
        if year == options.fiscal_year:
            told = f"เทียบปี {year} กับปีเดียวกันไม่ได้ กรุณาเลือกปีอื่นมาเทียบ"
            raise ValidationFailed({"compared_with": told})
        if year is not None and (problem := year_problem(instrument, year, today)):
            raise ValidationFailed({"compared_with": problem})
