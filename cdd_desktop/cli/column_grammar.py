"""What can be said of columns of reports on the command line."""

from cdd_desktop.cli.thai_parser import Commands, ThaiParser


def add_columns(commands: Commands) -> None:
    """`columns list`, `fields`, `save`, `rename`, `delete`."""
    columns = commands.add_parser("columns", help="แม่แบบคอลัมน์ของรายงานที่เป็นตาราง")
    actions = columns.add_subparsers(metavar="คำสั่ง", required=True, dest="columns")
    listing = actions.add_parser("list", help="แม่แบบที่บันทึกไว้")
    listing.add_argument(
        "report", nargs="?", default="", metavar="ชื่อรายงาน", help="ไม่ใส่ = ทุกรายงาน"
    )
    listing.set_defaults(command="columns list")
    fields = actions.add_parser("fields", help="คอลัมน์ทั้งหมดที่รายงานมีให้เลือก")
    fields.add_argument("report", metavar="ชื่อรายงาน")
    _add_instrument(fields)
    fields.set_defaults(command="columns fields")
    save = actions.add_parser("save", help="บันทึกแม่แบบ")
    save.add_argument("name", metavar="ชื่อแม่แบบ")
    save.add_argument("--report", required=True, metavar="ชื่อรายงาน")
    save.add_argument(
        "--fields",
        required=True,
        metavar="คอลัมน์",
        help='รหัสจาก columns fields คั่นด้วยจุลภาค เปลี่ยนหัวด้วย = เช่น name,passed="ผ่าน"',
    )
    save.add_argument("--replace", action="store_true", help="แทนแม่แบบชื่อเดียวกัน")
    _add_instrument(save)
    save.set_defaults(command="columns save")
    rename = actions.add_parser("rename", help="เปลี่ยนชื่อแม่แบบ")
    rename.add_argument("name", metavar="ชื่อแม่แบบ")
    rename.add_argument("new_name", metavar="ชื่อใหม่")
    rename.add_argument("--report", required=True, metavar="ชื่อรายงาน")
    rename.set_defaults(command="columns rename")
    delete = actions.add_parser("delete", help="ลบแม่แบบ")
    delete.add_argument("name", metavar="ชื่อแม่แบบ")
    delete.add_argument("--report", required=True, metavar="ชื่อรายงาน")
    delete.set_defaults(command="columns delete")


def _add_instrument(parser: ThaiParser) -> None:
    parser.add_argument("--instrument", metavar="รหัส", help="แบบประเมิน (ปกติคือ 4 ด้าน 23 ตัวชี้วัด)")
