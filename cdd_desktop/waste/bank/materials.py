"""What a bank buys, and what it pays for it from a day on."""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService, lookup_in
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year, is_office_day, thai_date
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.bank.records import CODE_MAX, NAME_MAX, PRICE_MAX, Material, Price
from cdd_desktop.waste.bank.rows import (
    change_fields,
    find_bank,
    find_material,
    last_closed,
    material_of,
    new_uuid,
    price_of,
    prices_on,
)
from cdd_desktop.waste.bank.tables import (
    BankEntryRow,
    BankLineRow,
    BankMaterialRow,
    BankPriceRow,
)
from cdd_desktop.waste.bank.words import STALE

WHOLE_UNITS = frozenset({"ขวด", "ชิ้น", "ลัง", "ใบ", "อัน"})  # counted, never weighed in parts
PRINTED_FIELDS = ("item", "unit", "grams_each")  # what monthly figures and sheets are made of
_GRAMS_MAX = 10_000_000
_NEWEST = 9_999  # every wording that a list ever had


class MaterialRegister:
    """The materials of banks and their prices."""

    _store: Store
    _lookups: LookupService

    def materials(self, bank: UUID, *, offered_only: bool = False) -> tuple[Material, ...]:
        """What a bank buys, in the bank's own order."""
        wanted = select(BankMaterialRow).order_by(BankMaterialRow.place, BankMaterialRow.id)
        if offered_only:
            wanted = wanted.where(BankMaterialRow.is_offered)
        with self._store.reading() as session:
            row = find_bank(session, bank)
            rows = session.scalars(wanted.where(BankMaterialRow.bank_id == row.id))
            return tuple(material_of(each, bank) for each in rows)

    def material_by_code(self, bank: UUID, code: str) -> Material | None:
        """The material with a short code as typed."""
        typed = to_arabic(clean_line(code))
        with self._store.reading() as session:
            row = session.scalars(
                select(BankMaterialRow).where(
                    BankMaterialRow.bank_id == find_bank(session, bank).id,
                    BankMaterialRow.code == typed,
                )
            ).one_or_none()
            return None if row is None else material_of(row, bank)

    def begin_material(self, bank: UUID) -> Material:
        """A new material; nothing is saved."""
        return Material(uuid=new_uuid(), bank=bank)

    def start_materials(self, bank: UUID) -> tuple[Material, ...]:
        """Let a bank buy what the office's list has, where it has no such code yet; prices are
        the bank's own to set. Gives all its materials."""
        year = fiscal_year(day_in_thailand(self._store.now()))
        offered = self._lookups.get(ListName.BANK_MATERIAL).offered(year)
        held = {material.code for material in self.materials(bank)}
        new = [
            Material(
                uuid=new_uuid(),
                bank=bank,
                code=str(entry.traits.get("code", entry.key)),
                name=entry.label,
                item=str(entry.traits.get("item", "")),
                unit=str(entry.traits.get("unit", "กก.")),
                grams_each=entry.traits.get("grams"),
            )
            for entry in offered
        ]
        self.save_materials(
            [material for material in new if material.code not in held],
            summary="เพิ่มวัสดุเริ่มต้นของธนาคารขยะ",
        )
        return self.materials(bank)

    def save_material(self, material: Material) -> Material:
        """Keep a material; a new one stands last.

        Raises `ValidationFailed` by field (`code`, `name`, `item`, `unit`, `grams_each`),
        `StaleRecord`, `NotFound`.
        """
        return self.save_materials([material])[0]

    def save_materials(
        self, materials: Sequence[Material], *, summary: str = "", source: str = ""
    ) -> tuple[Material, ...]:
        """Keep several in one operation, or none; raises as `save_material` for the first that is
        wrong."""
        proper = [_proper(material) for material in materials]
        if not proper:
            return ()
        summary = summary or f"บันทึกวัสดุของธนาคารขยะ {proper[0].name}"
        intent = Intent(action="bank.material", summary=summary, source=source)
        with self._store.writing(intent) as work:
            items = {e.key for e in lookup_in(work.session, ListName.WASTE_ITEM).at(_NEWEST)}
            rows = [_write(work, material, items) for material in proper]
            return tuple(
                material_of(row, material.bank) for row, material in zip(rows, proper, strict=True)
            )

    def order_materials(self, bank: UUID, order: Sequence[UUID]) -> None:
        """Let a bank's materials stand in this order; those left out follow."""
        intent = Intent(action="bank.material", summary="จัดลำดับวัสดุของธนาคารขยะ")
        with self._store.writing(intent) as work:
            row = find_bank(work.session, bank)
            wanted = {uuid: place for place, uuid in enumerate(order)}
            rows = work.session.scalars(
                select(BankMaterialRow)
                .where(BankMaterialRow.bank_id == row.id)
                .order_by(BankMaterialRow.place, BankMaterialRow.id)
            ).all()
            ordered = sorted(rows, key=lambda each: wanted.get(each.uuid, len(wanted)))
            for place, each in enumerate(ordered, 1):
                if each.place != place:
                    each.place = place

    # prices

    def prices(self, bank: UUID, on: date) -> dict[tuple[UUID, str], Price]:
        """By material and grade what a bank pays on a day."""
        with self._store.reading() as session:
            return prices_on(session, find_bank(session, bank).id, on)

    def price_history(self, bank: UUID, material: UUID | None = None) -> tuple[Price, ...]:
        """Every price of a bank, or of one material: the newest first."""
        wanted = (
            select(BankMaterialRow.uuid, *BankPriceRow.__table__.columns)
            .join(BankMaterialRow, BankMaterialRow.id == BankPriceRow.material_id)
            .order_by(BankPriceRow.from_day.desc(), BankMaterialRow.place, BankPriceRow.grade)
        )
        if material is not None:
            wanted = wanted.where(BankMaterialRow.uuid == material)
        with self._store.reading() as session:
            row = find_bank(session, bank)
            rows = session.execute(wanted.where(BankMaterialRow.bank_id == row.id))
            return tuple(map(price_of, rows))

    def set_prices(
        self, bank: UUID, prices: Sequence[Price], *, source: str = ""
    ) -> tuple[Price, ...]:
        """Let prices hold from their days on; one of the same material, grade and day gives way.

        What was bought already keeps the price of its line. Gives the bank's prices of the newest
        of those days. Raises `ValidationFailed` by `<place>:<field>` (`material`, `grade`,
        `from_day`, `buy`, `sale`).
        """
        today = day_in_thailand(self._store.now())
        proper = [dataclasses.replace(each, grade=clean_line(each.grade)) for each in prices]
        intent = Intent(
            action="bank.price", summary=f"กำหนดราคารับซื้อ {len(proper):,} รายการ", source=source
        )
        with self._store.writing(intent) as work:
            row = find_bank(work.session, bank)
            problems = _price_problems(proper)
            if problems:
                raise ValidationFailed(problems)
            for each in proper:
                _write_price(work, find_material(work.session, each.material, row.id).id, each)
            work.session.flush()
            newest = max((each.from_day for each in proper), default=today)
            return tuple(prices_on(work.session, row.id, newest).values())

    def remove_price(self, price: Price) -> None:
        """Take a price back that was set for a wrong day; lines that used it keep it."""
        intent = Intent(action="bank.price", summary=f"ลบราคาที่เริ่มใช้ {thai_date(price.from_day)}")
        with self._store.writing(intent) as work:
            material = find_material(work.session, price.material)
            held = _held_price(work.session, material.id, price)
            if held is not None:
                work.session.delete(held)


