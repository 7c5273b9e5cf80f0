"""`{ชื่อช่อง}` in a letter's texts: filled from data, and named with its place when unknown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdd_desktop.errors import ValidationFailed

DOTS = "." * 28  # printed for a value that is not known: to be written by hand
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_LONE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands: the field of the form and how the office calls it."""

    name: str
    label: str


class UnknownField(ValidationFailed):
    """Texts name fields that do not exist; says each with its place, and those that do."""


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """The text with its fields filled; dots where a value is None. All fields are known."""
    return _FIELD.sub(lambda found: values[found[1].strip()] or DOTS, text)


def fields_of(text: str) -> tuple[str, ...]:
    """The fields that a text names, in their order."""
    return tuple(name.strip() for name in _FIELD.findall(text))


def lone_field(line: str) -> str:
    """The field that is all of a line; empty where the line says anything else."""
    found = _FIELD.fullmatch(line.strip())
    return found[1].strip() if found else ""


def require_known(texts: Iterable[tuple[Place, str]], known: Iterable[str]) -> None:
    """Raise `UnknownField` when a text names a field that is not known, or leaves a brace open."""
    names = list(dict.fromkeys(known))
    faults: dict[str, list[str]] = {}
    for place, text in texts:
        for number, line in enumerate(text.split("\n"), 1):
            at = f"“{place.label}” บรรทัดที่ {number}"
            for found in _FIELD.findall(line):
                if found.strip() not in names:
                    told = f"{at}: ไม่มีช่องชื่อ {{{found}}}"
                    faults.setdefault(place.name, []).append(told)
            if _LONE.search(_FIELD.sub("", line)):
                told = f"{at}: วงเล็บปีกกาไม่ครบคู่ ต้องเขียนเป็น {{ชื่อช่อง}}"
                faults.setdefault(place.name, []).append(told)
    if faults:
        there = " ".join(f"{{{name}}}" for name in names)
        raise UnknownField(
            {name: f"{' '.join(told)} กรุณาแก้ให้ตรงกับช่องที่มี: {there}" for name, told in faults.items()}
        )
