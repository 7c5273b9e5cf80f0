"""From the sheet in hand to its forum: a new one is opened, one that is open goes on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.errors import CddError
from cdd_desktop.forums.records import Forum
from cdd_desktop.gui.context import Changed
from cdd_desktop.gui.forum.begin_dialog import ForumBeginDialog
from cdd_desktop.gui.forum.window import ForumWindow
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView

KEYS = "F11"
_NO_SHEET = "เลือกหมู่บ้านที่จะประชุมก่อน แล้วกด F11"
_ONLY_VILLAGES = "เวทีประชาคมใช้กับแบบของหมู่บ้าน กรุณาเลือกแบบประเมินของหมู่บ้าน"


class ForumStarting(QObject):
    """F11 in the view for keying."""

    def __init__(self, view: "EntryView") -> None:
        super().__init__(view)
        self._view = view
        self.window: ForumWindow | None = None
        view.forum_button.setToolTip(tooltip("ประเมินในที่ประชุม เต็มจอ ทีละข้อ", KEYS))
        view.forum_button.clicked.connect(self.open)
        on_keys(view, KEYS, self.open)

    def open(self) -> None:
        """Go on with the open forum of the sheet in hand, or ask how a new one is opened."""
        view = self._view
        sheet = view.sheet
        if sheet is None:
            view.notice(_NO_SHEET, "failed")
        elif not isinstance(sheet.key, SheetKey):
            view.notice(_ONLY_VILLAGES, "failed")
        elif view.answer_table.finish():
            try:
                forum = self._forum(sheet.key)
            except CddError as problem:
                view.notice(str(problem), "failed")
            else:
                if forum is not None:
                    self._show(forum)

    def dialog(self, key: SheetKey) -> ForumBeginDialog:
        """The dialog that opens a meeting, not yet shown."""
        start = self._view.context.services.forums.usual_start(key.village_id)
        view = self._view
        return ForumBeginDialog(view, view.context, key, view.village_label, start)

    def _forum(self, key: SheetKey) -> Forum | None:
        """None where nobody wants one after all."""
        view = self._view
        forums = view.context.services.forums
        line = forums.open_of(key)
        if line is not None:
            return forums.get(line.uuid)
        if told := view.why_closed():
            view.notice(told, "failed")
            return None
        dialog = self.dialog(key)
        dialog.exec()
        begun = dialog.forum
        dialog.deleteLater()
        if begun is not None:
            view.context.saved.emit()
            view.context.happened.emit(Changed.MEETINGS, self)
        return begun

    def _show(self, forum: Forum) -> None:
        self.window = ForumWindow(self._view.context, forum, self._view.window())
        self.window.left.connect(self._take_back)
        self.window.showFullScreen()
        self.window.activateWindow()

    def _take_back(self) -> None:
        self.window = None
        self._view.answer_table.setFocus()
