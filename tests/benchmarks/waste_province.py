"""A province's waste, made up: 1,000 villages, 24 months of records and 150,000 households.

Written by SQL, for the services would keep a history of every row. All months but the last are
closed, with their bins frozen; a quarter of the อปท. tell the general waste of all their villages.
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from uuid6 import uuid7

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.thai.months import days_in, last_day, months_between

PROVINCE = "90"
VILLAGES, HOUSEHOLDS_EACH = 1_000, 150
MONTHS = months_between(date(2024, 10, 1), date(2026, 9, 1))
OPEN_MONTH = MONTHS[-1]
# streams and items of a village's month, with the basis they are told on
FIGURES = (
    ("organic", "organic", 1),
    ("organic", "organic", 3),
    ("recyclable", "recyclable-paper", 2),
    ("recyclable", "recyclable-plastic", 2),
    ("recyclable", "recyclable-glass", 2),
    ("recyclable", "recyclable-metal", 2),
    ("recyclable", "recyclable-mixed", 3),
    ("hazardous", "hazardous-lamp", 2),
    ("hazard-points", "hazard-points", 2),
    ("volunteers", "volunteers", 2),
)
FATES = (("organic", "composted"), ("recyclable", "sold"))
PEOPLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteProvince:
    """Where the office was made."""

    folder: Path


def make_waste_province(folder: Path) -> WasteProvince:
    """An office with all that in `folder`/data."""
    data = folder / "data"
    with open_folder(data) as services:
        services.office.create("สำนักงานทดสอบ", (PROVINCE,))
        tambon = _tambon(services)
        codes = [f"{code}{moo:02}" for moo in range(1, 31) for code in tambon][:VILLAGES]
        rows = [(code, f"บ้านหนองไผ่ {n}") for n, code in enumerate(sorted(codes))]
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
        VillageImporter(services.store, services.areas).run(folder / "villages.csv")
        villages = [(v.id, v.code) for v in services.villages.in_area(PROVINCE)]
        path = services.store.path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO operation (at, actor, action, summary, source) "
            "VALUES ('2026-11-22', '', 'test', 'ข้อมูลทดสอบ', '')"
        )
        (operation,) = connection.execute("SELECT max(id) FROM operation").fetchone()
        _Filling(connection, operation, villages).run()
    return WasteProvince(folder=data)


def _tambon(services: Services) -> list[str]:
    return [
        tambon.code
        for amphoe in services.areas.children(PROVINCE)
        for tambon in services.areas.children(amphoe.code)
    ]


class _Filling:
    def __init__(
        self, connection: sqlite3.Connection, operation: int, villages: Sequence[tuple[int, str]]
    ) -> None:
        self._connection = connection
        self._operation = operation
        self._villages = villages
        self._chance = random.Random(2569)

    def run(self) -> None:
        """Write everything."""
        governments = self._governments()
        self._closings()
        self._records(governments)
        self._households()

    def _insert(self, table: str, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * (columns.count(",") + 1))
        into = f"INSERT INTO {table} ({columns}, born_in) VALUES ({marks}, {self._operation})"  # noqa: S608 - our own words
        self._connection.executemany(into, rows)

    def _governments(self) -> dict[str, int]:
        """One to each tambon; gives its row by the tambon's code."""
        tambon = sorted({code[:6] for _, code in self._villages})
        ids = {code: number for number, code in enumerate(tambon, 1)}
        self._insert(
            "local_government",
            "id, uuid, contact",
            ((number, uuid7().hex, "") for number in ids.values()),
        )
        self._insert(
            "local_government_name",
            "government_id, kind, name, name_key, area_code, code, code_checked",
            (
                (number, "tambon", f"หนองไผ่ {code}", f"หนองไผ่ {code}", code[:4], "", 0)
                for code, number in ids.items()
            ),
        )
        self._insert(
            "village_government",
            "village_id, government_id",
            ((village, ids[code[:6]]) for village, code in self._villages),
        )
        return ids

    def _closings(self) -> None:
        amphoe = sorted({code[:4] for _, code in self._villages})
        self._insert(
            "waste_closing",
            "uuid, month, area_code, closed_on, note",
            (
                (uuid7().hex, month.isoformat(), code, last_day(month).isoformat(), "")
                for month in MONTHS[:-1]
                for code in amphoe
            ),
        )

    def _records(self, governments: dict[str, int]) -> None:
        records: list[tuple[object, ...]] = []
        figures: list[tuple[object, ...]] = []
        fates: list[tuple[object, ...]] = []
        counts: list[tuple[object, ...]] = []
        for month in MONTHS:
            for village, _ in self._villages:
                number = self._record(records, "village", village, None, month)
                for stream, item, basis in FIGURES:
                    if self._chance.random() < 0.95:
                        is_weight = stream in {"organic", "recyclable", "hazardous"}
                        amount = self._amount() if is_weight else self._count_of_few()
                        figures.append((number, stream, basis, item, amount, ""))
                if self._chance.random() < 0.7:
                    figures.append((number, "general", 2, "general", self._amount(), ""))
                fates += ((number, *fate, self._amount()) for fate in FATES)
                if month != OPEN_MONTH:
                    counts.append((number, 1, *self._count(month)))
            for number_of_tambon, government in enumerate(governments.values()):
                if number_of_tambon % 4 == 0:
                    number = self._record(records, "whole", None, government, month)
                    figures.append((number, "general", 2, "general", self._amount(), ""))
        self._insert(
            "waste_record",
            "id, uuid, scope, village_id, government_id, month, reporter, note, version",
            iter(records),
        )
        self._insert("waste_figure", "record_id, stream, basis, item, amount, typed", iter(figures))
        self._insert("waste_fate", "record_id, stream, fate, amount", iter(fates))
        self._insert(
            "waste_bin_count",
            "record_id, basis, households, people, with_space, without_space, installed, added, "
            "proper, regular, both, people_installed, people_both, person_days, person_days_both",
            iter(counts),
        )

    def _record(
        self,
        records: list[tuple[object, ...]],
        scope: str,
        village: int | None,
        government: int | None,
        month: date,
    ) -> int:
        number = len(records) + 1
        day = month.isoformat()
        records.append((number, uuid7().hex, scope, village, government, day, "", "", 1))
        return number

    def _amount(self) -> int:
        return self._chance.randrange(1, 2_000_000)

    def _count_of_few(self) -> int:
        return 1_000 * self._chance.randrange(1, 40)

    def _count(self, month: date) -> tuple[int, ...]:
        space = self._chance.randrange(100, HOUSEHOLDS_EACH)
        made = self._chance.randrange(0, space)
        both = self._chance.randrange(0, made + 1)
        in_use, in_use_well = made * PEOPLE, both * PEOPLE
        days = days_in(month)
        return (
            *(HOUSEHOLDS_EACH, HOUSEHOLDS_EACH * PEOPLE, space, HOUSEHOLDS_EACH - space, made, 1),
            *(both, both, both, in_use, in_use_well, in_use * days, in_use_well * days),
        )

    def _households(self) -> None:
        places = [village for village, _ in self._villages for _ in range(HOUSEHOLDS_EACH)]
        self._insert(
            "household",
            "id, uuid, village_id, house_no, head, people, note, version",
            (
                (number, uuid7().hex, village, str(number), "", 1 + number % 7, "", 1)
                for number, village in enumerate(places, 1)
            ),
        )
        self._insert(
            "waste_bin",
            "household_id, has_space, installed_on, is_proper, is_regular, inspector, note, "
            "version",
            ((number, *self._bin(), "", "", 1) for number in range(1, len(places) + 1)),
        )
        self._insert(
            "waste_bin_register",
            "village_id, whole_from",
            ((village, MONTHS[0].isoformat()) for village, _ in self._villages),
        )

    def _bin(self) -> tuple[int, str | None, int | None, int | None]:
        if self._chance.random() < 0.2:
            return 0, None, None, None
        day = date.fromordinal(self._chance.randrange(738_000, last_day(OPEN_MONTH).toordinal()))
        return (
            1,
            day.isoformat(),
            int(self._chance.random() < 0.8),
            int(self._chance.random() < 0.7),
        )
