"""What an undoing may not leave behind in the registers of banks: rules that hold between them and
the books, so that nothing else is in the way of taking one of them back."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.tables import ChangeRow, OperationRow
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.waste.bank.materials import PRINTED_FIELDS, is_printed
from cdd_desktop.waste.bank.members import account_problem, household_twin
from cdd_desktop.waste.bank.rows import first_entry, last_closed, last_entry
from cdd_desktop.waste.bank.tables import BankMaterialRow, BankMemberRow, BankRow

_SINCE = "เลิกทำไม่ได้ เพราะหลังจากนั้น"


def keeping_books(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless the books of a bank would then begin after their
    first entry or end before the last, an account be closed that has money, or a closed period's
    figures be other. Raises `UndoRefused`."""

    def checked(session: Session, touched: Touched) -> None:
        session.flush()
        for bank_id in _first(touched, BankRow):
            _refuse_bank(session, bank_id)
        for member_id in _first(touched, BankMemberRow):
            _refuse_member(session, member_id)
        for material_id in _first(touched, BankMaterialRow):
            _refuse_material(session, material_id)
        derive(session, touched)

    return checked


def _first(touched: Touched, table: type[Base]) -> set[int]:
    return {key[0] for key in touched.get(table.__tablename__, ())}


def _set_back(session: Session, table: type[Base], record: int) -> set[str]:
    """The fields of a row that this undoing set back."""
    own = session.scalar(select(func.max(OperationRow.id)))
    return set(
        session.scalars(
            select(ChangeRow.field).where(
                ChangeRow.operation_id == own,
                ChangeRow.table_name == table.__tablename__,
                ChangeRow.record == str(record),
            )
        )
    )


def _refuse_bank(session: Session, bank_id: int) -> None:
    row = session.get(BankRow, bank_id, populate_existing=True)
    first = first_entry(session, bank_id)
    if row is None or first is None:
        return
    changed = _set_back(session, BankRow, bank_id)
    closed = last_closed(session, bank_id)
    if "books_from" in changed and closed is not None:
        raise UndoRefused(
            f"{_SINCE}ปิดบัญชีถึง {thai_date(closed)} แล้ว วันเริ่มบัญชีจึงต้องคงเดิม กรุณาใช้วันเดิมต่อไป"
        )
    if row.books_from is None or row.books_from > first:
        raise UndoRefused(
            f"{_SINCE}มีรายการในบัญชีตั้งแต่ {thai_date(first)} กรุณาแก้ข้อมูลอื่นในทะเบียนธนาคารโดยตรง"
        )
    if changed & {"village_id", "government_id"}:
        raise UndoRefused(
            f"{_SINCE}มีรายการในบัญชีแล้ว ธนาคารจึงย้ายหน่วยไม่ได้ กรุณาแก้ข้อมูลอื่นในทะเบียนธนาคารโดยตรง"
        )
    last = last_entry(session, bank_id)
    if row.closed_on is not None and last is not None and last > row.closed_on:
        raise UndoRefused(
            f"{_SINCE}มีรายการในบัญชีถึง {thai_date(last)} กรุณากำหนดวันปิดธนาคารใหม่ในทะเบียน"
        )


def _refuse_member(session: Session, member_id: int) -> None:
    row = session.get(BankMemberRow, member_id, populate_existing=True)
    if row is None:
        return
    problem = account_problem(session, row, row.joined_on, row.closed_on)
    if problem:
        raise UndoRefused(f"เลิกทำไม่ได้: {next(iter(problem.values()))}")
    if row.closed_on is None and row.household_id is not None:
        other = household_twin(session, row)
        if other is not None:
            raise UndoRefused(
                f"{_SINCE}ครัวเรือนนี้มีบัญชีรหัส {other.code} แล้ว กรุณาปิดบัญชีนั้นก่อน แล้วเลิกทำอีกครั้ง"
            )


def _refuse_material(session: Session, material_id: int) -> None:
    row = session.get(BankMaterialRow, material_id, populate_existing=True)
    if (
        row is not None
        and _set_back(session, BankMaterialRow, material_id) & set(PRINTED_FIELDS)
        and is_printed(session, row)
    ):
        raise UndoRefused(
            f"{_SINCE}{row.name}อยู่ในงวดที่ปิดแล้ว ตัวเลขที่พิมพ์ไปต้องไม่เปลี่ยน "
            "กรุณาเลิกรับซื้อวัสดุนี้แล้วเพิ่มวัสดุใหม่ที่ใช้รหัสอื่น"
        )
