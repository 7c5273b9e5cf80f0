"""Which place of the register a sheet means that names places without their codes.

By อำเภอ, ตำบล and หมู่ที่; the name only checks, for names repeat within a tambon. What is not
certain becomes a question, and its answer is remembered by the words of the sheet.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import (
    TAMBON_CODE_LENGTH,
    AreaLevel,
    PlaceKind,
    Village,
    code_order,
)
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line

_WORDS = {
    "province": re.compile(r"^(?:จังหวัด|จ\.)\s*"),
    "amphoe": re.compile(r"^(?:กิ่งอำเภอ|กิ่ง\s?อ\.|อำเภอ|เขต|อ\.)\s*"),
    "tambon": re.compile(r"^(?:ตำบล|แขวง|ต\.)\s*"),
    "moo": re.compile(r"^(?:หมู่ที่|หมู่|ม\.|ม)\s*"),
    "name": re.compile(r"^(?:บ้าน|บ\.|ชุมชน)\s*"),
}
_TOWN = "เมือง"
_LOST_ZERO = TAMBON_CODE_LENGTH + 1  # a tambon's code and a moo without its leading zero
_MOST_CHOICES = 60
_ALIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """How a sheet names a place; empty where it says nothing. `code` is no whole village code."""

    province: str = ""
    amphoe: str = ""
    tambon: str = ""
    moo: str = ""
    name: str = ""
    code: str = ""

    @property
    def key(self) -> str:
        """What the answer to a question is remembered by: the words without what never differs."""
        parts = (plain_name(kind, getattr(self, kind)) for kind in _WORDS)
        return "|".join((*parts, to_arabic(self.code)))

    @property
    def label(self) -> str:
        """The words as people read them: `รหัส 9301011 · อำเภอเมืองพัทลุง ตำบลลำปำ หมู่ที่ 3 บ้านควน`."""
        told = {
            "รหัส ": self.code,
            "จังหวัด": plain_name("province", self.province),
            "อำเภอ": plain_name("amphoe", self.amphoe),
            "ตำบล": plain_name("tambon", self.tambon),
            "หมู่ที่ ": plain_name("moo", self.moo),
            "": self.name,
        }
        return " ".join(f"{word}{text}" for word, text in told.items() if text)


def lost_zero(text: str) -> bool:
    """Whether `text` looks like a village's code that lost the zero before its moo."""
    code = to_arabic(text)
    return is_ascii_digits(code) and len(code) == _LOST_ZERO and code[-1] != "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question about words: the likeliest of `choices` stands first."""

    words: PlaceWords
    question: str
    choices: tuple[Village, ...]


def plain_name(kind: str, text: str) -> str:
    """A name without the word before it, blanks and Thai digits; `kind` is a field's name."""
    short = _WORDS[kind].sub("", to_arabic(clean_line(text))).replace(" ", "")
    return short.lstrip("0") or short if kind == "moo" else short


