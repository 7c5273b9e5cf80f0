"""The office's choices: declared once, typed, with a default, kept in the office's file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import SettingRow

T = TypeVar("T")

_KEPT = select(SettingRow.value).where(SettingRow.key == bindparam("key"))


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One choice. `read` makes the value from its JSON form and raises ValueError on nonsense."""

    key: str
    label: str
    default: T
    read: Callable[[Any], T]


class Settings:
    """Reads and keeps settings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, setting: Setting[T]) -> T:
        """The office's choice, or the default where it has made none or wrote nonsense."""
        with self._store.reading() as session:
            return setting_in(session, setting)

    def put(self, setting: Setting[T], value: T) -> None:
        """Keep a choice. The value must survive JSON (texts, numbers, lists, text enums)."""
        text = json.dumps(value, ensure_ascii=False)
        setting.read(json.loads(text))
        intent = Intent(action="settings.put", summary=f"ตั้งค่า{setting.label}")
        with self._store.writing(intent) as work:
            row = work.session.get(SettingRow, setting.key)
            if row is None:
                work.add(SettingRow(key=setting.key, value=text))
            elif row.value != text:
                row.value = text


def setting_in(session: Session, setting: Setting[T]) -> T:
    """`Settings.get` inside a transaction that is open already."""
    text = session.connection().scalar(_KEPT, {"key": setting.key})
    if text is None:
        return setting.default
    try:
        return setting.read(json.loads(text))
    except ValueError:
        return setting.default
