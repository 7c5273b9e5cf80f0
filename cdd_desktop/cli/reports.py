"""Commands that make paper and workbooks."""

import argparse

from cdd_desktop.bootstrap import open_office
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.cli.days import day_typed
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import DIGITS, FileFormat, ReportOptions
from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.digits import Digits, is_ascii_digits, to_arabic


def show_list(chosen: argparse.Namespace) -> int:
    """`report list [--format tsv]`: name, Thai title, purpose."""
    for report in REPORTS:
        if chosen.format == "tsv":
            print(f"{report.name}\t{report.title}\t{report.purpose}")
        else:
            print(f"{report.name:22} {report.title}\n{'':22} {report.purpose}")
    return 0


def make(chosen: argparse.Namespace) -> int:
    """`report make NAME --area CODE --year 2569 --format pdf|xlsx --out FILE`."""
    year = fiscal_year(chosen.year)
    with open_office(chosen.data_dir) as services:
        options = ReportOptions(
            report=chosen.name,
            area_code=to_arabic(chosen.area),
            fiscal_year=year,
            instrument=chosen.instrument or MOI_23,
            round=Round(chosen.round),
            digits=Digits(chosen.digits) if chosen.digits else services.settings.get(DIGITS),
            grouped_by=AreaLevel(chosen.by) if chosen.by else None,
            show_below=not chosen.hide_below,
            with_last_year=chosen.with_last_year,
            as_of=day_typed(chosen.as_of) if chosen.as_of else None,
        )
        made = services.reports.make(options, FileFormat(chosen.format), chosen.out)
    unit = "หน้า" if made.file_format is FileFormat.PDF else "แถว"
    print(f"ทำ{made.title} แล้ว: {chosen.out} ({made.length:,} {unit})")
    return 0


def fiscal_year(text: str) -> int:
    """A year typed on the command line; raises `ValidationFailed`."""
    year = to_arabic(text.strip())
    is_year = len(year) == len("2569") and is_ascii_digits(year) and is_fiscal_year(int(year))
    if not is_year:
        raise ValidationFailed({"year": f"“{text}” ไม่ใช่ปีงบประมาณ กรุณาใส่เป็น พ.ศ. เช่น --year 2569"})
    return int(year)
