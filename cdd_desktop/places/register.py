"""The register as a long list: which places stand in it, found and ordered by SQL, read by page.

The whole list is only numbers (8 bytes a place); lines are read for what is in sight. So the
79,000 villages of the country open and filter as one tambon does.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.places.duplicates import Likeness, alike
from cdd_desktop.places.records import PlaceKind, Village, VillageFact, facts_on
from cdd_desktop.places.service import fact_from, village_from, villages
from cdd_desktop.places.tables import (
    VillageFactRow,
    VillageNameRow,
    VillageRow,
    by_official_code,
    named_within,
    standing,
)
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line

_MOO = re.compile(r"(?:ม|หมู่)(?:\.|ที่)?(\d{1,2})")
_WORDS_BEFORE = ("บ้าน", "ชุมชน")


class RegisterOrder(StrEnum):
    """What the list is ordered by; equal ones stand in official code order."""

    CODE = "code"
    MOO = "moo"
    NAME = "name"
    HOUSEHOLDS = "households"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A place as the list shows it: as it stands, or as it last stood, until `ended`."""

    village: Village
    fact: VillageFact | None
    ended: date | None = None


class VillageRegister:
    """Reads the register for long lists."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(
        self,
        area_code: str,
        *,
        text: str = "",
        order: RegisterOrder = RegisterOrder.CODE,
        descending: bool = False,
        ended: bool = False,
        as_of: date | None = None,
    ) -> "array[int]":
        """The numbers of the places of an area whose name, code or moo every word of `text` meets.

        With `ended` also those that are no more, under their last name. Names in dictionary
        order; places without a figure stand behind those that have one, either way.
        """
        holds = or_(standing(as_of), _last_of_ended()) if ended else standing(as_of)
        wanted = (
            select(VillageNameRow.village_id)
            .where(holds, named_within(area_code), *_meets(text))
            .order_by(*self._ordering(order, descending, as_of), *by_official_code())
        )
        with self._store.reading() as session:
            return array("q", session.scalars(wanted))

    def lines(
        self, village_ids: Sequence[int], *, as_of: date | None = None
    ) -> tuple[RegisterLine, ...]:
        """The lines of some places, in their order; a place that does not exist is left out."""
        day = as_of or day_in_thailand(self._store.now())
        with self._store.reading() as session:
            found = {
                row.id: RegisterLine(village=village_from(row), fact=None)
                for row in session.execute(
                    villages(as_of).where(VillageRow.id.in_(tuple(village_ids)))
                )
            }
            gone = [id_ for id_ in village_ids if id_ not in found]
            if gone:
                found |= _ended_lines(session, gone)
            facts = _facts_of(session, village_ids)
        return tuple(
            RegisterLine(
                village=found[id_].village,
                fact=facts_on(facts.get(id_, ()), day),
                ended=found[id_].ended,
            )
            for id_ in village_ids
            if id_ in found
        )

    def alike(self, area_code: str, *, as_of: date | None = None) -> tuple[Likeness, ...]:
        """Places of an area that may be one and the same, the likest first.

        Those that bear one code on one day, and those of one tambon whose names are nearly equal.
        """
        wanted = villages(as_of).where(named_within(area_code)).order_by(*by_official_code())
        with self._store.reading() as session:
            return alike([village_from(row) for row in session.execute(wanted)])

    @staticmethod
    def _ordering(
        order: RegisterOrder, descending: bool, as_of: date | None
    ) -> tuple[ColumnElement[Any], ...]:
        match order:
            case RegisterOrder.CODE:
                columns = by_official_code()
                return tuple(column.desc() for column in columns) if descending else ()
            case RegisterOrder.NAME:
                key = VillageNameRow.name_key.expression
                return (key.desc() if descending else key.asc(),)
            case RegisterOrder.MOO:
                moo = VillageNameRow.moo.expression
                return (moo.is_(None), moo.desc() if descending else moo.asc())
            case _:
                figure = _newest_figure(order, as_of).scalar_subquery()
                return (figure.is_(None), figure.desc() if descending else figure.asc())


def _meets(text: str) -> list[ColumnElement[bool]]:
    """A condition for each word typed: a part of the name, the code's beginning, or `ม.4`."""
    return [_meets_word(word) for word in clean_line(text).split()]


def _meets_word(word: str) -> ColumnElement[bool]:
    plain = to_arabic(word)
    if moo := _MOO.fullmatch(plain):
        return VillageNameRow.moo == int(moo[1])
    if is_ascii_digits(plain):
        return or_(VillageNameRow.code.startswith(plain), VillageNameRow.name.contains(word))
    for before in _WORDS_BEFORE:
        if word.startswith(before):
            # most names stand in the register without their word
            return VillageNameRow.name.contains(word.removeprefix(before), autoescape=True)
    return VillageNameRow.name.contains(word, autoescape=True)


def _last_of_ended() -> ColumnElement[bool]:
    """Whether a name row is the last one of a place that is no more."""
    later = aliased(VillageNameRow)
    return and_(
        VillageNameRow.valid_to.is_not(None),
        ~select(later.id)
        .where(later.village_id == VillageNameRow.village_id, later.id > VillageNameRow.id)
        .exists(),
    )


def _newest_figure(order: RegisterOrder, as_of: date | None) -> Select[int | None]:
    figure = (
        VillageFactRow.households if order is RegisterOrder.HOUSEHOLDS else VillageFactRow.people
    )
    known = select(figure).where(
        VillageFactRow.village_id == VillageNameRow.village_id, figure.is_not(None)
    )
    if as_of is not None:
        known = known.where(VillageFactRow.on_date <= as_of)
    return known.order_by(VillageFactRow.on_date.desc()).limit(1)


def _ended_lines(session: Session, village_ids: Sequence[int]) -> dict[int, RegisterLine]:
    newest = (
        select(func.max(VillageNameRow.id))
        .where(VillageNameRow.village_id.in_(tuple(village_ids)))
        .group_by(VillageNameRow.village_id)
    )
    rows = session.execute(
        select(
            VillageRow.id,
            VillageRow.uuid,
            VillageRow.kind,
            VillageNameRow.code,
            VillageNameRow.moo,
            VillageNameRow.name,
            VillageNameRow.tambon_code,
            VillageNameRow.valid_to,
        )
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .where(VillageNameRow.id.in_(newest))
    )
    return {
        row.id: RegisterLine(
            village=Village(
                id=row.id,
                uuid=row.uuid,
                code=row.code,
                kind=PlaceKind(row.kind),
                moo=row.moo,
                name=row.name,
                tambon_code=row.tambon_code,
            ),
            fact=None,
            ended=row.valid_to,
        )
        for row in rows
    }


def _facts_of(session: Session, village_ids: Sequence[int]) -> dict[int, list[VillageFact]]:
    facts: dict[int, list[VillageFact]] = {}
    for row in session.scalars(
        select(VillageFactRow).where(VillageFactRow.village_id.in_(tuple(village_ids)))
    ):
        facts.setdefault(row.village_id, []).append(fact_from(row))
    return facts
