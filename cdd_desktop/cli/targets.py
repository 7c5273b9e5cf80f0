"""Commands about a year's target villages, due days and progress."""

import argparse
from dataclasses import replace

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.target_lists.due_paper import due_title
from cdd_desktop.checklists.target_lists.imports import TargetImporter
from cdd_desktop.checklists.target_lists.list_file import TARGET_TITLES, pasted_codes
from cdd_desktop.checklists.target_lists.records import DueDay
from cdd_desktop.checklists.workflow.records import Step, Way
from cdd_desktop.cli.days import day_typed
from cdd_desktop.cli.main import print_problems
from cdd_desktop.cli.reports import fiscal_year
from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.reading import read_grid
from cdd_desktop.documents.refused_rows import require_sheet_beside, write_refused
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.money import format_baht


def show_list(chosen: argparse.Namespace) -> int:
    """`target list --year YEAR [--area CODE]`: a line for each village."""
    year, instrument = _of(chosen)
    with open_office(chosen.data_dir) as services:
        told = services.target_lists.of_year(instrument, year)
        lines = services.target_lists.listed(instrument, year, to_arabic(chosen.area))
        for line in lines:
            parts = [line.code or "ยุบเลิกแล้ว", line.label, line.target.role.label]
            if line.mentor:
                parts.append(f"บ้านพี่ {line.mentor}")
            if line.target.satang is not None:
                parts.append(f"{format_baht(line.target.satang)} บาท")
            parts += [line.target.developer, line.target.note]
            print("\t".join(part for part in parts if part))
    if told is None:
        print(f"ปี {year} ยังไม่มีรายชื่อ จึงนับทุกหมู่บ้าน เพิ่มด้วย target add หรือ target import")
    else:
        base = "นับทุกหมู่บ้าน" if told.all_villages else "นับเฉพาะหมู่บ้านในรายชื่อ"
        print(f"{len(lines):,} หมู่บ้าน {base}{f' {told.letter}' if told.letter else ''}")
    return 0


def add(chosen: argparse.Namespace) -> int:
    """`target add CODE… --year YEAR`: villages by their codes, or all of an area."""
    year, instrument = _of(chosen)
    codes = [to_arabic(code.strip()) for code in chosen.codes]
    with open_office(chosen.data_dir) as services:
        done = 0
        for code in codes:
            if len(code) <= TAMBON_CODE_LENGTH:
                services.areas.get(code)
                done += services.target_lists.add_area(instrument, year, code)
        single = [code for code in codes if len(code) > TAMBON_CODE_LENGTH]
        if single:
            table = pasted_codes(" ".join(single))
            done += _importer(services).take(table, "รหัสที่พิมพ์", instrument, year).new
    print(f"เพิ่มในรายชื่อปี {year} แล้ว {done:,} หมู่บ้าน")
    return 0


def remove(chosen: argparse.Namespace) -> int:
    """`target remove CODE… --year YEAR`."""
    year, instrument = _of(chosen)
    wanted = {to_arabic(code.strip()) for code in chosen.codes}
    with open_office(chosen.data_dir) as services:
        lines = services.target_lists.listed(instrument, year)
        ids = [line.target.village_id for line in lines if line.code in wanted]
        if len(ids) < len(wanted):
            missing = sorted(wanted - {line.code for line in lines})
            raise NotFound(f"ไม่มีในรายชื่อปี {year}: {', '.join(missing)} กรุณาตรวจรหัสหมู่บ้าน")
        done = services.target_lists.remove_villages(instrument, year, ids)
    print(f"เอาออกจากรายชื่อปี {year} แล้ว {done:,} หมู่บ้าน")
    return 0


def copy(chosen: argparse.Namespace) -> int:
    """`target copy --from YEAR --year YEAR`."""
    year, instrument = _of(chosen)
    with open_office(chosen.data_dir) as services:
        done = services.target_lists.copy_from(instrument, year, fiscal_year(chosen.from_year))
    print(f"คัดลอกมาปี {year} แล้ว {done:,} หมู่บ้าน")
    return 0


def import_list(chosen: argparse.Namespace) -> int:
    """`target import FILE --year YEAR [--good-rows] [--preview] [--save-refused FILE]`."""
    year, instrument = _of(chosen)
    if chosen.save_refused:
        require_sheet_beside(chosen.save_refused, chosen.file)
    table = table_under(read_grid(chosen.file, sheet=chosen.sheet), TARGET_TITLES)
    with open_office(chosen.data_dir) as services:
        importer = _importer(services)
        told = importer.check(table, instrument, year)
        if chosen.save_refused and told.refused:
            write_refused(chosen.save_refused, table, told.refused)
        if not chosen.preview:
            importer.take(table, chosen.file.name, instrument, year, good_rows=chosen.good_rows)
    for note in told.notes:
        print(note)
    print_problems(told.refused)
    done = "จะเปลี่ยน" if chosen.preview else "นำเข้าแล้ว"
    print(
        f"{done} เพิ่ม {told.new:,} หมู่บ้าน แก้ {told.changed:,} คงเดิม {told.unchanged:,} "
        f"ไม่รับ {len(told.refused):,} จาก {told.rows:,} แถว"
    )
    return 0


