"""The target households of a village: which they are, and what is told of them in a round."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton
from typing_extensions import override

from cdd_desktop.checklists.instruments import CDD_6X2, Indicator, Round
from cdd_desktop.checklists.target_households.records import (
    Counted,
    Given,
    TargetHousehold,
    of_households,
)
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.asking import Asker
from cdd_desktop.gui.pages.checklists.analysis.household_dialogs import (
    ChooseDialog,
    NewDialog,
    OfVillage,
)
from cdd_desktop.gui.pages.checklists.analysis.household_grid import HouseholdGrid
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.households.records import Household

_Read = tuple[
    int,
    tuple[tuple[str, int], ...],
    tuple[TargetHousehold, ...],
    tuple[Indicator, ...],
    tuple[Counted, ...],
]
_PROVINCE_DIGITS = 2
_WIDE = "เลือกอำเภอหรือตำบลด้านบนก่อน แล้วเลือกหมู่บ้านเพื่อกรอกครัวเรือนเป้าหมาย"
_EMPTY = (
    "หมู่บ้านนี้ยังไม่มีครัวเรือนเป้าหมายในปีนี้ กด Ins เลือกจากทะเบียนครัวเรือน Ctrl+N เพิ่มครัวเรือนใหม่ "
    "หรือ Ctrl+D ใช้ครัวเรือนของปีก่อน"
)


class HouseholdsPanel(Asker):
    """Keys: Ins from the register · Ctrl+N a new one · Ctrl+D as the year before · Ctrl+Del off the
    list · Alt+Up Alt+Down its line."""

    told = Signal(str, str)  # what became of a wish, and the tone of a label
    wrote = Signal(str)

    village_combo: QComboBox
    state_label: ElidedLabel
    choose_button: QPushButton
    new_button: QPushButton
    copy_button: QPushButton
    remove_button: QPushButton
    grid: HouseholdGrid
    empty_label: QLabel
    how_label: ElidedLabel
    doubt_label: QLabel

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "checklist_households", HouseholdGrid, ElidedLabel)
        self._asked = 0
        self._village: int | None = None
        self._indicators: tuple[Indicator, ...] = ()
        self.round = Round.AFTER
        self.village_combo.activated.connect(lambda _: self._choose_village())
        self.grid.households.typed.connect(self._give)
        self.grid.moved.connect(self._tell_how)
        for button, words, keys, act in (
            (self.choose_button, "เลือกจากทะเบียนครัวเรือนของหมู่บ้าน", "Ins", self.choose),
            (self.new_button, "เพิ่มครัวเรือนที่ยังไม่อยู่ในทะเบียน", "Ctrl+N", self.add),
            (self.copy_button, "ใช้ครัวเรือนเป้าหมายของปีก่อน", "Ctrl+D", self.copy_from_before),
            (self.remove_button, "เอาครัวเรือนในแถวนี้ออก", "Ctrl+Del", self.remove),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(lambda _=False, act=act: act())
            on_keys(self, keys, act)
        on_keys(self, "Alt+Up", lambda: self._move(-1))
        on_keys(self, "Alt+Down", lambda: self._move(1))
        self.setFocusProxy(self.grid)
        self._show((), (), ())

    @property
    def village(self) -> OfVillage | None:
        """Whose households are shown."""
        if self._village is None:
            return None
        return OfVillage(
            id=self._village, label=self.village_combo.currentText(), year=self.context.year
        )

    def show_village(self, village_id: int) -> None:
        """Show this village's, once read."""
        self._village = village_id
        self.refresh()

    def refresh(self) -> None:
        """Read the village in hand again, and the villages of the area at the top."""
        self._asked += 1
        asked, services, area = self._asked, self.context.services, self.context.area_code
        year, round_, wanted = self.context.year, self.round, self._village

        def read() -> _Read:
            service = services.target_households
            indicators = of_households(service.instrument(year))
            if len(area) <= _PROVINCE_DIGITS:
                return asked, (), (), indicators, ()
            progress = services.checklists.progress(area, CDD_6X2, year, round_, everyone=True)
            villages = tuple((line.label, line.village_id) for line in progress)
            ids = [id_ for _, id_ in villages]
            village = wanted if wanted in ids else next(iter(ids), None)
            if village is None:
                return asked, (), (), indicators, ()
            return (
                asked,
                (*villages, ("", village)),  # the last: whose households are read
                service.of_village(village, year),
                indicators,
                service.counted(village, year, round_),
            )

        self.query(read, self._take)

    # what is done

    def choose(self) -> None:
        """Offer the register's households."""
        village = self.village
        if village is None:
            return
        service = self.context.services.target_households

        def offer(offered: tuple[Household, ...]) -> None:
            if not offered:
                self.told.emit("ไม่มีครัวเรือนอื่นในทะเบียนของหมู่บ้านนี้ กด Ctrl+N เพื่อเพิ่มครัวเรือนใหม่", "failed")
                return
            dialog = ChooseDialog(self, self.context, village, offered)
            self._ask(dialog, lambda: f"เพิ่มครัวเรือนเป้าหมายแล้ว {dialog.chosen:,} ครัวเรือน")

        self.query(lambda: service.candidates(village.id, village.year), offer)

    def add(self) -> None:
        """Ask for a household that is not in the register."""
        if self.village is not None:
            dialog = NewDialog(self, self.context, self.village)
            self._ask(dialog, lambda: "เพิ่มครัวเรือนในทะเบียนและรายการเป้าหมายแล้ว")

    def copy_from_before(self) -> None:
        """Take over the households of the year before."""
        village = self.village
        if village is not None:
            service = self.context.services.target_households
            self._write(
                lambda: service.copy_from(village.id, village.year, village.year - 1),
                lambda count: f"ใช้ครัวเรือนของปี {village.year - 1} แล้ว {count:,} ครัวเรือน",
            )

    def remove(self) -> None:
        """Take the household in hand off the list, after a question."""
        one = self._current
        if one is not None and self.context.dialogs.confirm(
            f"เอา{one.household.label} ออกจากครัวเรือนเป้าหมายปี {one.fiscal_year} หรือไม่",
            action="เอาออก",
            detail="ผลที่กรอกไว้ของครัวเรือนนี้ออกไปด้วย ครัวเรือนยังอยู่ในทะเบียน เลิกทำได้ด้วย Ctrl+Z",
        ):
            service = self.context.services.target_households
            self._write(
                lambda: service.remove([one.uuid]), lambda _: "เอาครัวเรือนออกแล้ว เลิกทำได้ด้วย Ctrl+Z"
            )

    def _move(self, by: int) -> None:
        one, rows = self._current, len(self.grid.households.households)
        row = self.grid.currentIndex().row()
        if one is None or not 0 <= row + by < rows:
            return
        column = self.grid.currentIndex().column()
        service = self.context.services.target_households

        def moved(_: object) -> None:
            self.grid.go_to(row + by, column)
            self.wrote.emit("")
            self.refresh()

        self.query(lambda: service.move(one.uuid, by), moved, writes=True)

    def _ask(self, dialog: QDialog, said: Callable[[], str]) -> None:
        is_saved = dialog.exec() == QDialog.DialogCode.Accepted
        told = said() if is_saved else ""
        dialog.deleteLater()
        if is_saved:
            self._wrote(told)

    def _write(self, work: Callable[[], object], told: Callable[..., str]) -> None:
        self.query(work, lambda done: self._wrote(told(done)), writes=True)

    def _wrote(self, said: str) -> None:
        self.wrote.emit(said)
        self.refresh()

    def _give(self, given: tuple[Given, ...]) -> None:
        village = self.village
        if village is None:
            return
        service, round_ = self.context.services.target_households, self.round

        def keep() -> tuple[tuple[TargetHousehold, ...], tuple[Counted, ...]]:
            service.give(given)
            return (
                service.of_village(village.id, village.year),
                service.counted(village.id, village.year, round_),
            )

        def kept(now: tuple[tuple[TargetHousehold, ...], tuple[Counted, ...]]) -> None:
            self.grid.households.kept(given, now[0])
            self._tell_state(now[0])
            self._tell_doubts(now[1])
            self.context.saved.emit()

        def refused(problem: CddError) -> None:
            self.grid.households.refuse(given, str(problem))

        self.context.saving.put(
            keep, about=f"ครัวเรือนเป้าหมาย {village.label}", taken=kept, refused=refused
        )

    # showing

    @override
    def refuse(self, problem: CddError) -> None:
        self.told.emit(str(problem), "failed")

    @property
    def _current(self) -> TargetHousehold | None:
        row = self.grid.currentIndex().row()
        shown = self.grid.households.households
        return shown[row] if 0 <= row < len(shown) else None

    def _choose_village(self) -> None:
        self._village = self.village_combo.currentData()
        self.refresh()

    def _take(self, read: _Read) -> None:
        asked, villages, households, indicators, counted = read
        if asked != self._asked:
            return
        self.village_combo.clear()
        self._village = None
        if villages:
            *offered, (_, self._village) = villages
            for label, id_ in offered:
                self.village_combo.addItem(label, id_)
            self.village_combo.setCurrentIndex(self.village_combo.findData(self._village))
        self._show(households, indicators, counted)

    def _show(
        self,
        households: Sequence[TargetHousehold],
        indicators: Sequence[Indicator],
        counted: Sequence[Counted],
    ) -> None:
        here = self.grid.currentIndex()
        self.grid.households.show(households, indicators, self.round)
        if here.isValid() and households:
            row = min(here.row(), len(households) - 1)
            self.grid.go_to(row, here.column())
        else:
            self.grid.begin()
        has_village = self._village is not None
        self.village_combo.setVisible(has_village)
        for button in (self.choose_button, self.new_button, self.copy_button):
            button.setEnabled(has_village)
        self.remove_button.setEnabled(bool(households))
        self.grid.setVisible(bool(households))
        self.empty_label.setVisible(not households)
        self.empty_label.setText(wrapped(_EMPTY if has_village else _WIDE))
        self._tell_state(households)
        self._tell_doubts(counted)
        self._tell_how()

    def _tell_state(self, households: Sequence[TargetHousehold]) -> None:
        told = sum(not one.result(self.round).is_blank for one in households)
        said = f"6x2 {len(households):,} ครัวเรือน รอบ{self.round.label}กรอกแล้ว {told:,} ครัวเรือน"
        self.state_label.show_text(said if self._village is not None else "")

    def _tell_doubts(self, counted: Sequence[Counted]) -> None:
        differing = [one.told for one in counted if one.differs]
        told = f"{' · '.join(differing)} กรุณาตรวจว่าฝ่ายใดถูกต้อง" if differing else ""
        tell(self.doubt_label, told, tone="failed")

    def _tell_how(self) -> None:
        column = self.grid.currentIndex().column()
        self.how_label.show_text(self.grid.households.how(column))
