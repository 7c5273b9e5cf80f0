"""What can be said of verifications on the command line."""

from cdd_desktop.cli.thai_parser import Commands, ThaiParser

REASONS = ("near", "outlier", "new", "random")


def add_verify(commands: Commands) -> None:
    """`verify propose|start|list|show|key|finish|resolve|close|remove`."""
    verify = commands.add_parser("verify", help="สอบทาน: กรอกซ้ำตัวอย่าง และประมาณคำตอบที่กรอกผิด")
    actions = verify.add_subparsers(metavar="คำสั่ง", required=True, dest="verify")
    propose = actions.add_parser("propose", help="แสดงตัวอย่างที่จะเลือก โดยยังไม่เริ่ม")
    start = actions.add_parser("start", help="เลือกตัวอย่างและเริ่มสอบทาน")
    start.add_argument("--by", required=True, metavar="ชื่อ", help="ผู้กรอกซ้ำ")
    start.add_argument("--note", default="", metavar="ข้อความ", help="หมายเหตุ")
    listing = actions.add_parser("list", help="การสอบทานของพื้นที่")
    for parser in (propose, start, listing):
        _add_sheets(parser)
    for parser in (propose, start):
        _add_sample(parser)
    show = actions.add_parser("show", help="แบบในตัวอย่าง ข้อที่ต่างกัน และค่าประมาณ")
    key = actions.add_parser("key", help="กรอกซ้ำแบบของหมู่บ้านหนึ่ง")
    finish = actions.add_parser("finish", help="กรอกซ้ำครบแล้ว แสดงข้อที่ต่างกัน")
    resolve = actions.add_parser("resolve", help="ตัดสินข้อหนึ่งตามกระดาษ และแก้แบบประเมินถ้าผิด")
    close = actions.add_parser("close", help="ปิดการสอบทานที่ครบแล้ว")
    remove = actions.add_parser("remove", help="ลบการสอบทานที่ยังไม่มีผล")
    for parser in (show, key, finish, resolve, close, remove):
        parser.add_argument("sample", metavar="การสอบทาน", help="รหัสจากคำสั่ง verify list")
    for parser in (key, finish, resolve):
        parser.add_argument("village", metavar="หมู่บ้าน", help="รหัสหมู่บ้าน 8 หลัก")
    key.add_argument(
        "answers",
        nargs="+",
        metavar="ข้อ=คำตอบ",
        help="เช่น 1.1=1 1.2=0 1.3=25/30 เว้นหลัง = เมื่อกระดาษไม่ได้ตอบ",
    )
    resolve.add_argument("indicator", metavar="ข้อ", help="รหัสตัวชี้วัด")
    resolve.add_argument("answer", metavar="คำตอบ", help='คำตอบตามกระดาษ ใส่ "" เมื่อไม่ได้ตอบ')
    for name, parser in (
        ("propose", propose),
        ("start", start),
        ("list", listing),
        ("show", show),
        ("key", key),
        ("finish", finish),
        ("resolve", resolve),
        ("close", close),
        ("remove", remove),
    ):
        parser.set_defaults(command=f"verify {name}")


def _add_sheets(parser: ThaiParser) -> None:
    parser.add_argument("--area", required=True, metavar="รหัส", help="จังหวัด อำเภอ ตำบล หรือหมู่บ้าน")
    parser.add_argument("--year", required=True, metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2569")
    parser.add_argument("--instrument", metavar="รหัส", help="แบบประเมิน (ปกติคือ 4 ด้าน 23 ตัวชี้วัด)")
    parser.add_argument(
        "--round", choices=("before", "after"), default="after", help="รอบก่อนหรือหลัง"
    )


def _add_sample(parser: ThaiParser) -> None:
    parser.add_argument("--size", type=int, required=True, metavar="จำนวน", help="จำนวนแบบที่กรอกซ้ำ")
    parser.add_argument("--seed", type=int, metavar="เลข", help="เลขสุ่ม ใส่เลขเดิมเพื่อได้ตัวอย่างเดิม")
    parser.add_argument(
        "--why",
        action="append",
        choices=REASONS,
        help="เหตุผลที่เลือก ใส่ได้หลายครั้ง: near ใกล้เปลี่ยนระดับ outlier ต่างจากแบบอื่น "
        "new ผู้กรอกใหม่ random สุ่ม (ปกติคือทุกเหตุผล)",
    )
    parser.add_argument(
        "--new-days", type=int, default=30, metavar="วัน", help="ผู้กรอกใหม่คือเริ่มไม่เกินกี่วัน"
    )
