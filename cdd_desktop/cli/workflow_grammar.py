"""What can be said of the way of sheets to the announcement on the command line."""

from cdd_desktop.cli.thai_parser import Commands, ThaiParser

_AREA = "จังหวัด อำเภอ ตำบล หรือหมู่บ้าน"
_STEP = "ชื่อหรือรหัสขั้นตอน เช่น อำเภอรับรอง"
_ON = "เช่น 30/6/2569 (ปกติคือวันนี้)"


def add_workflow(commands: Commands) -> None:
    """`workflow steps|show|forward|return|announce|unlock|log`."""
    workflow = commands.add_parser(
        "workflow", help="การรับรองผลประเมิน: เสนอต่อ ส่งคืนแก้ไข ประกาศ ปลดล็อก"
    )
    actions = workflow.add_subparsers(metavar="คำสั่ง", required=True, dest="workflow")
    actions.add_parser("steps", help="ขั้นตอนของสำนักงาน").set_defaults(command="workflow steps")
    show = _action(actions, "show", "หมู่บ้านอยู่ขั้นใด ได้ระดับใด เปลี่ยนจากปีก่อนหรือไม่")
    _add_area(show)
    show.add_argument("--step", metavar="ขั้น", help=f"{_STEP} เฉพาะที่อยู่ขั้นนี้")
    forward = _action(actions, "forward", "เสนอแบบที่ตอบครบของพื้นที่ไปขั้นต่อไป")
    _add_area(forward)
    forward.add_argument("--to", required=True, metavar="ขั้น", help=_STEP)
    forward.add_argument("--letter", metavar="ที่หนังสือ", help="ที่หนังสือนำส่งของอำเภอ สำหรับขั้นส่งจังหวัด")
    forward.add_argument("--letter-date", metavar="วันที่", help="วันที่ของหนังสือนำส่ง")
    forward.add_argument("--reason", default="", metavar="ข้อความ")
    _add_batch(forward)
    announce = _action(actions, "announce", "ประกาศระดับของแบบที่ตอบครบของพื้นที่ แล้วล็อกคำตอบ")
    _add_area(announce)
    announce.add_argument("--number", required=True, metavar="ประกาศ", help="ชื่อหรือเลขที่ประกาศ")
    _add_batch(announce)
    back = _action(actions, "return", "ส่งคืนแก้ไข พร้อมเหตุผล")
    back.add_argument("--to", required=True, metavar="ขั้น", help=_STEP)
    unlock = _action(actions, "unlock", "ปลดล็อกแบบที่ประกาศแล้ว พร้อมเหตุผล")
    for parser in (back, unlock):
        parser.add_argument("codes", nargs="+", metavar="รหัส", help="รหัสหมู่บ้าน")
        parser.add_argument("--reason", required=True, metavar="เหตุผล")
        parser.add_argument("--on", metavar="วันที่", help=_ON)
    log = _action(actions, "log", "ใครทำอะไรกับแบบของหมู่บ้าน เมื่อใด เพราะอะไร")
    log.add_argument("codes", nargs=1, metavar="รหัส", help="รหัสหมู่บ้าน")


def _action(actions: Commands, name: str, told: str) -> ThaiParser:
    """A command of a round of a fiscal year."""
    parser = actions.add_parser(name, help=told)
    parser.add_argument("--year", required=True, metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2569")
    parser.add_argument("--instrument", metavar="รหัส", help="แบบประเมิน (ปกติคือ 4 ด้าน 23 ตัวชี้วัด)")
    parser.add_argument("--round", choices=["before", "after"], help="before = ก่อน after = หลัง")
    parser.set_defaults(command=f"workflow {name}")
    return parser


def _add_area(parser: ThaiParser) -> None:
    parser.add_argument("--area", required=True, metavar="รหัส", help=_AREA)


def _add_batch(parser: ThaiParser) -> None:
    parser.add_argument("--on", metavar="วันที่", help=_ON)
    parser.add_argument(
        "--preview", action="store_true", help="บอกจำนวนและข้อยกเว้นก่อน โดยยังไม่เปลี่ยนอะไร"
    )
