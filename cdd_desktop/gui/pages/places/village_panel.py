"""What is known of the village chosen, and what it was called before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.change_records import ChangeKind, DatedName, VillageEvent
from cdd_desktop.places.government_records import Membership
from cdd_desktop.places.register import RegisterLine
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.digits import format_number

_UNKNOWN = "ยังไม่มีข้อมูล"


class VillagePanel(QFrame):
    """Shows a snapshot; asks for changes by `change_requested` and for new figures."""

    change_requested = Signal(object)  # ChangeKind
    fact_requested = Signal()

    name_label: QLabel
    area_label: QLabel
    ended_label: QLabel
    code_label: QLabel
    households_label: QLabel
    people_label: QLabel
    headman_label: QLabel
    source_label: QLabel
    government_label: QLabel
    fact_button: QPushButton
    change_button: QPushButton
    past_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "village_panel")
        self.change_menu = QMenu(self)
        self.actions_by_kind: dict[ChangeKind, QAction] = {}
        for kind in ChangeKind:
            if kind is not ChangeKind.ADD:
                action = self.change_menu.addAction(f"{kind.label}…")
                action.triggered.connect(lambda _=False, kind=kind: self._ask(kind))
                self.actions_by_kind[kind] = action
        self.change_button.setMenu(self.change_menu)
        self.change_button.setToolTip(tooltip("เปลี่ยนชื่อ หมู่ที่ ตำบล แยก รวม หรือยุบเลิก", "F2"))
        self.fact_button.setToolTip(tooltip("ครัวเรือน ประชากร และผู้ใหญ่บ้าน ณ วันหนึ่ง", "Ctrl+D"))
        self.fact_button.clicked.connect(self.fact_requested)
        self.show_nothing()

    def set_drawer(self, is_drawer: bool) -> None:
        """Look like a sheet of its own while it lies over the table."""
        set_look(self, card="drawer" if is_drawer else "")
        layout = self.layout()
        edge = 10 if is_drawer else 0
        if layout is not None:
            layout.setContentsMargins(edge, edge, edge, edge)

    def show_nothing(self) -> None:
        """No village is chosen."""
        self.name_label.setText(wrapped("ยังไม่ได้เลือกหมู่บ้าน"))
        self.area_label.setText(wrapped("เลือกหมู่บ้านจากทะเบียน เพื่อดูข้อมูลและชื่อเดิม"))
        self.ended_label.hide()
        for label in self._figures():
            label.setText("")
        self.past_label.setText("")
        self.fact_button.setEnabled(False)
        self.change_button.setEnabled(False)

    def show_village(
        self,
        line: RegisterLine,
        area: str,
        names: Sequence[DatedName],
        events: Sequence[VillageEvent],
        belongings: Sequence[Membership] = (),
    ) -> None:
        """Show a village with its area's name, its past and its อปท., the newest first."""
        village, fact = line.village, line.fact
        self.name_label.setText(wrapped(village.label))
        self.area_label.setText(wrapped(area))
        self.ended_label.setVisible(line.ended is not None)
        if line.ended is not None:
            self.ended_label.setText(wrapped(f"พ้นจากทะเบียนวันที่ {short_thai_date(line.ended)}"))
        self.code_label.setText(village.code)
        self.households_label.setText(_count(fact.households if fact else None, "ครัวเรือน"))
        self.people_label.setText(_count(fact.people if fact else None, "คน"))
        self.headman_label.setText(wrapped(fact.headman if fact and fact.headman else _UNKNOWN))
        told = f"{fact.source} ณ {short_thai_date(fact.on)}".strip() if fact else _UNKNOWN
        self.source_label.setText(wrapped(told))
        present = belongings[0].government if belongings else None
        self.government_label.setText(wrapped(present.label if present else "ยังไม่มี อปท."))
        self.past_label.setText(wrapped(_past(names, events, belongings)))
        self.fact_button.setEnabled(True)
        self.change_button.setEnabled(line.ended is None)

    def _figures(self) -> tuple[QLabel, ...]:
        return (
            self.code_label,
            self.households_label,
            self.people_label,
            self.headman_label,
            self.source_label,
            self.government_label,
        )

    def _ask(self, kind: ChangeKind) -> None:
        self.change_requested.emit(kind)


def _count(value: int | None, unit: str) -> str:
    return _UNKNOWN if value is None else f"{format_number(value)} {unit}"


def _past(
    names: Sequence[DatedName],
    events: Sequence[VillageEvent],
    belongings: Sequence[Membership],
) -> str:
    lines = []
    for name in names:
        since = f"ตั้งแต่ {short_thai_date(name.since)}" if name.since else "แต่เดิม"
        until = f" ถึงก่อน {short_thai_date(name.until)}" if name.until else ""
        moo = f"ม.{name.moo} " if name.moo is not None else ""
        lines.append(f"{since}{until}\n{moo}{name.name} ({name.code})")
    if events:
        lines.append("การเปลี่ยนแปลง")
    for event in events:
        day = short_thai_date(event.on) if event.on else "แก้ให้ถูก"
        note = f"\n{event.note}" if event.note else ""
        lines.append(f"{day} {event.text}{note}")
    if len(belongings) > 1:
        lines.append("สังกัด อปท.")
        for each in belongings:
            since = f"ตั้งแต่ {short_thai_date(each.since)}" if each.since else "แต่เดิม"
            label = each.government.label if each.government else "ไม่มี อปท."
            lines.append(f"{since} {label}")
    return "\n\n".join(lines)
