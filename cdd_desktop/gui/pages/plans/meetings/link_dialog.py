"""Which projects did the meeting resolve this about? Found by parts of their names."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.progress import Progress

if TYPE_CHECKING:  # brings SQLAlchemy
    from cdd_desktop.plans.resolutions import ResolvedProject

SETTLED_MS = 200


class LinkDialog(QDialog):
    """Searches the area's projects off the window's thread; several may be chosen."""

    question_label: QLabel
    find_edit: QLineEdit
    project_list: QListView
    nothing_label: QLabel
    count_label: QLabel
    cancel_button: QPushButton
    take_button: QPushButton

    def __init__(self, parent: QWidget, context: Context, about: str) -> None:
        super().__init__(parent)
        load_form(self, "link_dialog")
        self.setWindowTitle("เชื่อมโครงการกับมติที่ประชุม")
        self.question_label.setText(wrapped(about))
        self._context = context
        self._asked = 0
        self._found: tuple[ResolvedProject, ...] = ()
        self._names = QStringListModel(self)
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self._search)
        self.project_list.setModel(self._names)
        self.project_list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.project_list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.project_list.selectionModel().selectionChanged.connect(lambda *_: self._count())
        self.find_edit.textChanged.connect(lambda _: self._timer.start())
        self.find_edit.installEventFilter(self)
        self.project_list.doubleClicked.connect(lambda _: self.accept())
        self.take_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.nothing_label.setText(wrapped("กำลังค้นโครงการ…"))
        self._count()
        self._search()

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The projects chosen."""
        rows = sorted(index.row() for index in self.project_list.selectedIndexes())
        return tuple(self._found[row].uuid for row in rows)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ in the search goes to what was found."""
        is_down = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
        )
        if is_down and self._found:
            self.project_list.setFocus()
            self.project_list.setCurrentIndex(self._names.index(0))
            return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self._asked += 1
        asked, text, area = self._asked, self.find_edit.text(), self._context.area_code
        resolutions = self._context.services.resolutions

        def work(_: Progress) -> object:
            return asked, resolutions.search(area, text)

        self._context.tasks.query(work).succeeded.connect(self._take)

    def _take(self, answer: "tuple[int, tuple[ResolvedProject, ...]]") -> None:
        asked, found = answer
        if asked != self._asked:
            return  # typed on since
        self._found = found
        self._names.setStringList([f"{one.line}  ({one.plan_name})" for one in found])
        self.nothing_label.setText(
            wrapped("ไม่พบโครงการ กรุณาแก้คำค้น หรือเลือกพื้นที่ที่กว้างขึ้นด้านบนของหน้าต่าง")
        )
        self.nothing_label.setVisible(not found)
        self._count()

    def _count(self) -> None:
        count = len(self.project_list.selectedIndexes())
        self.count_label.setText(f"เลือกไว้ {count} โครงการ")
        self.take_button.setEnabled(bool(count))
