"""Commands about meeting packs."""

import argparse
import sys
from dataclasses import replace

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.cli.reports import Told, fiscal_year
from cdd_desktop.reporting.batch_order import HELD_REMEDY
from cdd_desktop.reporting.pack_files import PackFiles, PackOrder
from cdd_desktop.reporting.pack_service import DrawnPack, NothingChanged
from cdd_desktop.reporting.packs import AddresseeKind, Addressees, Pack
from cdd_desktop.thai.digits import Digits, to_arabic


def show_list(chosen: argparse.Namespace) -> int:
    """`pack list`: each pack and how many parts it has."""
    with open_office(chosen.data_dir) as services:
        for pack in services.packs.all():
            print(f"{pack.name}\n{'':4}{len(pack.items):,} รายการ · {pack.addressees.kind.label}")
        for fault in services.packs.unreadable():
            print(fault, file=sys.stderr)
    return 0


def show(chosen: argparse.Namespace) -> int:
    """`pack show NAME`: its parts in their order."""
    with open_office(chosen.data_dir) as services:
        pack = services.packs.named(chosen.name)
        told = services.packs.described(pack)
    print(pack.name)
    for line in told:
        print(f"  {line}")
    return 0


def make(chosen: argparse.Namespace) -> int:
    """`pack make NAME --area 93 --year 2569 --out FILE [--per amphoe] [--only-changed]`."""
    year = fiscal_year(chosen.year)
    area = to_arabic(chosen.area.strip())
    with open_office(chosen.data_dir) as services:
        pack = services.packs.named(chosen.name)
        if chosen.digits:
            pack = replace(pack, digits=Digits(chosen.digits))
        try:
            if chosen.per:
                return _make_files(services, _addressed(pack, chosen.per), area, year, chosen)
            copy = services.packs.whole(pack, area, year)
            drawn = services.packs.make(copy, chosen.out, only_changed=chosen.only_changed)
        except NothingChanged as unchanged:
            print(unchanged)
            return 0
    print(f"จัดทำชุดเอกสาร {pack.name} แล้ว: {chosen.out} ({drawn.length:,} หน้า)")
    _tell_about(drawn)
    return 0


def _addressed(pack: Pack, per: str) -> Pack:
    kind = AddresseeKind(per)
    if kind is AddresseeKind.CHOSEN:
        return replace(pack, addressees=replace(pack.addressees, kind=kind))
    return replace(pack, addressees=Addressees(kind=kind))


def _make_files(
    services: Services, pack: Pack, area: str, year: int, chosen: argparse.Namespace
) -> int:
    order = PackOrder(pack=pack, area_code=area, fiscal_year=year, folder=chosen.out)
    files = services.pack_files
    try:
        run = files.make_changed if chosen.only_changed else files.make
        result = run(order, Told())
    except KeyboardInterrupt:
        print("หยุดแล้ว ไฟล์ที่ทำเสร็จยังอยู่ครบ กรุณาสั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อ", file=sys.stderr)
        return 1
    print(
        f"จัดทำชุดเอกสาร {pack.name} แยกตามผู้รับแล้ว: {result.folder} "
        f"ทำ {result.made:,} ไฟล์ มีอยู่แล้ว {result.kept:,} ไฟล์ ({result.length:,} หน้า)"
    )
    _tell_about_files(result)
    return 0 if result.is_whole else 1


def _tell_about(drawn: DrawnPack) -> None:
    for title in drawn.left_out:
        print(f"  ไม่มีข้อมูล จึงไม่อยู่ในชุด: {title}")
    if drawn.changes is None:
        return
    for swap in drawn.changes.swaps:
        out = f"ถอดหน้า {swap.out}" if swap.out else ""
        into = f"ใส่หน้า {swap.into}" if swap.into else ""
        print(f"  {' '.join(filter(None, (out, into)))}: {swap.title}")
    for one in drawn.changes.moved:
        print(f"  เลขหน้าเลื่อนจาก {one.printed} เป็น {one.now} ไม่ต้องเปลี่ยน: {one.title}")


def _tell_about_files(result: PackFiles) -> None:
    for name, why in result.remade:
        print(f"  ทำใหม่ ({why}): {name}")
    for place in result.unchanged:
        print(f"  ไม่มีหน้าใดเปลี่ยน: {place}")
    for place in result.empty:
        print(f"  ไม่มีข้อมูล จึงไม่มีไฟล์: {place}")
    for name in result.left:
        print(f"  ไม่มีผู้รับนี้แล้ว แต่ยังมีไฟล์เดิมอยู่: {name}")
    for name in result.held:
        print(f"  ยังทำไม่ได้: {name}", file=sys.stderr)
    if result.held:
        print(HELD_REMEDY, file=sys.stderr)
