"""argparse, speaking Thai."""

import argparse
import re
from typing import NoReturn, TypeAlias

from cdd_desktop import last_words

# argparse speaks English; these are all of its complaints that our grammar can bring about
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"ขาด \1"),
    (r"unrecognized arguments: (.+)", r"ไม่รู้จัก \1"),
    (r"argument (.+?): expected one argument", r"\1 ต้องมีค่าตามหลัง"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 ใช้ \2 ไม่ได้ เลือกได้: \3"),
    (r"argument (.+?): invalid \S+ value: (.+)", r"\1 ใช้ค่า \2 ไม่ได้"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 ไม่รับค่า \2"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 กำกวม หมายถึง \2 อย่างใด"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class ThaiParser(argparse.ArgumentParser):
    """A parser whose help and complaints are Thai; a complaint exits with 2."""

    def __init__(self, *args: object, **options: object) -> None:
        options.setdefault("add_help", False)
        options.setdefault("allow_abbrev", False)
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._positionals.title = "คำสั่งและค่า"
        self._optionals.title = "ตัวเลือก"
        self.add_argument("-h", "--help", action="help", help="แสดงคำอธิบายนี้")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is."""
        for english, thai in _COMPLAINTS:
            if re.fullmatch(english, message):
                message = re.sub(english, thai, message)
                break
        last_words.tell(f"คำสั่งไม่ถูกต้อง: {message}\nดูวิธีใช้ด้วย {self.prog} --help")
        self.exit(2)

    def format_usage(self) -> str:
        """The usage line with a Thai word before it."""
        return super().format_usage().replace("usage:", "วิธีใช้:", 1)

    def format_help(self) -> str:
        """The help with a Thai word before its usage line."""
        return super().format_help().replace("usage:", "วิธีใช้:", 1)


# argparse gives the type of `add_subparsers` no public name
Commands: TypeAlias = "argparse._SubParsersAction[ThaiParser]"
