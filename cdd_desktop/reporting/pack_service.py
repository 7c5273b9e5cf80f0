"""What the office does with its meeting packs: put them together, keep them, make them."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import CddError, NotFound, StaleRecord, ValidationFailed
from cdd_desktop.letters.service import LetterService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.reporting import pack_keeping
from cdd_desktop.reporting.codes import SheetMark
from cdd_desktop.reporting.options import FileFormat
from cdd_desktop.reporting.pack_changes import (
    PackChanges,
    change_sheet,
    changes_since,
    issued_parts,
)
from cdd_desktop.reporting.pack_making import CONTENTS_TITLE, Composed, Heading, compose
from cdd_desktop.reporting.pack_parts import PackCopy, PackParts
from cdd_desktop.reporting.pack_text import PackRejected, shipped_packs
from cdd_desktop.reporting.packs import (
    AS_ASKED,
    EACH_AMPHOE,
    AddresseeKind,
    Known,
    Pack,
    PackItem,
    pack_problems,
)
from cdd_desktop.reporting.rendering import render
from cdd_desktop.reporting.service import ReportService
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.digits import Digits
from cdd_desktop.thai.text import clean_line

_GONE = "ไม่พบชุดเอกสารนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_STALE = "ชุดเอกสารนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"
_LENGTHS = {AddresseeKind.AMPHOE: 4, AddresseeKind.TAMBON: 6}


class NothingChanged(CddError):
    """What was printed last says the same as what would be printed now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPack:
    """A file that was written, and what the register is to remember once it leaves."""

    copy: PackCopy
    title: str
    length: int  # pages of the file
    left_out: tuple[str, ...]
    changes: PackChanges | None  # where only they were drawn
    marks: dict[str, tuple[SheetMark, ...]]
    issued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunPack:
    """A pack that was read and counted, and can be drawn."""

    composed: Composed
    document: Callable[[], Document]
    changes: PackChanges | None
    issued: str


