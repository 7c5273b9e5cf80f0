"""Commands about เวทีประชาคม: opening and closing them; the meeting itself is run on the screen."""

import argparse

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.cli.days import day_typed
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.forums.outcome import level_told
from cdd_desktop.forums.records import LAST_PAGE, ForumLine, ForumStart
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_HANDLE = 6  # last digits of an identity by which a forum is called


def show_list(chosen: argparse.Namespace) -> int:
    """`forum list [--area CODE] [--year YEAR]`."""
    year = None if chosen.year is None else _year(chosen.year)
    with open_office(chosen.data_dir) as services:
        lines = services.forums.lines(to_arabic(chosen.area.strip()), year)
        for line in lines:
            title = services.checklists.instrument(
                line.key.instrument, line.key.fiscal_year
            ).short_title
            print(
                f"{_handle(line)}\t{thai_date(line.meeting.held_on)}\t{line.label}\t{title} "
                f"ปี {line.key.fiscal_year} รอบ{line.key.round.label}\t{_state(line)}"
            )
    if not lines:
        print("ยังไม่มีเวทีประชาคม เปิดด้วย forum begin หรือกด F11 ในหน้าแบบประเมิน")
    return 0


def begin(chosen: argparse.Namespace) -> int:
    """`forum begin VILLAGE --year YEAR …`."""
    with open_office(chosen.data_dir) as services:
        today = day_in_thailand(services.store.now())
        key = SheetKey(
            village_id=services.villages.by_code(to_arabic(chosen.village.strip())).id,
            instrument=chosen.instrument or MOI_23,
            fiscal_year=_year(chosen.year),
            round=Round(chosen.round),
        )
        usual = services.forums.usual_start(key.village_id)
        start = ForumStart(
            held_on=today if chosen.on is None else day_typed(chosen.on),
            venue=chosen.venue or usual.venue,
            begins=chosen.begins,
            taker_name=chosen.taker or usual.taker_name,
            taker_position="" if chosen.taker else usual.taker_position,
            people_present=chosen.people,
        )
        line = services.forums.begin(key, start).line
    print(f"เปิดเวทีประชาคม {line.label} แล้ว รหัส {_handle(line)} ทำต่อบนจอ: เลือกหมู่บ้านแล้วกด F11")
    return 0


def close(chosen: argparse.Namespace) -> int:
    """`forum close FORUM [--ends TIME] [--people N]`."""
    with open_office(chosen.data_dir) as services:
        line = _line(services, chosen.forum_code)
        people = line.people_present if chosen.people is None else chosen.people
        closed = services.forums.close(line.uuid, ends=chosen.ends, people_present=people)
    print(f"ปิดเวทีประชาคม {line.label} แล้ว ผล: {level_told(closed.sheet)}")
    print(f"พิมพ์รายงานด้วย report make forum-minutes --area {line.code} และ forum-result")
    return 0


def remove(chosen: argparse.Namespace) -> int:
    """`forum remove FORUM`."""
    with open_office(chosen.data_dir) as services:
        services.forums.remove(_line(services, chosen.forum_code).uuid)
    print("ลบเวทีประชาคมแล้ว การประชุมและคำตอบยังอยู่ ถ้าลบผิด ให้สั่ง undo")
    return 0


def _state(line: ForumLine) -> str:
    if line.is_closed:
        return "ปิดแล้ว"
    return "ค้างที่หน้าสรุปผล" if line.at_indicator == LAST_PAGE else f"ค้างที่ข้อ {line.at_indicator}"


def _year(text: str) -> int:
    year = to_arabic(text.strip())
    if not is_ascii_digits(year):
        raise ValidationFailed({"year": f"“{text}” ไม่ใช่ปีงบประมาณ กรุณาใส่ปี พ.ศ. เช่น 2569"})
    return int(year)


def _line(services: Services, handle: str) -> ForumLine:
    wanted = handle.strip().lower()
    found = [line for line in services.forums.lines() if _handle(line) == wanted]
    if len(found) != 1:
        raise NotFound(f"ไม่มีเวทีประชาคมรหัส {handle} กรุณาดูรหัสด้วย forum list")
    return found[0]


def _handle(line: ForumLine) -> str:
    return line.uuid.hex[-_HANDLE:]
