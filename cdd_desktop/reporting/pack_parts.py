"""The parts of a pack for a year, an area and whoever gets it: what is read, and in which order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.letters.records import Letter, LetterKind, LetterState
from cdd_desktop.letters.service import LetterService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.packs import AS_ASKED, EACH_AMPHOE, Pack, PackItem, letter_uuid
from cdd_desktop.reporting.service import ReportService
from cdd_desktop.thai.digits import Digits

COVER, CONTENTS = "cover", "contents"
_AMPHOE_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCopy:
    """A pack put together: for whom (the code of an area; empty: for all), of which area and year.

    A copy for somebody tells of their own area alone.
    """

    pack: Pack
    area_code: str
    fiscal_year: int
    digits: Digits
    addressee: str = ""

    @property
    def shown(self) -> str:
        """The code of the area that its parts are of where they do not say."""
        return self.addressee or self.area_code

    @property
    def scope(self) -> str:
        """What copies of the same pack are told apart by; a later one is compared to the last of
        the same."""
        whose = f"/{self.addressee}" if self.addressee else ""
        return f"{self.area_code}/{self.fiscal_year}{whose}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something between the covers. `key` stays the same as long as the same thing is asked of
    the same area. `report` is empty for letters, whose sheets have no codes.

    The sheets of what `readers` give, one after the other, are its sheets. One raises `NotFound`
    where there is nothing to show.
    """

    key: str
    title: str
    report: str
    readers: tuple[Callable[[], Document], ...]


class PackParts:
    """Reads what packs are made from."""

    def __init__(
        self,
        reports: ReportService,
        letters: LetterService,
        villages: VillageService,
        areas: Areas,
    ) -> None:
        self._reports = reports
        self._letters = letters
        self._villages = villages
        self._areas = areas

    def parts(self, copy: PackCopy) -> list[Part]:
        """The cover and the items in their order. Raises `ValidationFailed` naming the item that
        its options or area forbid."""
        parts = [self._cover(copy)] if copy.pack.cover else []
        seen: dict[str, int] = {}
        for number, item in enumerate(copy.pack.items, 1):
            for area in self._areas_of(item, copy):
                try:
                    part = self._letter(item, copy, area) if item.letter else None
                    part = part or self._report(item, copy, area)
                except ValidationFailed as refused:
                    told = f"รายการที่ {number} ({_own_title(item)}): {refused}"
                    raise ValidationFailed({"items": told}) from refused
                count = seen[part.key] = seen.get(part.key, 0) + 1
                parts.append(part if count == 1 else replace(part, key=f"{part.key}#{count}"))
        return parts

    def named(self, item: PackItem) -> str:
        """What an item is called in lists, also one that does not exist."""
        try:
            uuid = letter_uuid(item.letter)
            if uuid is None or item.heading:
                return _own_title(item)
            return self._letters.get(uuid).subject
        except NotFound:
            return f"ไม่มีแล้ว: {item.letter or item.report}"

    def amphoe_of(self, area_code: str) -> list[str]:
        """The codes of the amphoe of an area that have villages today, in official order."""
        return self.areas_of(area_code, _AMPHOE_LENGTH)

    def areas_of(self, area_code: str, length: int) -> list[str]:
        """The codes of that length which the villages of an area have today."""
        villages = self._villages.in_area(area_code)
        return sorted({village.code[:length] for village in villages})

    def place_names(self, copy: PackCopy) -> tuple[str, ...]:
        """Names that no line may tear, of all areas that the parts are of."""
        codes = {area for item in copy.pack.items for area in self._areas_of(item, copy)}
        codes.add(copy.shown)
        villages = (one for code in sorted(codes) for one in self._villages.in_area(code))
        return tuple(sorted({one.title for one in villages}.union(self._areas.own_names)))

    def recipient(self, addressee: str) -> str:
        """Who is written to for an area: นายอำเภอ…, กำนันตำบล…, ผู้ว่าราชการจังหวัด…."""
        area = self._areas.get(addressee)
        if area.full_name.startswith("เขต"):
            return f"ผู้อำนวยการ{area.full_name}"
        before = {2: "ผู้ว่าราชการ", _AMPHOE_LENGTH: "นาย"}.get(len(addressee), "กำนัน")
        return f"{before}{area.full_name}"

    def _areas_of(self, item: PackItem, copy: PackCopy) -> list[str]:
        """The areas that an item is of: none where a fixed one is not the addressee's."""
        if item.area == AS_ASKED:
            return [copy.shown]
        if item.area == EACH_AMPHOE:
            is_narrow = len(copy.shown) >= _AMPHOE_LENGTH
            return [copy.shown] if is_narrow else self.amphoe_of(copy.shown)
        if copy.addressee.startswith(item.area):
            return [copy.addressee]
        return [item.area] if item.area.startswith(copy.addressee) else []

    def _report(self, item: PackItem, copy: PackCopy, area: str) -> Part:
        options = item.options(area, copy.fiscal_year, copy.digits)
        title = _own_title(item)
        if area != copy.shown:
            title = f"{title} {self._areas.get(area).full_name}"
        told = (item.instrument, item.round, item.grouped_by, item.show_below, item.with_last_year)
        return Part(
            key="/".join((item.report, area, *map(str, told))),
            title=title,
            report=item.report,
            readers=self._report_readers(options),
        )

    def _report_readers(self, options: ReportOptions) -> tuple[Callable[[], Document], ...]:
        return tuple(
            partial(self._reports.document, part, FileFormat.PDF)
            for part in self._reports.by_tambon(options)
        )

    def _letter(self, item: PackItem, copy: PackCopy, area: str) -> Part:
        letter = self._written(item.letter, area, copy.fiscal_year)
        title = item.heading or (_kind_title(letter.kind) if not letter.version else letter.subject)
        if area != copy.shown:
            title = f"{title} {self._areas.get(area).full_name}"
        return Part(
            key=f"letter/{item.letter}/{area}",
            title=title,
            report="",
            readers=(partial(self._letters.document, letter, copy.digits),),
        )

    def _cover(self, copy: PackCopy) -> Part:
        letter = self._written(copy.pack.cover, copy.shown, copy.fiscal_year)
        is_issued = letter.state is LetterState.ISSUED
        if copy.addressee and letter.kind.has_recipient and not is_issued:
            letter = replace(letter, recipient=self.recipient(copy.addressee))
        return Part(
            key=COVER,
            title=_kind_title(letter.kind),
            report="",
            readers=(partial(self._letters.document, letter, copy.digits),),
        )

    def _written(self, name: str, area: str, fiscal_year: int) -> Letter:
        """A letter begun anew, or a kept one; a kept draft tells of this area and year."""
        uuid = letter_uuid(name)
        if uuid is None:
            return self._letters.begin(LetterKind(name), area, fiscal_year)
        letter = self._letters.get(uuid)
        if letter.state is LetterState.ISSUED:
            return letter
        subject = letter.subject.replace(str(letter.fiscal_year), str(fiscal_year))
        return replace(letter, subject=subject, area_code=area, fiscal_year=fiscal_year)


def _own_title(item: PackItem) -> str:
    if item.heading:
        return item.heading
    if not item.letter:
        return report_named(item.report).title
    if item.letter in set(LetterKind):
        return _kind_title(LetterKind(item.letter))
    return f"หนังสือ {item.letter}"


def _kind_title(kind: LetterKind) -> str:
    return kind.label.partition(" (")[0]


def read(part: Part) -> Iterator[Document]:
    """The documents of a part one after the other; none where it has nothing to show."""
    try:
        for reader in part.readers:
            yield reader()
    except NotFound:
        return
