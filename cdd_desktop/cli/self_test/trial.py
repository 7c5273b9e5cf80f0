"""The steps of the self-test, done in a process of their own that the command watches.

What it tells goes through the pipe: `begun` (title), `passed` (title, seconds), `failed` (the
sentence, a trace or nothing) and at last `ended` (what it ran on).
"""

import faulthandler
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

MESSAGES = "messages.txt"  # what Qt, or a dying process, says
_BETWEEN = "เปิดส่วนต่อไปของโปรแกรม"
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")

Step = tuple[str, Callable[[], object]]


def work_through(pipe: "Connection[Any, Any]", folder: Path) -> None:
    """Do every step in `folder` until one fails."""
    _move_in(folder)
    from cdd_desktop.cli.self_test import faults  # noqa: PLC0415 - told if it cannot be

    doing = _BETWEEN
    try:
        for title, step in _steps(folder):
            doing = title
            pipe.send(("begun", title))
            began = time.perf_counter()
            step()
            pipe.send(("passed", title, time.perf_counter() - began))
            doing = _BETWEEN
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the outcome
        pipe.send(("failed", doing, *faults.told(error)))
        return
    pipe.send(("ended", _ran_on()))


def _move_in(folder: Path) -> None:
    """Temporary files and messages of this process and its children stay in the folder."""
    temporary = folder / "ชั่วคราว"
    temporary.mkdir(exist_ok=True)
    for name in _TEMPORARY:
        os.environ[name] = str(temporary)
    tempfile.tempdir = None
    messages = (folder / MESSAGES).open("a", encoding="utf-8", buffering=1)
    with suppress(OSError):  # a window program has no such thing
        os.dup2(messages.fileno(), 2)
    sys.stdout = sys.stderr = messages
    faulthandler.enable(messages)


def _steps(folder: Path) -> Iterator[Step]:
    """In the order of an office's first day; a step's parts are loaded when it begins."""
    from cdd_desktop.cli.self_test import program_files  # noqa: PLC0415

    yield "ไฟล์ของโปรแกรมครบ", program_files.check_files

    from cdd_desktop.gui.qt_parts import check_parts  # noqa: PLC0415

    yield "ส่วนของหน้าต่างเปิดได้", check_parts

    from cdd_desktop.cli.self_test import program_contents  # noqa: PLC0415

    yield "แบบประเมิน แบบหนังสือ รายการคำ และฟอนต์อ่านได้", program_contents.check_contents

    from cdd_desktop.cli.self_test.office import (  # noqa: PLC0415
        ALL_PASSED,
        DAY,
        FILLED,
        KEYED,
        TAMBON,
        YEAR,
        OfficeTrial,
    )

    office = OfficeTrial(folder)
    yield "สร้างฐานข้อมูล และปรับรุ่นฐานข้อมูลเดิม", office.begin
    yield "ตั้งสำนักงาน นำเข้าหมู่บ้านจาก CSV และ Excel", office.found
    yield "ทำแบบกรอก Excel กรอก แล้วรับคืน", office.exchange
    yield "ทำ PDF Excel และ Word แล้วอ่านกลับ", office.print

    from cdd_desktop.gui.self_test import WindowTrial  # noqa: PLC0415

    window = WindowTrial(DAY)

    def key() -> None:
        window.open(office.data)
        window.look_at(year=YEAR, area_code=TAMBON)
        level = window.key(office.village_id(KEYED), ALL_PASSED)
        office.read_beside(level)

    try:
        yield "ฟอนต์ หน้าตา และแบบหน้าจอใช้ได้", window.start
        yield "โฟลเดอร์ใหม่เริ่มที่ขั้นตอนเริ่มใช้งาน", lambda: window.see_first_steps(folder / "เริ่ม ใหม่")
        yield "กรอกแบบประเมินด้วยแป้นพิมพ์ในหน้าต่าง เห็นระดับ และบันทึกลงไฟล์", key
        yield "เลิกทำในหน้าต่าง", window.undo
        yield "ดูตัวอย่างก่อนพิมพ์", lambda: window.preview("checklist-filled", FILLED)
        yield "เปิดทุกหน้า คู่มือ ค้นหา และประวัติ", window.see_every_page
        yield "ปิดหน้าต่างและสำรองข้อมูล", window.close
    finally:
        window.stop()
    yield "สำรอง เลิกทำ และกู้คืน ตัวเลขตรงกัน", office.bring_back
    yield "ปิดไฟล์เรียบร้อย ไม่มีข้อผิดพลาดค้าง", office.end


def _ran_on() -> str:
    from cdd_desktop.about import report_head  # noqa: PLC0415
    from cdd_desktop.gui.self_test import qt_version  # noqa: PLC0415

    return report_head(qt_version())
