"""What can be said of meeting packs on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands


def add_packs(commands: Commands) -> None:
    """`pack list`, `pack show`, `pack make`."""
    pack = commands.add_parser("pack", help="เอกสารประกอบการประชุม: รายงานและหนังสือรวมเป็นชุดเดียว")
    actions = pack.add_subparsers(metavar="คำสั่ง", required=True, dest="pack")
    actions.add_parser("list", help="รายชื่อชุดเอกสาร").set_defaults(command="pack list")
    show = actions.add_parser("show", help="รายการในชุดเอกสาร")
    show.add_argument("name", metavar="ชื่อชุด")
    show.set_defaults(command="pack show")
    make = actions.add_parser("make", help="จัดทำชุดเอกสารเป็น PDF")
    make.add_argument("name", metavar="ชื่อชุด", help="ชื่อจาก pack list เช่น ประชุมประจำเดือน")
    make.add_argument("--area", required=True, metavar="รหัส", help="รหัสจังหวัด อำเภอ หรือตำบล")
    make.add_argument("--year", required=True, metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2569")
    make.add_argument(
        "--per",
        choices=("amphoe", "tambon", "chosen"),
        help="แยกไฟล์ตามผู้รับ: ทุกอำเภอ ทุกตำบล หรือที่เลือกไว้ในชุด สั่งซ้ำเพื่อทำต่อจากที่ค้างไว้",
    )
    make.add_argument(
        "--only-changed",
        action="store_true",
        help="เฉพาะรายการที่เปลี่ยนจากฉบับก่อน พร้อมรายการหน้าที่ต้องถอดและใส่",
    )
    make.add_argument("--digits", choices=("thai", "arabic", "mixed"), help="ตัวเลขในเอกสาร")
    make.add_argument(
        "--out", type=Path, required=True, metavar="ไฟล์", help="เมื่อใช้ --per ให้ใส่โฟลเดอร์"
    )
    make.set_defaults(command="pack make")
