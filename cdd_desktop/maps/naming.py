"""Which area of the office an entry of a map file means: by its code, else by its names.

What files call codes and names is data (resources/maps/properties.yaml). A code whose property
has another name is found by what it holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from cdd_desktop import paths
from cdd_desktop.maps.geojson import Feature
from cdd_desktop.maps.records import CODE_LENGTHS, LEVELS
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.matching import PlaceMatcher, PlaceWords, plain_name
from cdd_desktop.places.records import Area, AreaLevel
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line

_SHORT = 2  # digits of a code within its parent
_TOWN = "เมือง"
_MOST_SHOWN = 12
_KEY_MOST = 40  # letters
_TEXT_MOST = 120
_PATH = (AreaLevel.PROVINCE, AreaLevel.AMPHOE, AreaLevel.TAMBON)
_LENGTHS = {AreaLevel.PROVINCE: 2, **CODE_LENGTHS}


class NoNames(ValueError):
    """No property holds codes or names of areas; the text says which properties there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What an entry means: the area, `elsewhere` in another province, or `why` it is nothing.

    `doubt` is told where the file calls the area otherwise than the register does.
    """

    called: str
    area: Area | None = None
    elsewhere: bool = False
    why: str = ""
    doubt: str = ""


class AreaNaming:
    """Understands the properties of one file. Raises `NoNames`."""

    def __init__(self, features: Sequence[Feature], areas: Areas, provinces: Sequence[str]) -> None:
        self._areas = areas
        self._provinces = tuple(provinces)
        self._matcher = PlaceMatcher(areas, provinces, (), {})
        keys = tuple(dict.fromkeys(key for feature in features for key in feature.properties))
        self._codes = _columns(keys, "codes")
        self._names = _columns(keys, "names")
        for level in LEVELS:
            self._find_codes(level, features, keys)
        self.level = self._level_of(features, keys)

    def meant(self, feature: Feature) -> Meant:
        """The area that the entry is an outline of."""
        names = {level: self._name(feature, level) for level in _PATH}
        called = names[self.level] or _text(feature.properties.get(self._codes.get(self.level, "")))
        code = self._code(feature, self.level)
        area = self._areas.find(code) if code else None
        if area is not None:
            if not code.startswith(self._provinces):
                return Meant(called=called, elsewhere=True)
            return Meant(called=called, area=area, doubt=_doubt(area, names[self.level]))
        if self._is_elsewhere(code, names[AreaLevel.PROVINCE]):
            return Meant(called=called, elsewhere=True)
        found = self._by_name(names)
        if len(found) == 1:
            return Meant(called=called, area=self._areas.get(found[0]))
        if found:
            why = f"มี{self.level.label}ชื่อนี้มากกว่าหนึ่งแห่ง กรุณาเพิ่มรหัสหรือชื่ออำเภอในไฟล์"
        elif code:
            why = f"ไม่มี{self.level.label}รหัส {code} ในทะเบียน กรุณาแก้รหัสในไฟล์"
        elif called:
            why = f"ไม่มี{self.level.label}ชื่อนี้ในจังหวัดของสำนักงาน กรุณาแก้ชื่อหรือเพิ่มรหัสในไฟล์"
        else:
            why = "ไม่มีรหัสและชื่อ กรุณาเพิ่มในไฟล์"
        return Meant(called=called, why=why)

    def _find_codes(
        self, level: AreaLevel, features: Sequence[Feature], keys: Iterable[str]
    ) -> None:
        """Where no name tells, the property in which most entries have a code that there is."""
        if level in self._codes:
            return
        for key in keys:
            known = sum(
                len(code) == CODE_LENGTHS[level] and self._areas.find(code) is not None
                for code in (_digits(feature.properties.get(key)) for feature in features)
            )
            if known * 2 > len(features):
                self._codes[level] = key
                return

    def _level_of(self, features: Sequence[Feature], keys: Sequence[str]) -> AreaLevel:
        """The narrowest level that most entries tell; where most tell none, what the most do."""
        told = {
            level: sum(
                bool(self._code(feature, level) or self._name(feature, level))
                for feature in features
            )
            for level in reversed(LEVELS)
        }
        for level, count in told.items():
            if count * 2 > len(features):
                return level
        level = max(told, key=lambda one: told[one])
        if told[level]:
            return level
        raise NoNames(", ".join(key[:_KEY_MOST] for key in keys[:_MOST_SHOWN]))

    def _code(self, feature: Feature, level: AreaLevel) -> str:
        """The whole code; of two digits, those of the areas above stand before it."""
        key = self._codes.get(level)
        digits = _digits(feature.properties.get(key)) if key else ""
        length = _LENGTHS[level]
        if not digits:
            return ""
        if len(digits) >= length:
            # some write 93010000 for an amphoe
            return digits[:length] if not digits[length:].strip("0") else digits
        if len(digits) > _SHORT or level is AreaLevel.PROVINCE:
            return digits
        above = self._code(feature, _PATH[_PATH.index(level) - 1])
        return above + digits.zfill(_SHORT) if above else ""

    def _name(self, feature: Feature, level: AreaLevel) -> str:
        key = self._names.get(level)
        return _text(feature.properties.get(key)) if key else ""

    def _is_elsewhere(self, code: str, province: str) -> bool:
        if code[:_SHORT] and self._areas.find(code[:_SHORT]) is not None:
            return not code.startswith(self._provinces)
        name = plain_name("province", province)
        known = {area.name: area.code for area in self._areas.provinces()}
        return name in known and known[name] not in self._provinces

    def _by_name(self, names: Mapping[AreaLevel, str]) -> list[str]:
        if not names[self.level]:
            return []
        is_tambon = self.level is AreaLevel.TAMBON
        return self._matcher.areas_named(
            PlaceWords(
                province=names[AreaLevel.PROVINCE],
                amphoe=names[AreaLevel.AMPHOE],
                tambon=names[AreaLevel.TAMBON] if is_tambon else "",
            )
        )


def _doubt(area: Area, name: str) -> str:
    told = plain_name(area.level.value, name)
    is_town = told == _TOWN and area.name.startswith(_TOWN)
    is_thai = any("\u0e01" <= letter <= "\u0e5b" for letter in told)
    if not is_thai or is_town or told == area.name.replace(" ", ""):
        return ""
    return f"รหัส {area.code} ในไฟล์ชื่อ “{name}” แต่ทะเบียนชื่อ {area.full_name}"


def _columns(keys: Iterable[str], kind: str) -> dict[AreaLevel, str]:
    """The properties whose names are known; of several the one listed first."""
    by_name = {_plain(key): key for key in keys}
    return {
        level: by_name[name]
        for level, names in _known()[kind].items()
        for name in reversed(names)
        if name in by_name
    }


@cache
def _known() -> dict[str, dict[AreaLevel, tuple[str, ...]]]:
    text = paths.resource("maps", "properties.yaml").read_text(encoding="utf-8")
    return {
        kind: {AreaLevel(level): tuple(map(_plain, names)) for level, names in levels.items()}
        for kind, levels in yaml.safe_load(text).items()
    }


def _plain(key: str) -> str:
    return "".join(letter for letter in key.casefold() if letter not in " _-.")


def _digits(value: Any) -> str:
    """The code that a value may be; empty for anything else."""
    text = to_arabic(_text(value)).upper().removeprefix("TH").strip()
    return text if is_ascii_digits(text) else ""


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # 930101.0, as some programs write whole numbers
    return clean_line(str(value))[:_TEXT_MOST] if isinstance(value, str | int) else ""
