"""The history of a village and of a local government (อปท.) in office words.

Names, figures and belongings are rows of their own, some of them gone since: they are found by
the number of the place they are about, on the worker thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.places.government_records import Government, kind_named
from cdd_desktop.places.records import Village
from cdd_desktop.storage.operations import ChangeKind

if TYPE_CHECKING:
    from cdd_desktop.storage.operations import FieldChange, HistoryService


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsAbout(Records):
    """The rows of `table`, there or gone, whose `column` is this number."""

    column: str
    number: int

    @override
    def changes(self, history: "HistoryService") -> "Iterator[tuple[str, FieldChange]]":
        keys = history.keys_about(self.table, self.column, self.number)
        for key, changes in history.of_records(self.table, keys).items():
            for change in reversed(changes):
                yield self.words(key, change), change


_VILLAGE_NAME: Fields = {
    "code": ("รหัส", str),
    "name": ("ชื่อ", str),
    "valid_to": ("รหัสและชื่อใช้ถึงก่อนวันที่", day),
}
_FACT: Fields = {
    "households": ("ครัวเรือน", str),
    "people": ("ประชากร", str),
    "headman": ("ผู้ใหญ่บ้าน", str),
    "source": ("ที่มา", str),
}
_GOVERNMENT: Fields = {"contact": ("ติดต่อ", str)}
_GOVERNMENT_NAME: Fields = {
    "kind": ("ประเภท", lambda key: kind_named(key).label),
    "name": ("ชื่อ", str),
    "code": ("รหัส", str),
    "valid_to": ("ชื่อและประเภทใช้ถึงก่อนวันที่", day),
}
_BELONGING: Fields = {"valid_to": ("สังกัดถึงก่อนวันที่", day)}


def village_subject(village: Village) -> Subject:
    """The village chosen: its names, figures, changes and belongings."""

    def rows(table: str, fields: Fields) -> RowsAbout:
        return RowsAbout(
            table=table,
            words=lambda _key, change: _words(fields, change),
            column="village_id",
            number=village.id,
        )

    return Subject(
        title=village.label,
        records=(
            Records(
                table="village", owner="village", identity=village.uuid, words=lambda _, __: ""
            ),
            rows("village_name", _VILLAGE_NAME),
            rows("village_event", {}),
            rows("village_fact", _FACT),
            rows("village_government", _BELONGING),
        ),
    )


def government_subject(government: Government) -> Subject:
    """The local government chosen: its names, contact and villages."""

    def rows(table: str, fields: Fields) -> RowsAbout:
        return RowsAbout(
            table=table,
            words=lambda _key, change: _words(fields, change),
            column="government_id",
            number=government.id,
        )

    return Subject(
        title=government.label,
        records=(
            Records(
                table="local_government",
                owner="local_government",
                identity=government.uuid,
                words=lambda _, change: _words(_GOVERNMENT, change),
            ),
            rows("local_government_name", _GOVERNMENT_NAME),
            # of many villages at once: what the operation was called says it
            rows("village_government", {}),
        ),
    )


def _words(fields: Fields, change: "FieldChange") -> str:
    return from_to(fields, change) if change.kind is ChangeKind.CHANGED else ""
