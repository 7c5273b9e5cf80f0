"""The wizard filled in step by step, for `screenshots`: everything in it is made up."""

from collections.abc import Iterator
from pathlib import Path

from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.wizard.welcome import Way
from cdd_desktop.gui.wizard.wizard import Wizard
from cdd_desktop.progress import Silent
from cdd_desktop.storage.backups import carry_out
from cdd_desktop.storage.manifest import Reason

_HEADER = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "จำนวนครัวเรือน")
_ROWS = (
    ("90010101", "ตัวอย่างหนึ่ง", "112"),
    ("90010102", "ตัวอย่างสอง", "87"),
    ("9001", "ตัวอย่างสาม", "140"),
    ("99010101", "ตัวอย่างสี่", "65"),
)


def wizard_stages(wizard: Wizard, folder: Path) -> Iterator[str]:
    """Bring the wizard from step to step, yielding the name of each; `folder` is its own."""
    yield "welcome"
    wizard.welcome.choose(Way.RESTORE)
    wizard.go_next()
    yield "restore"
    wizard.restore.look(carry_out(Silent(), wizard.backups.plan(Reason.BY_HAND)).path)
    yield "restore-looked"
    wizard.go_back()
    wizard.welcome.choose(Way.OFFICE)
    wizard.go_next()
    wizard.go_next()
    yield "office-empty"
    wizard.office.name_edit.setText("สำนักงานพัฒนาชุมชนจังหวัดสงขลา")
    wizard.office.choose("90", "93")
    yield "office"
    wizard.go_next()
    wizard.person.name_edit.setText("นางสาวตัวอย่าง ใจดี")
    wizard.person.position_edit.setText("นักวิชาการพัฒนาชุมชนชำนาญการ")
    yield "person"
    wizard.go_next()
    yield "villages"
    if wizard.villages is not None:
        file = folder / "รายชื่อหมู่บ้าน.csv"
        write_csv(file, _HEADER, _ROWS)
        wizard.villages.open_file(file)
        yield "villages-checked"
        wizard.villages.flow.take()
        yield "villages-taken"
    wizard.go_next()
    yield "done"
