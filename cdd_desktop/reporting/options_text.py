"""What was chosen about a report as text, for whoever keeps it to make the same report again."""

import json
from dataclasses import MISSING, asdict, fields
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from cdd_desktop.reporting.options import ReportOptions


def options_text(options: ReportOptions) -> str:
    """JSON of what differs from the usual; the same choices give the same text."""
    usual = {
        field.name: field.default for field in fields(ReportOptions) if field.default is not MISSING
    }
    told = {
        name: value for name, value in asdict(options).items() if usual.get(name, MISSING) != value
    }
    return json.dumps(told, default=_plain, ensure_ascii=False, sort_keys=True)


def options_from(text: str) -> ReportOptions | None:
    """The choices again; None where there is no text, or it is of a program that knows others."""
    if not text:
        return None
    try:
        told = json.loads(text)
        hints = get_type_hints(ReportOptions)
        return ReportOptions(**{name: _read(hints[name], value) for name, value in told.items()})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _read(hint: Any, value: Any) -> Any:
    """A value of a field of this kind: JSON has no days, no words of ours, and lists for tuples."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        (kind,) = (part for part in parts if part is not NoneType)
        return None if value is None else _read(kind, value)
    if origin is tuple:
        return tuple(_read(parts[0], each) for each in value)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if not isinstance(value, hint):
        raise TypeError(value)
    return value
