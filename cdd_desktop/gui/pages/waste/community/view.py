"""กติกาและกลุ่ม: rules about waste, groups with the money of their funds, and events."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QLabel,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import RECORD_ROLE, LineModel, lay_out
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.waste.community.dialogs import (
    EventDialog,
    GroupDialog,
    MoneyDialog,
    RuleDialog,
    dialog_of,
)
from cdd_desktop.gui.pages.waste.community.fund_part import FundPart
from cdd_desktop.gui.pages.waste.community.models import (
    EVENT_COLUMNS,
    GROUP_COLUMNS,
    EventColumn,
    GroupColumn,
    RuleColumn,
    rule_columns,
)
from cdd_desktop.gui.pages.waste.community.past import community_subject
from cdd_desktop.gui.pages.waste.community.reading import (
    CommunityRead,
    Offered,
    read_community,
    read_offered,
)
from cdd_desktop.gui.pages.waste.community.words import EMPTY, TITLES, Part, counted
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.waste.community.records import (
    EventLine,
    Flow,
    FundLine,
    GroupLine,
    RuleLine,
)

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage

_PART_KEY = "waste/community-part"
_NO_CHOICE = "ยังไม่ได้เลือกรายการ กรุณาเลือกในตารางก่อน"


class CommunityView(WasteView):
    """Of the area at the top; events of the fiscal year at the top.

    Keys: Ctrl+Tab the next part · Ctrl+N new · Enter change · Ctrl+Del remove · Ctrl+D repeal a
    rule · Ctrl+I money into the fund, Ctrl+E out of it, Ctrl+R take an entry back · Ctrl+P print.
    """

    part_tabs: QTabBar
    past_check: QCheckBox
    new_button: QPushButton
    edit_button: QPushButton
    repeal_button: QPushButton
    remove_button: QPushButton
    print_button: QPushButton
    list_card: QFrame
    rule_table: QTableView
    group_table: QTableView
    event_table: QTableView
    nothing_label: QLabel
    fund_part: FundPart
    state_label: QLabel

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_community_view", QTabBar, FundPart)
        self._read: CommunityRead | None = None
        self._asked = 0
        self._wanted: UUID | None = None
        self.rules: LineModel[RuleLine] = LineModel(rule_columns(lambda: self.context.today), self)
        self.groups: LineModel[GroupLine] = LineModel(GROUP_COLUMNS, self)
        self.events: LineModel[EventLine] = LineModel(EVENT_COLUMNS, self)
        self._tables: dict[Part, tuple[QTableView, LineModel[Any]]] = {
            Part.RULES: (self.rule_table, self.rules),
            Part.GROUPS: (self.group_table, self.groups),
            Part.EVENTS: (self.event_table, self.events),
        }
        self._arrange()
        self._connect()
        self._show_part()

    # what the page asks

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, services = self._asked, self.context.services
        area, year = self.context.area_code, self.context.year
        self.query(lambda: (asked, read_community(services, area, year)), self._take)

    @override
    def show_target(self, target: object) -> None:
        """A part by its number, or the identity of a record of the part in front."""
        if isinstance(target, Part):
            self.part_tabs.setCurrentIndex(target)
        elif isinstance(target, UUID):
            self._wanted = target
            self.refresh()

    @override
    def set_compact(self, compact: bool) -> None:
        self.rule_table.setColumnHidden(RuleColumn.ADOPTED, compact)
        for column in (GroupColumn.CHAIR, GroupColumn.FOUNDED):
            self.group_table.setColumnHidden(column, compact)
        for shown in (EventColumn.RESULT, EventColumn.KIND):
            self.event_table.setColumnHidden(shown, compact)

    @override
    def history_subject(self) -> Subject | None:
        line = self.chosen
        return None if line is None else community_subject(line)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        services, area = self.context.services, self.context.area_code
        offered = read_offered(services, area, self.context.year)
        for part in Part:
            self.part_tabs.setCurrentIndex(part)
            yield part.name.lower(), None
            dialog = self.dialog(offered, None)
            dialog.show()
            yield f"new-{part.name.lower()}", dialog
            dialog.close()
            dialog.deleteLater()
        self.part_tabs.setCurrentIndex(Part.RULES)

    # what is done

    @property
    def part(self) -> Part:
        """The part in front."""
        return Part(self.part_tabs.currentIndex())

    @property
    def chosen(self) -> RuleLine | GroupLine | EventLine | None:
        """The line in hand."""
        table, _ = self._tables[self.part]
        line = table.currentIndex().data(RECORD_ROLE)
        return line if isinstance(line, RuleLine | GroupLine | EventLine) else None

    def dialog(
        self, offered: Offered, line: RuleLine | GroupLine | EventLine | None
    ) -> RuleDialog | GroupDialog | EventDialog:
        """The dialog of a line, or of a new one of the part in front; not yet open."""
        return dialog_of(self, self.context, offered, self.part, line, self.chosen)

    def begin(self) -> None:
        """Write a new record of the part in front."""
        self._ask_offered(None)

    def edit(self) -> None:
        """Change the record in hand."""
        line = self.chosen
        if line is None:
            self.told.emit(_NO_CHOICE, "failed")
            return
        self._ask_offered(line)

    def repeal(self) -> None:
        """Let the rule in hand hold no more from today on, once confirmed."""
        line = self.chosen
        if not isinstance(line, RuleLine):
            self.told.emit(_NO_CHOICE, "failed")
            return
        if line.rule.repealed_on is not None:
            self.told.emit("กติกาข้อนี้ยกเลิกแล้ว แก้วันยกเลิกได้โดยกด Enter", "failed")
            return
        question = f"ยกเลิกกติกา “{line.rule.number or line.rule.text[:40]}” ตั้งแต่วันนี้หรือไม่"
        detail = "กติกายังอยู่ในประวัติและพิมพ์ย้อนหลังได้ วันอื่นแก้ได้โดยกด Enter เลิกทำได้ด้วย Ctrl+Z"
        if self.context.dialogs.confirm(question, action="ยกเลิกกติกา", detail=detail):
            community, today = self.context.services.community, self.context.today
            self.query(
                lambda: community.repeal_rule(line.rule.uuid, today),
                lambda _: self._wrote("ยกเลิกกติกาแล้ว"),
                writes=True,
            )

    def remove(self) -> None:
        """Take the record in hand away, once confirmed."""
        line, community = self.chosen, self.context.services.community
        match line:
            case RuleLine():
                name, uuid, act = line.rule.number or "กติกานี้", line.rule.uuid, community.remove_rule
            case GroupLine():
                name, uuid, act = line.group.name, line.group.uuid, community.remove_group
            case EventLine():
                name, uuid, act = line.event.name, line.event.uuid, community.remove_event
            case _:
                self.told.emit(_NO_CHOICE, "failed")
                return
        detail = "ใช้เมื่อบันทึกผิดเท่านั้น เลิกทำได้ด้วย Ctrl+Z"
        if self.context.dialogs.confirm(f"ลบ “{name}” หรือไม่", action="ลบ", detail=detail):
            self.query(lambda: act(uuid), lambda _: self._wrote(f"ลบ “{name}” แล้ว"), writes=True)

    def print(self) -> None:
        """The rules of the area, in the page of reports."""
        self.context.page_requested.emit("reports", "waste-rules")

    # inside

    def _ask_offered(self, line: RuleLine | GroupLine | EventLine | None) -> None:
        services, area, year = self.context.services, self.context.area_code, self.context.year
        self.query(
            lambda: read_offered(services, area, year), lambda offered: self._open(offered, line)
        )

    def _open(self, offered: Offered, line: RuleLine | GroupLine | EventLine | None) -> None:
        dialog = self.dialog(offered, line)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._wanted = dialog.saved.uuid
            self._wrote(f"บันทึก{TITLES[self.part]}แล้ว เลิกทำได้ด้วย Ctrl+Z")
        dialog.deleteLater()
        self._tables[self.part][0].setFocus()

    def _move_money(self, group: GroupLine, flow: Flow) -> None:
        said = "บันทึกเงินรับเข้าแล้ว" if flow is Flow.IN else "บันทึกเงินจ่ายออกแล้ว"
        self._open_money(MoneyDialog(self, self.context, group, flow), said)

    def _reverse(self, group: GroupLine, line: FundLine) -> None:
        flow = line.entry.flow.other
        self._open_money(MoneyDialog(self, self.context, group, flow, line), "กลับรายการแล้ว")

    def _open_money(self, dialog: MoneyDialog, said: str) -> None:
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._wrote(said)
        dialog.deleteLater()
        self.fund_part.fund_table.setFocus()

    def _wrote(self, said: str) -> None:
        self.page.wrote(said)
        self.refresh()

    def _take(self, read: tuple[int, CommunityRead]) -> None:
        asked, found = read
        if asked == self._asked:  # else asked again since
            self._read = found
            self._show()

    def _show(self) -> None:
        read = self._read
        if read is None:
            return
        today, with_past = self.context.today, self.past_check.isChecked()
        self._fill(
            Part.RULES,
            [
                line
                for line in read.rules
                if with_past or line.rule.repealed_on is None or line.rule.repealed_on > today
            ],
        )
        self._fill(
            Part.GROUPS,
            [
                line
                for line in read.groups
                if with_past or line.group.ended_on is None or line.group.ended_on >= today
            ],
        )
        self._fill(Part.EVENTS, list(read.events))
        self._wanted = None
        self._show_part()

    def _fill(self, part: Part, lines: list[RuleLine] | list[GroupLine] | list[EventLine]) -> None:
        table, model = self._tables[part]
        held = table.currentIndex()
        kept = self._wanted or _uuid(held.data(RECORD_ROLE))
        model.show(lines)
        rows = [row for row, one in enumerate(lines) if _uuid(one) == kept]
        row = rows[0] if rows else min(max(held.row(), 0), len(lines) - 1)
        table.setCurrentIndex(model.index(row, 0))

    def _show_part(self) -> None:
        part, read = self.part, self._read
        for one, (table, model) in self._tables.items():
            table.setVisible(one is part and bool(model.rows))
            if one is part:
                self.setFocusProxy(table)
        _, model = self._tables[part]
        self.past_check.setVisible(part is not Part.EVENTS)
        self.past_check.setText("รวมที่ยกเลิกแล้ว" if part is Part.RULES else "รวมที่สิ้นสุดแล้ว")
        for button in (self.repeal_button, self.print_button):
            button.setVisible(part is Part.RULES)
        for button in (self.edit_button, self.repeal_button, self.remove_button):
            button.setEnabled(bool(model.rows))
        self.fund_part.setVisible(part is Part.GROUPS and bool(model.rows))
        self.nothing_label.setVisible(read is not None and not model.rows)
        self.nothing_label.setText(wrapped(EMPTY[part]))
        self.state_label.setText(
            wrapped(counted(model.rows, self.context.year)) if read is not None else ""
        )
        self._read_fund()
        self.context.record_changed.emit()

    def _read_fund(self) -> None:
        group = self.chosen
        if not isinstance(group, GroupLine):
            return
        community, uuid = self.context.services.community, group.group.uuid
        self.query(lambda: (group, community.fund_entries(uuid)), self._take_fund)

    def _take_fund(self, read: tuple[GroupLine, tuple[FundLine, ...]]) -> None:
        group, lines = read
        if self.chosen == group:  # else another one is in hand by now
            self.fund_part.show_fund(group, lines)

    def _arrange(self) -> None:
        for part in Part:
            self.part_tabs.addTab(TITLES[part])
            self.part_tabs.setTabToolTip(part, tooltip(TITLES[part], "Ctrl+Tab"))
        self.part_tabs.setExpanding(False)
        self.part_tabs.setDrawBase(False)
        self.part_tabs.setUsesScrollButtons(False)
        kept = self.context.state.text(_PART_KEY)
        self.part_tabs.setCurrentIndex(int(kept) if kept in {"0", "1", "2"} else 0)
        for part, (table, model) in self._tables.items():
            lay_out(table, model, is_long=part is Part.RULES)

    def _connect(self) -> None:
        self.part_tabs.currentChanged.connect(self._change_part)
        self.past_check.toggled.connect(lambda _: self._show())
        self.past_check.setToolTip(tooltip("แสดงรายการที่ไม่ใช้แล้วด้วย", "Ctrl+H"))
        for button, words, keys, act in (
            (self.new_button, "เพิ่มรายการใหม่ของส่วนนี้", "Ctrl+N", self.begin),
            (self.edit_button, "แก้ไขรายการที่เลือก", "Enter", self.edit),
            (self.repeal_button, "เลิกใช้กติกาที่เลือกตั้งแต่วันนี้ ประวัติยังอยู่", "Ctrl+D", self.repeal),
            (self.remove_button, "ลบรายการที่บันทึกผิด", "Ctrl+Del", self.remove),
            (self.print_button, "พิมพ์กติกาของพื้นที่นี้", "Ctrl+P", self.print),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
            if keys != "Enter":
                on_keys(self, keys, button.click)
        fund = self.fund_part
        fund.move_requested.connect(self._move_money)
        fund.reverse_requested.connect(self._reverse)
        fund.refused.connect(lambda text: self.told.emit(text, "failed"))
        for keys, button in (
            ("Ctrl+I", fund.in_button),
            ("Ctrl+E", fund.out_button),
            ("Ctrl+R", fund.reverse_button),
        ):
            on_keys(self, keys, button.click)
        on_keys(self, "Ctrl+H", self.past_check.click)
        on_keys(self, "Ctrl+Tab", lambda: self._step(1))
        on_keys(self, "Ctrl+Shift+Tab", lambda: self._step(-1))
        for table, _ in self._tables.values():
            table.doubleClicked.connect(self.edit)
            table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
            for keys in ("Return", "Enter"):
                on_keys(table, keys, self.edit)

    def _choose(self) -> None:
        if self._read is not None:
            self._read_fund()
            self.context.record_changed.emit()

    def _change_part(self, part: int) -> None:
        self.context.state.keep(_PART_KEY, str(part))
        self._show_part()

    def _step(self, step: int) -> None:
        self.part_tabs.setCurrentIndex((self.part + step) % len(Part))
        self.setFocus()


def _uuid(line: object) -> UUID | None:
    match line:
        case RuleLine():
            return line.rule.uuid
        case GroupLine():
            return line.group.uuid
        case EventLine():
            return line.event.uuid
    return None
