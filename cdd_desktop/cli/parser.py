"""What can be said on the command line, and what is answered to what cannot.

Only the grammar; what a command does stands in the modules beside this one, imported when it is
really run, so that `--version` answers at once.
"""

from pathlib import Path

from cdd_desktop import about
from cdd_desktop.cli.boundary_grammar import add_boundaries, add_boundary_import
from cdd_desktop.cli.column_grammar import add_columns
from cdd_desktop.cli.forum_grammar import add_forum
from cdd_desktop.cli.government_grammar import add_government_import, add_governments
from cdd_desktop.cli.instrument_grammar import add_instruments
from cdd_desktop.cli.letter_grammar import add_letters
from cdd_desktop.cli.opening_grammar import PROGRAM, add_opening
from cdd_desktop.cli.pack_grammar import add_packs
from cdd_desktop.cli.plan_grammar import add_plans, add_project_import
from cdd_desktop.cli.target_grammar import add_targets
from cdd_desktop.cli.thai_parser import Commands, ThaiParser
from cdd_desktop.cli.verify_grammar import add_verify
from cdd_desktop.cli.waste_grammar import add_waste, add_waste_import
from cdd_desktop.cli.workbook_grammar import add_workbooks
from cdd_desktop.cli.workflow_grammar import add_workflow
from cdd_desktop.places.change_records import ChangeKind


def build_parser() -> ThaiParser:
    """The whole grammar; the chosen command's path stands in `command` ("import villages")."""
    parser = ThaiParser(
        prog=PROGRAM,
        description="พช. เดสก์ท็อป: บันทึกงานหมู่บ้านของสำนักงานพัฒนาชุมชน ไม่ใส่คำสั่ง = เปิดหน้าต่างโปรแกรม",
    )
    line = f"{PROGRAM} {about.program().line}"
    parser.add_argument("--version", action="version", version=line, help="บอกรุ่นของโปรแกรม")
    commands = add_opening(parser)
    _add_office(commands)
    _add_demo(commands)
    _add_villages(commands)
    add_governments(commands)
    _add_imports(commands)
    _add_reports(commands)
    add_columns(commands)
    add_letters(commands)
    add_packs(commands)
    add_plans(commands)
    add_targets(commands)
    add_workbooks(commands)
    add_waste(commands)
    add_verify(commands)
    add_forum(commands)
    add_workflow(commands)
    add_boundaries(commands)
    add_instruments(commands)
    _add_thresholds(commands)
    _add_trace(commands)
    _add_undo(commands)
    _add_backups(commands)
    _add_screenshots(commands)
    checking = commands.add_parser("check", help="ตรวจสุขภาพข้อมูลของสำนักงาน และซ่อม")
    checking.add_argument("--repair", action="store_true", help="ซ่อมสิ่งที่ซ่อมได้ หลังสำรองข้อมูล")
    checking.add_argument(
        "--preview", action="store_true", help="ใช้กับ --repair: แสดงว่าจะเปลี่ยนอะไร โดยยังไม่ซ่อม"
    )
    checking.set_defaults(command="check")
    self_test = commands.add_parser("self-test", help="ตรวจว่าโปรแกรมที่ติดตั้งทำงานครบ (ไม่แตะข้อมูลจริง)")
    self_test.add_argument(
        "--keep", type=Path, metavar="โฟลเดอร์", help="เก็บสิ่งที่ทำระหว่างตรวจไว้ในโฟลเดอร์ใหม่นี้ เพื่อเปิดดู"
    )
    self_test.set_defaults(command="self-test")
    return parser


def _add_office(commands: Commands) -> None:
    office = commands.add_parser("office", help="สำนักงานของฐานข้อมูลนี้")
    actions = office.add_subparsers(metavar="คำสั่ง", required=True, dest="office")
    create = actions.add_parser("create", help="สร้างสำนักงาน")
    create.add_argument(
        "--province", required=True, metavar="รหัส", help="รหัสจังหวัด คั่นด้วยจุลภาค เช่น 80,84,90"
    )
    create.add_argument("--name", required=True, metavar="ชื่อ", help="ชื่อสำนักงาน")
    create.set_defaults(command="office create")


