"""What an office does without a window: registers, workbooks, paper, backups."""

from datetime import date
from pathlib import Path

from cdd_desktop.bootstrap import Services, join_office, open_folder, open_office
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.checklists.workbooks.layout import SHEET
from cdd_desktop.checklists.workbooks.records import Per
from cdd_desktop.cli.self_test.faults import expect
from cdd_desktop.documents.fill_in import FillColumn, FillIn, write_fill_in
from cdd_desktop.documents.proof import fill_blanks, seen_pdf, seen_word
from cdd_desktop.documents.reading import read_table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.logs import FILE_NAME, FOLDER_NAME
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.backups import backups_in
from cdd_desktop.storage.history import utc_now
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.migrate import HEAD, upgrade
from cdd_desktop.storage.restoring import preview, restore
from cdd_desktop.storage.store import DATABASE_NAME, Store

PROVINCE, TAMBON = "90", "900101"
KEYED, FILLED = "90010101", "90010102"  # villages: by the keyboard, by a workbook
YEAR, DAY = 2569, date(2026, 2, 1)  # Buddhist fiscal year, and a day in it
ALL_PASSED = "1" * 23
_NAMES = {KEYED: "น้ำปิ่นเกล้า", FILLED: "ปู่ญวนป่าชิง", "90010201": "ทุ่งฎีกา"}
_OLDEST = "0001"  # the schema's first revision
_WORST = ("ERROR", "CRITICAL")

Figures = tuple[tuple[str, int, int, str], ...]


