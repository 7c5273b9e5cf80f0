"""The office's choices: declared once, typed, with a default, kept in the office's file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import SettingRow

T = TypeVar("T")

_KEPT = select(SettingRow.value).where(SettingRow.key == bindparam("key"))


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One choice. `read` makes the value from its JSON form and raises ValueError on nonsense;
    `write` makes the JSON form (texts, numbers, lists, text enums) of one that is not so already.
    """

    key: str
    label: str
    default: T
    read: Callable[[Any], T]
    write: Callable[[T], Any] = _as_it_is


class Settings:
    """Reads and keeps settings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, setting: Setting[T]) -> T:
        """The office's choice, or the default where it has made none or wrote nonsense."""
        with self._store.reading() as session:
            return setting_in(session, setting)

    def put(self, setting: Setting[T], value: T) -> None:
        """Keep a choice; its JSON form must be read back."""
        with self._store.writing(putting(setting)) as work:
            put_in(work, setting, value)


def putting(setting: Setting[Any]) -> Intent:
    """The operation in which a choice is kept."""
    return Intent(action="settings.put", summary=f"ตั้งค่า{setting.label}")


def put_in(work: Work, setting: Setting[T], value: T) -> None:
    """`Settings.put` inside a transaction that is open already."""
    text = json.dumps(setting.write(value), ensure_ascii=False)
    setting.read(json.loads(text))
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
