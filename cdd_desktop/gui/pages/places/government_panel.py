"""What is known of the local government (อปท.) chosen, its villages, and its earlier names."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.places.government_model import GovernmentLine
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.government_records import GovernmentName
from cdd_desktop.places.records import Village
from cdd_desktop.thai.calendar import short_thai_date

_UNKNOWN = "ยังไม่มีข้อมูล"


class GovernmentPanel(QFrame):
    """Shows a snapshot; asks for changes by its signals."""

    edit_requested = Signal()
    close_requested = Signal()
    assign_requested = Signal()

    name_label: QLabel
    area_label: QLabel
    ended_label: QLabel
    code_label: QLabel
    since_label: QLabel
    count_label: QLabel
    contact_label: QLabel
    assign_button: QPushButton
    change_button: QPushButton
    past_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "government_panel")
        menu = QMenu(self)
        menu.addAction("แก้ไข เปลี่ยนชื่อ หรือเปลี่ยนประเภท…").triggered.connect(self.edit_requested)
        menu.addAction("ยุบเลิก…").triggered.connect(self.close_requested)
        self.change_button.setMenu(menu)
        self.change_button.setToolTip(tooltip("เปลี่ยนชื่อ ประเภท รหัส ข้อมูลติดต่อ หรือยุบเลิก", "F2"))
        self.assign_button.setToolTip(tooltip("เลือกหมู่บ้านที่สังกัด อปท. นี้ตามวันที่", "Ctrl+D"))
        self.assign_button.clicked.connect(self.assign_requested)
        self.show_nothing()

    def set_drawer(self, is_drawer: bool) -> None:
        """Look like a sheet of its own while it lies over the table."""
        set_look(self, card="drawer" if is_drawer else "")
        layout = self.layout()
        edge = 10 if is_drawer else 0
        if layout is not None:
            layout.setContentsMargins(edge, edge, edge, edge)

    def show_nothing(self) -> None:
        """None is chosen."""
        self.name_label.setText(wrapped("ยังไม่ได้เลือก อปท."))
        self.area_label.setText(wrapped("เลือกจากรายชื่อ เพื่อดูหมู่บ้านในสังกัดและชื่อเดิม"))
        self.ended_label.hide()
        for label in (self.code_label, self.since_label, self.count_label, self.contact_label):
            label.setText("")
        self.past_label.setText("")
        self.assign_button.setEnabled(False)
        self.change_button.setEnabled(False)

    def show_government(
        self,
        line: GovernmentLine,
        area: str,
        names: Sequence[GovernmentName],
        villages: Sequence[tuple[str, Village]],
    ) -> None:
        """Show one with its area's name, names (the newest first) and villages by tambon."""
        government = line.government
        self.name_label.setText(wrapped(government.full_name))
        self.area_label.setText(wrapped(area))
        self.ended_label.setVisible(government.until is not None)
        if government.until is not None:
            self.ended_label.setText(wrapped(f"ยุบเลิกวันที่ {short_thai_date(government.until)}"))
        self.code_label.setText(wrapped(line.code or _UNKNOWN))
        since = government.since
        self.since_label.setText(short_thai_date(since) if since else "แต่เดิม")
        told = f"{len(villages):,} แห่ง" if government.kind.has_villages else "ดูแลทั้งจังหวัด"
        self.count_label.setText(wrapped(told))
        self.contact_label.setText(wrapped(government.contact or _UNKNOWN))
        self.past_label.setText(wrapped(_told(names, villages)))
        self.assign_button.setEnabled(government.until is None and government.kind.has_villages)
        self.change_button.setEnabled(government.until is None)


def _told(names: Sequence[GovernmentName], villages: Sequence[tuple[str, Village]]) -> str:
    parts: list[str] = []
    tambon = ""
    for name, village in villages:
        if name != tambon:
            tambon = name
            parts.append(f"{chr(10) if parts else ''}{tambon}")
        parts.append(village.label)
    if len(names) > 1:
        parts.append(f"{chr(10) if parts else ''}ชื่อและประเภทตามวันที่")
        for known in names:
            since = f"ตั้งแต่ {short_thai_date(known.since)}" if known.since else "แต่เดิม"
            until = f" ถึงก่อน {short_thai_date(known.until)}" if known.until else ""
            parts.append(f"{known.label} {since}{until}")
    return "\n".join(parts)
