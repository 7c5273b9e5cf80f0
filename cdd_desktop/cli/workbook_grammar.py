"""What can be said of fill-in workbooks on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands, ThaiParser

_YEAR = "ปีงบประมาณ พ.ศ. เช่น 2569"


def add_workbooks(commands: Commands) -> None:
    """`workbook make|take|owed`."""
    workbook = commands.add_parser(
        "workbook", help="แบบกรอก Excel ของแบบประเมิน: ทำออกไป รับคืน และรายการค้างส่ง"
    )
    actions = workbook.add_subparsers(metavar="คำสั่ง", required=True, dest="workbook")
    make = actions.add_parser("make", help="ทำแบบกรอกของทั้งพื้นที่ แยกไฟล์ตามอำเภอ ตำบล หรือหมู่บ้าน")
    make.add_argument("--area", required=True, metavar="รหัส", help="จังหวัด อำเภอ ตำบล หรือหมู่บ้าน")
    make.add_argument("--year", required=True, metavar="ปี", help=_YEAR)
    make.add_argument(
        "--per",
        choices=["amphoe", "tambon", "village"],
        default="amphoe",
        help="ไฟล์ละอำเภอ ตำบล หรือหมู่บ้าน (ปกติคืออำเภอ)",
    )
    make.add_argument("--out", type=Path, required=True, metavar="โฟลเดอร์")
    make.add_argument("--due", metavar="วันที่", help="กำหนดส่งคืน เช่น 30/6/2569")
    make.add_argument("--filled", action="store_true", help="ใส่คำตอบที่บันทึกไว้แล้วในไฟล์ด้วย")
    make.add_argument("--replace", action="store_true", help="เขียนทับแบบกรอกที่มีในโฟลเดอร์นั้น")
    _add_round_of(make)
    make.set_defaults(command="workbook make")
    take = actions.add_parser("take", help="รับแบบกรอกคืนหลายไฟล์ในครั้งเดียว เลิกทำได้ด้วยคำสั่งเดียว")
    take.add_argument("files", nargs="+", type=Path, metavar="ไฟล์", help="ไฟล์ หรือโฟลเดอร์ของแบบกรอก")
    take.add_argument("--year", metavar="ปี", help=f"รับเฉพาะของปีนี้ ({_YEAR})")
    take.add_argument("--instrument", metavar="รหัส", help="รับเฉพาะของแบบประเมินนี้")
    take.add_argument("--good-rows", action="store_true", help="รับเฉพาะแถวที่ถูกต้อง")
    take.add_argument("--preview", action="store_true", help="บอกว่าจะเปลี่ยนอะไร โดยยังไม่บันทึก")
    take.add_argument(
        "--save-refused", type=Path, metavar="ไฟล์", help="เขียนแถวที่ไม่รับพร้อมเหตุผลเป็นแบบกรอก .xlsx"
    )
    take.set_defaults(command="workbook take")
    owed = actions.add_parser("owed", help="แบบกรอกที่ค้างส่ง")
    owed.add_argument("--year", required=True, metavar="ปี", help=_YEAR)
    owed.add_argument("--on", metavar="วันที่", help="นับ ณ วันที่นี้ (ปกติคือวันนี้)")
    owed.add_argument("--all", action="store_true", help="รวมที่ส่งครบแล้วด้วย")
    _add_round_of(owed)
    owed.set_defaults(command="workbook owed")


def _add_round_of(parser: ThaiParser) -> None:
    parser.add_argument("--instrument", metavar="รหัส", help="แบบประเมิน (ปกติคือ 4 ด้าน 23 ตัวชี้วัด)")
    parser.add_argument("--round", choices=("before", "after"), help="รอบก่อนหรือหลัง")
