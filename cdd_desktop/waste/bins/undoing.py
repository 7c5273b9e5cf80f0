"""What an undoing may do to households and bins: nothing that could not have been typed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.households.rows import household_from
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.rows import chunks
from cdd_desktop.waste.bins.rows import bin_from
from cdd_desktop.waste.bins.rules import bin_problems
from cdd_desktop.waste.bins.tables import BinRow


def keeping_bins_right(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless a household would then stand twice in its village,
    or a bin be used, inspected or taken away before it was made: its facts are columns of their
    own, so that nothing else is in the way. Raises `UndoRefused`."""

    def checked(session: Session, touched: Touched) -> None:
        session.flush()
        for some in chunks(key[0] for key in touched.get(HouseholdRow.__tablename__, ())):
            _refuse_twins(session, some)
        for some in chunks(key[0] for key in touched.get(BinRow.__tablename__, ())):
            _refuse_bins(session, some)
        derive(session, touched)

    return checked


def _refuse_twins(session: Session, household_ids: list[int]) -> None:
    other = aliased(HouseholdRow)
    twin = session.scalars(
        select(HouseholdRow)
        .join(
            other,
            (other.village_id == HouseholdRow.village_id)
            & (other.house_no == HouseholdRow.house_no)
            & (other.head == HouseholdRow.head)
            & (other.id != HouseholdRow.id),
        )
        .where(
            HouseholdRow.id.in_(household_ids),
            HouseholdRow.closed_on.is_(None),
            other.closed_on.is_(None),
        )
        .limit(1)
    ).first()
    if twin is not None:
        raise UndoRefused(
            f"เลิกทำไม่ได้ เพราะหลังจากนั้นมี{household_from(twin).label} "
            "ที่หัวหน้าครัวเรือนชื่อเดียวกันในหมู่บ้านเดียวกันแล้ว กรุณาเลิกทำรายการนั้นก่อน หรือแก้ในทะเบียนโดยตรง"
        )


def _refuse_bins(session: Session, household_ids: list[int]) -> None:
    rows = session.execute(
        select(HouseholdRow, BinRow)
        .join(BinRow, BinRow.household_id == HouseholdRow.id)
        .where(BinRow.household_id.in_(household_ids))
    )
    for household, row in rows:
        # what was kept once is no longer in the future
        problems = bin_problems(bin_from(household.uuid, row), date.max)
        if problems:
            raise UndoRefused(
                f"เลิกทำไม่ได้ เพราะหลังจากนั้นแก้ถังของ{household_from(household).label} แล้ว: "
                f"{next(iter(problems.values()))} หรือเลิกทำรายการที่แก้ทีหลังก่อน"
            )