def quantity_problem(row: BankMaterialRow, quantity: int) -> str:
    """Why no goods of a material come in such a quantity; "" where they do."""
    if row.unit in WHOLE_UNITS and quantity % 1000:
        return f"{row.name}นับเป็น{row.unit} กรุณากรอกเป็นจำนวนเต็ม"
    return ""


def _proper(material: Material) -> Material:
    return dataclasses.replace(
        material,
        code=to_arabic(clean_line(material.code)),
        name=clean_line(material.name),
        unit=clean_line(material.unit),
    )


def _write(work: Work, material: Material, items: Iterable[str]) -> BankMaterialRow:
    session = work.session
    bank = find_bank(session, material.bank)
    row = session.scalars(
        select(BankMaterialRow).where(BankMaterialRow.uuid == material.uuid)
    ).one_or_none()
    if (0 if row is None else row.version) != material.version:
        raise StaleRecord(STALE)
    problems = _problems(material, items)
    twin = session.scalars(
        select(BankMaterialRow).where(
            BankMaterialRow.bank_id == bank.id,
            BankMaterialRow.code == material.code,
            BankMaterialRow.uuid != material.uuid,
        )
    ).first()
    if twin is not None:
        problems.setdefault("code", f"รหัส {material.code} ใช้กับ{twin.name}แล้ว กรุณาใช้รหัสอื่น")
    if row is not None and is_printed(session, row):
        for field in PRINTED_FIELDS:
            if getattr(material, field) != getattr(row, field):
                problems.setdefault(
                    field,
                    "วัสดุนี้อยู่ในงวดที่ปิดแล้ว ตัวเลขที่พิมพ์ไปต้องไม่เปลี่ยน กรุณาเลิกรับซื้อวัสดุนี้แล้วเพิ่มวัสดุใหม่ที่ใช้รหัสอื่น",
                )
    if problems:
        raise ValidationFailed(problems)
    columns = {
        "bank_id": bank.id,
        "code": material.code,
        "name": material.name,
        "item": material.item,
        "unit": material.unit,
        "grams_each": material.grams_each,
        "is_offered": material.is_offered,
    }
    if row is None:
        last = session.scalar(
            select(func.max(BankMaterialRow.place)).where(BankMaterialRow.bank_id == bank.id)
        )
        row = BankMaterialRow(uuid=material.uuid, place=(last or 0) + 1, **columns)
        work.add(row)
    else:
        change_fields(row, columns)
    session.flush()
    return row


