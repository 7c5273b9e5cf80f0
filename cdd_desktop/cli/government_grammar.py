"""What can be said of local governments (อปท.) on the command line."""

from cdd_desktop.cli.thai_parser import Commands

_DAY = "วันที่"


def add_governments(commands: Commands) -> None:
    """`government …`; a local government is called by its name with its kind: อบต.ลำปำ."""
    government = commands.add_parser("government", help="อปท. และหมู่บ้านในสังกัดตามวันที่")
    actions = government.add_subparsers(metavar="คำสั่ง", required=True, dest="government")
    listing = actions.add_parser("list", help="รายชื่อ อปท. และจำนวนหมู่บ้าน")
    listing.add_argument("--ended", action="store_true", help="รวมที่ยุบเลิกแล้ว")
    without = actions.add_parser("without", help="หมู่บ้านที่ยังไม่มี อปท.")
    show = actions.add_parser("show", help="ข้อมูล ชื่อเดิม และหมู่บ้านของ อปท.")
    adding = actions.add_parser("add", help="เพิ่ม อปท.")
    change = actions.add_parser("change", help="เปลี่ยนชื่อ ประเภท รหัส หรือข้อมูลติดต่อ")
    closing = actions.add_parser("close", help="ยุบเลิก อปท. หมู่บ้านจะไม่มีสังกัดตั้งแต่วันนั้น")
    assign = actions.add_parser("assign", help="กำหนดหมู่บ้านให้สังกัด อปท.")
    release = actions.add_parser("release", help="นำหมู่บ้านออกจาก อปท.")
    for parser in (show, adding, change, closing, assign):
        parser.add_argument("name", metavar="ชื่อ", help="เช่น อบต.ลำปำ หรือเทศบาลเมืองพัทลุง")
    for parser in (listing, without, adding):
        parser.add_argument(
            "--area", required=True, metavar="รหัส", help="จังหวัด หรืออำเภอ (ค้นหาใช้ตำบลได้)"
        )
    for parser in (show, change, closing, assign):
        parser.add_argument("--area", default="", metavar="รหัส", help="อำเภอที่ตั้ง เมื่อชื่อซ้ำกัน")
    change.add_argument("--to", default="", metavar="ชื่อใหม่", help="ชื่อใหม่พร้อมประเภท เช่น ทต.ลำปำ")
    for parser in (adding, change):
        parser.add_argument("--code", metavar="รหัส", help="รหัส อปท. ถ้าทราบ")
        parser.add_argument("--checked", action="store_true", help="ตรวจรหัสกับทะเบียนทางการแล้ว")
        parser.add_argument("--contact", metavar="ข้อความ", help="ผู้ประสานงานและโทรศัพท์")
    for parser in (assign, release):
        parser.add_argument(
            "codes", nargs="+", metavar="รหัส", help="รหัสหมู่บ้าน หรือรหัสตำบล อำเภอ (ทุกหมู่บ้าน)"
        )
    for parser in (adding, change, assign, release):
        parser.add_argument("--on", help="วันที่มีผล ไม่ใส่ = แก้ให้ถูกทุกช่วงเวลาของข้อมูลปัจจุบัน", metavar=_DAY)
    closing.add_argument("--on", required=True, help="วันที่ยุบเลิก", metavar=_DAY)
    for parser in (adding, change, closing, assign, release):
        parser.add_argument("--note", default="", metavar="ข้อความ", help="ประกาศหรือหลักฐาน")
    for parser in (listing, without, show):
        parser.add_argument("--as-of", help="ตามทะเบียน ณ วันที่นั้น (ปกติคือวันนี้)", metavar=_DAY)
    for name, parser in actions.choices.items():
        parser.set_defaults(command=f"government {name}")


def add_government_import(kinds: Commands) -> None:
    """`import governments FILE`: the day beside what every import takes."""
    kinds.choices["governments"].add_argument(
        "--on", help="วันที่เริ่มสังกัด ไม่ใส่ = ทุกช่วงเวลาของข้อมูลปัจจุบัน", metavar=_DAY
    )
