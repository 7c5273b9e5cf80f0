"""A waste bank and rules with all that strains paper: long names, many goods, large amounts."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.bootstrap import Services
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.waste.bank.records import (
    Account,
    Brought,
    Material,
    Member,
    Price,
    Sold,
    Weighed,
)
from cdd_desktop.waste.units import Unit

BEGUN, BOUGHT, LAST = date(2026, 7, 1), date(2026, 8, 15), date(2026, 9, 12)
_LONG_NAME = "ว่าที่ร้อยตรีหญิง กตัญญูกตเวทิตา ศักดิ์สิทธิ์วงศ์ไพบูลย์"
_LONG_GOODS = "กระดาษลังลูกฟูกสีน้ำตาลแห้งไม่ปนเปื้อนมัดเรียบร้อย"
_RULE = (
    "ห้ามมิให้ผู้ใดทิ้งขยะมูลฝอยหรือสิ่งปฏิกูลลงในที่สาธารณะ คูคลอง หรือทางเดินของหมู่บ้าน "
    "และให้ทุกครัวเรือนคัดแยกขยะก่อนทิ้ง ผู้ฝ่าฝืนต้องเสียค่าปรับเข้ากองทุนของหมู่บ้าน"
)


def make_bank(services: Services, village_code: str) -> None:
    """Three months of a village's bank, and rules of the village and its tambon."""
    village = services.villages.by_code(village_code)
    begun = services.banks.begin(Unit(village_id=village.id))
    bank = services.banks.save(replace(begun, books_from=BEGUN, rounding=25)).uuid
    goods = [
        Material(
            uuid=UUID(int=uuid7().int),
            bank=bank,
            code=f"{number + 10}",
            name=_LONG_GOODS if number == 0 else f"ขวดน้ำซึ้งเกรดที่ {number}",
            item="recyclable-paper",
            unit="กก." if number % 3 else "ขวด",
            grams_each=1_000 if number % 3 else None,
        )
        for number in range(12)
    ]
    kept = services.banks.save_materials(goods)
    services.banks.set_prices(
        bank,
        [
            Price(material=one.uuid, grade="ใหญ่พิเศษ", from_day=BEGUN, buy=number * 1_234 + 25)
            for number, one in enumerate(kept)
        ],
    )
    members = services.banks.save_members(
        [
            Member(
                uuid=UUID(int=uuid7().int),
                bank=bank,
                code=f"{number:03}",
                name=_LONG_NAME if number == 1 else f"นายปั่น ฝ้าย{number}",
            )
            for number in range(1, 7)
        ]
    )
    books = services.books
    books.open_books(
        bank,
        BEGUN,
        cash=123_456_789,
        savings={members[0].uuid: 9_876_543_210},
        deposit=10_000_000_000,
        stock=[Brought(material=kept[0].uuid, grade="ใหญ่พิเศษ", quantity=999_000, cost=1)],
    )
    for day in (BOUGHT, LAST):
        for number, member in enumerate(members):
            lines = [
                Weighed(material=one.uuid, grade="ใหญ่พิเศษ", quantity=12_340 + 1_000 * number)
                for one in kept[: 12 if number == 0 else 2]
                if one.grams_each is not None
            ]
            paid = Account.SAVINGS if number % 2 else Account.CASH
            books.purchase(bank, day, member.uuid, lines, paid=paid)
    wrong = books.purchase(
        bank,
        LAST,
        members[1].uuid,
        [Weighed(material=kept[1].uuid, grade="ใหญ่พิเศษ", quantity=98_760)],
    )
    books.sale(
        bank,
        LAST,
        "ร้านรับซื้อของเก่าน้ำซึ้งเกาะท่าไร่ทุ่งเปี๊ยะ",
        [Sold(material=kept[1].uuid, grade="ใหญ่พิเศษ", quantity=150_000, price=2_000)],
    )
    books.withdraw(bank, LAST, members[0].uuid, 1_234_550)
    books.expense(bank, LAST, 45_675, _LONG_NAME, text="ซื้อกระสอบและเชือกมัด")
    books.reverse(wrong.uuid, LAST, "ลงน้ำหนักผิดคน ตามที่คณะกรรมการธนาคารตรวจพบ")
    books.count_cash(bank, LAST, 100_000_000, "เหรียญขาดจากการทอนเงิน")
    for place in (PlaceRef(village_id=village.id), PlaceRef(area_code=village.tambon_code)):
        for number in range(1, 12):
            services.community.save_rule(
                replace(
                    services.community.begin_rule(place),
                    section=f"หมวด {number // 4 + 1} ความสะอาดของที่สาธารณะและครัวเรือน",
                    number=f"ข้อ {number}",
                    text=_RULE,
                    fine=None if number % 3 == 0 else 50_000,
                    instead="บำเพ็ญประโยชน์แก่หมู่บ้านหนึ่งวัน" if number % 2 else "",
                    adopted_on=date(2026, 3, number),
                )
            )
