"""Finding villages as people name them: by a part of the name, a moo, a code."""

import re

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import Area, AreaLevel, Village
from cdd_desktop.places.service import office_in, village_from, villages
from cdd_desktop.places.tables import VillageNameRow, by_official_code
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line

_MOO = re.compile(r"^(?:ม\.|หมู่ที่|หมู่)\s*([0-9]{1,2})(?:\s+|$)")
_WORD_BEFORE = re.compile("^(?:บ้าน|ชุมชน)")


class PlaceSearch:
    """Over the register as it stands today, read anew each time: a change is found at once."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas

    def find(self, text: str, *, limit: int) -> tuple[Village, ...]:
        """At most `limit` places; those that begin with the text first, then in Thai order; for a
        code in official order.

        `บ้านป่าขาด`, `ป่า`, `ม.4 ป่าขาด` and `900101` (also in Thai digits) are understood; words
        after the first may also name the tambon, amphoe or province: `ป่าขาด สิงหนคร`.
        """
        wanted = to_arabic(clean_line(text))
        conditions: list[ColumnElement[bool]] = []
        if moo := _MOO.match(wanted):
            conditions.append(VillageNameRow.moo == int(moo[1]))
            wanted = wanted[moo.end() :]
        first, *others = wanted.split() or [""]
        if not (first or conditions):
            return ()
        stem = _WORD_BEFORE.sub("", first)
        order = (VillageNameRow.name_key.expression, *by_official_code())
        if is_ascii_digits(first) and len(first) > 1:
            begins = VillageNameRow.code.startswith(first)
            conditions.append(begins)
            order = by_official_code()
        else:
            begins = or_(_begins(first), _begins(stem))
            conditions.append(_holds(stem))
        with self._store.reading() as session:
            if others:
                provinces = office_in(session).provinces
                conditions += [self._said_of(word, provinces) for word in others]
            ordered = (case((begins, 0), else_=1), *order)
            return _read(session, and_(*conditions), ordered, limit)

    def _said_of(self, word: str, provinces: tuple[str, ...]) -> ColumnElement[bool]:
        """A further word names the place, or an area that it lies in."""
        named = self._areas.search(word, provinces)
        tambon = {code for area in named for code in self._tambon_of(area)}
        return or_(_holds(_WORD_BEFORE.sub("", word)), VillageNameRow.tambon_code.in_(tambon))

    def _tambon_of(self, area: Area) -> list[str]:
        if area.level is AreaLevel.TAMBON:
            return [area.code]
        below = self._areas.children(area.code)
        return [code for child in below for code in self._tambon_of(child)]


def _read(
    session: Session,
    wanted: ColumnElement[bool],
    order: tuple[ColumnElement[str] | ColumnElement[int], ...],
    limit: int,
) -> tuple[Village, ...]:
    # the names alone first: joined to the villages, every one of them would be looked up
    names = select(VillageNameRow.id).where(VillageNameRow.valid_to.is_(None), wanted)
    chosen = session.scalars(names.order_by(*order).limit(limit)).all()
    found = villages().where(VillageNameRow.id.in_(chosen)).order_by(*order)
    return tuple(village_from(row) for row in session.execute(found))


def _begins(text: str) -> ColumnElement[bool]:
    return VillageNameRow.name.startswith(text, autoescape=True)


def _holds(text: str) -> ColumnElement[bool]:
    return VillageNameRow.name.contains(text, autoescape=True)
