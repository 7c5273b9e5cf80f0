"""Commands about local governments (อปท.) and the villages that belong to them."""

import argparse
from dataclasses import replace
from datetime import date

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.cli.days import day_typed
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.government_records import Government, GovernmentDraft, read_full_name
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.digits import to_arabic


def show_list(chosen: argparse.Namespace) -> int:
    """`government list --area CODE [--ended] [--as-of DAY]`."""
    with open_office(chosen.data_dir) as services:
        area, as_of = _area(services, chosen), _day(chosen.as_of)
        found = services.governments.governments(as_of, area_code=area, ended=chosen.ended)
        counts = services.memberships.counts(area, as_of)
        for one in found:
            home = services.areas.find(one.area_code)
            parts = [one.label, home.full_name if home else one.area_code]
            if one.code:
                parts.append(f"รหัส {one.code}" + ("" if one.code_checked else " (รอตรวจ)"))
            if one.kind.has_villages:
                parts.append(f"{counts.get(one.id, 0):,} หมู่บ้าน")
            if one.until:
                parts.append(f"ถึงวันที่ {short_thai_date(one.until)}")
            print("  ".join(parts))
        print(f"{len(found):,} แห่ง หมู่บ้านที่ยังไม่มี อปท. {counts.get(None, 0):,} แห่ง")
    return 0


def show_without(chosen: argparse.Namespace) -> int:
    """`government without --area CODE [--as-of DAY]`."""
    with open_office(chosen.data_dir) as services:
        found = services.memberships.without(_area(services, chosen), _day(chosen.as_of))
        for village in found:
            print(_line(services, village))
    print(f"{len(found):,} แห่ง" if found else "ทุกหมู่บ้านมี อปท. แล้ว")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """`government show NAME [--area CODE] [--as-of DAY]`: its names, contact and villages."""
    with open_office(chosen.data_dir) as services:
        as_of = _day(chosen.as_of)
        government = _named(services, chosen, as_of=as_of)
        home = services.areas.find(government.area_code)
        print(f"{government.full_name} {home.full_name if home else ''}".strip())
        if government.contact:
            print(f"ติดต่อ {government.contact}")
        for name in services.governments.names(government.id):
            since = short_thai_date(name.since) if name.since else "ต้น"
            until = f"ก่อนวันที่ {short_thai_date(name.until)}" if name.until else "ปัจจุบัน"
            code = f"  รหัส {name.code}" if name.code else ""
            print(f"  {name.label}{code}  ตั้งแต่{since} ถึง{until}")
        villages = services.memberships.villages_of(government.id, as_of)
        for village in villages:
            print(_line(services, village))
        print(f"{len(villages):,} หมู่บ้าน")
    return 0


def add(chosen: argparse.Namespace) -> int:
    """`government add NAME --area CODE [--code C] [--checked] [--contact T] [--on DAY]`."""
    with open_office(chosen.data_dir) as services:
        kind, name = read_full_name(chosen.name)
        if kind is None:
            raise _no_kind(chosen.name)
        draft = GovernmentDraft(
            kind=kind,
            name=name,
            area_code=to_arabic(chosen.area)[: kind.area_length],
            code=chosen.code or "",
            code_checked=chosen.checked,
            contact=chosen.contact or "",
        )
        made = services.governments.add(draft, on=_day(chosen.on), note=chosen.note)
    print(f"เพิ่ม {made.label} แล้ว")
    return 0


def change(chosen: argparse.Namespace) -> int:
    """`government change NAME [--to NAME] [--code C] [--checked] [--contact T] [--on DAY]`."""
    with open_office(chosen.data_dir) as services:
        before = _named(services, chosen)
        draft = before.draft
        if chosen.to:
            kind, name = read_full_name(chosen.to)
            if kind is None:
                raise _no_kind(chosen.to)
            draft = replace(draft, kind=kind, name=name)
        if chosen.code is not None:
            draft = replace(draft, code=chosen.code, code_checked=False)
        if chosen.checked:
            draft = replace(draft, code_checked=True)
        if chosen.contact is not None:
            draft = replace(draft, contact=chosen.contact)
        after = services.governments.change(before.id, draft, on=_day(chosen.on), note=chosen.note)
    print(f"บันทึก {after.label} แล้ว")
    return 0


def close(chosen: argparse.Namespace) -> int:
    """`government close NAME --on DAY`."""
    with open_office(chosen.data_dir) as services:
        government = _named(services, chosen)
        services.governments.close(government.id, day_typed(chosen.on), note=chosen.note)
    print(f"ยุบเลิก {government.label} แล้ว")
    return 0


def assign(chosen: argparse.Namespace) -> int:
    """`government assign NAME CODE… [--on DAY]`: villages by code, or all of a tambon or amphoe."""
    with open_office(chosen.data_dir) as services:
        return _move(services, chosen, _named(services, chosen))


def release(chosen: argparse.Namespace) -> int:
    """`government release CODE… [--on DAY]`."""
    with open_office(chosen.data_dir) as services:
        return _move(services, chosen, None)


def _move(services: Services, chosen: argparse.Namespace, to: Government | None) -> int:
    on = _day(chosen.on)
    villages = {
        village.id
        for code in map(to_arabic, chosen.codes)
        for village in services.villages.in_area(code, as_of=on)
    }
    if len(villages) == 0:
        raise NotFound("ไม่มีหมู่บ้านตามรหัสที่ให้ กรุณาตรวจรหัส หรือนำเข้าทะเบียนหมู่บ้านก่อน")
    done = services.memberships.assign(villages, to.id if to else None, on=on, note=chosen.note)
    where = f"ให้สังกัด {to.label}" if to else "ออกจาก อปท."
    print(f"กำหนด{where} แล้ว {done.changed:,} หมู่บ้าน คงเดิม {done.unchanged:,}")
    return 0


def _named(
    services: Services, chosen: argparse.Namespace, *, as_of: date | None = None
) -> Government:
    """The one called so, in the area if one is told; raises `NotFound` or `ValidationFailed`."""
    kind, name = read_full_name(chosen.name)
    area = to_arabic(chosen.area)
    found = [
        one
        for one in services.governments.governments(as_of)
        if one.name == name and kind in (None, one.kind) and one.area_code.startswith(area)
    ]
    if not found:
        raise NotFound(f"ไม่พบ อปท. ชื่อ “{chosen.name}” กรุณาตรวจชื่อจากคำสั่ง government list")
    if len(found) > 1:
        homes = ", ".join(f"{one.label} รหัสพื้นที่ {one.area_code}" for one in found)
        raise ValidationFailed({"name": f"มี อปท. ชื่อนี้หลายแห่ง: {homes} กรุณาระบุ --area"})
    return found[0]


def _area(services: Services, chosen: argparse.Namespace) -> str:
    area = to_arabic(chosen.area)
    services.areas.get(area[:TAMBON_CODE_LENGTH])
    return area


def _day(text: str | None) -> date | None:
    return day_typed(text) if text else None


def _line(services: Services, village: Village) -> str:
    tambon = services.areas.find(village.tambon_code)
    return f"{village.code:9} {village.label} {tambon.full_name if tambon else ''}".rstrip()


def _no_kind(name: str) -> ValidationFailed:
    return ValidationFailed(
        {"name": f"ไม่รู้ว่า “{name}” เป็น อปท. ประเภทใด กรุณาเขียนเต็ม เช่น อบต.ลำปำ หรือเทศบาลตำบลลำปำ"}
    )
