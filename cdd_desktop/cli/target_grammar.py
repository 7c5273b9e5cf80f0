"""What can be said of target villages and due days on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands, ThaiParser

_AREA = "จังหวัด อำเภอ หรือตำบล"


def add_targets(commands: Commands) -> None:
    """`target list|add|remove|copy|import`, `target due list|set|remove`, `target progress`."""
    target = commands.add_parser(
        "target", help="หมู่บ้านเป้าหมายของปี วันครบกำหนด ความก้าวหน้า และรายการค้างส่ง"
    )
    actions = target.add_subparsers(metavar="คำสั่ง", required=True, dest="target")
    listing = _action(actions, "list", "รายชื่อหมู่บ้านเป้าหมายของปี")
    listing.add_argument("--area", default="", metavar="รหัส", help=_AREA)
    adding = _action(actions, "add", "เพิ่มหมู่บ้านในรายชื่อ ตามรหัสหมู่บ้านหรือทั้งพื้นที่")
    adding.add_argument("codes", nargs="+", metavar="รหัส", help="หมู่บ้าน ตำบล อำเภอ หรือจังหวัด")
    removing = _action(actions, "remove", "เอาหมู่บ้านออกจากรายชื่อ")
    removing.add_argument("codes", nargs="+", metavar="รหัส", help="รหัสหมู่บ้าน")
    copying = _action(actions, "copy", "คัดลอกรายชื่อจากปีอื่น ไม่รวมงบประมาณ")
    copying.add_argument("--from", dest="from_year", required=True, metavar="ปี", help="ปีต้นทาง")
    reading = _action(actions, "import", "นำเข้ารายชื่อจาก CSV, XLSX, XLS หรือ ODS")
    reading.add_argument("file", type=Path, metavar="ไฟล์")
    reading.add_argument("--good-rows", action="store_true", help="รับเฉพาะแถวที่ถูกต้อง")
    reading.add_argument("--preview", action="store_true", help="บอกว่าจะเปลี่ยนอะไร โดยยังไม่บันทึก")
    reading.add_argument("--sheet", metavar="แผ่นงาน", help="ชื่อแผ่นงาน ถ้าไม่ใช่แผ่นแรกที่มีข้อมูล")
    reading.add_argument(
        "--save-refused", type=Path, metavar="ไฟล์", help="เขียนแถวที่ไม่รับพร้อมเหตุผลเป็น .xlsx หรือ .csv"
    )
    progress = _action(actions, "progress", "เป้าหมาย เริ่มแล้ว ครบแล้ว ค้างส่ง รายพื้นที่")
    _add_round(progress)
    progress.add_argument("--area", default="", metavar="รหัส", help=_AREA)
    progress.add_argument(
        "--by",
        choices=["province", "amphoe", "tambon", "village"],
        help="บรรทัดละจังหวัด อำเภอ ตำบล หรือหมู่บ้าน (ปกติคือระดับถัดไป)",
    )
    progress.add_argument("--on", metavar="วันที่", help="นับ ณ วันที่นี้ (ปกติคือวันนี้)")
    progress.add_argument("--late", action="store_true", help="บอกรายชื่อหมู่บ้านที่ค้างส่งด้วย")
    _add_due(actions)


def _add_due(actions: Commands) -> None:
    due = actions.add_parser("due", help="วันครบกำหนดของแต่ละขั้นตอน")
    of_due = due.add_subparsers(metavar="คำสั่ง", required=True, dest="due")
    listing = _action(of_due, "list", "วันครบกำหนดที่มี", path="target due")
    _add_round(listing)
    setting = _action(of_due, "set", "กำหนดหรือเลื่อนวันครบกำหนดของขั้นหนึ่ง", path="target due")
    _add_round(setting)
    setting.add_argument("--on", required=True, metavar="วันที่", help="เช่น 30/6/2569")
    setting.add_argument("--owed-by", metavar="ผู้รับผิดชอบ", help="เช่น พัฒนากรตำบล")
    removing = _action(of_due, "remove", "ลบวันครบกำหนด", path="target due")
    _add_round(removing)
    for parser in (setting, removing):
        parser.add_argument(
            "--step", metavar="ขั้น", help="ชื่อหรือรหัสขั้นตอน (ปกติคือขั้นแรก หมู่บ้านประเมินตนเอง)"
        )
        parser.add_argument("--area", default="", metavar="รหัส", help=f"{_AREA} (ปกติคือทุกพื้นที่)")


def _action(actions: Commands, name: str, told: str, path: str = "target") -> ThaiParser:
    parser = actions.add_parser(name, help=told)
    parser.add_argument("--year", required=True, metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2569")
    parser.add_argument("--instrument", metavar="รหัส", help="แบบประเมิน (ปกติคือ 4 ด้าน 23 ตัวชี้วัด)")
    parser.set_defaults(command=f"{path} {name}")
    return parser


def _add_round(parser: ThaiParser) -> None:
    parser.add_argument("--round", choices=("before", "after"), help="รอบก่อนหรือหลัง")