class PlaceMatcher:
    """Matches words with the places of an office. `remembered` gives village ids by words' keys."""

    def __init__(
        self,
        areas: Areas,
        provinces: Sequence[str],
        villages: Iterable[Village],
        remembered: Mapping[str, int],
    ) -> None:
        self._areas = areas
        self._provinces = provinces
        self._by_id = {village.id: village for village in villages}
        self._by_tambon: dict[str, list[Village]] = {}
        for village in sorted(self._by_id.values(), key=lambda village: code_order(village.code)):
            self._by_tambon.setdefault(village.tambon_code, []).append(village)
        self._remembered = remembered
        self._known: dict[PlaceWords, Village | Doubt | str] = {}

    def match(self, words: PlaceWords) -> Village | Doubt | str:
        """The place meant, a question, or a Thai sentence that tells why there is none."""
        found = self._known.get(words)
        if found is None:
            remembered = self._by_id.get(self._remembered.get(words.key, 0))
            found = self._match(words) if remembered is None else remembered
            self._known[words] = found
        return found

    def areas_named(self, words: PlaceWords) -> list[str]:
        """The codes of the tambon so named, or of the amphoe where the words name no tambon."""
        return self._tambons(words) if words.tambon else self._amphoes(words)

    def _match(self, words: PlaceWords) -> Village | Doubt | str:
        if words.code and not words.tambon:
            return self._by_cut_code(words)
        moo = plain_name("moo", words.moo)
        if not words.tambon or not (moo or words.name):
            return "ไม่มีตำบลหรือหมู่ที่ กรุณากรอกอำเภอ ตำบล และหมู่ที่ให้ครบ"
        if moo and not (is_ascii_digits(moo) and len(moo) <= 3):  # noqa: PLR2004 - digits of a moo
            return f"“{words.moo}” ไม่ใช่หมู่ที่ กรุณากรอกเป็นตัวเลข เช่น 3"
        tambons = self._tambons(words)
        if not tambons:
            return self._by_alike_tambon(words, moo)
        places = [place for code in tambons for place in self._by_tambon.get(code, ())]
        if not places:
            return (
                f"ทะเบียนไม่มีหมู่บ้านของ{self._areas.get(tambons[0]).full_name} กรุณานำเข้าทะเบียนหมู่บ้านก่อน"
            )
        same_moo = [place for place in places if moo and str(place.moo) == moo]
        same_name = [place for place in places if _is_named(place, words.name)]
        both = [place for place in same_moo if place in same_name]
        sure = both or (same_moo if not words.name else [])
        if len(sure) == 1:
            return sure[0]
        return self._ask(words, self._why(moo, same_moo), (*both, *same_moo, *same_name, *places))

    def _why(self, moo: str, same_moo: Sequence[Village]) -> str:
        if len(same_moo) == 1:
            return f"ทะเบียนเขียนหมู่ที่ {moo} ว่า {same_moo[0].title}"
        if same_moo:
            return "มีหมู่บ้านที่ตรงกันมากกว่าหนึ่งแห่ง"
        return f"ทะเบียนไม่มีหมู่ที่ {moo} ในตำบลนี้" if moo else "ไม่ได้บอกหมู่ที่"

    def _by_cut_code(self, words: PlaceWords) -> Village | Doubt | str:
        code = to_arabic(words.code)
        if lost_zero(code):
            whole = f"{code[:TAMBON_CODE_LENGTH]}0{code[-1]}"
            places = self._by_tambon.get(code[:TAMBON_CODE_LENGTH], [])
            likely = [place for place in places if place.code == whole]
            if likely:
                return self._ask(words, "รหัสอาจขาดเลข 0 ไปหนึ่งตัว", (*likely, *places))
        return f"“{words.code}” ไม่ใช่รหัสหมู่บ้าน 8 หลัก กรุณาตรวจรหัส"

    def _by_alike_tambon(self, words: PlaceWords, moo: str) -> Doubt | str:
        """No tambon is called so: perhaps it is misspelled."""
        inside = self._amphoes(words) or list(self._provinces)
        tambons: dict[str, list[str]] = {}
        for code in self._by_tambon:
            area = self._areas.find(code)
            if area is not None and code.startswith(tuple(inside)):
                tambons.setdefault(area.name, []).append(code)
        alike = get_close_matches(plain_name("tambon", words.tambon), tambons, n=3, cutoff=_ALIKE)
        places = [
            place
            for name in alike
            for code in tambons[name]
            for place in self._by_tambon[code]
            if not moo or str(place.moo) == moo or _is_named(place, words.name)
        ]
        if not places:
            return f"ไม่พบ{words.label} ในทะเบียน กรุณาตรวจชื่ออำเภอและตำบล"
        named = [place for place in places if _is_named(place, words.name)]
        return self._ask(words, f"ไม่มีตำบลชื่อ “{words.tambon}”", (*named, *places))

    def _amphoes(self, words: PlaceWords) -> list[str]:
        wanted = plain_name("amphoe", words.amphoe)
        province = plain_name("province", words.province)
        found = []
        for code in self._provinces:
            name = self._areas.get(code).name
            if province in ("", name):
                town = _TOWN + name
                found += [
                    area.code
                    for area in self._areas.children(code)
                    if wanted in ("", area.name) or (wanted == _TOWN and area.name == town)
                ]
        return found

    def _tambons(self, words: PlaceWords) -> list[str]:
        wanted = plain_name("tambon", words.tambon)
        return [
            area.code
            for amphoe in self._amphoes(words)
            for area in self._areas.children(amphoe)
            if area.level is AreaLevel.TAMBON and area.name.replace(" ", "") == wanted
        ]

    def _ask(self, words: PlaceWords, why: str, likely_first: Iterable[Village]) -> Doubt:
        choices = tuple(dict.fromkeys(likely_first))[:_MOST_CHOICES]
        question = f"ไม่แน่ใจว่า “{words.label}” คือที่ใด เพราะ{why} กรุณายืนยันหมู่บ้าน"
        return Doubt(words=words, question=question, choices=choices)


def _is_named(place: Village, name: str) -> bool:
    told = plain_name("name", name)
    if not told:
        return False
    # a word before the name that says the other kind: ชุมชนหัวถนน is not บ้านหัวถนน
    other = "บ้าน" if place.kind is PlaceKind.COMMUNITY else "ชุมชน"
    return told == plain_name("name", place.name) and not name.startswith(other)
