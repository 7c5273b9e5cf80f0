"""What a person chooses about a report, and the choices the office makes once."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.storage.settings import Setting
from cdd_desktop.thai.digits import Digits


class FileFormat(StrEnum):
    """What a report can be saved as; the value is the file's suffix."""

    PDF = "pdf"
    XLSX = "xlsx"
    WORD = "docx"

    @property
    def is_paper(self) -> bool:
        """Whether it is to be printed; a workbook is to be reckoned with."""
        return self is not FileFormat.XLSX

    @property
    def unit(self) -> str:
        """What the length of such a file counts; only Word itself counts a Word file's pages."""
        return {FileFormat.PDF: "หน้า", FileFormat.XLSX: "แถว", FileFormat.WORD: "แผ่น"}[self]


class Listed(StrEnum):
    """What the rows of a table of waste may be besides areas."""

    VILLAGE = "village"
    GOVERNMENT = "government"

    @property
    def label(self) -> str:
        """As screens name it."""
        return {"village": "หมู่บ้าน", "government": "อปท."}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """One report asked for.

    `area_code`: 2 to 6 digits of an area, or a village's code. `fiscal_year` Buddhist.
    `grouped_by` None: the next level down. `show_below`: give ยังไม่ผ่านเกณฑ์ its own columns.
    `with_last_year`: a blank form shows the year before's answers.
    `compared_with`: the fiscal year beside it; None: the year before.
    `measure`: what a map shows, as `measures.measures_of` keys it; "" how complete sheets are.
    `columns`: the template of columns, by its uuid or name; "" the report's own.
    `plan`: whose projects, by its uuid, name or period such as 2566-2570; "" those that cover the
    year. `meeting`: by its uuid or as 3/2569; "" the newest of the year. `quarter`: 1 to 4 of the
    fiscal year; None all of it.
    `month`: the first day of the month told of; None the usual one, see `periods.usual_month`.
    `bank`, `member`: a waste bank by its uuid or name, "" the only one of the area; a member of it
    by uuid or code. `day`: the day told of, or the last one of a statement. `entry`: one of the
    bank's receipts, by its uuid or number such as 12/2569 or รับซื้อ 12/2569; "" those of the day.
    `listed_by`: rows that are no areas, which goes before `grouped_by`. `with_names`: the names of
    people are printed whole. `is_blank`: a form to write on, whatever was recorded.
    `edition`: the version that a blank form is of, by the first of its content hash; "" the one the
    village's sheet was begun with, or would be.
    `as_of`: areas, codes and names as they stood on that day; None as they stand today.
    """

    report: str
    area_code: str
    fiscal_year: int
    instrument: str = MOI_23
    round: Round = Round.AFTER
    digits: Digits = Digits.THAI
    grouped_by: AreaLevel | None = None
    show_below: bool = True
    with_last_year: bool = False
    compared_with: int | None = None
    measure: str = ""
    columns: str = ""
    plan: str = ""
    meeting: str = ""
    quarter: int | None = None
    month: date | None = None
    bank: str = ""
    member: str = ""
    day: date | None = None
    entry: str = ""
    listed_by: Listed | None = None
    with_names: bool = False
    is_blank: bool = False
    edition: str = ""
    as_of: date | None = None

    @property
    def of_sheets(self) -> tuple[str, str, int, Round]:
        """Whose sheets: area, instrument, fiscal year and round, as the checklists take them."""
        return self.area_code, self.instrument, self.fiscal_year, self.round

    @property
    def compared_year(self) -> int:
        """The fiscal year that a report with two years sets beside its own."""
        return self.fiscal_year - 1 if self.compared_with is None else self.compared_with

    def within(self, area_code: str) -> "ReportOptions":
        """The same report for a part of its area; grouped by the level under the part, where it
        was grouped by the part's own or a wider one."""
        is_amphoe_by_tambon = len(area_code) == 4 and self.grouped_by is AreaLevel.TAMBON  # noqa: PLR2004
        grouped_by = self.grouped_by if is_amphoe_by_tambon else None
        return replace(self, area_code=area_code, grouped_by=grouped_by)


DIGITS = Setting("documents.digits", "ตัวเลขในเอกสาร", Digits.THAI, Digits)
