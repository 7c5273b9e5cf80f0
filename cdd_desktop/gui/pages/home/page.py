"""หน้าแรก: the year's work by area, what wants to be seen to, and where to go on."""

from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QToolButton,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.icons import put_on
from cdd_desktop.gui.list_table import fit_rows, show_as_list
from cdd_desktop.gui.pages.checklists.sheet_choice import chosen_instrument, chosen_round
from cdd_desktop.gui.pages.home.bars import LevelYears, ShareDelegate
from cdd_desktop.gui.pages.home.facts import Alert, HomeFacts, OpenSheet, WorkLine, read_home
from cdd_desktop.gui.pages.home.models import (
    RECORD_ROLE,
    AlertModel,
    OpenModel,
    WorkColumn,
    WorkModel,
)
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.gui.whole_text import WholeTextDelegate
from cdd_desktop.places.records import TAMBON_CODE_LENGTH

_ROW_HEIGHT, _SIDE_ROW_HEIGHT = 28, 28
_AIR = 6  # pixels above and below the text of an alert
# pixels of a list at the side before it scrolls
_ALERTS_HEIGHT, _OPEN_HEIGHT = 104, 3 * _SIDE_ROW_HEIGHT
_WIDTHS = {WorkColumn.AREA: 136, WorkColumn.BEGUN: 70, WorkColumn.LATE: 64}
_WIDEST_AREA = 220  # pixels a name may take from the bars
_BARS = (WorkColumn.SHEETS, WorkColumn.PLANS, WorkColumn.WASTE)
_UNSEEN = {Changed.SIGNATORIES, Changed.LETTERS, Changed.PACKS, Changed.BOUNDARIES}
_PROVINCE_LENGTH = 2
_PARTS = {2: "อำเภอ", 4: "ตำบล", TAMBON_CODE_LENGTH: "หมู่บ้าน"}


