"""A pack as a folder: a file for each addressee, with their own area alone."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cdd_desktop import __version__
from cdd_desktop.documents.writing import Held
from cdd_desktop.errors import NotFound
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.reporting.batch_order import Interrupted, Part, Remade, order_key
from cdd_desktop.reporting.file_names import copy_name
from cdd_desktop.reporting.file_set import Begun, Quiet, make_files
from cdd_desktop.reporting.manifest import Manifest
from cdd_desktop.reporting.pack_parts import PackCopy
from cdd_desktop.reporting.pack_service import DrawnPack, NothingChanged, PackService
from cdd_desktop.reporting.pack_text import contents_of
from cdd_desktop.reporting.packs import Pack

CHANGED = "เฉพาะหน้าที่เปลี่ยน"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOrder:
    """Copies asked for. The same order into the same folder continues what was interrupted."""

    pack: Pack
    area_code: str
    fiscal_year: int
    folder: Path

    @property
    def key(self) -> str:
        """Tells orders apart; not by what is in the pack, so that a changed one takes the place of
        what was made before."""
        return order_key({"pack": self.pack.uuid, "area": self.area_code, "year": self.fiscal_year})

    @property
    def said(self) -> dict[str, object]:
        """For the list that is kept beside the files."""
        return {
            "pack": self.pack.uuid,
            "contents": contents_of(self.pack),
            "area": self.area_code,
            "year": self.fiscal_year,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """What came of an order. `length` counts the pages of all its files.

    `unchanged` are places whose copy is as it was printed, `empty` those with nothing to show:
    neither has a file of this run. `held` are files that another program had open.
    """

    title: str
    folder: Path
    made: int
    kept: int = 0
    length: int = 0
    remade: tuple[tuple[str, Remade], ...] = ()
    held: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everybody has theirs."""
        return not self.held


class PackFileService:
    """Packs for their addressees."""

    def __init__(self, packs: PackService) -> None:
        self._packs = packs

    def make(self, order: PackOrder, progress: Progress | None = None) -> PackFiles:
        """Write the copies that the folder has not yet, and record them.

        A copy made before stays when it is whole and says what is to be said today. Raises
        `Cancelled`, `StorageProblem`, and what `PackService.begun` raises but `NotFound`: who has
        nothing to show gets no file. Whole files stay, and the same order continues.
        """
        watcher = progress or Silent()
        copies = self._copies(order)
        made = make_files(
            order,
            [self._part(copy, "") for copy in copies.values()],
            lambda part: self._begin(copies[part.code], watcher),
            watcher,
        )
        return PackFiles(
            title=order.pack.name,
            folder=order.folder,
            made=made.made,
            kept=made.kept,
            length=made.length,
            remade=made.remade,
            held=made.held,
            left=made.left,
            empty=made.empty,
        )

    def make_changed(self, order: PackOrder, progress: Progress | None = None) -> PackFiles:
        """Write for each addressee what is no longer as it was printed, and record it.

        What was recorded has not changed any more, so that the same order continues by itself
        where it was interrupted. Raises as `make`.
        """
        watcher = progress or Silent()
        copies = self._copies(order)
        length = 0
        made, held, unchanged, empty = [], [], [], []
        for number, copy in enumerate(copies.values()):
            watcher.check_cancelled()
            part = self._part(copy, f" {CHANGED}")
            told = f"ไฟล์ที่ {number + 1:,} จาก {len(copies):,} {part.place}"
            watcher.report(number, len(copies), told)
            try:
                order.folder.mkdir(parents=True, exist_ok=True)
                drawn = self._packs.make(
                    copy, order.folder / part.file, Quiet(watcher), only_changed=True
                )
            except NothingChanged:
                unchanged.append(part.place)
            except NotFound:
                empty.append(part.place)
            except Held:
                held.append(part.file)
            else:
                made.append(part.file)
                length += drawn.length
        return PackFiles(
            title=order.pack.name,
            folder=order.folder,
            made=len(made),
            length=length,
            held=tuple(held),
            unchanged=tuple(unchanged),
            empty=tuple(empty),
        )

    def interrupted(self, order: PackOrder) -> Interrupted | None:
        """How far the order came in its folder, if it was begun there and not ended."""
        return Manifest.read(order).interrupted

    def sweep(self, order: PackOrder) -> None:
        """Remove what a killed run left half made."""
        Manifest.read(order).sweep()

    def _copies(self, order: PackOrder) -> dict[str, PackCopy]:
        copies = self._packs.copies(order.pack, order.area_code, order.fiscal_year)
        return {copy.shown: copy for copy in copies}

    def _part(self, copy: PackCopy, end: str) -> Part:
        place = self._packs.place(copy)
        name = copy_name(copy.shown, place, f"{copy.pack.name}{end}", copy.fiscal_year)
        return Part(code=copy.shown, place=place, file=f"{name}.pdf")

    def _begin(self, copy: PackCopy, watcher: Progress) -> Begun | None:
        try:
            begun = self._packs.begun(copy, Quiet(watcher))
        except NotFound:
            return None
        drawn: list[DrawnPack] = []

        def draw(out: Path, progress: Progress) -> int:
            drawn.append(self._packs.draw(begun, out, progress))
            return drawn[-1].length

        return Begun(
            content=sha256(f"{__version__}{begun.issued}".encode()).hexdigest(),
            draw=draw,
            record=lambda: self._packs.enter(drawn[-1]),
        )