class OfficeTrial:
    """One office in a folder of its own. What it does raises `CddError`, or is a bug."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.data = folder / "ข้อมูล สำนักงาน"

    def begin(self) -> None:
        """A new file, and one of the first version that is brought up to this one."""
        open_folder(self.data).close()
        old = self._folder / "ข้อมูล รุ่นแรก"
        old.mkdir()
        upgrade(old / DATABASE_NAME, now=utc_now(), target=_OLDEST)
        Store.open(old).close()
        kept = [one.manifest.contents.revision for one in backups_in(old / "backups")]
        expect(kept == [_OLDEST], f"ปรับฐานข้อมูลรุ่นแรกเป็นรุ่น {HEAD} แล้วไม่มีไฟล์สำรองก่อนปรับ")

    def found(self) -> None:
        """An office, with villages from a CSV and from a workbook."""
        head = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน")
        rows = list(_NAMES.items())
        by_csv, by_book = self._folder / "ทะเบียน หมู่บ้าน.csv", self._folder / "ทะเบียน หมู่บ้าน.xlsx"
        write_csv(by_csv, head, rows[:1])
        columns = [FillColumn(title=title, width=20) for title in head]
        book = FillIn(
            name="ทะเบียน", title="ทะเบียนหมู่บ้าน", columns=columns, rows=rows[1:], how=["กรอก"]
        )
        write_fill_in(book, by_book)
        with open_folder(self.data) as services:
            services.office.create("สำนักงานทดสอบ จังหวัดสงขลา", [PROVINCE])
            importer = VillageImporter(services.store, services.areas)
            added = [importer.run(file).added for file in (by_csv, by_book)]
            expect(added == [1, len(_NAMES) - 1], "นำเข้าทะเบียนหมู่บ้านไม่ครบ")
            names = {code: services.villages.by_code(code).name for code in _NAMES}
            expect(names == _NAMES, "ชื่อหมู่บ้านที่นำเข้าไม่ตรงกับในไฟล์")

    def exchange(self) -> None:
        """A workbook goes out, is filled in and comes back."""
        with open_office(self.data) as services:
            out = self._folder / "แบบกรอก ส่งตำบล"
            books, area = services.workbooks, (TAMBON, Per.TAMBON, out)
            (made,) = books.make(MOI_23, YEAR, Round.AFTER, *area)
            blanks = fill_blanks(made.path, SHEET, FILLED, "ผ่าน")
            answers = books.take([made.path]).answers
            expect(
                blanks == answers == len(ALL_PASSED), f"รับแบบกรอกได้ {answers} จาก {blanks} คำตอบ"
            )
            grade = services.checklists.sheet(_key(services, FILLED)).grade
            expect(grade.level, "คำนวณระดับจากแบบกรอกไม่ได้")

    def print(self) -> None:
        """Sheets and a summary as PDF, workbook and Word file, each read again."""
        with open_office(self.data) as services:
            name = services.villages.by_code(FILLED).name
            for report, area in (("checklist-filled", FILLED), ("checklist-summary", PROVINCE)):
                options = ReportOptions(report=report, area_code=area, fiscal_year=YEAR)
                for file_format in FileFormat:
                    out = self._folder / f"เอกสาร {report}.{file_format}"
                    services.reports.make(options, file_format, out)
                    _read_back(out, file_format, name if area == FILLED else "สงขลา")

    def read_beside(self, level: str) -> None:
        """What the open window saved stands in the file for another reader."""
        with join_office(self.data / DATABASE_NAME) as services:
            grade = services.checklists.sheet(_key(services, KEYED)).grade
        title = grade.level.title if grade.level is not None else ""
        expect(level and level in title, f"ระดับบนหน้าจอ “{level}” ไม่ตรงกับในไฟล์ “{title}”")

    def village_id(self, code: str) -> int:
        """The id of a village, read beside the open window."""
        with join_office(self.data / DATABASE_NAME) as services:
            return services.villages.by_code(code).id

    def bring_back(self) -> None:
        """A backup, a change that is taken back, another that is not, and the backup restored."""
        out = self._folder / "สำรอง ก่อนแก้.cddbackup"
        with open_office(self.data) as services:
            before = _figures(services)
            services.backups.make(Reason.BY_HAND, out)
            key = _key(services, KEYED)
            first = services.checklists.instrument(MOI_23, YEAR).indicators[0].code
            services.checklists.answer(key, first, AnswerState.FAILED)
            changed = _figures(services)
            services.history.undo_last()
            expect(_figures(services) == before != changed, "เลิกทำแล้วตัวเลขไม่กลับเป็นอย่างเดิม")
            services.checklists.answer(key, first, AnswerState.FAILED)
        seen = preview(out, self.data)
        expect(not seen.faults, f"ตรวจไฟล์สำรองไม่ผ่าน {' '.join(seen.faults)}")
        restore(out, self.data)
        with open_office(self.data) as services:
            expect(_figures(services) == before, "กู้คืนแล้วตัวเลขไม่ตรงกับก่อนสำรอง")

    def end(self) -> None:
        """Nobody holds the file, and the log tells of no error."""
        with open_office(self.data) as services:
            expect(not services.store.was_cut_off, "ไฟล์ข้อมูลไม่ได้ปิดอย่างถูกต้อง")
        log = (self.data / FOLDER_NAME / FILE_NAME).read_text(encoding="utf-8")
        worst = [
            line for line in log.splitlines() if line.split()[2:3] and line.split()[2] in _WORST
        ]
        expect(not worst, f"บันทึกของโปรแกรมมีข้อผิดพลาด {len(worst)} รายการ")


def _read_back(path: Path, file_format: FileFormat, name: str) -> None:
    told = f"เอกสาร {path.name}"
    match file_format:
        case FileFormat.PDF:
            seen = seen_pdf(path)
            expect(seen.pages and name in seen.text, f"{told} ไม่มีข้อความไทยที่ควรมี")
            expect(not seen.missing_fonts, f"{told} ไม่ได้ฝังฟอนต์ {', '.join(seen.missing_fonts)}")
        case FileFormat.XLSX:
            cells = [cell for row in read_table(path).rows for cell in row.cells]
            expect(any(cells), f"{told} ว่างเปล่า")
        case FileFormat.WORD:
            expect(name in seen_word(path), f"{told} ไม่มีข้อความไทยที่ควรมี")


def _key(services: Services, code: str) -> SheetKey:
    village = services.villages.by_code(code)
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER)


def _figures(services: Services) -> Figures:
    found = []
    for code in _NAMES:
        grade = services.checklists.sheet(_key(services, code)).grade
        level = grade.level.title if grade.level is not None else ""
        found.append((code, grade.passed, grade.failed, level))
    return tuple(found)
