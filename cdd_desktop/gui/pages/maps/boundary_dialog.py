"""What a file of boundaries brings, before it is loaded: what fits, what does not, whose it is."""

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.maps.records import LoadReport, source_problems


class BoundaryDialog(FormDialog):
    """After it was accepted, `source` says who the boundaries are from."""

    title_label: QLabel
    summary_label: QLabel
    list_label: QLabel
    copy_button: QPushButton
    line_list: QListView
    source_edit: QLineEdit
    source_problem: QLabel

    called = "ที่มาของแนวเขต"

    def __init__(
        self, parent: QWidget, dialogs: Dialogs, name: str, report: LoadReport, source: str
    ) -> None:
        super().__init__(parent, dialogs)
        load_form(self, "boundary_dialog")
        self.setWindowTitle("โหลดแนวเขต")
        self.title_label.setText(wrapped(f"แนวเขต{report.level.label}จาก {name}"))
        self.summary_label.setText(wrapped(_summary(report)))
        self._lines = lines_of(report)
        self.line_list.setModel(QStringListModel([wrapped(line) for line in self._lines], self))
        self.line_list.setWordWrap(True)
        self.line_list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list_label.setText(wrapped(f"รายการที่ควรตรวจ {len(self._lines):,} รายการ"))
        for widget in (self.list_label, self.line_list, self.copy_button):
            widget.setVisible(bool(self._lines))
        self.copy_button.setToolTip(tooltip("คัดลอกทั้งหมดไปวางใน LINE หรือ Excel", "Alt+C"))
        self.copy_button.setShortcut("Alt+C")
        self.copy_button.clicked.connect(self._copy)
        self.source_edit.setText(source)
        self.source_edit.textChanged.connect(lambda _: self.clear())
        self.watch()
        self.source_edit.setFocus()

    @property
    def source(self) -> str:
        """Who the boundaries are from."""
        return self.source_edit.text().strip()

    @override
    def inputs(self) -> object:
        return self.source

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {"source": (self.source_edit, self.source_problem)}

    @override
    def write(self) -> None:
        """Only looks the source over: the page loads the file."""
        if problems := source_problems(self.source):
            raise ValidationFailed(problems)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines))
        tell(self.told_label, f"คัดลอกแล้ว {len(self._lines):,} รายการ")


def lines_of(report: LoadReport) -> list[str]:
    """What somebody should look at: entries that fit nothing, doubts, areas left without."""
    return [
        *map(str, report.unmatched),
        *report.doubtful,
        *(f"ยังไม่มีแนวเขต: {area.full_name} ({area.code})" for area in report.missing),
    ]


def _summary(report: LoadReport) -> str:
    level = report.level.label
    parts = [f"ไฟล์มี {report.features:,} รายการ จับคู่ได้ {report.matched:,} {level}"]
    if report.elsewhere:
        parts.append(f"เป็นของจังหวัดอื่น {report.elsewhere:,} รายการ ซึ่งไม่เก็บ")
    if report.unmatched:
        parts.append(f"จับคู่ไม่ได้ {len(report.unmatched):,} รายการ")
    if report.missing:
        parts.append(f"{level}ที่ยังไม่มีแนวเขต {len(report.missing):,} แห่ง")
    parts.append(f"แนวเขต{level}เดิมจะถูกแทนที่ทั้งหมด เลิกทำได้")
    return " · ".join(parts)
