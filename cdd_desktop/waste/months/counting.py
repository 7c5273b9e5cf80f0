# ruff: noqa: S608 - what is put into these statements is chosen here, never typed by anybody
"""The statements that count months together; each rule of counting stands in one of its tables.

`place`: the villages and อปท. of each month as they stood on its last day, each with the line of
the table that it counts to. `figure`s are read of each stream of a record on its best basis only;
bank items of a unit whose bank has books come from `booked`. `recent`: of items that are not summed
over months the newest that each unit told, as if it was told in the last month. `ruling`: for which
streams the figure of a whole อปท. counts, since not every village of it told them; those of its
villages then do not.

Months go by their number (`at`), the oldest 0. The numbers of places are read with a plus before
them: without it they are columns of a type, and SQLite makes no index to find them by in these
tables.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.months.rolled import By

_AMPHOE_LENGTH = 4

_HOLDS = (
    "({row}.valid_from IS NULL OR {row}.valid_from <= asked.day) "
    "AND ({row}.valid_to IS NULL OR {row}.valid_to > asked.day)"
)
# the lines of a table, by what it counts by: of a village's figures and of an อปท.'s
_VILLAGE_LINES = {
    By.VILLAGE: "'v' || n.village_id",
    By.GOVERNMENT: "CASE WHEN g.government_id IS NULL THEN '' ELSE 'g' || g.government_id END",
    By.TAMBON: "n.tambon_code",
    By.AMPHOE: "substr(n.tambon_code, 1, 4)",
    By.TOTAL: "''",
}
_GOVERNMENT_LINES = {
    By.VILLAGE: "'g' || n.government_id",
    By.GOVERNMENT: "'g' || n.government_id",
    By.TAMBON: "n.area_code",
    By.AMPHOE: "n.area_code",
    By.TOTAL: "''",
}
_BOOKED = """
booked AS MATERIALIZED (
    SELECT p.at, b.value ->> 1 AS scope, p.place, p.government_id, p.line, p.is_within,
        b.value ->> 3 AS item, b.value ->> 4 AS amount
    FROM json_each(:books) b CROSS JOIN place p ON p.at = b.value ->> 0
        AND p.place = b.value ->> 2 AND p.is_village = (b.value ->> 1 = 'village')
)"""
# an อปท. with books has them in place of both of its scopes: they are one bank
_NOT_BOOKED = """(f.item NOT IN (SELECT value FROM json_each(:bank_items)) OR NOT EXISTS (
        SELECT 1 FROM booked b WHERE b.at {of} r.at AND b.place = r.place
        AND (b.scope = 'village') = (r.scope = 'village')
    ))"""
_BEST = """(f.basis = 1 OR NOT EXISTS (
        SELECT 1 FROM waste_figure b
        WHERE b.record_id = f.record_id AND b.stream = f.stream AND b.basis < f.basis
    ))"""
_LAST_ITEMS = "(SELECT value FROM json_each(:last_items))"
# whether a record tells anything; bins that were only kept at the closing do not count
_TELLS = """(
    r.reported_on IS NOT NULL
    OR EXISTS (SELECT 1 FROM waste_figure f WHERE f.record_id = r.id)
    OR EXISTS (SELECT 1 FROM waste_fate f WHERE f.record_id = r.id)
    OR EXISTS (SELECT 1 FROM waste_bin_count b WHERE b.record_id = r.id AND b.basis > 1)
)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to count.

    `books`: what banks' books say: number of the month, scope, village or อปท., item, amount.
    `last_items`: items of which the newest month counts; none where each month stands alone.
    """

    area_code: str
    months: Sequence[date]
    by: By
    by_month: bool = False
    books: Sequence[tuple[int, str, int, str, int]] = ()
    bank_items: Sequence[str] = ()
    last_items: Sequence[str] = ()

    @property
    def shows_all(self) -> bool:
        """Whether what a village told is shown even where it counts in no sum."""
        return self.by is By.VILLAGE or self.is_village

    @property
    def is_village(self) -> bool:
        """Whether the area is one village: what counts beyond it is not asked."""
        return len(self.area_code) > TAMBON_CODE_LENGTH

    @property
    def parameters(self) -> dict[str, Any]:
        """The values that the statements ask for."""
        found: dict[str, Any] = {
            "final": len(self.months) - 1,
            "last_month": max(self.months).isoformat(),
            "area": self.area_code,
            "low": self.area_code.ljust(6, "0"),
            "high": self.area_code.ljust(6, "9"),
            "low_home": self.area_code.ljust(4, "0"),
            "high_home": self.area_code.ljust(4, "9"),
            "books": json.dumps(self.books),
            "bank_items": json.dumps(self.bank_items),
            "last_items": json.dumps(self.last_items),
        }
        for at, month in enumerate(self.months):
            found |= {f"month_{at}": month.isoformat(), f"day_{at}": last_day(month).isoformat()}
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Where amounts are read: rows `r` of places, and columns of what each told."""

    source: str
    where: str = "1"
    stream: str = "r.stream"
    item: str = "r.item"
    basis: str = "r.basis"
    amount: str = "r.amount"

    def only(self, condition: str) -> "_Told":
        """Those that meet a condition too."""
        return replace(self, where=f"{self.where} AND {condition}")


