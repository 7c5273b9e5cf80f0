"""The page's states and dialogs that are worth a picture."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.pages.exchange.columns_dialog import ColumnsDialog
from cdd_desktop.gui.pages.exchange.place_dialog import PlaceDialog
from cdd_desktop.places.records import Village

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.exchange.page import ExchangePage

_Stage = tuple[str, QWidget | None]


def stages_of(page: "ExchangePage") -> Iterator[_Stage]:
    """A file of answers on its way in, its dialogs, a sheet of villages and อปท., the workbooks."""
    villages = page.context.services.villages.in_area(page.context.area_code)[:6]
    with TemporaryDirectory(prefix="cdd-desktop-") as folder:
        yield from _answers(page, villages, Path(folder) / "ผลการประเมินของอำเภอ.csv")
        yield from _governments(page, villages, Path(folder) / "หมู่บ้านกับ อปท.csv")
    dialog = page.workbooks.open()
    yield "workbooks", dialog
    dialog.close()


def _answers(page: "ExchangePage", villages: Sequence[Village], path: Path) -> Iterator[_Stage]:
    areas = page.context.areas
    rows = [
        (
            areas.get(village.code[:4]).name,
            areas.get(village.code[:6]).name,
            str(village.moo or ""),
            village.name if number else village.name + "ใต้",
            "ผ่าน",
            "อาจจะ" if number == 1 else "ไม่ผ่าน",
        )
        for number, village in enumerate(villages)
    ]
    write_csv(path, ("อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน", "1.1", "1.2"), rows)
    page.open_file(path)
    yield "year", None
    page.flow.year = page.context.year
    page.flow.read_again()
    yield "checked", None
    checked = page.flow.checked
    if checked is not None and checked.doubts:
        yield from _shown("places", PlaceDialog(page, areas, checked.doubts))
    if page.flow.sketch is not None:
        yield from _shown("columns", ColumnsDialog(page, page.flow.sketch, page.flow.chosen))


def _governments(page: "ExchangePage", villages: Sequence[Village], path: Path) -> Iterator[_Stage]:
    tambon = page.context.areas.find(page.context.area_code[:6])
    name = tambon.name if tambon is not None else "ตัวอย่าง"
    owners = (f"เทศบาลตำบล{name}", name, "", f"อบต.{name}")
    rows = [
        (village.code, village.name, owners[number % len(owners)])
        for number, village in enumerate(villages)
    ]
    write_csv(path, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "อปท."), rows)
    page.open_file(path)
    yield "governments", None


def _shown(name: str, dialog: QDialog) -> Iterator[_Stage]:
    dialog.show()
    yield name, dialog
    dialog.close()
    dialog.deleteLater()
