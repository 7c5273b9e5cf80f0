"""Whether the program's own files are all there, as they were when it was built.

Imports little, so that what is missing is named before something stumbles over it.
"""

import hashlib
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
        expect(listed.is_file(), f"ไม่พบรายการแฟ้มของโปรแกรม {LIST}", REINSTALL)
        wrong = list(_wrong(listed))
        more = f" และอีก {len(wrong) - _NAMED:,} แฟ้ม" if len(wrong) > _NAMED else ""
        names = ", ".join(wrong[:_NAMED])
        expect(not wrong, f"แฟ้มของโปรแกรมหายหรือเสีย: {names}{more}", REINSTALL)
    for name in _RESOURCES:
        folder = paths.resource(name)
        expect(folder.is_dir() and any(folder.iterdir()), f"ไม่พบแฟ้มในกลุ่ม {name}", REINSTALL)
    expect(paths.forms(), "ไม่พบแบบหน้าจอของโปรแกรม", REINSTALL)


def _wrong(listed: Path) -> Iterator[str]:
    """The listed files that are gone or changed, by their path in the program's folder."""
    for line in listed.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = listed.parent / name
        if not file.is_file() or _digest(file) != digest:
            yield name


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
