"""What each column of a file holds, to be put right by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QPushButton, QWidget

from cdd_desktop.checklists.answer_source import ColumnSketch
from cdd_desktop.documents.headings import Chosen
from cdd_desktop.gui.forms import load_form

_UNUSED = "ไม่ใช้"
_LONGEST = 40


class ColumnsDialog(QDialog):
    """`chosen` are the columns that differ from what their headings say."""

    column_place: QWidget
    told_label: QLabel
    ok_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget, sketch: ColumnSketch, chosen: Chosen) -> None:
        super().__init__(parent)
        load_form(self, "columns_dialog")
        self._known = dict(sketch.uses)
        self.combos: list[QComboBox] = []
        layout = QFormLayout(self.column_place)
        for place, heading in enumerate(sketch.headings):
            combo = QComboBox(self.column_place)
            combo.addItem(_UNUSED, "")
            for use, word in sketch.choices:
                combo.addItem(_short(word), use)
            use = chosen.get(place, self._known.get(place, ""))
            combo.setCurrentIndex(max(0, combo.findData(use)))
            combo.setAccessibleName(f"คอลัมน์ {heading} อ่านเป็น")
            combo.currentIndexChanged.connect(self._look_over)
            self.combos.append(combo)
            label = QLabel(_short(heading) or f"คอลัมน์ที่ {place + 1}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addRow(label, combo)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._look_over()

    @property
    def chosen(self) -> dict[int, str]:
        """By column, what it holds; "" for nothing of use."""
        uses = {place: str(combo.currentData()) for place, combo in enumerate(self.combos)}
        return {place: use for place, use in uses.items() if use != self._known.get(place, "")}

    def _look_over(self) -> None:
        uses = [combo.currentData() for combo in self.combos if combo.currentData()]
        twice = {use for use in uses if uses.count(use) > 1}
        self.ok_button.setEnabled(not twice)
        words = {combo.currentText() for combo in self.combos if combo.currentData() in twice}
        self.told_label.setText(
            f"เลือก “{words.pop()}” ไว้มากกว่าหนึ่งคอลัมน์ กรุณาเหลือไว้คอลัมน์เดียว" if words else ""
        )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
