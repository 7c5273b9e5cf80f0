"""The ladder of areas: the official provinces, amphoe and tambon, and those an office adds itself.

The official list (geothai, codes of the Department of Provincial Administration) changes a few
times a decade; an office may add a new tambon before the list knows it, and the demo office has
invented ones. Everything that names an area asks an `Areas`, never the list itself.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Area, AreaLevel
from cdd_desktop.thai.digits import to_arabic

_LENGTHS = {2: AreaLevel.PROVINCE, 4: AreaLevel.AMPHOE, TAMBON_CODE_LENGTH: AreaLevel.TAMBON}
_ABBREVIATION = re.compile(r"^([จอต])\.\s*")
_WORDS = {"จ": "จังหวัด", "อ": "อำเภอ", "ต": "ตำบล"}


def level_of(code: str) -> AreaLevel | None:
    """The level an area code of this length has; None for a village code or nonsense."""
    return _LENGTHS.get(len(code))


class Areas:
    """Areas by code; `own` are the office's, and win over the official list.

    `invented_in`: provinces whose official tambon are left out, so that the demo office never
    puts made-up figures beside the name of a real tambon.
    """

    def __init__(self, own: Iterable[Area] = (), *, invented_in: Sequence[str] = ()) -> None:
        own = tuple(own)
        self._own_names = tuple(area.name for area in own)
        self._by_code, self._children = _official_ladder(tuple(sorted(invented_in)))
        if own:
            added = {area.code: area for area in own}
            self._by_code = {**self._by_code, **added}
            self._children = dict(self._children)
            for parent in {code[:-2] for code in added}:
                below = {code for code in added if code[:-2] == parent}
                below.update(area.code for area in self._children.get(parent, ()))
                self._children[parent] = tuple(self._by_code[code] for code in sorted(below))

    def take(self, other: "Areas") -> None:
        """Become what `other` is: whoever was given this ladder sees the areas as they are now."""
        self._by_code, self._children = other._by_code, other._children
        self._own_names = other._own_names

    @property
    def own_names(self) -> tuple[str, ...]:
        """What the office calls the areas it added: no list of names has them."""
        return self._own_names

    def find(self, code: str) -> Area | None:
        """The area with this code, if there is one."""
        return self._by_code.get(code)

    def get(self, code: str) -> Area:
        """The area with this code; raises `NotFound`."""
        area = self._by_code.get(code)
        if area is None:
            raise NotFound(f"ไม่พบพื้นที่รหัส {code} กรุณาตรวจรหัสจังหวัด อำเภอ หรือตำบลอีกครั้ง")
        return area

    def children(self, code: str) -> tuple[Area, ...]:
        """The next level down, in the order of official codes (the amphoe เมือง first)."""
        return self._children.get(code, ())

    def provinces(self) -> tuple[Area, ...]:
        """All provinces in code order."""
        return self._children[""]

    def path(self, code: str) -> tuple[Area, ...]:
        """From the province down to the area, or to the tambon of a village code.

        Raises `NotFound` where a step of the ladder is missing.
        """
        whole = code[:TAMBON_CODE_LENGTH]
        above = [whole[:length] for length in _LENGTHS if length < len(whole)]
        return tuple(self.get(step) for step in (*above, whole))

    def label(self, code: str) -> str:
        """`ตำบลเขาตูม อำเภอยะรัง จังหวัดปัตตานี`: from the small to the large, as Thai writes it."""
        return " ".join(area.full_name for area in reversed(self.path(code)))

    def search(self, text: str, within: Sequence[str]) -> tuple[Area, ...]:
        """Areas under the codes `within` by a part of their name or the start of their code.

        `อ.หาด`, `อำเภอหาด` and `หาด` all find อำเภอหาดใหญ่. Those that begin with the text come
        first, then by code; an empty text finds all.
        """
        wanted = _ABBREVIATION.sub(lambda short: _WORDS[short[1]], to_arabic(text.strip()))
        inside = tuple(within)
        found = [
            area
            for code, area in self._by_code.items()
            if code.startswith(inside) and (wanted in area.full_name or code.startswith(wanted))
        ]
        return tuple(sorted(found, key=lambda area: (not area.name.startswith(wanted), area.code)))


@cache
def _official_ladder(
    invented_in: tuple[str, ...],
) -> tuple[Mapping[str, Area], Mapping[str, tuple[Area, ...]]]:
    """The official areas by code and by the code above, shared by every ladder of the process:
    each look at an office begins with one, and sorting eight thousand codes takes longer than
    the rest of it."""
    by_code = {
        code: area
        for code, area in _official().items()
        if not (area.level is AreaLevel.TAMBON and code[:2] in invented_in)
    }
    children: dict[str, list[Area]] = {}
    for code in sorted(by_code):
        children.setdefault(code[:-2], []).append(by_code[code])
    return by_code, {above: tuple(areas) for above, areas in children.items()}


@cache
def _official() -> dict[str, Area]:
    import geothai  # noqa: PLC0415 - no window waits for it

    areas = {}
    for province in geothai.provinces():
        areas[province.code] = _area(province.code, province.name_th)
        for amphoe in geothai.districts(province.code):
            areas[amphoe.code] = _area(amphoe.code, amphoe.name_th)
            for tambon in geothai.subdistricts(amphoe.code):
                areas[tambon.code] = _area(tambon.code, tambon.name_th)
    return areas


def _area(code: str, name: str) -> Area:
    if code.startswith("10"):
        name = name.removeprefix("เขต")  # the list writes Bangkok's amphoe with their word
    return Area(code=code, name=name, level=_LENGTHS[len(code)])
