"""The dialog of one condition of a level: every way to look, over ด้าน and indicators ticked."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QListView, QWidget
from typing_extensions import override

from cdd_desktop.checklists.definition_levels import unclear_in
from cdd_desktop.checklists.editing import cell_words as words
from cdd_desktop.checklists.editing.blanks import UNCHECKED
from cdd_desktop.checklists.instruments import Condition, Instrument, Level, Metric
from cdd_desktop.checklists.levels.readings import reading
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.instruments.part_dialog import PartDialog
from cdd_desktop.gui.pages.checklists.instruments.words import spoken
from cdd_desktop.gui.thai_text import wrapped

_CODE_ROLE, _IS_TOPIC_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_LIST_HEIGHT = 190
_FIELD_OF = {"scores": "scores", "คะแนน": "scores", "อ้างถึง": "codes", "ทีละด้าน": "each_topic"}


class ConditionDialog(PartDialog):
    """Hands over the condition; it is read back in plain Thai while it is made."""

    codes_list: QListView
    codes_problem: QLabel
    reading_label: QLabel

    form = "instrument_condition_dialog"
    lines = ("scores", "at_least", "at_most")
    choices = ("metric",)
    ticks = ("each_topic",)
    called = "เงื่อนไขของระดับ"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        instrument: Instrument,
        condition: Condition | None,
        act: Callable[[Condition], object],
    ) -> None:
        title = "เพิ่มเงื่อนไข" if condition is None else "แก้เงื่อนไข"
        super().__init__(parent, context, title, act)
        self._instrument = instrument
        was = condition or Condition(metric=Metric.PASSED)
        self._entries = QStandardItemModel(self)
        for topic in instrument.topics:
            told = f"ด้าน {topic.code} {topic.name}"
            self._offer_code(told, topic.code, is_topic=True, ticked=topic.code in was.topics)
            for one in topic.indicators:
                ticked = one.code in was.indicators
                told = f"      {one.code} {one.text}"
                self._offer_code(told, one.code, is_topic=False, ticked=ticked)
        self.codes_list.setModel(self._entries)
        self.codes_list.setCurrentIndex(self._entries.index(0, 0))
        self.codes_list.setMinimumHeight(_LIST_HEIGHT)
        self._entries.itemChanged.connect(lambda _: self.touched())
        self.offer("metric", ((text, metric) for metric, text in words.METRICS.items()))
        self.begin(
            {
                "metric": was.metric,
                "scores": ", ".join(map(str, was.scores)),
                "at_least": words.number_text(was.at_least),
                "at_most": words.number_text(was.at_most),
                "each_topic": was.each_topic,
            }
        )

    @override
    def touched(self) -> None:
        condition = self.typed()
        is_open = condition.at_least is None and condition.at_most is None
        self.show_part("scores", visible=condition.metric is Metric.SCORED)
        told = "กรุณาใส่ตั้งแต่ หรือไม่เกิน" if is_open else f"ได้ระดับเมื่อ: {self._read_back(condition)}"
        self.reading_label.setText(wrapped(told))
        super().touched()

    @override
    def typed(self) -> Condition:
        metric = Metric(self.chosen("metric"))
        condition = Condition(
            metric=metric,
            at_least=self.read("at_least", words.read_number, None),
            at_most=self.read("at_most", words.read_number, None),
            topics=self._ticked_codes(is_topic=True),
            indicators=self._ticked_codes(is_topic=False),
            scores=self.read("scores", _scores, ()) if metric is Metric.SCORED else (),
            each_topic=self.ticked("each_topic"),
        )
        for told in unclear_in(self._instrument, condition):
            field = next((name for word, name in _FIELD_OF.items() if word in told), "at_least")
            if field not in self._found:  # what cannot be read is told as such
                self.problem(field, spoken(told))
        return condition

    @override
    def inputs(self) -> object:
        ticked = self._ticked_codes(is_topic=True), self._ticked_codes(is_topic=False)
        return super().inputs(), ticked

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {**super().fields(), "codes": (self.codes_list, self.codes_problem)}

    # inside

    def _offer_code(self, text: str, code: str, *, is_topic: bool, ticked: bool) -> None:
        entry = QStandardItem(text)
        entry.setEditable(False)
        entry.setCheckable(True)
        entry.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        entry.setData(code, _CODE_ROLE)
        entry.setData(is_topic, _IS_TOPIC_ROLE)
        self._entries.appendRow(entry)

    def _ticked_codes(self, *, is_topic: bool) -> tuple[str, ...]:
        entries = (self._entries.item(row) for row in range(self._entries.rowCount()))
        return tuple(
            str(entry.data(_CODE_ROLE))
            for entry in entries
            if entry.checkState() is Qt.CheckState.Checked
            and bool(entry.data(_IS_TOPIC_ROLE)) is is_topic
        )

    def _read_back(self, condition: Condition) -> str:
        """As a level of its own would be read."""
        level = Level(
            code=0,
            name="",
            min_passed=0,
            max_passed=0,
            needs_main=False,
            shade=0,
            check=UNCHECKED,
            conditions=(condition,),
        )
        return reading(replace(self._instrument, levels=(level,)), level)


def _scores(text: str) -> tuple[int, ...]:
    return tuple(words.read_whole(one) or 0 for one in text.replace(",", " ").split())