class PackService:
    """The packs of the office, and those that come with the program until it has its own of them.

    `digits` gives how the office writes numbers, `stamp` the words that mark every page.
    """

    def __init__(
        self,
        *,
        store: Store,
        reports: ReportService,
        letters: LetterService,
        checklists: ChecklistService,
        villages: VillageService,
        areas: Areas,
        digits: Callable[[], Digits],
        stamp: Callable[[], str],
    ) -> None:
        self._store = store
        self._reports = reports
        self._letters = letters
        self._checklists = checklists
        self._villages = villages
        self._areas = areas
        self._digits = digits
        self._stamp = stamp
        self._parts = PackParts(reports, letters, villages, areas)

    # packs

    def all(self) -> tuple[Pack, ...]:
        """Those that came with the program and were not changed, then the office's own.

        Without those that cannot be read: one of them does not keep the others from the meeting.
        Nor with a shipped one whose name the office gave to another: it could not be kept.
        """
        own, faults = self._own()
        taken = {pack.uuid for pack in own}.union(faults)
        names = {pack.name for pack in own}.union(fault.pack for fault in faults.values())
        shipped = tuple(
            pack for pack in shipped_packs() if pack.uuid not in taken and pack.name not in names
        )
        return (*shipped, *own)

    def unreadable(self) -> tuple[PackRejected, ...]:
        """Of each pack that cannot be read, what to do about it."""
        return tuple(self._own()[1].values())

    def get(self, uuid: UUID) -> Pack:
        """One pack. Raises `NotFound`, `PackRejected`."""
        for pack in self.all():
            if pack.uuid == uuid:
                return pack
        raise self._own()[1].get(uuid) or NotFound(_GONE)

    def named(self, name: str) -> Pack:
        """The pack of this name. Raises `NotFound` naming those there are, `PackRejected`."""
        packs = self.all()
        for pack in packs:
            if pack.name == clean_line(name):
                return pack
        for fault in self.unreadable():
            if fault.pack == clean_line(name):
                raise fault
        names = ", ".join(f"“{pack.name}”" for pack in packs)
        raise NotFound(f"ไม่มีชุดเอกสารชื่อ “{name}” กรุณาเลือกจาก: {names}")

    def described(self, pack: Pack) -> tuple[str, ...]:
        """The parts of a pack in words, from cover to last, also those that do not exist."""
        lines = [f"ใบปะหน้า: {self._parts.named(PackItem(letter=pack.cover))}"] if pack.cover else []
        lines += [CONTENTS_TITLE] if pack.with_contents else []
        lines += [
            f"{number}. {self._parts.named(item)}{self._where(item)}"
            for number, item in enumerate(pack.items, 1)
        ]
        return tuple(lines)

    def item_title(self, item: PackItem) -> str:
        """What a part is called in lists, also one that does not exist."""
        return self._parts.named(item)

    def begin(self, name: str) -> Pack:
        """A new pack with nothing in it; not kept."""
        return Pack(uuid=UUID(int=uuid7().int), name=self._free(name))

    def copy(self, pack: Pack) -> Pack:
        """A new pack with the same parts under another name; not kept."""
        name = self._free(f"{pack.name} (สำเนา)")
        return dataclasses.replace(pack, uuid=UUID(int=uuid7().int), name=name, version=0)

    def save(self, pack: Pack) -> Pack:
        """Keep a pack, new or changed; gives it as it stands now.

        Raises `ValidationFailed`, also for a report or letter that does not exist, naming it, and
        `StaleRecord` when it was changed or removed meanwhile.
        """
        pack = _proper(pack)
        intent = Intent(action="packs.save", summary=f"บันทึกชุดเอกสาร: {pack.name}")
        with self._store.writing(intent) as work:  # from here on nobody takes name or letter away
            problems = pack_problems(pack, self._known())
            others = {one.name for one in self.all() if one.uuid != pack.uuid}
            if pack.name in others.union(fault.pack for fault in self.unreadable()):
                problems["name"] = f"มีชุดเอกสารชื่อ “{pack.name}” อยู่แล้ว กรุณาตั้งชื่ออื่น"
            if problems:
                raise ValidationFailed(problems)
            row = pack_keeping.find(work.session, pack.uuid)
            if (0 if row is None else row.version) != pack.version:
                raise StaleRecord(_STALE)
            return pack_keeping.pack_of(pack_keeping.put(work, pack))

    def remove(self, uuid: UUID) -> None:
        """Take a pack away; a shipped one is then as it came. Raises `NotFound`."""
        with self._store.reading() as session:
            row = pack_keeping.find(session, uuid)
            name = "" if row is None else row.name
        with self._store.writing(
            Intent(action="packs.remove", summary=f"ลบชุดเอกสาร: {name}")
        ) as work:
            row = pack_keeping.find(work.session, uuid)
            if row is None:
                raise NotFound(_GONE)
            pack_keeping.take_away(work, row)

    # paper

    def copies(self, pack: Pack, area_code: str, fiscal_year: int) -> tuple[PackCopy, ...]:
        """One for each addressee, in official order; for nobody in particular one for all.

        Chosen addressees outside the area get none. Raises `NotFound` for an area that does not
        exist, and where nobody is left.
        """
        whole = self.whole(pack, area_code, fiscal_year)
        kind = pack.addressees.kind
        if kind is AddresseeKind.NONE:
            return (whole,)
        if kind is AddresseeKind.CHOSEN:
            codes = [code for code in pack.addressees.codes if code.startswith(area_code)]
        else:
            codes = self._parts.areas_of(area_code, max(_LENGTHS[kind], len(area_code)))
        if not codes:
            raise NotFound("ไม่มีผู้รับในพื้นที่นี้ กรุณาเลือกพื้นที่ให้กว้างขึ้น หรือเลือกผู้รับใหม่")
        return tuple(dataclasses.replace(whole, addressee=code) for code in codes)

    def whole(self, pack: Pack, area_code: str, fiscal_year: int) -> PackCopy:
        """The one for all, whoever gets one of their own. Raises `NotFound` for an area that does
        not exist, `ValidationFailed` for one of another office."""
        area = self._areas.get(area_code)
        if not self._villages.covers(area_code):
            told = f"{area.full_name} ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่อื่น"
            raise ValidationFailed({"area": told})
        return PackCopy(
            pack=pack,
            area_code=area_code,
            fiscal_year=fiscal_year,
            digits=pack.digits or self._digits(),
        )

    def place(self, copy: PackCopy) -> str:
        """The area that a copy tells of, as its file is named."""
        names = [area.full_name for area in self._areas.path(copy.shown)]
        return " ".join(reversed(names if len(names) == 1 else names[1:]))

    def begun(
        self, copy: PackCopy, progress: Progress | None = None, *, only_changed: bool = False
    ) -> BegunPack:
        """Read a pack and count its pages. `only_changed`: what is no longer as it was printed.

        Raises `NotFound` when there is nothing to show, or nothing was printed that could have
        changed; `NothingChanged`; `ValidationFailed` for a pack that cannot be made.
        """
        if problems := pack_problems(copy.pack, self._known()):
            raise ValidationFailed(problems)
        self._require_there(copy.pack)
        lines = self._lines(copy)
        heading = Heading(
            lines=lines, stamp=self._stamp(), place_names=self._parts.place_names(copy)
        )
        composed = compose(copy, self._parts.parts(copy), heading, progress or Silent())
        if not only_changed:
            issued = issued_parts(composed, None, None)
            return BegunPack(
                composed=composed, document=composed.document, changes=None, issued=issued
            )
        with self._store.reading() as session:
            before = pack_keeping.last_issue(session, copy.pack.uuid, copy.scope)
        if before is None:
            raise NotFound("ยังไม่เคยบันทึกชุดนี้ของพื้นที่และปีนี้เป็นไฟล์ กรุณาบันทึกทั้งชุดก่อน")
        changes = changes_since(before, composed)
        if not changes.swaps:
            day = thai_date(day_in_thailand(before.issued_at))
            raise NothingChanged(f"ไม่มีหน้าใดเปลี่ยนจากฉบับวันที่ {day} ไม่ต้องพิมพ์ใหม่ ใช้ฉบับเดิมได้")
        subject = f"pack-changes:{copy.pack.uuid}/{copy.scope}"
        sheet = change_sheet(changes, copy.pack.name, lines, before, subject)
        return BegunPack(
            composed=composed,
            document=lambda: composed.document(only=changes.keys, before=sheet),
            changes=changes,
            issued=issued_parts(composed, before, changes),
        )

    def draw(self, begun: BegunPack, out: Path, progress: Progress | None = None) -> DrawnPack:
        """Write the file whole or not at all; nothing is recorded before `enter`.

        Raises `StorageProblem` when the file cannot be written, `StaleRecord` when the data
        changed since the pages were counted.
        """
        length = render(begun.document(), FileFormat.PDF, out, progress)
        composed = begun.composed
        return DrawnPack(
            copy=composed.copy,
            title=composed.title,
            length=length,
            left_out=composed.left_out,
            changes=begun.changes,
            marks=composed.marks,
            issued=begun.issued,
        )

    def enter(self, drawn: DrawnPack) -> None:
        """The file leaves the office: its sheets' codes, and what it said, are remembered.

        A pack that came with the program becomes the office's own: what was issued belongs to it
        as it is now.
        """
        intent = Intent(action="reports.issue", summary=f"ออกเอกสาร {drawn.title}")
        with self._store.writing(intent) as work:
            for report, marks in drawn.marks.items():
                self._reports.enter_marks(work, report, marks)
            pack = drawn.copy.pack
            row = pack_keeping.find(work.session, pack.uuid)
            if row is None and not pack.version:
                row = pack_keeping.put(work, pack)
            if row is not None:  # else it was removed while it was drawn: nothing to compare with
                now = self._store.now()
                pack_keeping.enter_issue(work, row, drawn.copy.scope, drawn.issued, now)

    def make(
        self,
        copy: PackCopy,
        out: Path,
        progress: Progress | None = None,
        *,
        only_changed: bool = False,
    ) -> DrawnPack:
        """`begun`, `draw` and `enter`."""
        begun = self.begun(copy, progress, only_changed=only_changed)
        drawn = self.draw(begun, out, progress)
        self.enter(drawn)
        return drawn

    def _require_there(self, pack: Pack) -> None:
        """Raise `NotFound` for a pack that was removed meanwhile: making it brings none back."""
        with self._store.reading() as session:
            if pack.version and pack_keeping.find(session, pack.uuid) is None:
                raise NotFound(_GONE)

    def _own(self) -> tuple[tuple[Pack, ...], dict[UUID, PackRejected]]:
        """The packs of the file, and by its identity what is said of each that cannot be read."""
        own: list[Pack] = []
        faults: dict[UUID, PackRejected] = {}
        with self._store.reading() as session:
            for row in pack_keeping.rows(session):
                try:
                    own.append(pack_keeping.pack_of(row))
                except PackRejected as fault:
                    faults[row.uuid] = fault
        return tuple(own), faults

    def _where(self, item: PackItem) -> str:
        if item.area == AS_ASKED:
            return ""
        if item.area == EACH_AMPHOE:
            return " (แยกรายอำเภอ)"
        return f" ({area_label(self._areas, item.area)})"

    def _lines(self, copy: PackCopy) -> tuple[str, ...]:
        lines = [self._areas.label(copy.shown), f"ปีงบประมาณ พ.ศ. {copy.fiscal_year}"]
        if copy.addressee:
            lines.append(f"สำหรับ {self._parts.recipient(copy.addressee)}")
        return tuple(lines)

    def _known(self) -> Known:
        letters = {line.uuid for line in self._letters.all()}
        instruments = {one.id for one in self._checklists.instruments()}
        return Known(
            has_letter=letters.__contains__,
            has_area=lambda code: self._villages.covers(code) and bool(self._areas.find(code)),
            has_instrument=instruments.__contains__,
        )

    def _free(self, name: str) -> str:
        """The name, or the name and the first number that no pack has yet."""
        taken = {pack.name for pack in self.all()}.union(one.pack for one in self.unreadable())
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name} {number}"
        return free


def _proper(pack: Pack) -> Pack:
    """The pack as it should have been typed."""
    return dataclasses.replace(
        pack,
        name=clean_line(pack.name),
        items=tuple(
            dataclasses.replace(item, heading=clean_line(item.heading)) for item in pack.items
        ),
    )