class HomePage(Page):
    """Of the year and area at the top, and the instrument that is keyed on this computer.

    Keys: Enter goes into an area, or to the sheet of a village · Backspace goes out again ·
    F6 the lists beside the table.
    """

    title_label: QLabel
    hint_label: ElidedLabel
    up_button: QToolButton
    work_table: QTableView
    empty_label: QLabel
    alert_card: QFrame
    open_card: QFrame
    years_card: QFrame
    alert_table: QTableView
    no_alert_label: QLabel
    open_table: QTableView
    no_open_label: QLabel
    level_years: LevelYears
    no_years_label: QLabel
    told_label: QLabel

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "home_page", ElidedLabel, LevelYears)
        self._asked = 0
        self.work = WorkModel(self)
        self.alerts = AlertModel(self)
        self.open_sheets = OpenModel(self)
        show_as_list(self.work_table, self.work, row_height=_ROW_HEIGHT)
        heads = self.work_table.horizontalHeader()
        for column in WorkColumn:
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            heads.resizeSection(column, width)
        bars = ShareDelegate(self.work_table)
        for column in _BARS:
            self.work_table.setItemDelegateForColumn(column, bars)
        for card in (self.alert_card, self.open_card, self.years_card):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for table, model in ((self.alert_table, self.alerts), (self.open_table, self.open_sheets)):
            show_as_list(table, model, row_height=_SIDE_ROW_HEIGHT)
            table.horizontalHeader().hide()
            table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        fit_rows(self.alert_table)
        self.alert_table.setItemDelegate(WholeTextDelegate(self.alert_table, air=_AIR))
        self.open_table.horizontalHeader().setSectionResizeMode(
            1, QHeaderView.ResizeMode.ResizeToContents
        )
        for table, act in (
            (self.work_table, self._go_in),
            (self.alert_table, self._see_to),
            (self.open_table, self._go_on),
        ):
            table.doubleClicked.connect(lambda _, act=act: act())
            for keys in ("Return", "Enter"):
                on_keys(table, keys, act)
        put_on(self.up_button, "chevron-left")
        self.up_button.setToolTip(tooltip("ขึ้นไปพื้นที่ที่กว้างกว่า", "Backspace"))
        self.up_button.clicked.connect(self._go_out)
        on_keys(self, "Backspace", self._go_out)
        on_keys(self, "F6", self._turn_focus)
        self.setFocusProxy(self.work_table)
        context.place_changed.connect(self._follow_place)
        context.happened.connect(self._follow)
        tell(self.told_label, "")
        self.hint_label.show_text("กำลังอ่านข้อมูล…")
        for hidden in (self.up_button, self.alert_table, self.open_table, self.level_years):
            hidden.hide()

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers

    @override
    def refuse(self, problem: CddError) -> None:
        tell(self.told_label, str(problem), tone="failed")

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, services, context = self._asked, self.context.services, self.context
        area, year, today = context.area_code, context.year, context.today
        instrument = chosen_instrument(context, of_villages=True)
        round_ = chosen_round(context, instrument)
        several = len(instrument.rounds) > 1
        judged = instrument.short_title + (f" · รอบ{round_.label}" if several else "")

        def read() -> tuple[int, str, HomeFacts]:
            facts = read_home(services, area, instrument, year, round_, today)
            return asked, judged, facts

        self.query(read, self._take)

    # what is done

    def _go_in(self) -> None:
        line: WorkLine | None = self.work_table.currentIndex().data(RECORD_ROLE)
        if line is None or line.is_total:
            return
        code = line.sheets.code
        if len(code) <= TAMBON_CODE_LENGTH:
            self.context.look_at(area_code=code)
            return
        found = self.context.services.villages.by_codes([code]).get(code)
        if found is not None:
            self.context.page_requested.emit("checklists", found.id)

    def _go_out(self) -> None:
        code = self.context.area_code
        if len(code) > _PROVINCE_LENGTH:
            self.context.look_at(area_code=code[:-2])

    def _see_to(self) -> None:
        alert: Alert | None = self.alert_table.currentIndex().data(RECORD_ROLE)
        if alert is not None:
            self.context.page_requested.emit(alert.page, alert.target)

    def _go_on(self) -> None:
        sheet: OpenSheet | None = self.open_table.currentIndex().data(RECORD_ROLE)
        if sheet is not None:
            self.context.page_requested.emit("checklists", sheet.key)

    def _turn_focus(self) -> None:
        """From the table to the lists that hold anything, and back."""
        tables = [self.work_table, self.alert_table, self.open_table]
        shown = [table for table in tables if table.isVisible()]
        held = [at for at, table in enumerate(shown) if table.hasFocus()]
        if shown:
            shown[(held[0] + 1) % len(shown) if held else 0].setFocus()

    # showing

    def _take(self, read: tuple[int, str, HomeFacts]) -> None:
        asked, judged, facts = read
        if asked != self._asked:
            return
        area = self.context.areas.get(self.context.area_code)
        length = len(area.code)
        self.title_label.setText(area.full_name)
        base = "นับเฉพาะหมู่บ้านเป้าหมาย" if facts.of_list else "นับทุกหมู่บ้าน"
        self.hint_label.show_text(f"ปีงบประมาณ {self.context.year} · {judged} · {base}")
        self.up_button.setVisible(length > _PROVINCE_LENGTH)
        plans = "มีแผนหมู่บ้าน" if length == TAMBON_CODE_LENGTH else "มีแผนตำบล"
        self.work.head(_PARTS[length], plans, f"ขยะ {facts.month}")
        chosen = self.work_table.currentIndex().row()
        has_villages = len(facts.lines) > 1
        self.work.show(facts.lines if has_villages else ())
        self.alerts.show(facts.alerts)
        self.open_sheets.show(facts.open_sheets)
        for table, row in (
            (self.work_table, chosen),
            (self.alert_table, 0),
            (self.open_table, 0),
        ):
            model = table.model()
            if model.rowCount():
                table.selectRow(min(max(row, 0), model.rowCount() - 1))
        self._show_empty(has_villages=has_villages)
        named = self.work_table.sizeHintForColumn(WorkColumn.AREA)
        width = min(max(named, _WIDTHS[WorkColumn.AREA]), _WIDEST_AREA)
        self.work_table.horizontalHeader().resizeSection(WorkColumn.AREA, width)
        for table, most, label, words in (
            (self.alert_table, _ALERTS_HEIGHT, self.no_alert_label, "ไม่มีเรื่องที่ต้องรีบดู"),
            (
                self.open_table,
                _OPEN_HEIGHT,
                self.no_open_label,
                "ไม่มีแบบประเมินที่กรอกค้างไว้ กด Alt+1 เพื่อกรอกหมู่บ้านต่อไป",
            ),
        ):
            rows = table.model().rowCount()
            table.setVisible(rows > 0)
            table.setFixedHeight(min(table.verticalHeader().length(), most) + 4)
            label.setVisible(rows == 0)
            label.setText(wrapped(words))
        self.level_years.show_years(facts.levels, facts.years)
        self.level_years.setVisible(bool(facts.years))
        self.no_years_label.setVisible(not facts.years)
        self.no_years_label.setText(wrapped("ยังไม่มีหมู่บ้านที่ประเมินครบ ระดับของแต่ละปีจะขึ้นที่นี่"))

    def _show_empty(self, *, has_villages: bool) -> None:
        self.work_table.setVisible(has_villages)
        self.empty_label.setVisible(not has_villages)
        self.empty_label.setText(
            wrapped("ยังไม่มีหมู่บ้านในพื้นที่นี้ กด Alt+9 เพื่อนำเข้าทะเบียนหมู่บ้าน หรือกด Ctrl+L เพื่อเลือกพื้นที่อื่น")
        )

    def _follow(self, changed: Changed, _initiator: object) -> None:
        if self.isVisible() and changed not in _UNSEEN:
            self.refresh()

    def _follow_place(self) -> None:
        if self.isVisible():
            self.refresh()
