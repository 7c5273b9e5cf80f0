"""อัตราและเป้าหมาย: rates with their days and sources, and the targets of the year at the top."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTableView, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.waste.rates.models import (
    RECORD_ROLE,
    RateColumn,
    RateModel,
    TargetColumn,
    TargetModel,
)
from cdd_desktop.gui.pages.waste.rates.rate_dialog import RateDialog, TargetDialog
from cdd_desktop.gui.pages.waste.rates.rate_lines import (
    RateLine,
    TargetLine,
    rate_lines,
    target_lines,
)
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.waste.analysis.measures import MEASURES

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage

_ROW_HEIGHT = 30
_RATE_WIDTHS = {
    RateColumn.LABEL: 270,
    RateColumn.VALUE: 96,
    RateColumn.UNIT: 104,
    RateColumn.AREA: 130,
    RateColumn.FROM: 104,
    RateColumn.MARK: 170,
}
_TARGET_WIDTHS = {
    TargetColumn.AREA: 170,
    TargetColumn.MEASURE: 280,
    TargetColumn.VALUE: 110,
    TargetColumn.UNIT: 104,
}


class RatesView(WasteView):
    """Shipped rates are only looked at; the office's own win over them.

    Keys: Ctrl+N an own value of the rate chosen · Enter edit · Del take out · Ctrl+T a target.
    """

    rate_state_label: ElidedLabel
    rate_table: QTableView
    source_label: QLabel
    add_button: QPushButton
    edit_button: QPushButton
    remove_button: QPushButton
    target_state_label: ElidedLabel
    target_table: QTableView
    no_target_label: QLabel
    add_target_button: QPushButton
    edit_target_button: QPushButton
    remove_target_button: QPushButton

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_rates", ElidedLabel)
        self._asked = 0
        self.rates = RateModel(self)
        self.targets = TargetModel(self)
        for table, model, widths, last in (
            (self.rate_table, self.rates, _RATE_WIDTHS, RateColumn.SOURCE),
            (self.target_table, self.targets, _TARGET_WIDTHS, TargetColumn.SOURCE),
        ):
            show_as_list(table, model, row_height=_ROW_HEIGHT)
            heads = table.horizontalHeader()
            for column, width in widths.items():
                heads.resizeSection(column, width)
            heads.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
            table.selectionModel().currentChanged.connect(self._show_chosen)
            model.modelReset.connect(self._show_chosen)
        self._connect()
        self.setFocusProxy(self.rate_table)
        self._show_chosen()

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, services, context = self._asked, self.context.services, self.context
        area, year, today = context.area_code, context.year, context.today

        def read() -> tuple[int, tuple[RateLine, ...], tuple[TargetLine, ...]]:
            parameters = services.parameters.parameters()
            targets = services.parameters.targets(area, year)
            return (
                asked,
                rate_lines(parameters, services.areas, area, today),
                target_lines(targets, services.areas, MEASURES),
            )

        self.query(read, self._take)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for name, dialog in (("own", self.rate_dialog()), ("target", self.target_dialog())):
            dialog.show()
            yield name, dialog
            dialog.close()
            dialog.deleteLater()

    # what is done

    def rate_dialog(self, line: RateLine | None = None) -> RateDialog:
        """The dialog over one of the office's own values, or over a new one of the rate chosen."""
        chosen = line or self._rate or next(iter(self.rates.rows))
        one = chosen.parameter
        if line is None or one.uuid is None:
            one = self.context.services.parameters.begin(one.rate)
        return RateDialog(self, self.context, one)

    def target_dialog(self, line: TargetLine | None = None) -> TargetDialog:
        """The dialog over a target, or over a new one."""
        return TargetDialog(self, self.context, None if line is None else line.target)

    def _ask(self, dialog: QDialog, said: str) -> None:
        is_saved = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_saved:
            self.page.wrote(said)
            self.refresh()

    def _add(self) -> None:
        if self.rates.rows:
            self._ask(self.rate_dialog(), "บันทึกค่าของสำนักงานแล้ว")

    def _edit(self) -> None:
        """Of a shipped rate: the office's own value instead."""
        if self._rate is not None:
            self._ask(self.rate_dialog(self._rate), "บันทึกค่าของสำนักงานแล้ว")

    def _remove(self) -> None:
        line = self._rate
        if line is None or line.parameter.uuid is None:
            return
        uuid, label = line.parameter.uuid, line.parameter.label
        if self.context.dialogs.confirm(
            f"เอาค่าของสำนักงานของ “{label}” ออกหรือไม่",
            action="เอาออก",
            detail="ค่าประมาณจะกลับไปใช้ค่าที่กว้างกว่าหรือค่าที่มากับโปรแกรม เลิกทำได้ด้วย Ctrl+Z",
        ):
            remove = partial(self.context.services.parameters.remove, uuid)
            self.query(remove, lambda _: self._removed("เอาค่าของสำนักงานออกแล้ว"), writes=True)

    def _add_target(self) -> None:
        self._ask(self.target_dialog(), "บันทึกเป้าหมายแล้ว")

    def _edit_target(self) -> None:
        if self._target is not None:
            self._ask(self.target_dialog(self._target), "บันทึกเป้าหมายแล้ว")

    def _remove_target(self) -> None:
        line = self._target
        if line is not None and self.context.dialogs.confirm(
            f"เอาเป้าหมาย “{line.measure.label}” ของ{line.area}ออกหรือไม่",
            action="เอาออก",
            detail="เลิกทำได้ด้วย Ctrl+Z",
        ):
            remove = partial(self.context.services.parameters.remove_target, line.target.uuid)
            self.query(remove, lambda _: self._removed("เอาเป้าหมายออกแล้ว"), writes=True)

    def _removed(self, said: str) -> None:
        self.page.wrote(said)
        self.refresh()

    # showing

    def _take(self, read: tuple[int, tuple[RateLine, ...], tuple[TargetLine, ...]]) -> None:
        asked, rates, targets = read
        if asked != self._asked:
            return
        chosen = self.rate_table.currentIndex().row(), self.target_table.currentIndex().row()
        self.rates.show(rates)
        self.targets.show(targets)
        for table, row in zip((self.rate_table, self.target_table), chosen, strict=True):
            model = table.model()
            table.setCurrentIndex(model.index(min(max(row, 0), model.rowCount() - 1), 0))
        waiting = sum(
            line.is_holding and line.parameter.confidence.is_to_be_checked for line in rates
        )
        empty = sum(line.is_holding and line.parameter.value is None for line in rates)
        area = self.context.areas.get(self.context.area_code).full_name
        self.rate_state_label.show_text(
            f"ที่ใช้อยู่ใน{area} รอตรวจ {waiting:,} ค่า ยังไม่กรอก {empty:,} ค่า"
        )
        self.target_state_label.show_text(f"ปีงบประมาณ {self.context.year} {area}")
        self.target_table.setVisible(bool(targets))
        self.no_target_label.setVisible(not targets)
        self.no_target_label.setText(
            wrapped(
                f"ยังไม่มีเป้าหมายของปีงบประมาณ {self.context.year} กด Ctrl+T เพื่อเพิ่ม "
                "เป้าหมายร้อยละของจังหวัดใช้กับอำเภอและตำบลที่ไม่ได้ตั้งเองด้วย"
            )
        )
        self._show_chosen()

    @property
    def _rate(self) -> RateLine | None:
        line: RateLine | None = self.rate_table.currentIndex().data(RECORD_ROLE)
        return line

    @property
    def _target(self) -> TargetLine | None:
        line: TargetLine | None = self.target_table.currentIndex().data(RECORD_ROLE)
        return line

    def _show_chosen(self) -> None:
        rate, target = self._rate, self._target
        is_own = rate is not None and rate.parameter.uuid is not None
        self.add_button.setEnabled(bool(self.rates.rows))
        self.edit_button.setEnabled(is_own)
        self.remove_button.setEnabled(is_own)
        self.edit_target_button.setEnabled(target is not None)
        self.remove_target_button.setEnabled(target is not None)
        self.source_label.setText(wrapped("" if rate is None else f"ที่มา: {rate.parameter.source}"))

    def _connect(self) -> None:
        for table, edit in (
            (self.rate_table, self._edit),
            (self.target_table, self._edit_target),
        ):
            table.doubleClicked.connect(lambda _, edit=edit: edit())
            for keys in ("Return", "Enter", "F2"):
                on_keys(table, keys, edit)
        on_keys(self.rate_table, "Del", self._remove)
        on_keys(self.target_table, "Del", self._remove_target)
        for button, words, keys, act in (
            (self.add_button, "กรอกค่าของสำนักงานสำหรับอัตราที่เลือก", "Ctrl+N", self._add),
            (self.edit_button, "แก้ค่าของสำนักงานที่เลือก", "Enter", self._edit),
            (self.remove_button, "เอาค่าของสำนักงานที่เลือกออก", "Del", self._remove),
            (self.add_target_button, "เพิ่มเป้าหมายของปีนี้", "Ctrl+T", self._add_target),
            (self.edit_target_button, "แก้เป้าหมายที่เลือก", "Enter", self._edit_target),
            (self.remove_target_button, "เอาเป้าหมายที่เลือกออก", "Del", self._remove_target),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
            button.setToolTip(tooltip(words, keys))
            if keys.startswith("Ctrl"):
                on_keys(self, keys, act)
