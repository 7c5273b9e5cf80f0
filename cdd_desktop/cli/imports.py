"""Commands that take data in."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23, Instrument
from cdd_desktop.checklists.likely_instrument import likely_instrument
from cdd_desktop.cli.backups import keep_before_import
from cdd_desktop.cli.days import day_typed
from cdd_desktop.cli.main import print_problems
from cdd_desktop.cli.matches import confirm_places, write_questions
from cdd_desktop.cli.reports import fiscal_year
from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.reading import ReadGrid, ReadTable, read_grid
from cdd_desktop.documents.refused_rows import require_sheet_beside, write_refused
from cdd_desktop.errors import RowProblem
from cdd_desktop.places.government_file import GOVERNMENT_TITLES
from cdd_desktop.places.government_import import GovernmentImporter
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.register_file import REGISTER_TITLES
from cdd_desktop.progress import Silent


def villages(chosen: argparse.Namespace) -> int:
    """`import villages FILE [--good-rows] [--replace] [--save-refused FILE]`."""
    with open_office(chosen.data_dir) as services:
        importer = VillageImporter(services.store, services.areas)
        table = table_under(read_grid(chosen.file, sheet=chosen.sheet), REGISTER_TITLES)
        if chosen.save_refused:
            checked = importer.check(table, chosen.file.name, replace=chosen.replace)
            _save_refused(chosen, table, checked.refused)
        keep_before_import(services)
        report = importer.take(
            table, chosen.file.name, good_rows=chosen.good_rows, replace=chosen.replace
        )
    print(
        f"นำเข้าทะเบียนจาก {chosen.file.name}: อ่าน {report.rows:,} แถว เพิ่ม {report.added:,} "
        f"แก้ไข {report.changed:,} คงเดิม {report.unchanged:,} ไม่รับ {len(report.refused):,}"
    )
    _print_rest(report.notes, report.refused)
    return 0


def governments(chosen: argparse.Namespace) -> int:
    """`import governments FILE [--on DAY] [--good-rows] [--replace] [--save-refused FILE]`."""
    on = day_typed(chosen.on) if chosen.on else None
    with open_office(chosen.data_dir) as services:
        importer = GovernmentImporter(services.store, services.areas)
        table = table_under(read_grid(chosen.file, sheet=chosen.sheet), GOVERNMENT_TITLES)
        if chosen.save_refused:
            checked = importer.check(table, on=on, replace=chosen.replace)
            _save_refused(chosen, table, checked.refused)
        keep_before_import(services)
        report = importer.take(
            table, chosen.file.name, on=on, good_rows=chosen.good_rows, replace=chosen.replace
        )
    print(
        f"นำเข้าหมู่บ้านตาม อปท. จาก {chosen.file.name}: อ่าน {report.rows:,} แถว "
        f"กำหนด {report.assigned:,} คงเดิม {report.unchanged:,} เว้นว่าง {report.blank:,} "
        f"ไม่รับ {len(report.refused):,}"
    )
    _print_rest(report.notes, report.refused)
    return 0


def answers(chosen: argparse.Namespace) -> int:
    """`import answers FILE [--instrument ID] [--year 2569] [--good-rows] [--replace]
    [--save-refused FILE] [--match FILE]`."""
    year = None if chosen.year is None else fiscal_year(chosen.year)
    with open_office(chosen.data_dir) as services:
        importer = AnswerImporter(services.store, services.checklists, services.villages)
        grid = read_grid(chosen.file, sheet=chosen.sheet)
        instrument = _instrument(services, grid, chosen.instrument, year)
        file = importer.read(grid, instrument.id, Silent(), year=year)
        if chosen.match:
            _settle_doubts(services, chosen.match)
        if chosen.match or chosen.save_refused:
            checked = importer.check(file, instrument_id=instrument.id, replace=chosen.replace)
            if chosen.match and checked.doubts:
                count = write_questions(chosen.match, checked.doubts)
                print(
                    f"มีหมู่บ้านที่ต้องยืนยัน {count:,} แห่ง กรุณากรอกรหัสหมู่บ้านในไฟล์ {chosen.match.name} "
                    "แล้วนำเข้าใหม่ด้วยคำสั่งเดิม"
                )
            if chosen.save_refused:
                _save_refused(chosen, file.table, checked.refused, told=file.told)
        keep_before_import(services)
        report = importer.take(
            file,
            instrument_id=instrument.id,
            good_rows=chosen.good_rows,
            replace=chosen.replace,
        )
    print(
        f"นำเข้าผลประเมิน {instrument.short_title} จาก {chosen.file.name}: {report.sheets:,} แบบ "
        f"เพิ่ม {report.added:,} คำตอบ แทนที่ {report.replaced:,} คงเดิม {report.unchanged:,} "
        f"เว้นว่าง {report.blank:,} ไม่รับ {len(report.refused):,}"
    )
    _print_rest(report.notes, report.refused)
    return 0


def _instrument(
    services: Services, grid: ReadGrid, wanted: str | None, year: int | None
) -> Instrument:
    """The one asked for, or else the one that the file tells."""
    if wanted:
        return services.checklists.instrument(wanted, year)
    known = sorted(services.checklists.instruments(year), key=lambda one: one.id != MOI_23)
    return likely_instrument(grid, known)


def _settle_doubts(services: Services, path: Path) -> None:
    count = confirm_places(services, path)
    if count:
        print(f"จำหมู่บ้านที่ยืนยันใน {path.name} แล้ว {count:,} แห่ง")


def _save_refused(
    chosen: argparse.Namespace,
    table: ReadTable,
    refused: Sequence[RowProblem],
    *,
    told: Sequence[tuple[str, str]] = (),
) -> None:
    path: Path = chosen.save_refused
    require_sheet_beside(path, chosen.file)
    if refused:
        count = write_refused(path, table, refused, told=told)
        print(f"เขียนแถวที่ไม่รับ {count:,} แถวพร้อมเหตุผลไว้ที่ {path.name} แก้แล้วนำเข้าไฟล์นั้นได้เลย")


def _print_rest(notes: Sequence[str], refused: Sequence[RowProblem]) -> None:
    for note in notes:
        print(f"  {note}")
    print_problems(refused)
