"""Closing a month or a year: what is better done first stands in front."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.books.reading import Books, missing_before
from cdd_desktop.gui.pages.waste.books.words import year_words
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.months import last_day, month_name
from cdd_desktop.waste.bank.records import Close, PeriodKind

if TYPE_CHECKING:  # brings SQLAlchemy
    from cdd_desktop.bootstrap import Services

_ALL_DONE = "นับเงินสดครบทุกวันที่เงินเคลื่อนไหว และปิดรอบรับซื้อครบแล้ว"
_WARNING = "ปิดแล้วเปิดกลับไม่ได้ และลงรายการย้อนหลังในงวดนี้ไม่ได้ รายการที่ผิดกลับรายการโดยลงวันที่ในงวดที่ยังเปิดอยู่"
_WITH_EARLIER = "เดือนก่อนหน้าที่ยังไม่ปิดจะปิดไปพร้อมกัน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What may be closed. `missing`: what is better done first, in sentences."""

    last: date
    name: str
    missing: tuple[str, ...]


def months_to_close(services: "Services", books: Books) -> tuple[Period, ...]:
    """The months that are over and open; on the worker thread."""
    first = _first_open(books)
    return tuple(
        Period(
            last=last_day(month),
            name=month_name(month),
            missing=missing_before(services, books.bank, first, last_day(month)),
        )
        for month in books.open_months
    )


def years_to_close(services: "Services", books: Books) -> tuple[Period, ...]:
    """The years that are over and open; on the worker thread."""
    first = _first_open(books)
    return tuple(
        Period(
            last=last,
            name=year_words(last),
            missing=missing_before(services, books.bank, first, last),
        )
        for last in services.books.year_ends(books.bank.uuid)
    )


def _first_open(books: Books) -> date:
    closed = books.closed_until
    return (books.bank.books_from or books.today) if closed is None else closed + timedelta(days=1)


class PeriodDialog(FormDialog):
    """`saved` is the closing once it was accepted."""

    title_label: QLabel
    period_combo: QComboBox
    period_problem: QLabel
    detail_label: QLabel
    detail_edit: QPlainTextEdit
    warning_label: QLabel

    called = "การเลือกงวดนี้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        books: Books,
        kind: PeriodKind,
        periods: Sequence[Period],
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_books_period_dialog")
        self._service = context.services.books
        self._bank = books.bank
        self._kind = kind
        self._periods = tuple(periods)
        self.saved: Close | None = None
        title = "ปิดบัญชีเดือน" if kind is PeriodKind.MONTH else "ปิดบัญชีประจำปี"
        self.setWindowTitle(title)
        self.title_label.setText(wrapped(f"{title} {books.bank.name}"))
        for period in self._periods:
            self.period_combo.addItem(period.name)
        self.warning_label.setText(wrapped(_WARNING))
        self.period_combo.currentIndexChanged.connect(lambda _: self._show())
        self._show()
        self.watch()
        self.period_combo.setFocus()

    @property
    def period(self) -> Period:
        """The period chosen."""
        return self._periods[self.period_combo.currentIndex()]

    @override
    def inputs(self) -> object:
        return None  # which period is looked at is nothing to lose

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {"period": (self.period_combo, self.period_problem)}

    @override
    def write(self) -> None:
        try:
            if self._kind is PeriodKind.MONTH:
                self.saved = self._service.close_month(self._bank.uuid, self.period.last)
            else:
                self.saved = self._service.close_year(self._bank.uuid, self.period.last)
        except ValidationFailed as problem:
            raise ValidationFailed({"period": str(problem)}) from problem

    def _show(self) -> None:
        period = self.period
        lines = [*period.missing] or [_ALL_DONE]
        if self._kind is PeriodKind.MONTH and self.period_combo.currentIndex():
            lines.append(_WITH_EARLIER)
        self.detail_edit.setPlainText("\n".join(wrapped(line) for line in lines))
        self.save_button.setText("ปิดงวดทั้งที่ยังไม่ครบ" if period.missing else "ปิดงวด")
        self.clear()
