"""Waste banks to choose from, without their books: read in a moment."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.places.tables import GovernmentNameRow, VillageNameRow
from cdd_desktop.waste.bank.tables import BankRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BankHead:
    """A bank by its name. `code`: of its village today, or of the home of its อปท.; of one that is
    no more the last it had."""

    uuid: UUID
    code: str
    name: str
    is_closed: bool


def bank_heads(session: Session, area_code: str) -> tuple[BankHead, ...]:
    """The banks within an area of 2 to 6 digits, or of the village of a code; by their places,
    those that were closed last."""
    rows = session.execute(
        select(
            BankRow.uuid, BankRow.name, BankRow.village_id, BankRow.government_id, BankRow.closed_on
        ).order_by(BankRow.id)
    ).all()
    named = {
        row.village_id: row.code
        for row in session.execute(
            select(VillageNameRow.village_id, VillageNameRow.code)
            .where(VillageNameRow.village_id.in_(select(BankRow.village_id)))
            .order_by(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to)
        )
    }
    homes = {
        row.government_id: row.area_code
        for row in session.execute(
            select(GovernmentNameRow.government_id, GovernmentNameRow.area_code)
            .where(GovernmentNameRow.government_id.in_(select(BankRow.government_id)))
            .order_by(GovernmentNameRow.valid_to.is_(None), GovernmentNameRow.valid_to)
        )
    }
    heads = (
        BankHead(
            uuid=row.uuid,
            code=named.get(row.village_id, "") or homes.get(row.government_id, ""),
            name=row.name,
            is_closed=row.closed_on is not None,
        )
        for row in rows
    )
    within = (head for head in heads if head.code.startswith(area_code))
    return tuple(sorted(within, key=lambda head: (head.is_closed, head.code)))
