"""Commands about the register of villages: list, show, change."""

import argparse
from datetime import date

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.cli.days import day_typed
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.records import Village
from cdd_desktop.places.register import VillageRegister
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.digits import to_arabic

_LINES_PER_PAGE = 1_000


def show_list(chosen: argparse.Namespace) -> int:
    """`village list --area CODE [--text T] [--ended] [--as-of DAY]`."""
    with open_office(chosen.data_dir) as services:
        as_of = _as_of(chosen)
        area = to_arabic(chosen.area)
        services.areas.get(area)
        register = VillageRegister(services.store)
        ids = register.find(area, text=chosen.text, ended=chosen.ended, as_of=as_of)
        for start in range(0, len(ids), _LINES_PER_PAGE):
            for line in register.lines(ids[start : start + _LINES_PER_PAGE].tolist(), as_of=as_of):
                ended = f"  ถึงวันที่ {short_thai_date(line.ended)}" if line.ended else ""
                print(f"{_line(services, line.village)}{ended}")
    print(f"{len(ids):,} แห่ง")
    return 0


def show_alike(chosen: argparse.Namespace) -> int:
    """`village alike --area CODE [--as-of DAY]`."""
    with open_office(chosen.data_dir) as services:
        area = to_arabic(chosen.area)
        services.areas.get(area)
        pairs = VillageRegister(services.store).alike(area, as_of=_as_of(chosen))
        for pair in pairs:
            why = "รหัสซ้ำ" if pair.same_code else f"ชื่อเหมือนกัน {pair.score:.0%}"
            first, second = _line(services, pair.first), _line(services, pair.second)
            print(f"{why}: {first} · {second}")
    print(f"{len(pairs):,} คู่ที่ควรตรวจ" if pairs else "ไม่พบรหัสซ้ำหรือชื่อใกล้เคียงกันในตำบลเดียวกัน")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """`village show CODE [--as-of DAY]`: what it is called, what it was, what happened to it."""
    with open_office(chosen.data_dir) as services:
        as_of = _as_of(chosen)
        village = services.villages.by_code(to_arabic(chosen.code), as_of=as_of)
        changes = VillageChanges(services.store, services.areas)
        print(f"{village.label} {services.areas.label(village.tambon_code)}")
        for name in changes.names(village.id):
            since = short_thai_date(name.since) if name.since else "ต้น"
            until = f"ก่อนวันที่ {short_thai_date(name.until)}" if name.until else "ปัจจุบัน"
            print(f"  {name.code}  {name.name}  ตั้งแต่{since} ถึง{until}")
        for event in changes.events(village.id):
            day = short_thai_date(event.on) if event.on else "แก้ให้ถูก"
            print(f"  {day}: {event.text}{' · ' + event.note if event.note else ''}")
    return 0


def change(chosen: argparse.Namespace) -> int:
    """`village add|rename|renumber|move|split|merge|close …`; `--preview` writes nothing."""
    with open_office(chosen.data_dir) as services:
        kind: ChangeKind = chosen.kind
        village_id = None if kind is ChangeKind.ADD else _number(services, chosen.code)
        owner = None  # a village that is split off begins where its mother is
        if kind is ChangeKind.SPLIT and village_id is not None:
            owner = services.memberships.government_of(village_id)
        wanted = VillageChange(
            kind=kind,
            on=day_typed(chosen.on) if chosen.on else None,
            village_id=village_id,
            code=chosen.new_code if kind.takes_code else "",
            name=chosen.name if kind.takes_name else "",
            into_id=_number(services, chosen.into) if kind is ChangeKind.MERGE else None,
            government_id=None if owner is None else owner.id,
            note=chosen.note,
        )
        changes = VillageChanges(services.store, services.areas)
        told = changes.preview(wanted) + (f" สังกัด {owner.label} เช่นเดียวกัน" if owner else "")
        if not chosen.preview:
            changes.apply(wanted)
    print(told if chosen.preview else f"บันทึกแล้ว: {told}")
    return 0


def _as_of(chosen: argparse.Namespace) -> date | None:
    return day_typed(chosen.as_of) if chosen.as_of else None


def _number(services: Services, code: str) -> int:
    return services.villages.by_code(to_arabic(code)).id


def _line(services: Services, village: Village) -> str:
    tambon = services.areas.find(village.tambon_code)
    where = tambon.full_name if tambon else f"ตำบลรหัส {village.tambon_code}"
    return f"{village.code:9} {village.label} {where}"
