"""Whether what the program reads of its own files as data can be read."""

from cdd_desktop import paths
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.cli.self_test.faults import REINSTALL, expect
from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.letters.templates import shipped_templates
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.storage.migrate import HEAD, is_known
from cdd_desktop.thai.linebreak import Segmenter

_CUT = "สำนักงานพัฒนาชุมชนจังหวัด"


def check_contents() -> None:
    """Manual, migrations, instruments, letters, lists, paper's fonts, words."""
    for page in PAGES:
        file = paths.resource("manual", f"{page.key}.md")
        expect(file.is_file(), f"ไม่พบคู่มือของหน้า{page.title}", REINSTALL)
    for number in range(1, int(HEAD) + 1):
        expect(is_known(f"{number:04}"), f"ไม่พบไฟล์ปรับรุ่นฐานข้อมูลที่ {number}", REINSTALL)
    expect(shipped_instruments(), "ไม่พบแบบประเมิน", REINSTALL)
    expect(shipped_templates(), "ไม่พบแบบหนังสือราชการ", REINSTALL)
    for name in ListName:
        expect(shipped(name).entries, f"รายการคำ {name} ว่างเปล่า", REINSTALL)
    for weight in Weight:
        expect(font_file(weight).ascent, f"ฟอนต์ {weight.value} ใช้ไม่ได้", REINSTALL)
    expect("\u200b" in Segmenter().breakable(_CUT), "ตัดคำไทยไม่ได้ ไฟล์คำเสีย", REINSTALL)
