"""Commands about waste: months, bins, banks, and sheets in and out."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.cli.backups import keep_before_import
from cdd_desktop.cli.days import month_typed
from cdd_desktop.cli.main import print_problems
from cdd_desktop.documents.reading import ReadGrid, read_grid
from cdd_desktop.documents.refused_rows import require_sheet_beside, write_refused
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.lookups.records import Entry, ListName
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.months import last_day, month_name
from cdd_desktop.thai.searching import folded
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.exchange.outcomes import FileReport, Outcome
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.units import Scope

_NAMED = 8  # items and units in a refusal


def show_month(chosen: argparse.Namespace) -> int:
    """`waste month show --area CODE --month MONTH [--by village]`: a line for each that told."""
    month = month_typed(chosen.month)
    with open_office(chosen.data_dir) as services:
        items = {entry.key: entry for entry in _items(services, month)}
        lines = services.month_counts.roll_up(
            _area(services, chosen), [month], By[chosen.by.upper()]
        )
        told = [line for line in lines if line.reported or line.figures]
        for line in told:
            figures = "\t".join(
                f"{entry.label} {format_amount(line.figures[key])} {entry.traits.get('unit', '')}"
                for key, entry in items.items()
                if key in line.figures
            )
            print(f"{line.code}\t{line.name}\t{figures}")
        if not told:
            print(
                f"ยังไม่มีบันทึกขยะของ {month_name(month)} ในพื้นที่นี้ "
                "บันทึกด้วย waste month set หรือ import waste"
            )
    return 0


def set_figure(chosen: argparse.Namespace) -> int:
    """`waste month set VILLAGE ITEM AMOUNT --month MONTH [--basis BASIS] [--reason TEXT]`."""
    month = month_typed(chosen.month)
    code = to_arabic(chosen.village.strip())
    with open_office(chosen.data_dir) as services:
        lines = [line for line in services.months.units(code, month) if line.code == code]
        if not lines:
            raise NotFound(
                f"ไม่มีหมู่บ้านรหัส {code} ในเดือน {month_name(month)} กรุณาตรวจรหัส 8 หลักและเดือน"
            )
        item = _item(services, month, chosen.item)
        unit = lines[0].unit
        amount, typed = services.months.parse_typed(unit, item.key, chosen.amount, last_day(month))
        basis = Basis[chosen.basis.upper()]
        services.months.change(
            unit, month, item.key, basis, amount, typed=typed, reason=chosen.reason
        )
    told = f"{format_amount(amount)} {item.traits.get('unit', '')}" if amount is not None else "ว่าง"
    print(f"บันทึก {lines[0].label} {month_name(month)} {item.label}: {told} แล้ว")
    return 0


def close_month(chosen: argparse.Namespace) -> int:
    """`waste month close --area CODE --month MONTH [--note TEXT] [--anyway]`."""
    month = month_typed(chosen.month)
    with open_office(chosen.data_dir) as services:
        area = _area(services, chosen)
        problems = services.months.closing_problems(area, month)
        if (problems.missing or problems.doubts) and not chosen.anyway:
            named = ", ".join(line.label for line in problems.missing[:_NAMED])
            raise ValidationFailed(
                {
                    "area": f"ยังไม่ได้ปิดเดือน หมู่บ้านที่ยังไม่ได้บันทึก {len(problems.missing):,} แห่ง"
                    f"{f' เช่น {named}' if named else ''} จุดที่ควรตรวจ {len(problems.doubts):,} จุด "
                    "กรุณาบันทึกหรือยืนยันก่อน หรือใส่ --anyway เพื่อปิดทั้งที่ยังไม่ครบ"
                }
            )
        closed = services.months.close(area, month, chosen.note)
    print(f"ปิดเดือน {month_name(month)} แล้ว {len(closed):,} พื้นที่")
    return 0


def show_bins(chosen: argparse.Namespace) -> int:
    """`waste bins --area CODE --month MONTH`: a line for each village that has a count."""
    month = month_typed(chosen.month)
    with open_office(chosen.data_dir) as services:
        lines = services.bins.roll_up(_area(services, chosen), [month], By.VILLAGE)
        told = [line for line in lines if line.reported]
        for line in told:
            count = line.count
            print(
                f"{line.code}\t{line.name}\tเป้าหมาย {_count(count.target)}\t"
                f"มีถัง {_count(count.installed)}\t"
                f"ใช้ถูกวิธี {_count(count.proper)}\tใช้เป็นประจำ {_count(count.regular)}"
            )
        if not told:
            print(
                f"ยังไม่มีข้อมูลถังขยะเปียกของ {month_name(month)} ในพื้นที่นี้ "
                "นำเข้าด้วย import waste --kind bins"
            )
    return 0


def show_banks(chosen: argparse.Namespace) -> int:
    """`waste bank list [--area CODE]`."""
    with open_office(chosen.data_dir) as services:
        lines = services.banks.banks(_area(services, chosen))
        for line in lines:
            balance = "ไม่มีสมุดบัญชี" if line.balance is None else f"{format_baht(line.balance)} บาท"
            print(f"{line.code}\t{line.bank.name}\t{line.name}\t{line.members:,} ราย\t{balance}")
        if not lines:
            print("ยังไม่มีธนาคารขยะในพื้นที่นี้ เพิ่มในหน้าขยะชุมชน มุมมองรับซื้อ")
    return 0


def workbook(chosen: argparse.Namespace) -> int:
    """`waste workbook --area CODE [--month MONTH] [--kind KIND] --out FOLDER [--each]`."""
    month = month_typed(chosen.month) if chosen.month else None
    if month is None and chosen.kind != "bins":
        raise ValidationFailed({"month": "ยังไม่ได้บอกเดือน กรุณาใส่ --month เช่น --month 10/2568"})
    with open_office(chosen.data_dir) as services:
        area = _area(services, chosen)
        codes = _tambons(services, area) if chosen.each else [area]
        for code in codes:
            out = _out(services, chosen, code, month)
            count = _write(services, chosen.kind, code, month, out)
            print(
                f"เขียนแบบกรอก {count:,} {'ครัวเรือน' if chosen.kind == 'bins' else 'หน่วย'}แล้ว: {out}"
            )
    return 0


def import_waste(chosen: argparse.Namespace) -> int:
    """`import waste FILE [--kind KIND] [--month MONTH] [--area CODE] [--reason TEXT] …`."""
    if chosen.save_refused:
        require_sheet_beside(chosen.save_refused, chosen.file)
    month = month_typed(chosen.month) if chosen.month else None
    with open_office(chosen.data_dir) as services:
        area = _area(services, chosen)
        grid = read_grid(chosen.file, sheet=chosen.sheet)
        check, take = _importer(services, chosen, grid, area, month)
        report = check()
        if chosen.save_refused and report.refused:
            count = write_refused(chosen.save_refused, report.table, report.refused)
            print(
                f"เขียนแถวที่ไม่รับ {count:,} แถวพร้อมเหตุผลไว้ที่ {chosen.save_refused.name} "
                "แก้แล้วนำเข้าไฟล์นั้นได้เลย"
            )
        if not chosen.dry_run:
            keep_before_import(services)
            report = take()
    done = "ถ้านำเข้า" if chosen.dry_run else "นำเข้าบันทึกขยะจาก"
    print(
        f"{done} {chosen.file.name}: เพิ่ม {report.count(Outcome.NEW):,} แก้ไข "
        f"{report.count(Outcome.CHANGED):,} คงเดิม {report.count(Outcome.SAME):,} "
        f"ไม่รับ {report.count(Outcome.REFUSED):,} แถว"
    )
    for row, told in report.told.items():
        print(f"  แถว {row}: {told}")
    for note in report.notes:
        print(f"  {note}")
    print_problems(report.refused)
    return 0


def _importer(
    services: Services,
    chosen: argparse.Namespace,
    grid: ReadGrid,
    area: str,
    month: date | None,
) -> tuple[Callable[[], FileReport], Callable[[], FileReport]]:
    """What checks the file, and what takes it in."""
    if chosen.kind == "bins":
        bins = services.bin_files
        return (
            lambda: bins.check(grid, area_code=area),
            lambda: bins.take(grid, area_code=area, good_rows=chosen.good_rows),
        )
    files, reason = services.month_files, chosen.reason
    return (
        lambda: files.check(grid, month, area_code=area, reason=reason),
        lambda: files.take(grid, month, area_code=area, reason=reason, good_rows=chosen.good_rows),
    )


def _write(services: Services, kind: str, code: str, month: date | None, out: Path) -> int:
    if kind == "bins" or month is None:
        return services.bin_files.write_workbook(code, out)
    scope = Scope.WHOLE if kind == "governments" else Scope.VILLAGE
    return services.month_files.write_workbook(code, month, out, scope)


def _out(services: Services, chosen: argparse.Namespace, code: str, month: date | None) -> Path:
    """The file to write; in a folder under a name of its own."""
    out: Path = chosen.out
    if out.suffix.lower() == ".xlsx" and not chosen.each:
        return out
    area = services.areas.find(code)
    place = code if area is None else f"{area.full_name} {code}"
    called = {"bins": "ทะเบียนถังขยะเปียก", "governments": "แบบบันทึกขยะ อปท."}
    of = "" if month is None or chosen.kind == "bins" else f" {month_name(month)}"
    out.mkdir(parents=True, exist_ok=True)
    return out / f"{called.get(chosen.kind, 'แบบบันทึกขยะ')} {place}{of}.xlsx"


def _tambons(services: Services, area: str) -> list[str]:
    """The tambon of an amphoe or a province."""
    found = services.areas.find(area)
    if found is None or found.level not in (AreaLevel.PROVINCE, AreaLevel.AMPHOE):
        raise ValidationFailed({"area": "--each ใช้กับรหัสอำเภอ 4 หลักหรือจังหวัด 2 หลัก กรุณาตรวจรหัส"})
    homes = (
        [area]
        if found.level is AreaLevel.AMPHOE
        else [child.code for child in services.areas.children(area)]
    )
    return [child.code for home in homes for child in services.areas.children(home)]


def _area(services: Services, chosen: argparse.Namespace) -> str:
    """The code that was typed; raises `NotFound` for one that is no area of the ladder."""
    code = to_arabic(chosen.area.strip())
    if code and services.areas.find(code[:TAMBON_CODE_LENGTH]) is None:
        services.areas.get(code)
    return code


def _items(services: Services, month: date) -> tuple[Entry, ...]:
    return services.lookups.get(ListName.WASTE_ITEM).at(fiscal_year(last_day(month)))


def _item(services: Services, month: date, text: str) -> Entry:
    """The item that is called so: by key, label or short name."""
    wanted = folded(text)
    entries = _items(services, month)
    for entry in entries:
        if wanted in {entry.key, folded(entry.label), folded(str(entry.traits.get("short", "")))}:
            return entry
    named = ", ".join(entry.label for entry in entries[:_NAMED])
    raise NotFound(f"ไม่มีรายการ “{text}” ในบันทึกขยะ กรุณาเลือกจาก {named} เป็นต้น")


def _count(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"
