"""Whether the books of waste banks hold: entries balance, and no figure says other than another."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.waste.bank.posting import SIDES
from cdd_desktop.waste.bank.records import Account, EntryKind, MemberKind, PeriodKind
from cdd_desktop.waste.bank.tables import (
    BankCloseRow,
    BankEntryRow,
    BankLineRow,
    BankMaterialRow,
    BankMemberRow,
    BankPostingRow,
    BankRow,
)

_TITLE = "ธนาคารขยะ"
_RESTORE = "กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ยังถูกต้อง แล้วบันทึกรายการหลังจากนั้นใหม่"
_KINDS = ", ".join(f"'{kind.value}'" for kind in EntryKind)
_ACCOUNTS = ", ".join(f"'{account.value}'" for account in Account)


def _entries(look: Look) -> Iterator[Finding]:
    """Entries whose debits are not their credits."""
    rows = look.session.execute(
        select(BankRow.name, BankEntryRow.kind, BankEntryRow.number, BankEntryRow.year)
        .join(BankEntryRow, BankEntryRow.bank_id == BankRow.id)
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .group_by(BankEntryRow.id)
        .having(func.sum(BankPostingRow.amount) != 0)
        .order_by(BankEntryRow.id)
    )
    yield from finding(
        [f"{row.name} {EntryKind(row.kind).label} {row.number}/{row.year}" for row in rows],
        room=_TITLE,
        what="รายการบัญชีเดบิตไม่เท่ากับเครดิต",
        remedy=_RESTORE,
    )


def _numbers(look: Look) -> Iterator[Finding]:
    """Numbers that are missing from a series."""
    rows = look.session.execute(
        select(BankRow.name, BankEntryRow.kind, BankEntryRow.year)
        .join(BankEntryRow, BankEntryRow.bank_id == BankRow.id)
        .group_by(BankRow.id, BankEntryRow.kind, BankEntryRow.year)
        .having(func.max(BankEntryRow.number) != func.count())
        .order_by(BankRow.id)
    )
    yield from finding(
        [f"{row.name} {EntryKind(row.kind).label} ปี {row.year}" for row in rows],
        room=_TITLE,
        what="เลขที่รายการบัญชีขาดช่วง",
        unit="ชุด",
        remedy=_RESTORE,
    )


def _accounts(look: Look) -> Iterator[Finding]:
    """Accounts that hold less than nothing, and members' accounts that do."""
    sums = look.session.execute(
        select(
            BankRow.name,
            BankPostingRow.account,
            func.sum(BankPostingRow.amount).label("amount"),
        )
        .join(BankEntryRow, BankEntryRow.bank_id == BankRow.id)
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .group_by(BankRow.id, BankPostingRow.account)
        .order_by(BankRow.id)
    )
    places = [
        f"{row.name} {Account(row.account).label}"
        for row in sums
        if row.amount * SIDES.get(Account(row.account), 0) < 0
    ]
    members = look.session.execute(
        select(BankRow.name, BankMemberRow.code)
        .join(BankMemberRow, BankMemberRow.bank_id == BankRow.id)
        .join(BankPostingRow, BankPostingRow.member_id == BankMemberRow.id)
        .group_by(BankMemberRow.id)
        .having(func.sum(BankPostingRow.amount) > 0)
        .order_by(BankMemberRow.id)
    )
    places += [f"{row.name} สมาชิกรหัส {row.code}" for row in members]
    yield from finding(
        places,
        room=_TITLE,
        what="ยอดเงินติดลบ",
        unit="บัญชี",
        remedy="กรุณาเปิดสมุดบัญชีของธนาคาร ตรวจรายการ แล้วบันทึกรายการที่ขาดหรือกลับรายการที่ผิด",
    )


