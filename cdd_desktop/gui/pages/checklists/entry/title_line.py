"""The line over the sheet: whose it is, how it stands, and what can be done with it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QPushButton

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.records import AnySheet
from cdd_desktop.gui import icons
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.checklists.entry.answer_model import PENDING
from cdd_desktop.gui.pages.checklists.entry.beside import Known
from cdd_desktop.gui.pages.checklists.entry.level_panel import standing
from cdd_desktop.gui.thai_text import tooltip

_HEAD = "วันที่และผู้ประเมิน"
_HEAD_TOLD = "วันที่ สถานที่ คณะผู้ประเมิน และจำนวนผู้เข้าร่วม"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLine:
    """The widgets of the page's form that follow the sheet in hand."""

    title: ElidedLabel
    chip: QLabel
    stage: QLabel
    instrument: ElidedLabel
    head: QPushButton
    panel: QPushButton
    printing: QPushButton

    def __post_init__(self) -> None:
        for button, words, keys in (
            (self.head, _HEAD_TOLD, "Ctrl+H"),
            (self.panel, "เปิดหรือปิดแผงระดับและแป้นลัด", "F6"),
            (self.printing, "พิมพ์แบบประเมินที่เปิดอยู่", "Ctrl+P"),
        ):
            button.setToolTip(tooltip(words, keys))
        icons.put_on(self.head, "clipboard-list")
        icons.put_on(self.panel, "panel-right")
        icons.put_on(self.printing, "printer", role="accent_ink")

    def show_sheet(self, sheet: AnySheet, village: str, *, head_waits: bool) -> None:
        """Show whose sheet it is, and how it stands."""
        self._allow(True)
        self.title.show_text(village)
        instrument = sheet.instrument
        self.instrument.show_text(f"{instrument.short_title} ฉบับ {instrument.version}")
        set_look(self.chip, chip="passed" if sheet.grade.is_complete else "draft")
        self.chip.setText(standing(sheet))
        self.head.setText(
            f" {PENDING if head_waits else _HEAD}"
        )  # Qt leaves no room behind the icon

    def show_none(self, instrument: Instrument) -> None:
        """There is no sheet to do anything with."""
        self._allow(False)
        self.title.show_text("แบบประเมิน")
        self.instrument.show_text(instrument.short_title)

    def show_beside(self, sheet: AnySheet, known: Known | None, plan: str) -> None:
        """Show how far the sheet has gone, and the plan that it judges, "" for none."""
        self._show_stage(known)
        told = f"แผนที่ประเมิน: {plan}" if plan else ""
        if told:  # the instrument is named above: both leave no room for the village
            self.instrument.show_text(f"ฉบับ {sheet.instrument.version} · {plan}")
        words = " · ".join(filter(None, (_HEAD_TOLD, told)))
        self.head.setToolTip(tooltip(words, "Ctrl+H"))

    def _show_stage(self, known: Known | None) -> None:
        """Show how far the sheet has gone, where it is past the first step or came back."""
        line = known.line if known is not None else None
        if known is None or line is None or not (known.step or line.is_returned):
            self.stage.hide()
            return
        look, text, why = "draft", known.step, "ขั้นที่แบบประเมินอยู่"
        if line.is_returned:
            look, text, why = "demo", "↩ ส่งคืนแก้ไข", f"ส่งคืนแก้ไข: {line.reason}"
        elif line.is_locked:
            look, text = "passed", f"{known.step} · ล็อก"
            why = "แก้คำตอบไม่ได้ จนกว่าจะส่งคืนแก้ไขหรือปลดล็อก"
        set_look(self.stage, chip=look)
        self.stage.setText(text)
        self.stage.setToolTip(tooltip(why))
        self.stage.show()

    def _allow(self, has_sheet: bool) -> None:
        self.chip.setVisible(has_sheet)
        if not has_sheet:
            self.stage.hide()
        for button in (self.head, self.printing, self.panel):
            button.setEnabled(has_sheet)