def figures(question: Question) -> str:
    """Rows (line, at, item, amount, estimated, not_added, has_estimate, has_aside)."""
    tables = [*_places(question), _records()]
    typed = _Told(
        source="record r CROSS JOIN waste_figure f ON f.record_id = r.id",
        where=_BEST,
        stream="f.stream",
        item="f.item",
        basis="f.basis",
        amount="f.amount",
    )
    told = newest = [typed]
    if question.books:
        tables.append(_BOOKED)
        booked = _Told(source="booked r", stream="r.item", basis="1")
        told = [typed.only(_NOT_BOOKED.format(of="=")), booked]
        # what was typed before a bank had books is not its newest state, of either scope
        newest = [typed.only(_NOT_BOOKED.format(of=">=")), booked]
    if question.last_items:
        tables.append(_recent(newest))
        told = [each.only(f"{each.item} NOT IN {_LAST_ITEMS}") for each in told]
        told.append(_Told(source="recent r"))
    return _counted(question, tables, told, ("item",))


def fates(question: Question) -> str:
    """The same rows of what became of streams, each with its stream, and `units` that told of it;
    item is the fate, and the amount NULL where nobody told one."""
    told = _Told(
        source="record r CROSS JOIN waste_fate f ON f.record_id = r.id",
        stream="f.stream",
        item="f.fate",
        basis="0",
        amount="f.amount",
    )
    return _counted(question, [*_places(question), _records()], [told], ("stream", "item"))


def _counted(
    question: Question, tables: Sequence[str], told: Sequence[_Told], keys: Sequence[str]
) -> str:
    ruling = f"""
whole AS MATERIALIZED (
    SELECT DISTINCT at, government_id, stream FROM ({_each(told, "r.scope = 'whole'")})
),
size AS MATERIALIZED (
    SELECT at, government_id, count(*) AS villages FROM place
    WHERE is_village AND government_id IS NOT NULL GROUP BY at, government_id
),
heard AS MATERIALIZED (
    SELECT at, government_id, stream, count(DISTINCT place) AS villages
    FROM ({_each(told, _UNDER_WHOLE)}) JOIN whole USING (at, government_id, stream)
    GROUP BY at, government_id, stream
),
ruling AS MATERIALIZED (
    SELECT at, government_id, stream, 1 AS is_whole FROM whole
    LEFT JOIN size USING (at, government_id)
    LEFT JOIN heard USING (at, government_id, stream)
    WHERE size.villages IS NULL OR coalesce(heard.villages, 0) < size.villages
)"""
    names = ("line", "at", *keys)
    parts = " UNION ALL ".join(_summed(question, each, keys) for each in told)
    return f"""
WITH {",".join([*tables, ruling])}
SELECT {", ".join(names)}, sum(amount) AS amount, sum(estimated) AS estimated,
    sum(not_added) AS not_added, max(has_estimate) AS has_estimate, max(has_aside) AS has_aside,
    sum(units) AS units
FROM ({parts}) GROUP BY {", ".join(names)}
"""


def _summed(question: Question, told: _Told, keys: Sequence[str]) -> str:
    """What one source comes to, by line."""
    at = "r.at" if question.by_month else "NULL"
    aside = "0" if question.is_village else "(r.scope = 'village' AND u.is_whole IS NOT NULL)"
    counts = (
        "r.scope = 'village'"
        if question.shows_all
        else "(r.scope = 'village' AND u.is_whole IS NULL)"
    )
    columns = [f"{getattr(told, key)} AS {key}" for key in keys]
    units = "count(DISTINCT r.scope || r.place)" if "stream" in keys else "0"
    return f"""
    SELECT r.line, {at} AS at, {", ".join(columns)}, sum({told.amount}) AS amount,
        sum({told.amount} * ({told.basis} = 3)) AS estimated,
        sum({told.amount} * {aside}) AS not_added, max({told.basis} = 3) AS has_estimate,
        max({aside}) AS has_aside, {units} AS units
    FROM {told.source}
    LEFT JOIN ruling u ON u.at = r.at AND u.government_id = r.government_id
        AND u.stream = {told.stream}
    WHERE {told.where} AND r.is_within AND (
        {counts} OR r.scope = 'extra' OR (r.scope = 'whole' AND u.is_whole IS NOT NULL)
    )
    GROUP BY {", ".join(str(place + 1) for place in range(2 + len(keys)))}
"""


_UNDER_WHOLE = (
    "r.scope = 'village' AND (r.at, r.government_id) IN (SELECT at, government_id FROM whole)"
)


def _each(told: Sequence[_Told], condition: str) -> str:
    """What was told of a stream by the places that meet a condition."""
    return " UNION ALL ".join(
        f"SELECT r.at, r.government_id, r.place, {each.stream} AS stream "
        f"FROM {each.source} WHERE {each.where} AND {condition}"
        for each in told
    )


