"""Making a folder of files: each whole or not at all, continued where an earlier run stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cdd_desktop.documents.writing import Held, replacing
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.batch_order import Part, Remade
from cdd_desktop.reporting.manifest import FileOrder, MadePart, Manifest, digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A file that was read and not drawn.

    `content` is the same as long as the file would say the same. `draw` writes it to the path and
    gives its length; `record` enters its sheets in the register once it is in place.
    """

    content: str
    draw: Callable[[Path, Progress], int]
    record: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSet:
    """What came of a run: see `BatchResult`."""

    made: int
    kept: int
    length: int
    remade: tuple[tuple[str, Remade], ...]
    held: tuple[str, ...]
    left: tuple[str, ...]
    empty: tuple[str, ...]  # places that have nothing to show


def make_files(
    order: FileOrder,
    parts: Sequence[Part],
    begin: Callable[[Part], Begun | None],
    watcher: Progress,
) -> FileSet:
    """Write the files that the order's folder has not yet.

    `begin` gives None for a part that turns out to have nothing to show: it gets no file. A file
    made before stays when it is whole and says what is to be said today. Files that another
    program has open are left out and told. Raises `Cancelled`, `StorageProblem` (the disk is full)
    and what `begin` raises; whole files stay, and the same order continues.
    """
    manifest = Manifest.read(order)
    before = {made.code: made.file for made in manifest.parts.values()}
    remade: list[tuple[str, Remade]] = []
    held: list[str] = []
    empty: dict[str, str] = {}  # places by code: two tambon may have a village of one name
    kept = 0
    with manifest.working(parts) as workplace:
        for number, part in enumerate(parts):
            watcher.check_cancelled()
            told = f"ไฟล์ที่ {number + 1:,} จาก {len(parts):,} {part.place}"
            watcher.report(number, len(parts), told)
            begun = begin(part)
            if begun is None:
                empty[part.code] = part.place
                manifest.leave_out(part.code)
                continue
            if part.code in manifest.parts:
                fault = manifest.fault(part, begun.content)
                if fault is None:
                    kept += 1
                    continue
                remade.append((part.file, fault))
                manifest.forget(part.code)
            try:
                made = _make_part(order.folder, part, begun, workplace, Quiet(watcher))
            except Held:
                held.append(part.file)
            else:
                manifest.enter(made)
        watcher.report(len(parts), len(parts), "ทำครบทุกไฟล์แล้ว")
    wanted = {part.code for part in parts}.difference(empty)
    gone = (file for code, file in before.items() if code not in wanted)
    return FileSet(
        made=len(parts) - kept - len(held) - len(empty),
        kept=kept,
        length=sum(part.length for part in manifest.parts.values()),
        remade=tuple(remade),
        held=tuple(held),
        left=tuple(sorted(file for file in gone if (order.folder / file).exists())),
        empty=tuple(empty.values()),
    )


def _make_part(
    folder: Path, part: Part, begun: Begun, workplace: Path, progress: Progress
) -> MadePart:
    """Draw it aside, put it in place, record its sheets."""
    drawn = workplace / part.file
    length = begun.draw(drawn, progress)
    digest = digest_of(drawn)
    with replacing(folder / part.file, within=workplace) as beside:
        drawn.replace(beside)
    begun.record()
    return MadePart(
        code=part.code, file=part.file, content=begun.content, digest=digest, length=length
    )


class Quiet:
    """Progress of one part: it can be stopped, and does not speak over the count of parts."""

    def __init__(self, watcher: Progress) -> None:
        self._watcher = watcher

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say nothing."""

    def check_cancelled(self) -> None:
        """Stop when the whole is to stop."""
        self._watcher.check_cancelled()
