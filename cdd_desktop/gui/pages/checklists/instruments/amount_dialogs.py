"""Dialogs of dated amounts and of doubts between answers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.checklists.definition_links import answers_of
from cdd_desktop.checklists.editing import cell_words as words
from cdd_desktop.checklists.editing.blanks import UNCHECKED
from cdd_desktop.checklists.instruments import Consistency, Instrument, Parameter
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.instruments.models import when
from cdd_desktop.gui.pages.checklists.instruments.part_dialog import PartDialog
from cdd_desktop.gui.pages.checklists.instruments.words import RECORDS
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import is_fiscal_year

_PICK_KEYS = "Ctrl+Ins"
_IN_A_LIST = 60  # letters of an indicator's text


class ParameterDialog(PartDialog):
    """A dated amount. A new one begins as the one in hand is called, for another year of it."""

    form = "instrument_parameter_dialog"
    lines = ("label", "unit", "value", "from_year", "key", "source")
    choices = ("status",)
    called = "ค่าที่ใช้ในเกณฑ์"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        instrument: Instrument,
        parameter: Parameter | None,
        act: Callable[[Parameter], object],
        *,
        like: Parameter | None = None,
    ) -> None:
        title = "เพิ่มค่าที่ใช้ในเกณฑ์" if parameter is None else "แก้ไขค่าที่ใช้ในเกณฑ์"
        super().__init__(parent, context, title, act)
        self._others = [one for one in instrument.parameters if one is not parameter]
        self.offer_checks()
        named, check = parameter or like, UNCHECKED if parameter is None else parameter.check
        self.begin(
            {
                "label": "" if named is None else named.label,
                "unit": "" if named is None else named.unit,
                "value": "" if parameter is None else words.number_text(parameter.value),
                "from_year": "" if parameter is None else parameter.from_year,
                "key": "" if parameter is None else parameter.key,
                "status": check.status,
                "source": check.source,
            }
        )

    @override
    def typed(self) -> Parameter:
        label = self.needed("label", "กรุณาใส่ชื่อค่า เช่น เส้นรายได้เฉลี่ยต่อคนต่อปี")
        nothing: Decimal | None = None
        if not self.said("value"):
            self.problem("value", "กรุณาใส่ตัวเลข")
        value = self.read("value", words.read_number, nothing)
        year = self.whole("from_year")
        key = self.said("key") or self._key_of(label)
        if not is_fiscal_year(year):
            self.problem("from_year", "กรุณาใส่ปี พ.ศ. ที่เริ่มใช้ เช่น 2560")
        elif any((one.key, one.from_year) == (key, year) for one in self._others):
            self.problem("from_year", f"ค่านี้ของปี {year} มีอยู่แล้ว กรุณาใส่ปีอื่น หรือแก้บรรทัดเดิม")
        return Parameter(
            key=key,
            label=label,
            unit=self.said("unit"),
            from_year=year,
            value=value or Decimal(0),
            check=self.check(),
        )

    def _key_of(self, label: str) -> str:
        """That of the same amount of another year, else a new one."""
        for one in self._others:
            if one.label == label:
                return one.key
        return _free("value", (one.key for one in self._others))


class DoubtDialog(PartDialog):
    """A doubt that is told where answers do not go together; it is read back while typed."""

    indicator_combo: QComboBox
    answer_combo: QComboBox
    pick_button: QPushButton
    reading_label: QLabel

    form = "instrument_doubt_dialog"
    texts = ("text", "answers")
    choices = ("record",)
    called = "ข้อสังเกต"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        instrument: Instrument,
        doubt: Consistency | None,
        act: Callable[[Consistency], object],
    ) -> None:
        super().__init__(parent, context, "เพิ่มข้อสังเกต" if doubt is None else "แก้ไขข้อสังเกต", act)
        self._instrument = instrument
        key = _free("doubt", (one.key for one in instrument.consistency))
        was = doubt or Consistency(key=key, answers=(), text="")
        self._was = was
        told = dict(RECORDS)
        told.setdefault(was.record, was.record)
        self.offer("record", ((text, record) for record, text in told.items()))
        for one in instrument.indicators:
            self.indicator_combo.addItem(f"{one.code} {one.text}"[:_IN_A_LIST], one)
        self.indicator_combo.currentIndexChanged.connect(lambda _: self._offer_answers())
        self._offer_answers()
        self.pick_button.setToolTip(tooltip("ใส่ข้อและคำตอบที่เลือกเป็นบรรทัดใหม่", _PICK_KEYS))
        self.pick_button.clicked.connect(self._pick)
        on_keys(self, _PICK_KEYS, self.pick_button.click)
        self.begin(
            {
                "text": was.text,
                "answers": words.lines_text([words.pair_text(pair) for pair in was.answers]),
                "record": was.record,
            }
        )

    @override
    def touched(self) -> None:
        doubt = self.typed()
        nothing = "ยังอ่านบรรทัดข้างบนไม่ได้" if self.said("answers") else "ยังไม่ได้เลือกข้อและคำตอบ"
        told = f"เตือนเมื่อ: {when(doubt)}" if doubt.answers else nothing
        self.reading_label.setText(wrapped(told))
        super().touched()

    @override
    def typed(self) -> Consistency:
        nothing: tuple[tuple[str, str], ...] = ()
        answers = self.read("answers", self._answers, nothing)
        if not self.said("answers"):
            self.problem("answers", "กรุณาใส่อย่างน้อยหนึ่งบรรทัด เช่น 3.2 = ผ่าน")
        return replace(
            self._was,
            text=self.needed("text", "กรุณาใส่ข้อความที่ผู้กรอกจะอ่าน"),
            answers=answers,
            record=str(self.chosen("record")),
        )

    def _answers(self, text: str) -> tuple[tuple[str, str], ...]:
        known = {one.code: one for one in self._instrument.indicators}
        pairs = tuple(words.read_pair(line) for line in words.lines_of(text))
        for code, answer in pairs:
            if code not in known:
                raise ValueError(f"ไม่มีข้อ “{code}” ในแบบนี้ กรุณาเลือกจากรายการด้านล่าง")
            possible = sorted(answers_of(known[code]))
            if answer not in possible:
                told = ", ".join(map(words.answer_text, possible)) or "ยังไม่มีเกณฑ์ผ่าน"
                said = words.answer_text(answer)
                raise ValueError(f"ข้อ {code} ตอบ “{said}” ไม่ได้ คำตอบที่ใช้ได้: {told}")
        return pairs

    def _offer_answers(self) -> None:
        self.answer_combo.clear()
        one = self.indicator_combo.currentData()
        possible = [] if one is None else sorted(answers_of(one), reverse=True)
        for answer in possible:
            self.answer_combo.addItem(words.answer_text(answer), answer)
        self.pick_button.setEnabled(bool(possible))

    def _pick(self) -> None:
        code = self.indicator_combo.currentData().code
        line = words.pair_text((code, str(self.answer_combo.currentData())))
        told = [*words.lines_of(self.said("answers")), line]
        self.text("answers").setPlainText(words.lines_text(told))


def _free(stem: str, taken: Iterable[str]) -> str:
    """The stem with the first number that is not taken."""
    known, number = set(taken), 1
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"
