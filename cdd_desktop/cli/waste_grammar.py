"""What can be said of waste on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands

_MONTH = "เดือนเป็น พ.ศ. เช่น 10/2568"
_AREA = "จังหวัด อำเภอ ตำบล หรือหมู่บ้าน"


def add_waste(commands: Commands) -> None:
    """`waste month show|set|close`, `waste bank list`, `waste workbook`."""
    waste = commands.add_parser("waste", help="ขยะชุมชน: บันทึกรายเดือน ถังขยะเปียก และธนาคารขยะ")
    actions = waste.add_subparsers(metavar="คำสั่ง", required=True, dest="waste")
    _add_months(actions)
    banks = actions.add_parser("bank", help="ธนาคารขยะ")
    of_bank = banks.add_subparsers(metavar="คำสั่ง", required=True, dest="bank")
    listing = of_bank.add_parser("list", help="รายชื่อธนาคารขยะ จำนวนสมาชิก และเงินคงเหลือ")
    listing.add_argument("--area", default="", metavar="รหัส", help=_AREA)
    listing.set_defaults(command="waste bank list")
    bins = actions.add_parser("bins", help="จำนวนถังขยะเปียกของพื้นที่ในเดือนหนึ่ง")
    bins.add_argument("--area", required=True, metavar="รหัส", help=_AREA)
    bins.add_argument("--month", required=True, metavar="เดือน", help=_MONTH)
    bins.set_defaults(command="waste bins")
    workbook = actions.add_parser("workbook", help="ทำแบบกรอกเป็น .xlsx แก้แล้วนำเข้าได้")
    workbook.add_argument("--area", required=True, metavar="รหัส", help=_AREA)
    workbook.add_argument("--month", metavar="เดือน", help=f"{_MONTH} (ต้องใส่กับ --kind months)")
    workbook.add_argument(
        "--kind",
        choices=["months", "governments", "bins"],
        default="months",
        help="months = บันทึกรายเดือนของหมู่บ้าน governments = ของ อปท. bins = ทะเบียนถังขยะเปียก",
    )
    workbook.add_argument(
        "--out", type=Path, required=True, metavar="โฟลเดอร์", help="โฟลเดอร์หรือไฟล์"
    )
    workbook.add_argument("--each", action="store_true", help="แยกไฟล์ทีละตำบล ใช้กับรหัสอำเภอหรือจังหวัด")
    workbook.set_defaults(command="waste workbook")


def _add_months(actions: Commands) -> None:
    month = actions.add_parser("month", help="บันทึกขยะรายเดือน")
    of_month = month.add_subparsers(metavar="คำสั่ง", required=True, dest="month_action")
    show = of_month.add_parser("show", help="ตัวเลขที่นับของแต่ละหน่วย หรือทั้งพื้นที่")
    show.add_argument("--area", required=True, metavar="รหัส", help=_AREA)
    show.add_argument("--month", required=True, metavar="เดือน", help=_MONTH)
    show.add_argument(
        "--by",
        choices=["village", "government", "tambon", "amphoe", "total"],
        default="village",
        help="บรรทัดละหมู่บ้าน อปท. ตำบล อำเภอ หรือทั้งพื้นที่",
    )
    show.set_defaults(command="waste month show")
    change = of_month.add_parser("set", help="บันทึกตัวเลขเดียวของหมู่บ้าน")
    change.add_argument("village", metavar="รหัส", help="รหัสหมู่บ้าน 8 หลัก")
    change.add_argument("item", metavar="รายการ", help="ชื่อหรือรหัสรายการ เช่น กระดาษ")
    change.add_argument("amount", metavar="จำนวน", help='เช่น 12.5 หรือ "3 ถุง" ใส่ - เพื่อลบ')
    change.add_argument("--month", required=True, metavar="เดือน", help=_MONTH)
    change.add_argument(
        "--basis",
        choices=["household", "aggregate", "estimate"],
        default="aggregate",
        help="ฐานข้อมูล: ครัวเรือน รวม หรือประมาณการ",
    )
    change.add_argument("--reason", default="", metavar="เหตุผล", help="ต้องมีเมื่อเดือนปิดแล้ว")
    change.set_defaults(command="waste month set")
    close = of_month.add_parser("close", help="ปิดเดือนของอำเภอหรือทั้งจังหวัด")
    close.add_argument("--area", required=True, metavar="รหัส", help="จังหวัดหรืออำเภอ")
    close.add_argument("--month", required=True, metavar="เดือน", help=_MONTH)
    close.add_argument("--note", default="", metavar="หมายเหตุ")
    close.add_argument("--anyway", action="store_true", help="ปิดแม้ยังมีหมู่บ้านที่ไม่ได้บันทึกหรือจุดที่ควรตรวจ")
    close.set_defaults(command="waste month close")


def add_waste_import(kinds: Commands) -> None:
    """`import waste FILE [--month 10/2568] [--dry-run]`."""
    waste = kinds.add_parser("waste", help="บันทึกขยะรายเดือน หรือทะเบียนถังขยะเปียก")
    waste.add_argument("file", type=Path, metavar="ไฟล์")
    waste.add_argument(
        "--kind",
        choices=["months", "bins"],
        default="months",
        help="months = บันทึกรายเดือน bins = ทะเบียนถังขยะเปียก",
    )
    waste.add_argument("--month", metavar="เดือน", help=f"{_MONTH} ไม่ใส่ = เดือนที่ไฟล์บอก")
    waste.add_argument("--area", default="", metavar="รหัส", help="รับเฉพาะหมู่บ้านในพื้นที่นี้")
    waste.add_argument(
        "--reason", default="", metavar="เหตุผล", help="เหตุผลเดียวสำหรับทุกแถวของเดือนที่ปิดแล้ว"
    )
    waste.add_argument("--good-rows", action="store_true", help="รับเฉพาะแถวที่ถูกต้อง")
    waste.add_argument(
        "--dry-run", "--preview", action="store_true", help="บอกว่าจะเปลี่ยนอะไร โดยยังไม่บันทึก"
    )
    waste.add_argument(
        "--save-refused", type=Path, metavar="ไฟล์", help="เขียนแถวที่ไม่รับพร้อมเหตุผลเป็น .xlsx หรือ .csv"
    )
    waste.add_argument("--sheet", metavar="แผ่นงาน", help="ชื่อแผ่นงาน ถ้าไม่ใช่แผ่นแรกที่มีข้อมูล")
    waste.set_defaults(command="import waste")
