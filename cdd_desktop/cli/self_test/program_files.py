"""Whether the program's own files are all there, as they were when it was built."""

import base64
import hashlib
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path

from cdd_desktop import paths
from cdd_desktop.about import program
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.cli.self_test.faults import REINSTALL, expect
from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.letters.templates import shipped_templates
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.storage.migrate import HEAD, is_known
from cdd_desktop.thai.linebreak import Segmenter

_PROJECT, _PACKAGE = "cdd-desktop", "cdd_desktop"
_RESOURCES = ("fonts", "icons", "instruments", "letters", "lookups", "manual", "styles", "words")
_NAMED = 3  # files that a sentence can hold
_CUT = "สำนักงานพัฒนาชุมชนจังหวัด"


def check_files() -> None:
    """Each file that the build listed is there, unchanged; a checkout has no such list."""
    known = program()
    expect(known.made_on or not known.is_packed, "อ่านข้อมูลรุ่นสร้างไม่ได้", REINSTALL)
    listed = _listed()
    expect(listed or not known.is_packed, "ไม่พบรายการแฟ้มของโปรแกรม", REINSTALL)
    wrong = [file for file in listed if not _is_sound(file)]
    names = ", ".join(str(file) for file in wrong[:_NAMED])
    more = f" และอีก {len(wrong) - _NAMED:,} แฟ้ม" if len(wrong) > _NAMED else ""
    expect(not wrong, f"แฟ้มของโปรแกรมหายหรือเสีย: {names}{more}", REINSTALL)
    for name in _RESOURCES:
        folder = paths.resource(name)
        expect(folder.is_dir() and any(folder.iterdir()), f"ไม่พบแฟ้มในกลุ่ม {name}", REINSTALL)
    for page in PAGES:
        file = paths.resource("manual", f"{page.key}.md")
        expect(file.is_file(), f"ไม่พบคู่มือของหน้า{page.title}", REINSTALL)
    expect(paths.forms(), "ไม่พบแบบหน้าจอของโปรแกรม", REINSTALL)
    expect(is_known(HEAD), "ไม่พบแฟ้มปรับรุ่นฐานข้อมูล", REINSTALL)


def check_contents() -> None:
    """What is data among them can be read: instruments, letters, lists, paper's fonts, words."""
    expect(shipped_instruments(), "ไม่พบแบบประเมิน", REINSTALL)
    expect(shipped_templates(), "ไม่พบแบบหนังสือราชการ", REINSTALL)
    for name in ListName:
        expect(shipped(name).entries, f"รายการคำ {name} ว่างเปล่า", REINSTALL)
    for weight in Weight:
        expect(font_file(weight).ascent, f"ฟอนต์ {weight.value} ใช้ไม่ได้", REINSTALL)
    expect("\u200b" in Segmenter().breakable(_CUT), "ตัดคำไทยไม่ได้ แฟ้มคำเสีย", REINSTALL)


def _listed() -> tuple[PackagePath, ...]:
    """The package's files; of an editable checkout the list names only what points to it."""
    try:
        files = distribution(_PROJECT).files or ()
    except PackageNotFoundError:
        return ()
    return tuple(file for file in files if file.parts[0] == _PACKAGE and file.hash is not None)


def _is_sound(file: PackagePath) -> bool:
    path = Path(str(file.locate()))
    if not path.is_file() or file.hash is None:
        return False
    digest = hashlib.new(file.hash.mode, path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == file.hash.value
