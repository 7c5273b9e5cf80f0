"""What can be said to open the window: read by itself, for the whole grammar takes a tenth of a
second, which the window would come later."""

from collections.abc import Sequence
from pathlib import Path

from cdd_desktop.cli.thai_parser import Commands, ThaiParser
from cdd_desktop.storage.backup_names import SUFFIX

PROGRAM = "cdd-desktop"
_DATA_DIR, _PROFILE = "--data-dir", "--profile-startup"
_OPEN = "open"


def add_opening(parser: ThaiParser) -> Commands:
    """What stands before every command, and `open [BACKUP]`; gives where commands are added."""
    parser.add_argument(_DATA_DIR, type=Path, metavar="โฟลเดอร์", help="โฟลเดอร์เก็บข้อมูล")
    parser.add_argument(
        _PROFILE,
        action="store_true",
        help="เปิดหน้าต่าง บอกเวลาของแต่ละขั้นเมื่อพร้อมใช้งาน แล้วปิดเอง",
    )
    parser.set_defaults(command=_OPEN)
    commands = parser.add_subparsers(title="คำสั่ง", metavar="คำสั่ง", parser_class=ThaiParser)
    opening = commands.add_parser(_OPEN, help="เปิดหน้าต่าง และดูไฟล์สำรองที่ระบุก่อนกู้คืน")
    opening.add_argument("backup", type=Path, nargs="?", metavar="ไฟล์สำรอง")
    opening.set_defaults(command=_OPEN)
    return commands


def opening_parser() -> ThaiParser:
    """The grammar for arguments that only open the window."""
    parser = ThaiParser(prog=PROGRAM)
    add_opening(parser)
    return parser


def with_command(arguments: Sequence[str]) -> list[str]:
    """Windows gives a file that is dropped on CDD.exe as its only word: it is to be opened."""
    if len(arguments) == 1 and arguments[0].lower().endswith(SUFFIX):
        return [_OPEN, "--", arguments[0]]
    return list(arguments)


def only_opens(arguments: Sequence[str]) -> bool:
    """Whether this grammar is enough; help, other commands and mistakes are the whole one's."""
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        option, _, value = rest[0].partition("=")
        if option not in {_DATA_DIR, _PROFILE}:
            return False
        rest = rest[2:] if option == _DATA_DIR and not value else rest[1:]
    before = rest[: rest.index("--")] if "--" in rest else rest
    return not rest or (rest[0] == _OPEN and not any(one.startswith("-") for one in before))