def _add_demo(commands: Commands) -> None:
    demo = commands.add_parser("demo", help="เตรียมสำนักงานตัวอย่างแล้วเปิดหน้าต่าง")
    demo.add_argument("--no-window", action="store_true", help="เตรียมอย่างเดียว ไม่เปิดหน้าต่าง")
    demo.set_defaults(command="demo")


def _add_imports(commands: Commands) -> None:
    importing = commands.add_parser("import", help="นำเข้าข้อมูลจาก CSV, XLSX, XLS หรือ ODS")
    kinds = importing.add_subparsers(metavar="ชนิด", required=True, dest="kind")
    for name, text in (
        ("villages", "ทะเบียนหมู่บ้านและชุมชน"),
        ("governments", "หมู่บ้านใดสังกัด อปท. ใด"),
        ("answers", "ผลการประเมินรายตัวชี้วัด"),
    ):
        kind = kinds.add_parser(name, help=text)
        kind.add_argument("file", type=Path, metavar="ไฟล์")
        kind.add_argument("--good-rows", action="store_true", help="รับเฉพาะแถวที่ถูกต้อง")
        kind.add_argument("--replace", action="store_true", help="แทนค่าเดิมที่ต่างกัน")
        kind.add_argument(
            "--save-refused",
            type=Path,
            metavar="ไฟล์",
            help="เขียนแถวที่ไม่รับพร้อมเหตุผลเป็น .xlsx หรือ .csv ใช้คู่กับ --good-rows ก็ได้",
        )
        kind.add_argument("--sheet", metavar="แผ่นงาน", help="ชื่อแผ่นงาน ถ้าไม่ใช่แผ่นแรกที่มีข้อมูล")
        kind.set_defaults(command=f"import {name}")
        if name == "answers":
            kind.add_argument("--year", metavar="ปี", help="ปีงบประมาณ พ.ศ. ของตารางที่ไม่ได้บอกปี")
            kind.add_argument(
                "--match",
                type=Path,
                metavar="ไฟล์",
                help="ไฟล์ .csv ที่ยืนยันหมู่บ้าน ถ้ายังมีที่ไม่แน่ใจ โปรแกรมเขียนคำถามไว้ในไฟล์นี้",
            )
            _add_instrument(kind)
    add_government_import(kinds)
    add_boundary_import(kinds)
    add_project_import(kinds)
    add_waste_import(kinds)


def _add_villages(commands: Commands) -> None:
    village = commands.add_parser("village", help="ทะเบียนหมู่บ้าน: ค้นหา และบันทึกการเปลี่ยนแปลง")
    actions = village.add_subparsers(metavar="คำสั่ง", required=True, dest="village")
    listing = actions.add_parser("list", help="รายชื่อหมู่บ้านของพื้นที่")
    listing.add_argument("--text", default="", metavar="คำ", help="บางส่วนของชื่อ รหัส หรือ ม.4")
    listing.add_argument("--ended", action="store_true", help="รวมที่ยุบเลิกหรือรวมไปแล้ว")
    alike = actions.add_parser("alike", help="หมู่บ้านที่รหัสซ้ำ หรือชื่อซ้ำและใกล้เคียงในตำบลเดียวกัน")
    for parser in (listing, alike):
        parser.add_argument("--area", required=True, metavar="รหัส", help="จังหวัด อำเภอ หรือตำบล")
        _add_as_of(parser)
    show = actions.add_parser("show", help="ข้อมูลและประวัติของหมู่บ้าน")
    show.add_argument("code", metavar="รหัส")
    _add_as_of(show)
    for kind in ChangeKind:
        change = actions.add_parser(kind.value, help=kind.label)
        if kind is not ChangeKind.ADD:
            change.add_argument("code", metavar="รหัส", help="รหัสหมู่บ้านที่มีอยู่")
        if kind.takes_code:
            change.add_argument("new_code", metavar="รหัสใหม่")
        if kind.takes_name:
            change.add_argument("name", metavar="ชื่อ")
        if kind is ChangeKind.MERGE:
            change.add_argument("into", metavar="รหัสที่รวมเข้า")
        change.add_argument(
            "--on", required=kind.needs_day, metavar="วันที่", help="วันที่มีผล ไม่ใส่ = แก้ให้ถูกทุกช่วงเวลา"
        )
        change.add_argument("--note", default="", metavar="ข้อความ", help="ประกาศหรือหลักฐาน")
        change.add_argument("--preview", action="store_true", help="บอกว่าจะเปลี่ยนอะไร โดยยังไม่บันทึก")
        change.set_defaults(command="village change", kind=kind)
    for action, parser in (("list", listing), ("alike", alike), ("show", show)):
        parser.set_defaults(command=f"village {action}")


