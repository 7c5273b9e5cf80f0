"""Commands about instruments and their versions."""

import argparse
import sys
from collections.abc import Iterator
from uuid import UUID

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.editing.crosswalks import compared
from cdd_desktop.checklists.editing.files import export_file, import_file
from cdd_desktop.checklists.editing.records import Edition, parts_of
from cdd_desktop.checklists.instruments import CheckStatus, Instrument
from cdd_desktop.checklists.levels.readings import passing_reading, reading
from cdd_desktop.cli.days import day_typed
from cdd_desktop.cli.reports import fiscal_year
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.thai.calendar import day_in_thailand, thai_date


def show_list(chosen: argparse.Namespace) -> int:
    """`instrument list`: a line for each version."""
    with open_office(chosen.data_dir) as services:
        for one in services.instruments.editions():
            checks = "อ่านไม่ได้" if one.instrument is None else _checks(one.instrument)
            year = "" if one.instrument is None else f"ใช้ตั้งแต่ปี {one.instrument.in_force_from}"
            print(
                f"{one.id}\t{one.version}\t{one.title}\t{year}\t{one.state}\t"
                f"{one.origin.value}\t{checks}"
            )
    return 0


def show(chosen: argparse.Namespace) -> int:
    """`instrument show ID VERSION [--compare VERSION]`."""
    with open_office(chosen.data_dir) as services:
        edition = services.instruments.named(chosen.id, chosen.version)
        other = services.instruments.named(chosen.id, chosen.compare) if chosen.compare else None
    _tell_faults(edition)
    if edition.instrument is None:
        return 1
    if other is not None and other.instrument is not None:
        lines = _compared(other.instrument, edition.instrument)
    else:
        lines = _told(edition.instrument)
    for line in lines:
        print(line)
    return 0


def new(chosen: argparse.Namespace) -> int:
    """`instrument new ID VERSION --name VERSION --year YEAR`."""
    year = fiscal_year(chosen.year)
    with open_office(chosen.data_dir) as services:
        source = services.instruments.named(chosen.id, chosen.version)
        draft = services.instruments.begin(chosen.id, source.content_hash, chosen.name, year)
    print(f"ทำร่าง {draft.title} รุ่น {draft.version} แล้ว ส่งออกเพื่อแก้ด้วย instrument export")
    return 0


def export(chosen: argparse.Namespace) -> int:
    """`instrument export ID VERSION --out FILE`."""
    with open_office(chosen.data_dir) as services:
        edition = services.instruments.named(chosen.id, chosen.version)
    export_file(edition, chosen.out)
    print(f"เขียน {edition.title} รุ่น {edition.version} แล้ว: {chosen.out}")
    return 0


def take(chosen: argparse.Namespace) -> int:
    """`instrument import FILE`."""
    with open_office(chosen.data_dir) as services:
        taken = import_file(services.instruments, chosen.file)
    edition = taken.edition
    if not taken.is_new:
        print(f"{edition.title} รุ่น {edition.version} มีอยู่แล้วและเหมือนกันทุกข้อ ไม่มีอะไรเปลี่ยน")
        return 0
    print(
        f"รับ {edition.title} รุ่น {edition.version} เป็นร่างแล้ว "
        f"ประกาศใช้ด้วย instrument publish {edition.id} {edition.version}"
    )
    _tell_faults(edition)
    return 0


def publish(chosen: argparse.Namespace) -> int:
    """`instrument publish ID VERSION [--on DAY] [--preview]`."""
    with open_office(chosen.data_dir) as services:
        uuid = _own(services, chosen)
        preview = services.instruments.preview_publish(uuid)
        if preview.begun_before:
            print(
                f"มีแบบของปีที่รุ่นนี้ใช้ ซึ่งเริ่มกรอกด้วยรุ่นอื่นไปแล้ว {preview.begun_before:,} แบบ "
                "แบบเหล่านั้นใช้รุ่นเดิมต่อไป"
            )
        if chosen.preview:
            _tell_faults(preview.edition)
            if not preview.faults:
                print("พร้อมประกาศใช้ ทำจริงโดยไม่ใส่ --preview")
            return 1 if preview.faults else 0
        on = day_typed(chosen.on) if chosen.on else day_in_thailand(services.store.now())
        edition = services.instruments.publish(uuid, on)
    print(f"ประกาศใช้ {edition.title} รุ่น {edition.version} เมื่อ {thai_date(on)} แล้ว")
    return 0


def unpublish(chosen: argparse.Namespace) -> int:
    """`instrument unpublish ID VERSION`."""
    with open_office(chosen.data_dir) as services:
        edition = services.instruments.unpublish(_own(services, chosen))
    print(f"{edition.title} รุ่น {edition.version} กลับเป็นร่างแล้ว")
    return 0


def remove(chosen: argparse.Namespace) -> int:
    """`instrument remove ID VERSION`."""
    with open_office(chosen.data_dir) as services:
        services.instruments.remove(_own(services, chosen))
    print("ลบร่างแล้ว นำกลับได้ด้วย undo")
    return 0


def confirm(chosen: argparse.Namespace) -> int:
    """`instrument confirm ID VERSION CODE ... --source TEXT --by NAME [--pending]`."""
    parts = [code if ":" in code else f"indicator:{code}" for code in chosen.codes]
    status = CheckStatus.PENDING if chosen.pending else CheckStatus.VERIFIED
    with open_office(chosen.data_dir) as services:
        services.instruments.confirm(
            chosen.id, chosen.version, parts, status, source=chosen.source, by=chosen.by
        )
    print(f"บันทึก {status.value} {len(parts):,} ข้อความแล้ว")
    return 0


def _own(services: Services, chosen: argparse.Namespace) -> UUID:
    """The identity of a version of the office's own."""
    edition = services.instruments.named(chosen.id, chosen.version)
    if edition.uuid is None:
        raise ValidationFailed(
            {
                "version": f"รุ่น {edition.version} {edition.origin.value} จึงเปลี่ยนไม่ได้ "
                "กรุณาทำรุ่นใหม่ด้วย instrument new"
            }
        )
    return edition.uuid


def _tell_faults(edition: Edition) -> None:
    for fault in edition.faults:
        print(f"ต้องแก้: {fault}", file=sys.stderr)


def _checks(instrument: Instrument) -> str:
    parts = parts_of(instrument)
    done = sum(part.check.status is CheckStatus.VERIFIED for part in parts)
    return f"ตรวจแล้ว {done:,} รอตรวจ {len(parts) - done:,}"


def _told(instrument: Instrument) -> Iterator[str]:
    for topic in instrument.topics:
        yield f"ด้านที่ {topic.code}\t{topic.name}\t{topic.check.status.value}"
        for one in topic.indicators:
            yield "\t".join(
                (one.code, one.text, one.kind.label, passing_reading(one), one.check.status.value)
            )
    for level in instrument.levels:
        yield f"{level.title}\t{reading(instrument, level)}"
    if instrument.levels_note:
        yield instrument.levels_note


def _compared(before: Instrument, now: Instrument) -> Iterator[str]:
    for pair in compared(before, now):
        told = [
            "–" if pair.before is None else pair.before.code,
            "–" if pair.now is None else pair.now.code,
            pair.relation.label,
            asked.text if (asked := pair.now or pair.before) else "",
            ", ".join(pair.changes) or pair.note,
        ]
        yield "\t".join(told)