def _stock(look: Look) -> Iterator[Finding]:
    """Goods of less than nothing, cost without goods, and stock accounts that say otherwise."""
    quantity, cost = func.sum(BankLineRow.quantity), func.sum(BankLineRow.cost)
    goods = look.session.execute(
        select(BankRow.name, BankMaterialRow.name.label("material"))
        .join(BankMaterialRow, BankMaterialRow.bank_id == BankRow.id)
        .join(BankLineRow, BankLineRow.material_id == BankMaterialRow.id)
        .group_by(BankMaterialRow.id, BankLineRow.grade)
        .having((quantity < 0) | (cost < 0) | ((quantity == 0) & (cost != 0)))
        .order_by(BankMaterialRow.id)
    )
    places = [f"{row.name} {row.material}" for row in goods]
    on_shelves = _cost_by_bank(look)
    accounts = look.session.execute(
        select(BankRow.id, BankRow.name, func.sum(BankPostingRow.amount).label("amount"))
        .join(BankEntryRow, BankEntryRow.bank_id == BankRow.id)
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .where(BankPostingRow.account == Account.STOCK.value)
        .group_by(BankRow.id)
    )
    booked = {row.id: (row.name, row.amount) for row in accounts}
    for bank_id in sorted(on_shelves.keys() | booked.keys()):
        name, amount = booked.get(bank_id, ("", 0))
        if amount != on_shelves.get(bank_id, 0):
            places.append(f"{name} {Account.STOCK.label}")
    yield from finding(
        places,
        room=_TITLE,
        what="วัสดุคงเหลือไม่ตรงกับบัญชี",
        unit="แห่ง",
        remedy=_RESTORE,
    )


def _cost_by_bank(look: Look) -> dict[int, int]:
    rows = look.session.execute(
        select(BankMaterialRow.bank_id, func.sum(BankLineRow.cost).label("cost"))
        .join(BankLineRow, BankLineRow.material_id == BankMaterialRow.id)
        .group_by(BankMaterialRow.bank_id)
    )
    return {row.bank_id: row.cost for row in rows}


def _closed(look: Look) -> Iterator[Finding]:
    """Closed periods whose accounts are other than when they were closed."""
    steps: defaultdict[tuple[int, str], list[tuple[date, int]]] = defaultdict(list)
    for row in look.session.execute(
        select(
            BankEntryRow.bank_id,
            BankPostingRow.account,
            BankEntryRow.on_date,
            func.sum(BankPostingRow.amount).label("amount"),
        )
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .group_by(BankEntryRow.bank_id, BankPostingRow.account, BankEntryRow.on_date)
        .order_by(BankEntryRow.on_date)
    ):
        held = steps[row.bank_id, row.account]
        held.append((row.on_date, (held[-1][1] if held else 0) + row.amount))
    places = []
    for close, name in look.session.execute(
        select(BankCloseRow, BankRow.name)
        .join(BankRow, BankRow.id == BankCloseRow.bank_id)
        .order_by(BankCloseRow.id)
    ):
        told = json.loads(close.balances)["accounts"]
        now = {
            account.value: amount
            for account in Account
            if (amount := _at(steps.get((close.bank_id, account.value), []), close.last_day))
        }
        if told != now:
            places.append(f"{name} งวดสิ้นสุด {thai_date(close.last_day)}")
    yield from finding(
        places,
        room=_TITLE,
        what="ยอดของงวดที่ปิดแล้วเปลี่ยนไป",
        unit="งวด",
        remedy=_RESTORE,
    )


def _at(steps: list[tuple[date, int]], day: date) -> int:
    place = bisect_right(steps, day, key=lambda step: step[0])
    return steps[place - 1][1] if place else 0