def _add_reports(commands: Commands) -> None:
    report = commands.add_parser("report", help="รายงาน")
    actions = report.add_subparsers(metavar="คำสั่ง", required=True, dest="report")
    listing = actions.add_parser("list", help="รายชื่อรายงาน")
    listing.add_argument("--format", choices=("text", "tsv"), default="text", help="รูปแบบที่แสดง")
    listing.set_defaults(command="report list")
    make = actions.add_parser("make", help="ทำรายงานเป็นไฟล์")
    make.add_argument("name", metavar="ชื่อรายงาน")
    make.add_argument("--area", required=True, metavar="รหัส", help="รหัสจังหวัด อำเภอ ตำบล หรือหมู่บ้าน")
    make.add_argument(
        "--year", default="", metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2569 (ไม่ต้องใส่เมื่อใส่เดือนหรือวันที่)"
    )
    _add_instrument(make)
    make.add_argument("--round", choices=("before", "after"), default="after", help="รอบก่อนหรือหลัง")
    make.add_argument(
        "--by",
        choices=("amphoe", "tambon", "village", "government"),
        help="จัดกลุ่มตามอำเภอหรือตำบล รายงานขยะทำรายหมู่บ้านหรือ อปท. ได้ด้วย",
    )
    _add_as_of(make)
    make.add_argument("--with-last-year", action="store_true", help="พิมพ์ผลปีก่อนไว้ในแบบประเมินเปล่า")
    make.add_argument("--compare-with", metavar="ปี", help="ปีงบประมาณที่นำมาเทียบ ไม่ใส่คือปีก่อนหน้า")
    make.add_argument("--columns", default="", metavar="แม่แบบ", help="แม่แบบคอลัมน์ ดู columns list")
    make.add_argument(
        "--measure", default="", metavar="ค่า", help="ค่าในแผนที่ เช่น level:1 หรือ indicator:1.1"
    )
    make.add_argument(
        "--plan", default="", metavar="แผน", help="ชื่อแผน หรือช่วงปี เช่น 2566-2570 (ปกติคือแผนล่าสุดของปีนั้น)"
    )
    make.add_argument(
        "--meeting", default="", metavar="ครั้งที่", help="ครั้งที่ประชุม เช่น 3/2569 (ปกติคือครั้งล่าสุดของปีนั้น)"
    )
    make.add_argument(
        "--quarter", type=int, choices=(1, 2, 3, 4), help="ไตรมาสของปีงบประมาณ ไม่ใส่คือทั้งปี"
    )
    make.add_argument("--month", default="", metavar="เดือน", help="เดือนที่รายงาน เช่น 10/2568")
    make.add_argument("--bank", default="", metavar="ชื่อ", help="ธนาคารขยะ (ไม่ต้องใส่เมื่อพื้นที่มีแห่งเดียว)")
    make.add_argument("--member", default="", metavar="รหัส", help="สมาชิกธนาคารขยะ")
    make.add_argument(
        "--entry", default="", metavar="เลขที่", help="ใบรับซื้อหรือใบรับเงินใบเดียว เช่น 12/2569"
    )
    make.add_argument("--day", default="", metavar="วันที่", help="วันที่รายงาน หรือวันสุดท้ายของช่วง")
    make.add_argument("--with-names", action="store_true", help="พิมพ์ชื่อบุคคลเต็ม (ข้อมูลส่วนบุคคล)")
    make.add_argument("--blank", action="store_true", help="แบบเปล่าสำหรับเขียน แม้มีข้อมูลแล้ว")
    make.add_argument("--hide-below", action="store_true", help="ไม่แสดงคอลัมน์ยังไม่ผ่านเกณฑ์")
    make.add_argument("--digits", choices=("thai", "arabic", "mixed"), help="ตัวเลขในเอกสาร")
    make.add_argument("--format", choices=("pdf", "xlsx", "docx"), required=True, help="ชนิดไฟล์")
    make.add_argument(
        "--per",
        choices=("amphoe", "tambon", "village"),
        help="แยกเป็นไฟล์ละอำเภอ ตำบล หรือหมู่บ้าน สั่งซ้ำเพื่อทำต่อจากที่ค้างไว้",
    )
    make.add_argument(
        "--out", type=Path, required=True, metavar="ไฟล์", help="เมื่อใช้ --per ให้ใส่โฟลเดอร์"
    )
    make.set_defaults(command="report make")


