"""What can be said of plans on the command line."""

from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands
from cdd_desktop.plans.records import Level

_PLAN = "ชื่อแผน หรือรหัสพื้นที่:ช่วงปี เช่น 900101:2571-2575 ดูจาก plan list"


def add_plans(commands: Commands) -> None:
    """`plan list`, `plan make`, `plan adopt`, `plan workbook`."""
    plan = commands.add_parser("plan", help="แผนพัฒนาหมู่บ้าน ตำบล และอำเภอ")
    actions = plan.add_subparsers(metavar="คำสั่ง", required=True, dest="plan")
    listing = actions.add_parser("list", help="รายชื่อแผน จำนวนโครงการ และงบที่ขอ")
    listing.add_argument("--area", default="", metavar="รหัส", help="จังหวัด อำเภอ ตำบล หรือหมู่บ้าน")
    listing.set_defaults(command="plan list")
    make = actions.add_parser("make", help="สร้างแผนใหม่ที่ยังไม่มีโครงการ")
    make.add_argument(
        "--level",
        choices=[level.value for level in Level],
        help="ระดับแผน ไม่ใส่ = ตามรหัสพื้นที่ (amphoe-needs = แผนความต้องการระดับอำเภอ)",
    )
    make.add_argument(
        "--area", "--village", required=True, metavar="รหัส", help="รหัสอำเภอ ตำบล หรือหมู่บ้าน"
    )
    make.add_argument("--years", required=True, metavar="ช่วงปี", help="เช่น 2571-2575 หรือ 2571")
    make.add_argument("--name", default="", metavar="ชื่อ", help="ชื่อแผน ถ้าไม่ใช้ชื่อตามระดับ")
    make.set_defaults(command="plan make")
    adopt = actions.add_parser("adopt", help="ประกาศใช้แผน")
    adopt.add_argument("name", metavar="แผน", help=_PLAN)
    adopt.add_argument("--on", required=True, metavar="วันที่", help="วันที่ประกาศใช้")
    adopt.set_defaults(command="plan adopt")
    workbook = actions.add_parser("workbook", help="ทำแบบกรอกโครงการเป็น .xlsx แก้แล้วนำเข้าได้")
    workbook.add_argument("name", metavar="แผน", help=_PLAN)
    workbook.add_argument("--out", type=Path, required=True, metavar="ไฟล์")
    workbook.add_argument("--blank", action="store_true", help="แบบเปล่า ไม่มีโครงการเดิม")
    workbook.set_defaults(command="plan workbook")


def add_project_import(kinds: Commands) -> None:
    """`import projects FILE --plan PLAN`."""
    projects = kinds.add_parser("projects", help="โครงการของแผน จากแบบกรอกหรือบัญชีโครงการของสำนักงาน")
    projects.add_argument("file", type=Path, metavar="ไฟล์")
    projects.add_argument("--plan", required=True, metavar="แผน", help=_PLAN)
    projects.add_argument("--good-rows", action="store_true", help="รับเฉพาะแถวที่ถูกต้อง")
    projects.add_argument("--preview", action="store_true", help="บอกว่าจะเปลี่ยนอะไร โดยยังไม่บันทึก")
    projects.add_argument(
        "--save-refused", type=Path, metavar="ไฟล์", help="เขียนแถวที่ไม่รับพร้อมเหตุผลเป็น .xlsx หรือ .csv"
    )
    projects.add_argument("--sheet", metavar="แผ่นงาน", help="ชื่อแผ่นงาน ถ้าไม่ใช่แผ่นแรกที่มีบัญชีโครงการ")
    projects.set_defaults(command="import projects")
