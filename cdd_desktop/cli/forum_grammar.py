"""What can be said of เวทีประชาคม on the command line."""

from cdd_desktop.cli.thai_parser import Commands


def add_forum(commands: Commands) -> None:
    """`forum list|begin|close|remove`."""
    forum = commands.add_parser("forum", help="เวทีประชาคม: ประเมินหมู่บ้านในที่ประชุม ทีละข้อ")
    actions = forum.add_subparsers(metavar="คำสั่ง", required=True, dest="forum")
    listing = actions.add_parser("list", help="เวทีของพื้นที่ ใหม่สุดก่อน")
    listing.add_argument("--area", default="", metavar="รหัส", help="อำเภอ ตำบล หรือหมู่บ้าน")
    listing.add_argument("--year", metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2569")
    begin = actions.add_parser("begin", help="เปิดเวทีของหมู่บ้าน แล้วทำต่อบนจอด้วย F11")
    begin.add_argument("village", metavar="หมู่บ้าน", help="รหัสหมู่บ้าน 8 หลัก")
    begin.add_argument("--year", required=True, metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2569")
    begin.add_argument("--instrument", metavar="รหัส", help="แบบประเมิน (ปกติคือ 4 ด้าน 23 ตัวชี้วัด)")
    begin.add_argument("--round", choices=("before", "after"), default="after", help="รอบก่อนหรือหลัง")
    begin.add_argument("--on", metavar="วัน", help="วันประชุม เช่น 22/11/2569 (ปกติคือวันนี้)")
    begin.add_argument("--venue", default="", metavar="สถานที่", help="สถานที่ประชุม")
    begin.add_argument("--begins", default="", metavar="เวลา", help="เริ่มประชุมเวลา เช่น 9.30")
    begin.add_argument("--taker", default="", metavar="ชื่อ", help="ผู้จดรายงานการประชุม")
    close = actions.add_parser("close", help="ปิดเวที และเขียนผลลงรายงานการประชุม")
    close.add_argument("--ends", default="", metavar="เวลา", help="เลิกประชุมเวลา เช่น 11.45")
    remove = actions.add_parser("remove", help="ลบเวทีที่เปิดผิด (คำตอบและการประชุมยังอยู่)")
    for parser in (begin, close):
        parser.add_argument("--people", type=int, metavar="จำนวน", help="จำนวนผู้เข้าร่วม (คน)")
    for parser in (close, remove):
        parser.add_argument("forum_code", metavar="เวที", help="รหัสจากคำสั่ง forum list")
    for name, parser in (
        ("list", listing),
        ("begin", begin),
        ("close", close),
        ("remove", remove),
    ):
        parser.set_defaults(command=f"forum {name}")