def is_printed(session: Session, row: BankMaterialRow) -> bool:
    """Whether a material is in a period that is closed: its figures may have been printed."""
    closed = last_closed(session, row.bank_id)
    if closed is None:
        return False
    used = (
        select(BankLineRow.entry_id)
        .join(BankEntryRow, BankEntryRow.id == BankLineRow.entry_id)
        .where(BankLineRow.material_id == row.id, BankEntryRow.on_date <= closed)
        .limit(1)
    )
    return session.scalar(used) is not None


def _problems(material: Material, items: Iterable[str]) -> dict[str, str]:
    problems = {}
    if not material.code:
        problems["code"] = "ยังไม่ได้กรอกรหัสวัสดุ กรุณากรอกรหัสสั้น เช่น 11"
    elif len(material.code) > CODE_MAX or " " in material.code:
        problems["code"] = f"รหัสวัสดุไม่มีเว้นวรรคและยาวไม่เกิน {CODE_MAX} ตัวอักษร กรุณาแก้รหัส"
    if not material.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อวัสดุ กรุณากรอกชื่อ"
    elif len(material.name) > NAME_MAX:
        problems["name"] = f"ชื่อวัสดุยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if material.item not in set(items):
        problems["item"] = "ยังไม่ได้เลือกว่านับเข้ารายการใด กรุณาเลือกจากรายการบันทึกขยะ"
    if not material.unit:
        problems["unit"] = "ยังไม่ได้กรอกหน่วย กรุณากรอก เช่น กก. หรือ ขวด"
    elif len(material.unit) > CODE_MAX:
        problems["unit"] = f"หน่วยยาวเกิน {CODE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if material.grams_each is not None and not 0 < material.grams_each <= _GRAMS_MAX:
        problems["grams_each"] = (
            "น้ำหนักต่อหน่วยต้องมากกว่า 0 และไม่เกิน 10,000 กก. กรุณาแก้ หรือเว้นว่างถ้ายังไม่ทราบ"
        )
    return problems


def _price_problems(prices: Sequence[Price]) -> dict[str, str]:
    problems = {}
    begun = set()
    for place, price in enumerate(prices):
        if not is_office_day(price.from_day):
            problems[f"{place}:from_day"] = "ปีของวันที่ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 2569"
        key = (price.material, price.grade, price.from_day)
        if key in begun:
            problems[f"{place}:grade"] = "วัสดุและเกรดนี้มีราคาสองราคาในวันเดียวกัน กรุณาเอาออกหนึ่งราคา"
        begun.add(key)
        if len(price.grade) > CODE_MAX:
            problems[f"{place}:grade"] = f"เกรดยาวเกิน {CODE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
        for field, amount in (("buy", price.buy), ("sale", price.sale)):
            if amount is not None and not 0 <= amount <= PRICE_MAX:
                problems[f"{place}:{field}"] = (
                    "ราคาต้องไม่ติดลบและไม่เกิน 1,000,000 บาทต่อหน่วย กรุณาตรวจตัวเลข"
                )
    return problems


def _held_price(session: Session, material_id: int, price: Price) -> BankPriceRow | None:
    return session.scalars(
        select(BankPriceRow).where(
            BankPriceRow.material_id == material_id,
            BankPriceRow.grade == price.grade,
            BankPriceRow.from_day == price.from_day,
        )
    ).one_or_none()


def _write_price(work: Work, material_id: int, price: Price) -> None:
    held = _held_price(work.session, material_id, price)
    columns = {"buy": price.buy, "sale": price.sale}
    if held is not None:
        change_fields(held, columns)
        return
    work.add(
        BankPriceRow(material_id=material_id, grade=price.grade, from_day=price.from_day, **columns)
    )
