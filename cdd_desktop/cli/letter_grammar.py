"""What can be said of letters on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands


def add_letters(commands: Commands) -> None:
    """`letter list`, `letter make`."""
    letter = commands.add_parser("letter", help="หนังสือราชการ: บันทึกข้อความ คำสั่ง รายงานการประชุม")
    actions = letter.add_subparsers(metavar="คำสั่ง", required=True, dest="letter")
    listing = actions.add_parser("list", help="รายการเอกสารที่เขียนไว้")
    listing.add_argument("--year", metavar="ปี", help="ปีงบประมาณ พ.ศ. ไม่ใส่ = ทุกปี")
    listing.add_argument("--kinds", action="store_true", help="ชนิดเอกสารที่ทำได้")
    listing.set_defaults(command="letter list")
    make = actions.add_parser("make", help="ทำเอกสารเป็นไฟล์")
    make.add_argument("name", metavar="รหัสหรือชนิด", help="รหัสจาก letter list หรือชนิด เช่น memo")
    make.add_argument("--area", metavar="รหัส", help="พื้นที่ของเอกสารใหม่")
    make.add_argument("--year", metavar="ปี", help="ปีงบประมาณ พ.ศ. ของเอกสารใหม่")
    make.add_argument("--digits", choices=("thai", "arabic", "mixed"), help="ตัวเลขในเอกสาร")
    make.add_argument("--format", choices=("pdf", "docx"), required=True, help="ชนิดไฟล์")
    make.add_argument("--out", type=Path, required=True, metavar="ไฟล์")
    make.set_defaults(command="letter make")
