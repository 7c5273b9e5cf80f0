"""The lists that come with the program: data in resources/lookups."""

from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from cdd_desktop import paths
from cdd_desktop.errors import CddError
from cdd_desktop.lookups.records import Confidence, Entry, ListName, Lookup, list_problems

_OWN_KEYS = {"key", "label", "confidence", "source", "from_year"}


class ListRejected(CddError):
    """A shipped list does not say what it must; names the file."""


@cache
def shipped(name: ListName) -> Lookup:
    """The list as it comes with the program. Raises `ListRejected`."""
    path = paths.resource("lookups") / f"{name.value}.yaml"
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = tuple(_entry(one) for one in told["entries"])
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise _rejected(path.name) from error
    if list_problems(name, entries):
        raise _rejected(path.name)
    return Lookup(name=name, entries=entries)


def _entry(told: dict[str, Any]) -> Entry:
    return Entry(
        key=told["key"],
        label=told["label"],
        from_year=told.get("from_year", 0),
        confidence=Confidence(told["confidence"]),
        source=told.get("source", ""),
        traits=MappingProxyType({k: v for k, v in told.items() if k not in _OWN_KEYS}),
    )


def _rejected(file: str) -> ListRejected:
    return ListRejected(f"ไฟล์ lookups/{file} ของโปรแกรมเสียหาย กรุณาติดตั้งโปรแกรมใหม่")
