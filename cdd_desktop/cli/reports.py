"""Commands that make paper and workbooks."""

import argparse
import sys
from datetime import date

from cdd_desktop.bootstrap import open_office
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.cli.columns import template_of
from cdd_desktop.cli.days import day_typed, month_typed
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.batch import BatchService
from cdd_desktop.reporting.batch_order import HELD_REMEDY, BatchOrder, Per
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import DIGITS, FileFormat, Listed, ReportOptions
from cdd_desktop.thai.calendar import fiscal_year as year_of
from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.digits import Digits, is_ascii_digits, to_arabic

_LEVELS = frozenset(AreaLevel)


def show_list(chosen: argparse.Namespace) -> int:
    """`report list [--format tsv]`: name, Thai title, purpose."""
    for report in REPORTS:
        if chosen.format == "tsv":
            print(f"{report.name}\t{report.title}\t{report.purpose}")
        else:
            print(f"{report.name:22} {report.title}\n{'':22} {report.purpose}")
    return 0


def make(chosen: argparse.Namespace) -> int:
    """`report make NAME --area CODE --year 2569 --format pdf [--per tambon] --out FILE`.

    A month or a day tells its own year.
    """
    month = month_typed(chosen.month) if chosen.month else None
    day = day_typed(chosen.day) if chosen.day else None
    year = _year(chosen.year, month or day)
    with open_office(chosen.data_dir) as services:
        options = ReportOptions(
            report=chosen.name,
            area_code=to_arabic(chosen.area),
            fiscal_year=year,
            instrument=chosen.instrument or MOI_23,
            round=Round(chosen.round),
            digits=Digits(chosen.digits) if chosen.digits else services.settings.get(DIGITS),
            grouped_by=AreaLevel(chosen.by) if chosen.by in _LEVELS else None,
            listed_by=Listed(chosen.by) if chosen.by in set(Listed) else None,
            with_names=chosen.with_names,
            is_blank=chosen.blank,
            show_below=not chosen.hide_below,
            with_last_year=chosen.with_last_year,
            compared_with=fiscal_year(chosen.compare_with) if chosen.compare_with else None,
            columns=template_of(services, chosen.name, chosen.columns, FileFormat(chosen.format)),
            measure=chosen.measure,
            plan=chosen.plan,
            meeting=chosen.meeting,
            quarter=chosen.quarter,
            month=month,
            bank=chosen.bank,
            member=chosen.member,
            entry=chosen.entry,
            day=day,
            as_of=day_typed(chosen.as_of) if chosen.as_of else None,
        )
        if chosen.per:
            order = BatchOrder(
                options=options,
                file_format=FileFormat(chosen.format),
                per=Per(chosen.per),
                folder=chosen.out,
            )
            return _make_batch(services.batches, order)
        made = services.reports.make(options, FileFormat(chosen.format), chosen.out)
    print(f"ทำ{made.title} แล้ว: {chosen.out} ({made.length:,} {made.file_format.unit})")
    return 0


def _year(text: str, day: date | None) -> int:
    if text:
        return fiscal_year(text)
    if day is None:
        raise ValidationFailed(
            {"year": "กรุณาใส่ปีงบประมาณ เช่น --year 2569 หรือเดือน เช่น --month 10/2568"}
        )
    return year_of(day)


def _make_batch(batches: BatchService, order: BatchOrder) -> int:
    """Tells each file as it is begun; 1 where the batch is not whole."""
    try:
        result = batches.make(order, Told())
    except KeyboardInterrupt:
        print("หยุดแล้ว ไฟล์ที่ทำเสร็จยังอยู่ครบ กรุณาสั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อ", file=sys.stderr)
        return 1
    for name, why in result.remade:
        print(f"  ทำใหม่ ({why}): {name}")
    for name in result.left:
        print(f"  ไม่มีข้อมูลแล้ว แต่ยังมีไฟล์เดิมอยู่: {name}")
    print(
        f"ทำ{result.title} แยกตาม{order.per.label}แล้ว: {result.folder} "
        f"ทำ {result.made:,} ไฟล์ มีอยู่แล้ว {result.kept:,} ไฟล์ "
        f"({result.length:,} {order.file_format.unit})"
    )
    for name in result.held:
        print(f"  ยังทำไม่ได้: {name}", file=sys.stderr)
    if not result.is_whole:
        print(HELD_REMEDY, file=sys.stderr)
    return 0 if result.is_whole else 1


class Told:
    """Progress as lines of their own, apart from the result."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say what is begun."""
        if done < total:
            print(text, file=sys.stderr)

    def check_cancelled(self) -> None:
        """Ctrl+C stops it anywhere."""


def fiscal_year(text: str) -> int:
    """A year typed on the command line; raises `ValidationFailed`."""
    year = to_arabic(text.strip())
    is_year = len(year) == len("2569") and is_ascii_digits(year) and is_fiscal_year(int(year))
    if not is_year:
        raise ValidationFailed({"year": f"“{text}” ไม่ใช่ปีงบประมาณ กรุณาใส่เป็น พ.ศ. เช่น --year 2569"})
    return int(year)