def _recent(told: Sequence[_Told]) -> str:
    """What each unit told last of items that are not summed, where it stands in the last month.

    Beside a maximum SQLite takes the other columns from the row that has it.
    """
    of_last = " UNION ALL ".join(
        f"SELECT r.at, r.scope, r.place, {each.stream} AS stream, {each.item} AS item, "
        f"{each.basis} AS basis, {each.amount} AS amount "
        f"FROM {each.source} WHERE {each.item} IN {_LAST_ITEMS} AND {each.where}"
        for each in told
    )
    return f"""
recent AS MATERIALIZED (
    SELECT p.at, l.scope, l.place, p.government_id, p.line, p.is_within, l.stream, l.item,
        l.basis, l.amount
    FROM (
        SELECT max(at), scope, place, stream, item, basis, amount
        FROM ({of_last}) GROUP BY scope, place, item
    ) l JOIN place p ON p.at = :final AND p.place = l.place
        AND p.is_village = (l.scope = 'village')
)"""


def places(question: Question) -> str:
    """Rows (line, at, units, reported): villages that stand, and how many of them told."""
    tables = [*_places(question), _records()]
    booked = ""
    if question.books:
        tables.append(_BOOKED)
        booked = " UNION SELECT at, scope, place FROM booked"
    tables.append(
        f"reporting AS MATERIALIZED (SELECT at, scope, place FROM record r "
        f"WHERE scope <> 'extra' AND {_TELLS}{booked})"
    )
    at = "p.at" if question.by_month else "NULL"
    return f"""
WITH {",".join(tables)}
SELECT p.line, {at} AS at, count(*) AS units,
    sum(o.place IS NOT NULL OR w.place IS NOT NULL) AS reported
FROM place p
LEFT JOIN reporting o ON o.at = p.at AND o.scope = 'village' AND o.place = p.place
LEFT JOIN reporting w ON w.at = p.at AND w.scope = 'whole' AND w.place = p.government_id
WHERE p.is_village AND p.is_within
GROUP BY p.line{", p.at" if question.by_month else ""}
"""


def corrected(question: Question) -> str:
    """Rows (line, at, records): how many records were corrected after their month was closed."""
    at = "r.at" if question.by_month else "NULL"
    return f"""
WITH {",".join([*_places(question), _records()])}
SELECT r.line, {at} AS at, count(*) AS records
FROM (SELECT DISTINCT record_id FROM waste_correction) c CROSS JOIN record r ON r.id = c.record_id
WHERE r.is_within GROUP BY r.line{", r.at" if question.by_month else ""}
"""


def last_told(question: Question) -> str:
    """Rows (village_id, month): when the villages that stand told something last, by themselves
    or through the whole of their อปท., up to the month asked for; "" for never."""
    newest = (
        "SELECT max(r.month) FROM waste_record r WHERE {of} AND r.month <= :last_month "
        f"AND {_TELLS}"
    )
    of_government = newest.format(of="r.government_id = p.government_id AND r.scope = 'whole'")
    return f"""
WITH {",".join(_places(question))}
SELECT p.place AS village_id, max(
    coalesce(({newest.format(of="r.village_id = p.place")}), ''), coalesce(({of_government}), '')
) AS month
FROM place p WHERE p.is_village AND p.is_within
"""


def _places(question: Question) -> list[str]:
    """The tables of months asked for and of what stands in them."""
    area = question.area_code
    months = ", ".join(f"({at}, :month_{at}, :day_{at})" for at in range(len(question.months)))
    village_within = (
        "n.code = :area" if question.is_village else "n.tambon_code BETWEEN :low AND :high"
    )
    home_within = (
        "(n.area_code = :area OR n.area_code BETWEEN :low_home AND :high_home)"
        if len(area) <= _AMPHOE_LENGTH
        else "0"
    )
    return [
        f"asked(at, month, day) AS (VALUES {months})",
        f"""
place AS MATERIALIZED (
    SELECT asked.at, asked.month, 1 AS is_village, +n.village_id AS place,
        +g.government_id AS government_id,
        {_VILLAGE_LINES[question.by]} AS line, {village_within} AS is_within
    FROM asked JOIN village_name n ON {_HOLDS.format(row="n")}
    LEFT JOIN village_government g
        ON g.village_id = n.village_id AND {_HOLDS.format(row="g")}
    UNION ALL
    SELECT asked.at, asked.month, 0, +n.government_id, +n.government_id,
        {_GOVERNMENT_LINES[question.by]}, {home_within}
    FROM asked JOIN local_government_name n ON {_HOLDS.format(row="n")}
)""",
    ]


def _records() -> str:
    """The records of the months asked for, each with its place; of units that stood."""
    columns = "r.id, r.reported_on, p.at, r.scope, p.place, p.government_id, p.line, p.is_within"
    return f"""
record AS MATERIALIZED (
    SELECT {columns} FROM place p
    CROSS JOIN waste_record r ON r.village_id = p.place AND r.month = p.month
    WHERE p.is_village
    UNION ALL
    SELECT {columns} FROM place p
    CROSS JOIN waste_record r ON r.government_id = p.place AND r.month = p.month
    WHERE NOT p.is_village
)"""
