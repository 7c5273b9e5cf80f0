"""Making packs in a child process; knows no Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.progress import Progress

if TYPE_CHECKING:  # the child imports them, with all that they bring
    from cdd_desktop.reporting.pack_files import PackFiles, PackOrder
    from cdd_desktop.reporting.packs import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPack:
    """A pack asked for: of an area and year, whole or what changed of it."""

    pack: "Pack"
    area_code: str
    fiscal_year: int
    only_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePack:
    """A file that was written. `left_out` are the titles of parts that have nothing to show."""

    path: Path
    length: int
    left_out: tuple[str, ...]


def draw_pack(progress: Progress, office: Path, wanted: WantedPack, out: Path) -> MadePack:
    """Draw it for the screen; nothing is recorded."""
    return _drawn(progress, office, wanted, out, is_leaving=False)


def save_pack(progress: Progress, office: Path, wanted: WantedPack, out: Path) -> MadePack:
    """Draw it and record that it left the office."""
    return _drawn(progress, office, wanted, out, is_leaving=True)


def save_files(
    progress: Progress, office: Path, order: "PackOrder", only_changed: bool
) -> "PackFiles":
    """A file for each addressee."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415 - only the child needs it

    with join_office(office) as services:
        files = services.pack_files
        return (files.make_changed if only_changed else files.make)(order, progress)


def _drawn(
    progress: Progress, office: Path, wanted: WantedPack, out: Path, *, is_leaving: bool
) -> MadePack:
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415 - only the child needs it

    with join_office(office) as services:
        copy = services.packs.whole(wanted.pack, wanted.area_code, wanted.fiscal_year)
        begun = services.packs.begun(copy, progress, only_changed=wanted.only_changed)
        drawn = services.packs.draw(begun, out, progress)
        if is_leaving:
            services.packs.enter(drawn)
    return MadePack(path=out, length=drawn.length, left_out=drawn.left_out)
