"""The history of a project in office words: its fields, money, villages, letters and results."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.records import Project
from cdd_desktop.plans.words import MONEY_LABELS, PROJECT_LABELS
from cdd_desktop.storage.operations import ChangeKind
from cdd_desktop.thai.money import format_baht

if TYPE_CHECKING:
    from cdd_desktop.storage.operations import FieldChange, HistoryService
    from cdd_desktop.storage.rows import Key

_SHOWN = 60
_MONEY: Fields = {name: (called, format_baht) for name, called in MONEY_LABELS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsOfProject(Records):
    """The rows of `table`, there or gone, whose `column` is the project."""

    column: str = "project_id"

    @override
    def changes(self, history: "HistoryService") -> "Iterator[tuple[str, FieldChange]]":
        whole = history.key_of("project", self.identity) if self.identity is not None else None
        if whole is None:
            return
        keys = history.keys_about(self.table, self.column, whole[0])
        for key, changes in history.of_records(self.table, keys).items():
            for change in reversed(changes):
                yield self.words(key, change), change


def project_subject(project: Project, around: Around | None) -> Subject:
    """The project in hand; keys of lists are worded where what is around it is known."""

    def rows(
        table: str, words: "Callable[[Key, FieldChange], str]", column: str = "project_id"
    ) -> RowsOfProject:
        return RowsOfProject(table=table, words=words, identity=project.uuid, column=column)

    fields = _project_fields(around)
    outcomes = _letter_fields(around)
    return Subject(
        title=project.name,
        records=(
            Records(
                table="project",
                owner="project",
                identity=project.uuid,
                words=lambda _, change: _of_project(fields, change),
            ),
            rows("project_money", lambda key, change: _of_money(around, key, change)),
            rows("project_village", lambda key, change: _of_village(around, key, change)),
            rows("project_result", _of_result),
            rows("coordination", lambda _, change: from_to(outcomes, change, "ประสานแผน")),
            # what the operation was called says it
            rows("resolution_project", lambda _, __: ""),
            rows("project_link", lambda _, __: "", "from_id"),
            rows("project_link", lambda _, __: "", "to_id"),
        ),
    )


def _project_fields(around: Around | None) -> Fields:
    reads: Mapping[str, Callable[[Any], str]] = {
        "dimension": _key_of(around, ListName.DIMENSION),
        "kind": _key_of(around, ListName.PROJECT_KIND),
        "status": around.statuses.label if around is not None else str,
        "status_on": day,
        "is_recurring": lambda value: "ใช่" if value else "ไม่ใช่",
        "rank": str,
        "dimension_rank": str,
        "quantity": str,
    }
    fields = {
        name: (called, reads.get(name, _short))
        for name, called in PROJECT_LABELS.items()
        if name not in {"origin", "villages", "money", "plan", "area_code"}
    }
    return {
        **fields,
        "origin": ("ที่มา", _key_of(around, ListName.PROJECT_ORIGIN)),
        "origin_text": ("รายละเอียดของที่มา", _short),
        "raised_on": ("วันที่เสนอ", day),
    }


def _letter_fields(around: Around | None) -> Fields:
    return {
        "agency": ("ส่งถึง", _short),
        "target_plan": ("ให้บรรจุในแผน", _short),
        "letter_no": ("เลขที่หนังสือ", str),
        "sent_on": ("วันที่ส่ง", day),
        "outcome": ("ผล", _key_of(around, ListName.OUTCOME)),
        "outcome_on": ("วันที่ได้รับคำตอบ", day),
        "accepted_year": ("ปีที่รับบรรจุ", str),
        "accepted": ("งบที่รับบรรจุ", format_baht),
        "reason": ("เหตุผล", _short),
    }


def _of_project(fields: Fields, change: "FieldChange") -> str:
    match change.kind:
        case ChangeKind.BORN:
            return "เพิ่มโครงการ"
        case ChangeKind.REMOVED:
            return "ลบโครงการ"
        case ChangeKind.RETURNED:
            return "นำโครงการกลับมา"
        case ChangeKind.CHANGED:
            return from_to(fields, change)


def _of_money(around: Around | None, key: "Key", change: "FieldChange") -> str:
    _, year, source = key
    about = f"ปี {year}"
    if source:
        about = f"{about} {_key_of(around, ListName.MONEY_SOURCE)(source)}"
    match change.kind:
        case ChangeKind.BORN | ChangeKind.RETURNED:
            return f"ใส่เงิน{about}"
        case ChangeKind.REMOVED:
            return f"เว้นว่างเงิน{about}{_amounts(change.old)}"
        case ChangeKind.CHANGED:
            return from_to(_MONEY, change, about)


def _amounts(old: Any) -> str:
    """What a line of money had: its amounts behind a colon."""
    had = [
        f"{called} {format_baht(old[name])}"
        for name, called in MONEY_LABELS.items()
        if isinstance(old, Mapping) and old.get(name) is not None
    ]
    return f" (เดิม {', '.join(had)})" if had else ""


def _of_village(around: Around | None, key: "Key", change: "FieldChange") -> str:
    known = {village.id: village.label for village in around.villages} if around else {}
    if (label := known.get(int(key[1]))) is None:
        return ""
    is_gone = change.kind is ChangeKind.REMOVED
    return f"เอาหมู่บ้านออก: {label}" if is_gone else f"เพิ่มหมู่บ้าน: {label}"


def _of_result(key: "Key", change: "FieldChange") -> str:
    _, year, quarter = key
    about = f"ผลไตรมาส {quarter}/{year}"
    if change.kind is ChangeKind.CHANGED:
        return from_to(_QUARTER_FIELDS, change, about)
    return f"ลบ{about}" if change.kind is ChangeKind.REMOVED else f"บันทึก{about}"


def _key_of(around: Around | None, name: ListName) -> Callable[[Any], str]:
    return lambda key: around.label(name, str(key)) if around is not None else str(key)


def _short(text: Any) -> str:
    told = " ".join(str(text).split())
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"


_QUARTER_FIELDS: Fields = {
    "told": ("ผลที่ทำได้", _short),
    "quantity": ("จำนวน", str),
    "spent": ("ใช้จ่าย", format_baht),
}