def _add_thresholds(commands: Commands) -> None:
    thresholds = commands.add_parser(
        "thresholds", help="เกณฑ์ผ่านของตัวชี้วัดที่นับครัวเรือน ไม่ใส่ค่า = แสดงที่กำหนดไว้"
    )
    thresholds.add_argument(
        "percents", nargs="*", metavar="รหัส=ร้อยละ", help="เช่น 1.1=70 เว้นหลัง = เพื่อยกเลิก"
    )
    thresholds.add_argument("--instrument", required=True, metavar="รหัส", help="แบบประเมิน")
    thresholds.add_argument(
        "--year", action="append", default=[], metavar="ปี", help="ปีที่ให้นับผลใหม่ ใส่ได้หลายครั้ง"
    )
    thresholds.set_defaults(command="thresholds")


def _add_undo(commands: Commands) -> None:
    undo = commands.add_parser("undo", help="เลิกทำรายการล่าสุด")
    undo.add_argument(
        "--list", type=_count, metavar="จำนวน", help="แสดงรายการล่าสุดตามจำนวน โดยไม่เลิกทำ"
    )
    undo.set_defaults(command="undo")


def _add_trace(commands: Commands) -> None:
    trace = commands.add_parser("trace", help="รหัสบนเอกสารมาจากข้อมูลใด และเปลี่ยนอะไรไปหลังจากออก")
    trace.add_argument("code", metavar="รหัส", help="แปดตัวที่มุมล่างของเอกสาร เช่น K4F2-9QTM")
    trace.set_defaults(command="trace")


def _count(text: str) -> int:
    """A number of things, at least one; Thai digits too."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _add_backups(commands: Commands) -> None:
    keeping = commands.add_parser("backup", help="สำรองข้อมูลทั้งหมดลงไฟล์เดียว")
    keeping.add_argument("file", type=Path, metavar="ไฟล์", help="เช่น สำรอง.cddbackup")
    keeping.add_argument("--replace", action="store_true", help="เขียนทับไฟล์เดิม")
    keeping.set_defaults(command="backup")
    restoring = commands.add_parser("restore", help="กู้คืนข้อมูลจากไฟล์สำรอง (สำรองข้อมูลปัจจุบันไว้ก่อน)")
    restoring.add_argument("file", type=Path, metavar="ไฟล์")
    restoring.add_argument("--preview", action="store_true", help="แสดงว่ามีอะไรในไฟล์ โดยไม่กู้คืน")
    restoring.set_defaults(command="restore")


def _add_screenshots(commands: Commands) -> None:
    pictures = commands.add_parser("screenshots", help="ถ่ายภาพทุกหน้าของโปรแกรม")
    pictures.add_argument("folder", type=Path, metavar="โฟลเดอร์")
    pictures.add_argument("--size", default="1366x768", help="ขนาดจอเป็นพิกเซล")
    pictures.add_argument("--scale", type=float, default=1.0, help="อัตราขยายของจอ เช่น 1.25")
    pictures.add_argument("--theme", choices=("light", "dark"), default="light", help="ชุดสี")
    pictures.set_defaults(command="screenshots")


def _add_as_of(parser: ThaiParser) -> None:
    parser.add_argument("--as-of", metavar="วันที่", help="ตามทะเบียนพื้นที่ ณ วันที่นั้น (ปกติคือวันนี้)")


def _add_instrument(parser: ThaiParser) -> None:
    parser.add_argument("--instrument", metavar="รหัส", help="แบบประเมิน (ปกติคือ 4 ด้าน 23 ตัวชี้วัด)")