ROOM = Room(
    title=_TITLE,
    tables={
        "bank": TableWords(
            label="ธนาคารขยะ",
            columns={
                "name": "ชื่อ",
                "founded_on": "จัดตั้งเมื่อ",
                "books_from": "เริ่มทำบัญชี",
                "rounding": "ปัดเศษ (สตางค์)",
                "contact": "ผู้ประสานงาน",
                "phone": "โทรศัพท์",
                "closed_on": "วันปิด",
                "note": "หมายเหตุ",
            },
        ),
        "bank_member": TableWords(
            label="สมาชิกธนาคารขยะ",
            columns={
                "code": "รหัส",
                "name": "ชื่อ",
                "kind": "ชนิด",
                "phone": "โทรศัพท์",
                "joined_on": "วันเข้าร่วม",
                "closed_on": "วันปิดบัญชี",
                "note": "หมายเหตุ",
            },
            values={kind.value: kind.label for kind in MemberKind},
        ),
        "bank_material": TableWords(
            label="วัสดุที่รับซื้อ",
            columns={
                "code": "รหัส",
                "name": "ชื่อ",
                "item": "นับเข้ารายการ",
                "unit": "หน่วย",
                "grams_each": "น้ำหนักต่อหน่วย (กรัม)",
                "is_offered": "รับซื้ออยู่",
                "place": "ลำดับ",
            },
            values={"1": "ใช่", "0": "ไม่ใช่"},
        ),
        "bank_price": TableWords(
            label="ราคารับซื้อ",
            columns={
                "grade": "เกรด",
                "from_day": "เริ่มใช้",
                "buy": "ราคารับซื้อ (สตางค์)",
                "sale": "ราคาขาย (สตางค์)",
            },
            is_removable=True,
        ),
        "bank_round": TableWords(
            label="รอบรับซื้อ",
            columns={
                "held_on": "วันที่",
                "place": "สถานที่",
                "note": "หมายเหตุ",
                "closed_on": "วันปิดรอบ",
            },
        ),
        "bank_entry": TableWords(
            label="รายการบัญชีธนาคารขยะ",
            columns={
                "kind": "ชนิด",
                "year": "ปี",
                "number": "เลขที่",
                "on_date": "วันที่",
                "party": "คู่รายการ",
                "text": "ข้อความ",
            },
            values={kind.value: kind.label for kind in EntryKind},
            illegible=f"kind NOT IN ({_KINDS})",
        ),
        "bank_line": TableWords(
            label="วัสดุในรายการบัญชี",
            columns={
                "grade": "เกรด",
                "quantity": "จำนวน (ส่วนพัน)",
                "price": "ราคา (สตางค์)",
                "amount": "เงิน (สตางค์)",
                "cost": "ต้นทุน (สตางค์)",
            },
        ),
        "bank_posting": TableWords(
            label="เดบิตและเครดิต",
            columns={"account": "บัญชี", "amount": "เงิน (สตางค์)"},
            values={account.value: account.label for account in Account},
            illegible=f"account NOT IN ({_ACCOUNTS})",
        ),
        "bank_close": TableWords(
            label="งวดบัญชีที่ปิด",
            columns={"kind": "ชนิด", "last_day": "วันสุดท้าย", "closed_on": "วันที่ปิด", "balances": "ยอด"},
            values={PeriodKind.MONTH.value: "เดือน", PeriodKind.YEAR.value: "ปี"},
            illegible="NOT json_valid(balances)",
        ),
        "bank_cash_count": TableWords(
            label="การนับเงินสด",
            columns={
                "on_date": "วันที่",
                "counted": "นับได้ (สตางค์)",
                "in_books": "ตามบัญชี (สตางค์)",
                "note": "หมายเหตุ",
            },
        ),
    },
    checks=(
        Check(title="ตรวจรายการบัญชีธนาคารขยะ", look=_entries),
        Check(title="ตรวจเลขที่รายการบัญชี", look=_numbers),
        Check(title="ตรวจยอดเงินของธนาคารขยะ", look=_accounts),
        Check(title="ตรวจวัสดุคงเหลือ", look=_stock),
        Check(title="ตรวจงวดบัญชีที่ปิด", look=_closed),
    ),
)
