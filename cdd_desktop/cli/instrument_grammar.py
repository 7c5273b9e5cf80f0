"""What can be said of instruments on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands, ThaiParser

_FILE = "ไฟล์ .xlsx หรือ .yaml"


def add_instruments(commands: Commands) -> None:
    """`instrument list|show|new|export|import|publish|unpublish|remove|confirm`."""
    instrument = commands.add_parser(
        "instrument", help="แบบประเมินและรุ่น: รายการ ส่งออก นำเข้า ทำรุ่นใหม่ ประกาศใช้"
    )
    actions = instrument.add_subparsers(metavar="คำสั่ง", required=True, dest="instrument_action")
    listing = actions.add_parser("list", help="แบบประเมินทุกแบบและทุกรุ่น")
    listing.set_defaults(command="instrument list")
    show = _named(actions, "show", "ตัวชี้วัด ระดับ และสิ่งที่ต้องแก้ของรุ่นหนึ่ง")
    show.add_argument("--compare", metavar="รุ่น", help="เทียบกับรุ่นนี้")
    new = _named(actions, "new", "ทำร่างรุ่นใหม่จากรุ่นหนึ่ง")
    new.add_argument("--name", required=True, metavar="รุ่นใหม่", help="ชื่อรุ่นใหม่ เช่น 2570")
    new.add_argument("--year", required=True, metavar="ปี", help="ปีงบประมาณ พ.ศ. ที่เริ่มใช้")
    export = _named(actions, "export", "เขียนรุ่นหนึ่งเป็นไฟล์ให้แก้แล้วนำเข้าได้")
    export.add_argument("--out", type=Path, required=True, metavar="ไฟล์", help=_FILE)
    taking = actions.add_parser("import", help="รับแบบประเมินจากไฟล์เป็นร่าง ไฟล์เดิมซ้ำไม่เปลี่ยนอะไร")
    taking.add_argument("file", type=Path, metavar="ไฟล์", help=_FILE)
    taking.set_defaults(command="instrument import")
    publish = _named(actions, "publish", "ประกาศใช้ร่าง")
    publish.add_argument("--on", metavar="วันที่", help="วันที่ประกาศ ไม่ใส่ = วันนี้")
    publish.add_argument("--preview", action="store_true", help="ดูว่าพร้อมหรือยัง โดยยังไม่ประกาศ")
    _named(actions, "unpublish", "ยกเลิกการประกาศของรุ่นที่ยังไม่มีใครกรอก")
    _named(actions, "remove", "ลบร่าง")
    confirm = _named(actions, "confirm", "บันทึกว่าตรวจข้อความกับเอกสารทางการแล้ว")
    confirm.add_argument(
        "codes", nargs="+", metavar="ข้อ", help="รหัสตัวชี้วัด เช่น 1.1 หรือส่วนอื่น เช่น topic:1 level:2"
    )
    confirm.add_argument("--source", required=True, metavar="เอกสาร", help="เอกสารที่ใช้ตรวจ")
    confirm.add_argument("--by", required=True, metavar="ชื่อ", help="ผู้ตรวจ")
    confirm.add_argument("--pending", action="store_true", help="กลับเป็นรอตรวจ")


def _named(actions: Commands, name: str, told: str) -> ThaiParser:
    """A command about one version."""
    parser = actions.add_parser(name, help=told)
    parser.add_argument("id", metavar="รหัส", help="รหัสแบบประเมิน เช่น moi-4x23")
    parser.add_argument("version", metavar="รุ่น", help="เช่น 2552")
    parser.set_defaults(command=f"instrument {name}")
    return parser
