"""Whether the program's own files are all there, as they were when it was built.

Imports little, so that what is missing is named before something stumbles over it.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from cdd_desktop import paths
from cdd_desktop.about import program
from cdd_desktop.cli.self_test.faults import REINSTALL, expect

LIST = "files.txt"  # written by installer/delivery/file_list.py
_FOLDER = Path(paths.__file__).parents[2]  # holds app\cdd_desktop
_RESOURCES = ("fonts", "icons", "instruments", "letters", "lookups", "manual", "styles", "words")
_NAMED = 3  # files that a sentence can hold


def check_files() -> None:
    """Each file that the build laid down is there, unchanged; a checkout has no list of them."""
    known = program()
    expect(known.made_on or not known.is_packed, "อ่านข้อมูลรุ่นสร้างไม่ได้", REINSTALL)
    if known.is_packed:
        listed = _FOLDER / LIST
        expect(listed.is_file(), f"ไม่พบรายการไฟล์ของโปรแกรม {LIST}", REINSTALL)
        wrong = list(_wrong(listed))
        more = f" และอีก {len(wrong) - _NAMED:,} ไฟล์" if len(wrong) > _NAMED else ""
        names = ", ".join(wrong[:_NAMED])
        expect(not wrong, f"ไฟล์ของโปรแกรมหายหรือเสีย: {names}{more}", REINSTALL)
    for name in _RESOURCES:
        folder = paths.resource(name)
        expect(folder.is_dir() and any(folder.iterdir()), f"ไม่พบไฟล์ในกลุ่ม {name}", REINSTALL)
    expect(paths.forms(), "ไม่พบแบบหน้าจอของโปรแกรม", REINSTALL)


def _wrong(listed: Path) -> Iterator[str]:
    """The listed files that are gone or changed, by their path in the program's folder.

    Of source text, which runs only where byte code is missing, the size will do: opening every
    file takes an old PC with a virus scanner half a minute.
    """
    sizes = dict(_sizes(listed.parent, ""))
    for line in listed.read_text(encoding="utf-8").splitlines():
        digest, size, name = line.split("  ", maxsplit=2)
        is_as_long = sizes.get(name) == int(size)
        if not (is_as_long and (name.endswith(".py") or _digest(listed.parent / name) == digest)):
            yield name


def _sizes(folder: Path, below: str) -> Iterator[tuple[str, int]]:
    """Bytes of each file by its path, as the folders tell them: no file is opened."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(Path(entry.path), f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry.stat(follow_symlinks=False).st_size


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
