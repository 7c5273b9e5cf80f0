"""Commands about the office's own columns of reports."""

import argparse
import re
from dataclasses import replace

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.documents.cells import cell_text
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.reporting.catalogue import REPORTS, Choice, report_named
from cdd_desktop.reporting.column_sample import ColumnSample
from cdd_desktop.reporting.columns import ChosenColumn, chosen
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year
from cdd_desktop.thai.text import clean_line

_COLUMN = re.compile(r'\s*([^,="]+?)\s*(?:=\s*("[^"]*"|[^,"]*))?\s*(?:,|$)')
_SAMPLE_MAX = 40


def show_list(asked: argparse.Namespace) -> int:
    """`columns list [REPORT]`: the templates, each with its columns."""
    if asked.report:
        _require_columns(asked.report)
    with open_office(asked.data_dir) as services:
        templates = services.columns.all(asked.report)
    for one in templates:
        keys = ", ".join(
            f"{column.key}={column.heading}" if column.heading else column.key
            for column in one.columns
        )
        told = keys or "เปิดอ่านไม่ได้ กรุณาบันทึกทับด้วย columns save --replace หรือสั่ง columns delete"
        print(f"{one.name}  ({one.report} {len(one.columns):,} คอลัมน์)\n    {told}")
    if not templates:
        print("ยังไม่มีแม่แบบคอลัมน์ กรุณาสร้างในปุ่มคอลัมน์ของหน้ารายงาน หรือสั่ง columns save")
    return 0


def show_fields(asked: argparse.Namespace) -> int:
    """`columns fields REPORT`: keys to choose from, what they are, and what they show."""
    _require_columns(asked.report)
    with open_office(asked.data_dir) as services:
        sample = _sample(services, asked)
    shelf = ""
    for field in sample.fields:
        if field.shelf != shelf:
            shelf = field.shelf
            print(f"[{shelf}]")
        usual = "*" if field.key in sample.usual else " "
        personal = " (ข้อมูลส่วนบุคคล)" if field.is_personal else ""
        shown = next((row[field.key] for row in sample.rows if row[field.key]), None)
        example = "" if shown is None else f" เช่น {cell_text(field.kind, shown)[:_SAMPLE_MAX]}"
        print(f"{usual} {field.key:24} {field.title}{personal}{example}")
    print("* คอลัมน์ที่รายงานใช้เมื่อไม่เลือกแม่แบบ")
    return 0


def save(asked: argparse.Namespace) -> int:
    """`columns save NAME --report REPORT --fields a,b=heading [--replace]`."""
    _require_columns(asked.report)
    columns = _columns(asked.fields)
    with open_office(asked.data_dir) as services:
        template = services.columns.begin(asked.report, asked.name, columns)
        if asked.replace:
            for one in services.columns.all(asked.report):
                if one.name == clean_line(asked.name):
                    template = replace(one, columns=columns)
        chosen(_sample(services, asked).fields, template)
        kept = services.columns.save(template)
    print(f"บันทึกแม่แบบ “{kept.name}” แล้ว {len(kept.columns):,} คอลัมน์ ใช้ด้วย report make --columns")
    return 0


def rename(asked: argparse.Namespace) -> int:
    """`columns rename NAME NEW --report REPORT`."""
    _require_columns(asked.report)
    with open_office(asked.data_dir) as services:
        template = services.columns.named(asked.report, asked.name)
        kept = services.columns.rename(template.uuid, asked.new_name)
    print(f"เปลี่ยนชื่อแม่แบบเป็น “{kept.name}” แล้ว")
    return 0


def delete(asked: argparse.Namespace) -> int:
    """`columns delete NAME --report REPORT`; `undo` brings it back."""
    _require_columns(asked.report)
    with open_office(asked.data_dir) as services:
        template = services.columns.named(asked.report, asked.name)
        services.columns.delete(template.uuid)
    print(f"ลบแม่แบบ “{template.name}” แล้ว เรียกคืนได้ด้วยคำสั่ง undo")
    return 0


def template_of(services: Services, report: str, name: str, file_format: FileFormat) -> str:
    """What `ReportOptions.columns` holds for a name typed; raises `CddError` where it has none."""
    if not name:
        return ""
    _require_columns(report)
    if report_named(report).for_villages and file_format is not FileFormat.XLSX:
        raise ValidationFailed(
            {"columns": "รายงานนี้เป็นแบบฟอร์มเมื่อพิมพ์ เลือกคอลัมน์ได้เมื่อทำเป็น Excel กรุณาใช้ --format xlsx"}
        )
    return str(services.columns.named(report, name).uuid)


def _require_columns(report: str) -> None:
    if Choice.COLUMNS not in report_named(report).choices:
        names = ", ".join(one.name for one in REPORTS if Choice.COLUMNS in one.choices)
        raise ValidationFailed({"report": f"รายงานนี้เลือกคอลัมน์ไม่ได้ กรุณาเลือกจาก: {names}"})


def _sample(services: Services, asked: argparse.Namespace) -> ColumnSample:
    """Of the first province in this year: fields hang on the report and the instrument alone."""
    today = day_in_thailand(services.store.now())
    return services.reports.columns_of(
        ReportOptions(
            report=asked.report,
            area_code=services.office.get().provinces[0],
            fiscal_year=fiscal_year(today),
            instrument=asked.instrument or MOI_23,
        )
    )


def _columns(text: str) -> tuple[ChosenColumn, ...]:
    """`code,name="ชื่อ, หมู่บ้าน"` as columns; raises `ValidationFailed`."""
    columns = []
    at = 0
    while at < len(text):
        found = _COLUMN.match(text, at)
        if found is None or found.end() == at:
            raise ValidationFailed(
                {"fields": f"อ่านคอลัมน์ตรง “{text[at:][:20]}” ไม่ได้ กรุณาใส่ เช่น code,name=หมู่บ้าน"}
            )
        columns.append(ChosenColumn(key=found[1], heading=(found[2] or "").strip('"')))
        at = found.end()
    return tuple(columns)
