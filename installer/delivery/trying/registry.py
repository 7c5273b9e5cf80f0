"""A branch of the registry, read from what `reg export` wrote."""

from __future__ import annotations

import re

_VALUE = re.compile(r'^(?:@|"(?P<name>(?:[^"\\]|\\.)*)")=(?P<data>.*)$')
_TEXT = re.compile(r'^"(?P<text>(?:[^"\\]|\\.)*)"$')

Values = dict[str, str]


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def read(exported: str) -> dict[str, Values]:
    """Values by key; the default value's name is empty.

    Texts come as they are, other values as they were exported (`dword:00000001`).
    """
    keys: dict[str, Values] = {}
    values: Values = {}
    for line in exported.replace("\\\n", "").splitlines():
        if line.startswith("[") and line.endswith("]"):
            values = keys.setdefault(line[1:-1], {})
        elif found := _VALUE.match(line):
            text = _TEXT.match(found["data"])
            values[_plain(found["name"] or "")] = _plain(text["text"]) if text else found["data"]
    return keys


def flat(keys: dict[str, Values]) -> dict[str, str]:
    """One entry a key and a value (`key|name`), so that two states compare like two trees."""
    entries = dict.fromkeys(keys, "key")
    for key, values in keys.items():
        entries.update({f"{key}|{name}": data for name, data in values.items()})
    return entries
