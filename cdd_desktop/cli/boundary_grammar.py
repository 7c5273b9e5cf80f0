"""What can be said of boundaries on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands


def add_boundary_import(kinds: Commands) -> None:
    """`import boundaries`."""
    boundaries = kinds.add_parser("boundaries", help="แนวเขตอำเภอหรือตำบลจากไฟล์ GeoJSON")
    boundaries.add_argument("file", type=Path, metavar="ไฟล์")
    boundaries.add_argument(
        "--source", default="", metavar="ที่มา", help="พิมพ์ไว้ใต้แผนที่ เช่น กรมการปกครอง พ.ศ. 2566"
    )
    boundaries.add_argument("--check", action="store_true", help="บอกว่าจับคู่ได้เท่าใด โดยยังไม่บันทึก")
    boundaries.set_defaults(command="import boundaries")


def add_boundaries(commands: Commands) -> None:
    """`boundary list`, `boundary remove`."""
    boundary = commands.add_parser("boundary", help="แนวเขตที่โหลดไว้สำหรับแผนที่")
    actions = boundary.add_subparsers(metavar="คำสั่ง", required=True, dest="boundary")
    actions.add_parser("list", help="แนวเขตที่มี").set_defaults(command="boundary list")
    remove = actions.add_parser("remove", help="ลบแนวเขตทั้งระดับ")
    remove.add_argument("level", choices=("amphoe", "tambon"), metavar="ระดับ")
    remove.set_defaults(command="boundary remove")
