"""Rounds of buying (รอบรับซื้อ)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, is_office_day, short_thai_date, thai_date
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.bank.records import NAME_MAX, Round
from cdd_desktop.waste.bank.rows import find_bank, find_round, last_closed, new_uuid, round_of
from cdd_desktop.waste.bank.tables import BankRoundRow, BankRow


class RoundRegister:
    """The rounds of banks."""

    _store: Store

    def rounds(self, bank: UUID) -> tuple[Round, ...]:
        """Those of a bank, the newest first."""
        with self._store.reading() as session:
            rows = session.scalars(
                select(BankRoundRow)
                .where(BankRoundRow.bank_id == find_bank(session, bank).id)
                .order_by(BankRoundRow.held_on.desc(), BankRoundRow.id.desc())
            )
            return tuple(round_of(row, bank) for row in rows)

    def open_round(self, bank: UUID, on: date, place: str = "", note: str = "") -> Round:
        """Begin a round on a day. Raises `ValidationFailed` by field: `on`, `place`."""
        place, note = clean_line(place), clean_line(note)
        today = day_in_thailand(self._store.now())
        problems = {}
        if not is_office_day(on):
            problems["on"] = "ปีของวันที่ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 2569"
        elif on > today:
            problems["on"] = f"วันที่ {thai_date(on)} ยังมาไม่ถึง กรุณาเปิดรอบเมื่อถึงวันนั้น"
        if len(place) > NAME_MAX:
            problems["place"] = f"สถานที่ยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
        intent = Intent(action="bank.round", summary=f"เปิดรอบรับซื้อ {short_thai_date(on)}")
        with self._store.writing(intent) as work:
            row = find_bank(work.session, bank)
            closed = last_closed(work.session, row.id)
            if closed is not None and on <= closed:
                problems.setdefault("on", f"บัญชีปิดแล้วถึง {thai_date(closed)} กรุณาเปิดรอบหลังวันนั้น")
            if problems:
                raise ValidationFailed(problems)
            new = BankRoundRow(
                uuid=new_uuid(), bank_id=row.id, held_on=on, place=place, note=note, closed_on=None
            )
            work.add(new)
            work.session.flush()
            return round_of(new, bank)

    def close_round(self, uuid: UUID, on: date | None = None) -> Round:
        """End a round, on its own day unless told: nothing more is bought in it."""
        with self._store.reading() as session:
            held = find_round(session, uuid).held_on
        intent = Intent(action="bank.round", summary=f"ปิดรอบรับซื้อ {short_thai_date(held)}")
        return self._set_closed(intent, uuid, on or held)

    def reopen_round(self, uuid: UUID) -> Round:
        """Let a round go on after all."""
        with self._store.reading() as session:
            held = find_round(session, uuid).held_on
        intent = Intent(action="bank.round", summary=f"เปิดรอบรับซื้อ {short_thai_date(held)} อีกครั้ง")
        return self._set_closed(intent, uuid, None)

    def _set_closed(self, intent: Intent, uuid: UUID, on: date | None) -> Round:
        with self._store.writing(intent) as work:
            row = find_round(work.session, uuid)
            if on is not None and on < row.held_on:
                raise ValidationFailed(
                    {"on": f"รอบนี้เปิดเมื่อ {thai_date(row.held_on)} กรุณาใช้วันปิดไม่ก่อนวันนั้น"}
                )
            if row.closed_on != on:
                row.closed_on = on
            work.session.flush()
            bank = work.session.get_one(BankRow, row.bank_id)
            return round_of(row, bank.uuid)