def show_progress(chosen: argparse.Namespace) -> int:
    """`target progress --year YEAR [--area CODE] [--by LEVEL] [--on DAY] [--late]`."""
    year, instrument = _of(chosen)
    on = day_typed(chosen.on) if chosen.on else None
    with open_office(chosen.data_dir) as services:
        round_ = _round(services, chosen, instrument)
        of_sheets = (to_arabic(chosen.area), instrument, year, round_)
        by_village = chosen.by == "village"
        by = AreaLevel(chosen.by) if chosen.by and not by_village else None
        rows = services.target_lists.progress(*of_sheets, by, on=on, by_village=by_village)
        for row in rows:
            print(
                f"{row.code}\t{row.name}\tเป้าหมาย {row.expected:,}\tเริ่มแล้ว {row.begun:,}\t"
                f"ครบแล้ว {row.complete:,}\tค้างส่ง {row.late:,}"
            )
        if chosen.late:
            for late in services.target_lists.late_villages(*of_sheets, on=on):
                print(
                    f"ค้างส่ง\t{late.code}\t{late.label}\tยังไม่ถึงขั้น{late.step.name}\t"
                    f"ครบกำหนด {short_thai_date(late.due_on)} เกินมา {late.days:,} วัน"
                )
    return 0


def show_due(chosen: argparse.Namespace) -> int:
    """`target due list --year YEAR`."""
    year, instrument = _of(chosen)
    with open_office(chosen.data_dir) as services:
        round_ = _round(services, chosen, instrument)
        way = services.target_lists.way()
        found = services.target_lists.due_days(instrument, year, round_)
        for due in found:
            step, area = due_title(due, way, services.areas)
            print("\t".join(filter(None, (step, area, short_thai_date(due.due_on), due.owed_by))))
        if not found:
            print("ยังไม่ได้กำหนดวันครบกำหนด กำหนดด้วย target due set")
    return 0


def set_due(chosen: argparse.Namespace) -> int:
    """`target due set --year YEAR --on DAY [--step STEP] [--area CODE] [--owed-by NAME]`."""
    with open_office(chosen.data_dir) as services:
        due = _due_of(services, chosen)
        kept = services.target_lists.save_due_day(
            replace(
                due,
                due_on=day_typed(chosen.on),
                owed_by=due.owed_by if chosen.owed_by is None else chosen.owed_by,
            )
        )
        step, area = due_title(kept, services.target_lists.way(), services.areas)
    print(f"กำหนดให้ถึงขั้น{step} {area} ภายในวันที่ {short_thai_date(kept.due_on)} แล้ว")
    return 0


def remove_due(chosen: argparse.Namespace) -> int:
    """`target due remove --year YEAR [--step STEP] [--area CODE]`."""
    with open_office(chosen.data_dir) as services:
        due = _due_of(services, chosen)
        if not due.version:
            raise NotFound("ไม่มีวันครบกำหนดของขั้นนี้ในพื้นที่นี้ กรุณาดูด้วย target due list")
        services.target_lists.remove_due_day(due.uuid)
    print("ลบวันครบกำหนดแล้ว")
    return 0


def _of(chosen: argparse.Namespace) -> tuple[int, str]:
    return fiscal_year(chosen.year), chosen.instrument or MOI_23


def _importer(services: Services) -> TargetImporter:
    return TargetImporter(services.store, services.checklists, services.target_lists)


def _round(services: Services, chosen: argparse.Namespace, instrument_id: str) -> Round:
    if chosen.round:
        return Round(chosen.round)
    year = fiscal_year(chosen.year)
    return services.checklists.instrument(instrument_id, year).default_round


def _step(way: Way, typed: str | None) -> Step:
    if not typed:
        return way.first
    for step in way.active:
        if typed.strip() in {step.key, step.name}:
            return step
    names = ", ".join(f"{step.name} ({step.key})" for step in way.active)
    raise ValidationFailed({"step": f"ไม่มีขั้นตอน “{typed}” กรุณาเลือกจาก {names}"})


def _due_of(services: Services, chosen: argparse.Namespace) -> DueDay:
    """The due day of the step and area that were typed: the one there is, or a new one."""
    year, instrument = _of(chosen)
    round_, area = _round(services, chosen, instrument), to_arabic(chosen.area)
    step = _step(services.target_lists.way(), chosen.step)
    for due in services.target_lists.due_days(instrument, year, round_, area):
        if (due.step, due.area_code) == (step.key, area):
            return due
    new = services.target_lists.begin_due_day(instrument, year, round_, area)
    return replace(new, step=step.key)
