"""แบบประเมิน: whether communities are judged too, and how far the texts can be trusted."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLabel, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.checklists.instruments import MOI_23, CheckStatus, Instrument, TextCheck
from cdd_desktop.checklists.targets import INCLUDE_COMMUNITIES
from cdd_desktop.errors import CddError
from cdd_desktop.gui import theme
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.snapshot_model import SnapshotModel
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped

_ROW_HEIGHT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """A text of the instrument and how far it was compared with its official document."""

    code: str
    text: str
    check: TextCheck


class Column(IntEnum):
    """Columns of `CheckedTextModel`."""

    CODE = 0
    TEXT = 1
    STATUS = 2
    SOURCE = 3


_HEADINGS = {
    Column.CODE: "ข้อ",
    Column.TEXT: "ข้อความ",
    Column.STATUS: "สถานะ",
    Column.SOURCE: "ที่มา",
}


class CheckedTextModel(SnapshotModel[CheckedText]):
    """Every text of an instrument with its check."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        texts = {
            Column.CODE: row.code,
            Column.TEXT: row.text,
            Column.STATUS: row.check.status.value,
            Column.SOURCE: row.check.source,
        }
        text = texts[Column(index.column())]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(text)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == Column.STATUS:
            verified = row.check.status is CheckStatus.VERIFIED
            return theme.current().colour("passed" if verified else "warning")
        return None


class ChecklistsSection(Section):
    """The switch is saved by the button; the table is for reading."""

    communities_check: QCheckBox
    save_button: QPushButton
    told_label: QLabel
    source_label: QLabel
    count_label: QLabel
    text_table: QTableView

    title = "แบบประเมิน"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "settings_checklists")
        self._loaded = False
        self._model = CheckedTextModel(self)
        self._arrange_table()
        tell(self.told_label, "")
        self.communities_check.toggled.connect(self._refresh)
        self.save_button.clicked.connect(self.save)
        self.setFocusProxy(self.communities_check)

    @property
    @override
    def is_dirty(self) -> bool:
        return self.communities_check.isChecked() != self._loaded

    @override
    def load(self) -> None:
        services = self.context.services
        self._loaded = services.settings.get(INCLUDE_COMMUNITIES)
        self.communities_check.setChecked(self._loaded)
        instrument = services.checklists.instrument(MOI_23)
        texts = checked_texts(instrument)
        verified = sum(text.check.status is CheckStatus.VERIFIED for text in texts)
        self.source_label.setText(
            wrapped(f"{instrument.title} ฉบับ {instrument.version} ที่มา: {instrument.source}")
        )
        self.count_label.setText(
            wrapped(
                f"ตรวจกับเอกสารต้นฉบับแล้ว {verified} จาก {len(texts)} ข้อความ "
                f"ข้อความที่ยัง{CheckStatus.PENDING.value} กรุณาเทียบกับแบบประเมินฉบับทางการก่อนใช้อ้างอิง"
            )
        )
        self._model.show(texts)
        tell(self.told_label, "")
        self._refresh()

    @override
    def save(self) -> bool:
        wanted = self.communities_check.isChecked()
        try:
            self.context.services.settings.put(INCLUDE_COMMUNITIES, wanted)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return False
        self._loaded = wanted
        self._refresh()
        tell(self.told_label, "บันทึกแล้ว ความก้าวหน้าและรายงานนับตามนี้ทันที")
        self.context.saved.emit()
        self.context.happened.emit(Changed.SETTINGS, self)
        return True

    def _arrange_table(self) -> None:
        table = self.text_table
        show_as_list(table, self._model, row_height=_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(Column.CODE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.STATUS, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.SOURCE, QHeaderView.ResizeMode.Stretch)

    def _refresh(self) -> None:
        tell(self.told_label, "")
        self.save_button.setEnabled(self.is_dirty)
        self.edited.emit()


def checked_texts(instrument: Instrument) -> list[CheckedText]:
    """The texts that somebody has to compare with the official ones: ด้าน, indicators, levels."""
    rows = []
    for topic in instrument.topics:
        rows.append(CheckedText(code=f"ด้าน {topic.code}", text=topic.name, check=topic.check))
        rows += [
            CheckedText(code=indicator.code, text=indicator.text, check=indicator.check)
            for indicator in topic.indicators
        ]
    rows += [
        CheckedText(
            code="ระดับ",
            text=f"{level.name} (ผ่าน {level.min_passed} ถึง {level.max_passed} ข้อ)",
            check=level.check,
        )
        for level in instrument.levels
    ]
    return rows
