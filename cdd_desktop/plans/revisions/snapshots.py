"""A plan's planned rows, whole, as a revision keeps them: JSON that reads back exactly."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cdd_desktop.errors import CddError
from cdd_desktop.plans.records import Money, Origin, Problem, Project

_NOT_OURS = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)


class SnapshotDamaged(CddError):
    """What is stored of a plan at a revision is not what the program stores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A plan at one moment. `cycle` is a key of its lookup."""

    start_year: int
    end_year: int
    cycle: str
    problems: tuple[Problem, ...]
    projects: tuple[Project, ...]


def snapshot_json(snapshot: Snapshot) -> str:
    """The snapshot as text; what is blank is left out."""
    return json.dumps(_told(snapshot), ensure_ascii=False)


def snapshot_from(text: str) -> Snapshot:
    """The snapshot that `snapshot_json` wrote. Raises `SnapshotDamaged`."""
    try:
        told = json.loads(text)
        return Snapshot(
            start_year=int(told["start_year"]),
            end_year=int(told["end_year"]),
            cycle=told.get("cycle", ""),
            problems=tuple(_problem(each) for each in told.get("problems", ())),
            projects=tuple(_project(each) for each in told.get("projects", ())),
        )
    except _NOT_OURS as error:
        raise SnapshotDamaged(
            "ข้อมูลของแผนก่อนการแก้ไขเปิดอ่านไม่ได้ กรุณาตรวจสุขภาพข้อมูลในหน้าตั้งค่า แล้วกู้คืนจากไฟล์สำรองที่ยังดีอยู่"
        ) from error


def _told(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case UUID():
            return str(value)
        case tuple():
            return [_told(each) for each in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {
                each.name: _told(held)
                for each in dataclasses.fields(value)
                if (held := getattr(value, each.name)) not in {None, "", ()} or each.name == "name"
            }
        case _:
            return value


def _problem(told: Mapping[str, Any]) -> Problem:
    texts = {name: _text(told, name) for name in ("problem", "cause", "approach", "dimension")}
    return Problem(uuid=UUID(told["uuid"]), **texts)


_TEXTS = (
    "name",
    "area_code",
    "details",
    "reason",
    "objective",
    "target",
    "unit",
    "indicator",
    "expected",
    "dimension",
    "kind",
    "agency",
    "status",
    "status_note",
    "difference_note",
)


def _project(told: Mapping[str, Any]) -> Project:
    texts = {name: _text(told, name) for name in _TEXTS}
    return Project(
        uuid=UUID(told["uuid"]),
        plan=_uuid(told.get("plan")),
        quantity=None if told.get("quantity") is None else Decimal(told["quantity"]),
        is_recurring=bool(told.get("is_recurring", False)),
        origin=_origin(told.get("origin", {})),
        villages=tuple(int(each) for each in told.get("villages", ())),
        money=tuple(_money(each) for each in told.get("money", ())),
        rank=told.get("rank"),
        dimension_rank=told.get("dimension_rank"),
        status_on=_day(told.get("status_on")),
        version=int(told["version"]),
        **texts,
    )


def _origin(told: Mapping[str, Any]) -> Origin:
    return Origin(
        kind=_text(told, "kind"),
        text=_text(told, "text"),
        raised_on=_day(told.get("raised_on")),
        meeting=_uuid(told.get("meeting")),
        village_id=told.get("village_id"),
        instrument=_text(told, "instrument"),
        indicator=_text(told, "indicator"),
        year=told.get("year"),
    )


def _money(told: Mapping[str, Any]) -> Money:
    return Money(
        year=int(told["year"]),
        source=_text(told, "source"),
        requested=told.get("requested"),
        approved=told.get("approved"),
        spent=told.get("spent"),
    )


def _text(told: Mapping[str, Any], name: str) -> str:
    text = told.get(name, "")
    if not isinstance(text, str):
        raise TypeError(name)
    return text


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
