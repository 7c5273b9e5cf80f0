"""The history of a record of a month in office words."""

from collections.abc import Sequence

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.gui.pages.waste.months.columns import Column, Kind
from cdd_desktop.storage.operations import ChangeKind, FieldChange
from cdd_desktop.storage.rows import Key
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.months.records import Basis, MonthRecord
from cdd_desktop.waste.months.unit_lines import UnitLine

_HEAD: Fields = {
    "reported_on": ("วันที่รายงาน", day),
    "reporter": ("ผู้รายงาน", str),
    "note": ("หมายเหตุ", str),
}


def record_subject(line: UnitLine, record: MonthRecord, columns: Sequence[Column]) -> Subject:
    """The record's head and its figures; `columns` name the items."""
    items = {column.key: column for column in columns if column.kind is Kind.ITEM}

    def figure_words(rest: Key, change: FieldChange) -> str:
        _, basis, item = rest
        column = items.get(str(item))
        if column is None:
            return ""
        about = f"{column.label} ({Basis(int(str(basis))).label})"
        match change.kind:
            case ChangeKind.BORN | ChangeKind.RETURNED:
                return f"ใส่ {about}"
            case ChangeKind.REMOVED:
                return f"เว้นว่าง {about}"
            case ChangeKind.CHANGED:
                return from_to({"amount": (about, format_amount)}, change)

    rests = tuple(
        (column.stream or column.key, int(basis), column.key)
        for column in items.values()
        for basis in Basis
    )
    said = f"{month_name(record.month)} {line.label}"
    return Subject(
        title=said,
        said=said,
        records=(
            Records(
                table="waste_record",
                owner="waste_record",
                identity=record.uuid,
                words=lambda _, change: _head_words(change),
            ),
            Records(
                table="waste_figure",
                owner="waste_record",
                identity=record.uuid,
                rests=rests,
                words=figure_words,
            ),
        ),
    )


def _head_words(change: FieldChange) -> str:
    if change.kind is ChangeKind.CHANGED:
        return from_to(_HEAD, change)
    return {ChangeKind.REMOVED: "ลบบันทึกเดือนนี้", ChangeKind.RETURNED: "นำบันทึกเดือนนี้กลับมา"}.get(
        change.kind, ""
    )
