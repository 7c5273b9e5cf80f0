"""Commands about the way of sheets to the announcement."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    RETURNED_WORD,
    Announcement,
    Exceptions,
    RoundOf,
    Sending,
    StageLine,
    Step,
    Way,
)
from cdd_desktop.cli.days import day_typed
from cdd_desktop.cli.reports import fiscal_year
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.thai.calendar import day_in_thailand, short_thai_date
from cdd_desktop.thai.digits import to_arabic


def show_steps(chosen: argparse.Namespace) -> int:
    """`workflow steps`: a line for each step."""
    with open_office(chosen.data_dir) as services:
        way = services.workflow.way()
    for step in way.steps:
        words = [step.holder.label]
        words += ["ต้องมีหนังสือนำส่ง"] if step.needs_letter else []
        words += ["ล็อกคำตอบ"] if step.key in way.locked else []
        words += [] if step.is_active else ["ไม่ใช้"]
        print(f"{step.key}\t{step.name}\t{' · '.join(words)}")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """`workflow show --area CODE --year YEAR [--step STEP]`: a line for each village."""
    with open_office(chosen.data_dir) as services:
        way = services.workflow.way()
        lines = _lines(services, chosen)
        wanted = None if chosen.step is None else step_named(way, chosen.step).key
    counts = Counter(way.at(line.stage).name for line in lines if line.sheet is not None)
    for line in lines:
        if wanted is None or (line.sheet is not None and line.stage == wanted):
            print("\t".join((line.code, line.label, *_told(line, way))))
    print(", ".join(f"{name} {count:,}" for name, count in counts.items()) or "ยังไม่มีแบบประเมิน")
    return 0


def forward(chosen: argparse.Namespace) -> int:
    """`workflow forward --area CODE --year YEAR --to STEP [--preview]`."""
    with open_office(chosen.data_dir) as services:
        way, on = services.workflow.way(), _day(services, chosen.on)
        to = step_named(way, chosen.to)
        sheets = [
            line.sheet
            for line in _lines(services, chosen)
            if line.sheet is not None and way.rank(line.stage) < way.rank(to.key)
        ]
        found = services.workflow.exceptions(sheets, to.key)
        _print_exceptions(found)
        ready = [sheet for sheet in sheets if sheet not in found.forbidden]
        if chosen.preview or not ready:
            print(f"เสนอไปขั้น “{to.name}” ได้ {len(ready):,} หมู่บ้าน ยังไม่ได้เปลี่ยนอะไร")
            return 0
        if chosen.letter:
            done = services.workflow.send(_letter(services, chosen, on), ready, on)
        else:
            done = services.workflow.forward(ready, to.key, on, chosen.reason)
    print(f"เสนอไปขั้น “{to.name}” แล้ว {done:,} หมู่บ้าน เลิกทำได้ด้วย undo")
    return 0


def announce(chosen: argparse.Namespace) -> int:
    """`workflow announce --area CODE --year YEAR --number TEXT [--preview]`."""
    with open_office(chosen.data_dir) as services:
        on, round_ = _day(services, chosen.on), _round(services, chosen)
        sheets = [
            line.sheet
            for line in _lines(services, chosen)
            if line.sheet is not None and line.stage != ANNOUNCED
        ]
        found = services.workflow.exceptions(sheets, ANNOUNCED)
        _print_exceptions(found)
        ready = [sheet for sheet in sheets if sheet not in found.forbidden]
        if chosen.preview or not ready:
            print(f"ประกาศได้ {len(ready):,} หมู่บ้าน ยังไม่ได้เปลี่ยนอะไร")
            return 0
        known = {one.number: one for one in services.workflow.announcements(round_)}
        made = Announcement(uuid=uuid4(), round=round_, number=chosen.number, announced_on=on)
        done = services.workflow.announce(known.get(chosen.number, made), ready)
    print(f"ประกาศแล้ว {done:,} หมู่บ้าน คำตอบถูกล็อก เลิกทำได้ด้วย undo")
    return 0


def send_back(chosen: argparse.Namespace) -> int:
    """`workflow return CODE… --year YEAR --to STEP --reason TEXT`."""
    with open_office(chosen.data_dir) as services:
        to = step_named(services.workflow.way(), chosen.to)
        sheets, on = _sheets(services, chosen), _day(services, chosen.on)
        done = services.workflow.send_back(sheets, to.key, chosen.reason, on)
    print(f"{RETURNED_WORD}ถึงขั้น “{to.name}” แล้ว {done:,} หมู่บ้าน")
    return 0


def unlock(chosen: argparse.Namespace) -> int:
    """`workflow unlock CODE… --year YEAR --reason TEXT`."""
    with open_office(chosen.data_dir) as services:
        sheets, on = _sheets(services, chosen), _day(services, chosen.on)
        done = services.workflow.unlock(sheets, chosen.reason, on)
        to = services.workflow.way().unlocked
    print(f"ปลดล็อกแล้ว {done:,} หมู่บ้าน กลับไปอยู่ขั้น “{to.name}” ระดับที่ประกาศไว้คงเดิม")
    return 0


def show_log(chosen: argparse.Namespace) -> int:
    """`workflow log CODE --year YEAR`: the newest first."""
    with open_office(chosen.data_dir) as services:
        (sheet,) = _sheets(services, chosen)
        lines = services.workflow.log(sheet)
    for line in lines:
        way = f"{line.from_step} → {line.to_step}"
        parts = (short_thai_date(line.on), line.kind.label, way, line.level, line.who, line.reason)
        print("\t".join(part for part in parts if part))
    if not lines:
        print("ยังไม่เคยเสนอแบบประเมินนี้ เสนอได้ด้วย workflow forward")
    return 0


def step_named(way: Way, text: str) -> Step:
    """A step by its key or name; raises `NotFound` naming those there are."""
    for step in way.active:
        if text.strip() in (step.key, step.name):
            return step
    names = ", ".join(f"{step.name} ({step.key})" for step in way.active)
    raise NotFound(f"ไม่มีขั้นตอน “{text}” กรุณาเลือกจาก: {names}")


def _told(line: StageLine, way: Way) -> list[str]:
    if line.sheet is None:
        return ["ยังไม่เริ่ม"]
    told = [
        way.at(line.stage).name + (f" ({RETURNED_WORD}: {line.reason})" if line.is_returned else "")
    ]
    told.append(line.level or f"ตอบแล้ว {line.answered} จาก {line.total} ข้อ")
    if line.change:
        told.append(f"{'เพิ่มขึ้น' if line.change > 0 else 'ลดลง'}จาก {line.before}")
    if line.announced is not None:
        told.append(f"ประกาศ {line.announced}".strip())
    return told


def _print_exceptions(found: Exceptions) -> None:
    for line in found.lines:
        print(f"{line.why.label}\t{line.label}\t{line.text}")
    for note in found.notes:
        print(f"หมายเหตุ {note}")


def _lines(services: Services, chosen: argparse.Namespace) -> Sequence[StageLine]:
    area = to_arabic(chosen.area)
    if not services.villages.covers(area):
        raise NotFound(f"ไม่มีพื้นที่รหัส {area} ในสำนักงานนี้ กรุณาตรวจรหัส")
    return services.workflow.lines(area, _round(services, chosen))


def _sheets(services: Services, chosen: argparse.Namespace) -> list[UUID]:
    """The sheets of the villages named; raises `NotFound`."""
    round_ = _round(services, chosen)
    found = []
    for code in dict.fromkeys(to_arabic(code) for code in chosen.codes):
        village = services.villages.by_code(code)
        (line,) = services.workflow.lines(village.code, round_) or (None,)
        if line is None or line.sheet is None:
            raise NotFound(f"{village.label} ยังไม่มีแบบประเมินของรอบนี้ กรุณาตรวจรหัส ปี และรอบ")
        found.append(line.sheet)
    return found


def _letter(services: Services, chosen: argparse.Namespace, on: date) -> Sending:
    amphoe, round_ = to_arabic(chosen.area)[:4], _round(services, chosen)
    if len(amphoe) < len("9001"):
        raise ValidationFailed({"area": "หนังสือนำส่งเป็นของอำเภอ กรุณาใส่ --area เป็นรหัสอำเภอ ทีละอำเภอ"})
    dated = on if chosen.letter_date is None else day_typed(chosen.letter_date)
    for known in services.workflow.sendings(round_, amphoe):
        return replace(known, letter_number=chosen.letter, letter_date=dated)
    return Sending(
        uuid=uuid4(),
        round=round_,
        amphoe_code=amphoe,
        letter_number=chosen.letter,
        letter_date=dated,
    )


def _round(services: Services, chosen: argparse.Namespace) -> RoundOf:
    year, id_ = fiscal_year(chosen.year), chosen.instrument or MOI_23
    usual = services.checklists.instrument(id_, year).default_round
    return RoundOf(
        instrument=id_,
        fiscal_year=year,
        round=usual if chosen.round is None else Round(chosen.round),
    )


def _day(services: Services, typed: str | None) -> date:
    return day_in_thailand(services.store.now()) if typed is None else day_typed(typed)
