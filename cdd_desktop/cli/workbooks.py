"""Commands about fill-in workbooks: out to be filled in, back, and those that are waited for."""

import argparse
import sys
from pathlib import Path

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.workbooks.records import FileResult, Outcome, Per, TakeReport
from cdd_desktop.cli.backups import keep_before_import
from cdd_desktop.cli.days import day_typed
from cdd_desktop.cli.reports import fiscal_year
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.thai.calendar import day_in_thailand, short_thai_date
from cdd_desktop.thai.digits import to_arabic

_OWNER_MARKS = ("~$", ".")  # files that a spreadsheet keeps beside an open one
_TOLD = (Outcome.CHANGED, Outcome.REFUSED)


def make(chosen: argparse.Namespace) -> int:
    """`workbook make --area CODE --year YEAR --out FOLDER [--per tambon] [--due DAY] …`."""
    year = fiscal_year(chosen.year)
    due = day_typed(chosen.due) if chosen.due else None
    with open_office(chosen.data_dir) as services:
        instrument, round_ = _round_of(services, chosen, year)
        judged = _judged(services, instrument, year)
        made = services.workbooks.make(
            instrument,
            year,
            round_,
            to_arabic(chosen.area.strip()),
            Per(chosen.per),
            chosen.out,
            due_on=due,
            filled=chosen.filled,
            replace=chosen.replace,
        )
    for one in made:
        left = f" (เว้น {one.left_out:,} หมู่บ้านที่ล็อกแล้วหรือใช้รุ่นอื่น)" if one.left_out else ""
        print(f"{one.area_code}\t{one.villages:,} {judged}\t{one.path.name}{left}")
    print(f"ทำแบบกรอก {len(made):,} ไฟล์ใน {chosen.out} แล้ว")
    return 0


def take(chosen: argparse.Namespace) -> int:
    """`workbook take FILE… [--good-rows] [--preview] [--save-refused FILE]`."""
    paths = _files(chosen.files)
    year = None if chosen.year is None else fiscal_year(chosen.year)
    if chosen.save_refused is not None and chosen.save_refused.suffix.lower() != ".xlsx":
        told = "แถวที่ไม่รับเขียนเป็นแบบกรอก .xlsx กรุณาตั้งชื่อไฟล์ให้ลงท้ายด้วย .xlsx"
        raise ValidationFailed({"save_refused": told})
    if chosen.save_refused is not None and chosen.save_refused.resolve() in {
        path.resolve() for path in paths
    }:
        told = f"“{chosen.save_refused.name}” เป็นไฟล์ที่กำลังรับ กรุณาตั้งชื่ออื่น"
        raise ValidationFailed({"save_refused": told})
    with open_office(chosen.data_dir) as services:
        books = services.workbooks
        report = books.check(paths, instrument_id=chosen.instrument, year=year)
        _tell(report)
        if chosen.save_refused is not None and report.count(Outcome.REFUSED):
            told_of = {file.path: file.problems for file in report.files}
            count = books.give_back(paths, chosen.save_refused, told_of)
            print(
                f"เขียนแถวที่ไม่รับ {count:,} แถวพร้อมเหตุผลไว้ที่ {chosen.save_refused.name} "
                "แก้แล้วรับไฟล์นั้นได้เลย"
            )
        if chosen.preview:
            print(f"จะบันทึก {report.answers:,} คำตอบ ยังไม่มีอะไรถูกบันทึก")
            return 0
        if not chosen.good_rows and (report.count(Outcome.REFUSED) or report.refused_files):
            raise ImportRejected(
                "ยังไม่ได้รับแบบกรอก กรุณาแก้ตามรายการแล้วรับใหม่ หรือรับเฉพาะแถวที่ถูกต้อง (--good-rows)"
            )
        keep_before_import(services)
        done = books.take(
            paths, instrument_id=chosen.instrument, year=year, good_rows=chosen.good_rows
        )
    if done.operation is None:
        print("ไม่มีอะไรเปลี่ยนแปลง")
    else:
        print(f"รับแบบกรอกแล้ว บันทึก {done.answers:,} คำตอบ เลิกทำได้ด้วย cdd-desktop undo")
    return 0


def owed(chosen: argparse.Namespace) -> int:
    """`workbook owed --year YEAR [--on DAY] [--all]`: a line for each workbook."""
    year = fiscal_year(chosen.year)
    with open_office(chosen.data_dir) as services:
        instrument, round_ = _round_of(services, chosen, year)
        judged = _judged(services, instrument, year)
        lines = services.workbooks.outstanding(instrument, year, round_)
        today = day_in_thailand(services.store.now())
    on = day_typed(chosen.on) if chosen.on else today
    shown = [line for line in lines if chosen.all or line.is_owed]
    for line in shown:
        due = "ไม่มีกำหนด" if line.due_on is None else f"กำหนด {short_thai_date(line.due_on)}"
        back = "" if line.returned_on is None else f"\tรับคืน {short_thai_date(line.returned_on)}"
        print(
            f"{line.area_code}\t{line.area}\t{line.state(on)}\tครบ {line.complete:,} จาก "
            f"{line.villages:,} {judged}\t{due}{back}"
        )
    if not lines:
        print("ยังไม่ได้ทำแบบกรอกของรอบนี้ ทำด้วย workbook make")
    elif not shown:
        print(f"ไม่มีค้างส่ง ครบทั้ง {len(lines):,} ไฟล์")
    return 0


def _tell(report: TakeReport) -> None:
    """What becomes of each file, and of the rows that somebody should look at."""
    for file in report.files:
        if file.refusal:
            print(f"ไม่รับทั้งไฟล์: {file.refusal}", file=sys.stderr)
            continue
        known = " (ไฟล์นี้เคยรับแล้ว)" if file.is_known else ""
        print(f"{file.path.name}: {_counted(file)}{known}")
        for row in file.rows:
            if row.outcome in _TOLD or (row.outcome is Outcome.SAME and row.told):
                out = sys.stderr if row.outcome is Outcome.REFUSED else sys.stdout
                told = f"  แถว {row.number} {row.place} {row.outcome.value}: {row.told}"
                print(told, file=out)


def _counted(file: FileResult) -> str:
    return " ".join(f"{one.value} {file.count(one):,}" for one in Outcome) + " แถว"


def _files(typed: list[Path]) -> list[Path]:
    """The files, and those in the folders, in the order of their names."""
    found: list[Path] = []
    for path in typed:
        if path.is_dir():
            inside = sorted(path.glob("*.xlsx"))
            found += [each for each in inside if not each.name.startswith(_OWNER_MARKS)]
        else:
            found.append(path)
    if not found:
        raise ValidationFailed({"files": "ไม่พบไฟล์ .xlsx ในโฟลเดอร์นั้น กรุณาตรวจชื่อโฟลเดอร์"})
    return found


def _judged(services: Services, instrument: str, year: int) -> str:
    is_office = services.checklists.instrument(instrument, year).judges_office
    return "สำนักงาน" if is_office else "หมู่บ้าน"


def _round_of(services: Services, chosen: argparse.Namespace, year: int) -> tuple[str, Round]:
    instrument = services.checklists.instrument(chosen.instrument or MOI_23, year)
    return instrument.id, Round(chosen.round) if chosen.round else instrument.default_round
