"""Which instrument and which round are looked at: two controls beside the strip of views."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import RoundKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.judged import line_of
from cdd_desktop.gui.picker_button import PickerButton
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip

_ROUND_KEY = "checklists/round"
_INSTRUMENT_KEY = "checklists/instrument"
_VILLAGE_KEY = "checklists/village"
_INSTRUMENT_KEYS = "Ctrl+I"
_ROUND_KEYS = "Ctrl+R"


def chosen_instrument(context: Context, *, of_villages: bool = False) -> Instrument:
    """The instrument that is keyed on this computer; reports follow it.

    `of_villages`: the usual one in place of one that judges offices.
    """
    offered = context.services.checklists.instruments(context.year)
    instruments = {each.id: each for each in offered if not (of_villages and each.judges_office)}
    # at the first start the one that leads to levels: it is what an office assesses every year
    usual = next((each for each in instruments.values() if each.levels), None)
    known = instruments.get(context.state.text(_INSTRUMENT_KEY), usual)
    return known or next(iter(instruments.values()))


def chosen_round(context: Context, instrument: Instrument) -> Round:
    """The round that is keyed on this computer, where the instrument has it; else its usual one."""
    rounds = {round_.value: round_ for round_ in instrument.rounds}
    return rounds.get(context.state.text(_ROUND_KEY), instrument.default_round)


class SheetChoice(QObject):
    """Remembers both, and the village; one instrument alone is not offered as a choice."""

    changed = Signal()

    def __init__(
        self, context: Context, combo: QComboBox, button: PickerButton, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._state = context.state
        self._combo = combo
        self._button = button
        self._menu = QMenu(button)
        self._is_offered = True
        self.read_again()
        combo.setToolTip(tooltip("เปลี่ยนแบบประเมินที่กรอก", _INSTRUMENT_KEYS))
        combo.activated.connect(self._choose_instrument)
        on_keys(parent, _INSTRUMENT_KEYS, self.next_instrument)
        on_keys(parent, _ROUND_KEYS, self.next_round)
        button.setToolTip(tooltip("สลับรอบก่อนหรือหลัง", _ROUND_KEYS))
        button.clicked.connect(self._open_rounds)

    instrument: Instrument
    round: Round

    def offer(self, is_offered: bool) -> None:
        """Show the controls beside a view that is of one instrument and round, hide them else."""
        self._is_offered = is_offered
        self._combo.setVisible(is_offered and len(self._instruments) > 1)
        self._show_round()

    def read_again(self) -> None:
        """There may be another edition of the instruments, or another instrument."""
        self._fill()
        self._combo.setVisible(self._is_offered and len(self._instruments) > 1)
        self._show_round()

    def line_of(self, target: object) -> int:
        """The line of the list asked for; a sheet's key also chooses its instrument and round."""
        if isinstance(target, RoundKey):
            self._choose(target.instrument, target.round)
            return line_of(target)
        return target if isinstance(target, int) else 0

    def next_round(self) -> None:
        """From ก่อน to หลัง and back."""
        if not self._is_offered:
            return
        rounds = self.instrument.rounds
        self._choose_round(rounds[(rounds.index(self.round) + 1) % len(rounds)])

    def next_instrument(self) -> None:
        """The next of the instruments, then the first again."""
        if not self._is_offered:
            return
        at = (self._combo.currentIndex() + 1) % len(self._instruments)
        self._combo.setCurrentIndex(at)
        self._choose_instrument(at)

    def remembered_village(self) -> int:
        """The id of the village looked at last; 0 when there is none."""
        text = self._state.text(_VILLAGE_KEY)
        return int(text) if text.isascii() and text.isdigit() else 0

    def remember_village(self, village_id: int) -> None:
        """Come back to this village at the next start."""
        self._state.keep(_VILLAGE_KEY, str(village_id))

    def _fill(self) -> None:
        context = self._context
        self._instruments = context.services.checklists.instruments(context.year)
        self.instrument = chosen_instrument(context)
        self.round = chosen_round(context, self.instrument)
        self._combo.clear()
        self._combo.addItems([instrument.short_title for instrument in self._instruments])
        ids = [instrument.id for instrument in self._instruments]
        self._combo.setCurrentIndex(ids.index(self.instrument.id))

    def _choose(self, instrument_id: str, round_: Round) -> None:
        """Choose both; an instrument that is offered no more leaves the choice as it is."""
        ids = [instrument.id for instrument in self._instruments]
        if instrument_id not in ids:
            return
        if instrument_id != self.instrument.id:
            self._combo.setCurrentIndex(ids.index(instrument_id))
            self._choose_instrument(ids.index(instrument_id))
        if round_ is not self.round:
            self._choose_round(round_)

    def _choose_instrument(self, at: int) -> None:
        self.instrument = self._instruments[at]
        self._state.keep(_INSTRUMENT_KEY, self.instrument.id)
        self.round = chosen_round(self._context, self.instrument)
        self._show_round()
        self.changed.emit()

    def _choose_round(self, chosen: Round) -> None:
        self.round = chosen
        self._state.keep(_ROUND_KEY, chosen.value)
        self._show_round()
        self.changed.emit()

    def _show_round(self) -> None:
        self._button.show_choice("รอบ", self.round.label)
        self._button.setVisible(self._is_offered and len(self.instrument.rounds) > 1)

    def _open_rounds(self) -> None:
        self._menu.clear()
        for round_ in self.instrument.rounds:
            action = self._menu.addAction(f"รอบ{round_.label}")
            action.setCheckable(True)
            action.setChecked(round_ is self.round)
            action.triggered.connect(lambda _=False, chosen=round_: self._choose_round(chosen))
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
