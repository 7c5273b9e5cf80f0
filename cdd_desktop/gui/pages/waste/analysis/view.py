"""วิเคราะห์: a measure of the areas below, beside last year and the target; charts and rankings."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.reports.option_memory import OptionMemory
from cdd_desktop.gui.pages.reports.part_picture import PartPicture
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.analysis.composition_bars import CompositionBars
from cdd_desktop.gui.pages.waste.analysis.models import (
    RECORD_ROLE,
    LineColumn,
    LineModel,
    StandingColumn,
    StandingModel,
    StoppedColumn,
    StoppedModel,
)
from cdd_desktop.gui.pages.waste.analysis.month_chart import MonthChart
from cdd_desktop.gui.pages.waste.analysis.shown import Asked, Shown, Span, read_shown
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.options import Listed, ReportOptions
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.analysis.measures import MEASURES, Measure, measure_named
from cdd_desktop.waste.analysis.reckoning import (
    compositions,
    course_of,
    has_any,
    has_course,
    lines_of,
    ranked,
    total_of,
)
from cdd_desktop.waste.analysis.records import Line, Reading
from cdd_desktop.waste.analysis.words import estimate_words, span_words

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage

REPORT = "waste-analysis"
_MEASURE_KEY = "waste/measure"
_ROW_HEIGHT = 30
_WIDTH = 84
_PROVINCE = 2  # digits
_TABS = ("รายเดือน", "องค์ประกอบ", "อันดับ", "หยุดรายงาน")
_SIDE_WIDTHS: dict[int, int] = {StandingColumn.RANK: 70, StandingColumn.NOW: 110}
_STOPPED_WIDTHS: dict[int, int] = {StoppedColumn.GOVERNMENT: 130, StoppedColumn.CODE: 92}


class AnalysisView(WasteView):
    """The measure is remembered on this computer.

    Keys: Enter or a double click goes down into an area · Backspace the wider one · Ctrl+C copies
    the table, Ctrl+Shift+C a picture of what stands in front · Ctrl+P the report · Ctrl+Tab
    Ctrl+Shift+Tab what stands beside the table.
    """

    measure_combo: QComboBox
    span_combo: QComboBox
    by_combo: QComboBox
    wider_button: QPushButton
    copy_button: QPushButton
    picture_button: QPushButton
    print_button: QPushButton
    content_stack: QStackedWidget
    work_widget: QWidget
    measure_label: ElidedLabel
    line_table: QTableView
    how_label: QLabel
    estimate_label: QLabel
    side_tabs: QTabBar
    side_stack: QStackedWidget
    month_chart: MonthChart
    no_chart_label: QLabel
    composition_bars: CompositionBars
    composition_label: QLabel
    ranking_table: QTableView
    ranking_label: QLabel
    stopped_table: QTableView
    stopped_label: QLabel
    empty_widget: QWidget
    empty_label: QLabel

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_analysis", CompositionBars, ElidedLabel, MonthChart, QTabBar)
        self._asked: Asked | None = None
        self._shown: Shown | None = None
        self.picture = PartPicture(context, self)
        self.picture.told.connect(self.told)
        self.lines = LineModel(self)
        self.standings = StandingModel(self)
        self.stopped = StoppedModel(self)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.line_table)
        self._show()

    # what the page asks

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or self.picture.is_busy

    @override
    def refresh(self) -> None:
        asked = Asked(
            area_code=self.context.area_code,
            month=self.page.month,
            span=Span(self.span_combo.currentData()),
            by_government=bool(self.by_combo.currentData()),
        )
        self._asked = asked
        services = self.context.services
        self.query(lambda: read_shown(services, asked), self._take)

    @override
    def show_month(self, month: date) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for at, name in enumerate(("chart", "composition", "ranking", "stopped")):
            self.side_tabs.setCurrentIndex(at)
            if at:
                yield name, None
        self.side_tabs.setCurrentIndex(0)
        for key in ("generation", "reporting"):
            self.choose_measure(key)
            yield key, None
        self.choose_measure(MEASURES[0].key)

    # what is done

    @property
    def measure(self) -> Measure:
        """The measure chosen."""
        return measure_named(self.measure_combo.currentData())

    def choose_measure(self, key: str) -> None:
        """Show another measure of what was read."""
        self.measure_combo.setCurrentIndex(self.measure_combo.findData(key))

    def open_area(self) -> None:
        """Go down into the area in hand; a village and an อปท. have none below."""
        line: Line | None = self.line_table.currentIndex().data(RECORD_ROLE)
        code = "" if line is None or not line.place.key else line.place.area_code
        if _PROVINCE < len(code) <= TAMBON_CODE_LENGTH:
            self.context.look_at(area_code=code)

    def copy(self) -> None:
        """The table of areas for a spreadsheet, heads and measure too."""
        across = range(self.lines.columnCount())
        heads = [str(self.lines.headerData(at, Qt.Orientation.Horizontal)) for at in across]
        rows = [
            [str(self.lines.index(row, at).data()) for at in across]
            for row in range(self.lines.rowCount())
        ]
        told = [[self.measure_label.text()], heads, *rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in told))
        self.told.emit("คัดลอกตารางแล้ว วางใน Excel ได้", "passed")

    def copy_picture(self) -> None:
        """The table on paper as a picture, or the chart that stands beside it, for LINE."""
        shown = self._shown
        if shown is None or self.picture.is_busy or self._is_empty or self._is_of_a_month():
            return
        has_chart = has_course(course_of(shown.reading, self.measure))
        is_chart = has_chart and self.side_tabs.currentIndex() == 0
        # a chart stands before the table
        self.picture.copy(self._report(), 1 if has_chart and not is_chart else 0)

    def print_report(self) -> None:
        """Open the report that tells the same."""
        if self._is_of_a_month():
            return
        memory = OptionMemory(self.context.state)
        memory.keep(REPORT, "measure", self.measure.key)
        memory.keep(REPORT, "grouped_by", "" if self._listed is None else self._listed.value)
        wanted = WasteReport(report=REPORT, month=self.page.month)
        self.context.page_requested.emit("reports", wanted)

    def _widen(self) -> None:
        if len(self.context.area_code) > _PROVINCE:
            self.context.look_at(area_code=self.context.area_code[:-2])

    def _is_of_a_month(self) -> bool:
        """Says so: paper tells of the year so far."""
        is_month = Span(self.span_combo.currentData()) is Span.MONTH
        if is_month:
            told = "รายงานและภาพเป็นยอดสะสมตั้งแต่ต้นปี กรุณาเลือก “สะสมตั้งแต่ต้นปี” ก่อน"
            self.told.emit(told, "failed")
        return is_month

    @property
    def _listed(self) -> Listed | None:
        return Listed.GOVERNMENT if self.by_combo.currentData() else None

    def _report(self) -> ReportOptions:
        return ReportOptions(
            report=REPORT,
            area_code=self.context.area_code,
            fiscal_year=self.context.year,
            measure=self.measure.key,
            month=self.page.month,
            listed_by=self._listed,
        )

    # showing

    def _take(self, shown: Shown) -> None:
        if shown.asked == self._asked:
            self._shown = shown
            self._show()

    @property
    def _is_empty(self) -> bool:
        return self._shown is None or not self._shown.reading.total.units

    def _show(self) -> None:
        self.wider_button.setVisible(len(self.context.area_code) > _PROVINCE)
        for button in (self.copy_button, self.picture_button, self.print_button):
            button.setEnabled(not self._is_empty)
        shown = self._shown
        if shown is None or self._is_empty:
            told = "กำลังอ่านข้อมูล…"
            if shown is not None:
                told = "ยังไม่มีหมู่บ้านในพื้นที่นี้ กรุณานำเข้าทะเบียนหมู่บ้านในหน้ารับ–ส่งข้อมูล หรือเลือกพื้นที่อื่น"
            self.empty_label.setText(wrapped(told))
            self.content_stack.setCurrentWidget(self.empty_widget)
            return
        self.content_stack.setCurrentWidget(self.work_widget)
        reading, measure = shown.reading, self.measure
        lines, total = lines_of(reading, measure), total_of(reading, measure)
        row = max(self.line_table.currentIndex().row(), 0)
        self.lines.show_measure(measure, (*lines, total))
        self.line_table.setCurrentIndex(self.lines.index(min(row, len(lines)), 0))
        self.measure_label.show_text(f"{measure.title} {span_words(reading.months)}")
        self.how_label.setText(wrapped(measure.how))
        estimate = estimate_words(reading) if measure.key == "generation" else ""
        self.estimate_label.setText(wrapped(estimate))
        self.estimate_label.setVisible(bool(estimate))
        self._show_course(reading, measure)
        self._show_side(shown, measure, (*lines, total))

    def _show_course(self, reading: Reading, measure: Measure) -> None:
        points = course_of(reading, measure)
        target = total_of(reading, measure).target
        is_level = measure.is_rate and target is not None
        self.month_chart.show_course(
            measure.key, points, float(target) if is_level and target else None, reading.year
        )
        is_told = any(point.now is not None or point.before is not None for point in points)
        self.month_chart.setVisible(is_told)
        self.no_chart_label.setVisible(not is_told)
        self.no_chart_label.setText(wrapped("ยังไม่มีข้อมูลของตัววัดนี้ในช่วงที่เลือก"))

    def _show_side(self, shown: Shown, measure: Measure, lines: tuple[Line, ...]) -> None:
        bars = compositions(shown.reading)
        self.composition_bars.show_bars(bars, shown.reading.stream_labels)
        told = "คิดจากหน่วยที่ชั่งครบทั้งอินทรีย์ รีไซเคิล และทั่วไปในเดือนนั้น ไม่รวมค่าประมาณการ"
        if not bars:
            told = f"ยังไม่มีหน่วยที่ชั่งครบทุกประเภทในช่วงนี้ {told}"
        self.composition_label.setText(wrapped(told))
        standings = ranked(lines[:-1], measure)
        self.standings.show_measure(measure, standings)
        without = sum(one.rank is None for one in standings)
        best = "น้อยไปมาก" if measure.better.value == "less" else "มากไปน้อย"
        note = f"เรียงจาก{best} ผู้ที่ได้เท่ากันอยู่อันดับเดียวกัน"
        self.ranking_label.setText(wrapped(f"{note} ไม่มีข้อมูล {without:,} แห่ง" if without else note))
        self.stopped.show(shown.stopped)
        since = month_name(shown.asked.month)
        words = f"เคยรายงาน แต่ไม่มีรายงานสามเดือนติดต่อกันถึง{since} {len(shown.stopped):,} แห่ง"
        if not shown.stopped:
            words = f"ไม่มีหมู่บ้านที่หยุดรายงานสามเดือนติดต่อกันถึง{since}"
        self.stopped_label.setText(wrapped(words))
        self.side_tabs.setTabText(
            3, f"{_TABS[3]} {len(shown.stopped):,}" if shown.stopped else _TABS[3]
        )
        if not has_any(lines):
            self.how_label.setText(wrapped(_nothing(measure)))

    def _choose_measure(self) -> None:
        self.context.state.keep(_MEASURE_KEY, self.measure.key)
        self._show()

    def _arrange(self) -> None:
        for measure in MEASURES:
            self.measure_combo.addItem(measure.label, measure.key)
        kept = self.measure_combo.findData(self.context.state.text(_MEASURE_KEY))
        self.measure_combo.setCurrentIndex(max(kept, 0))
        for span in Span:
            self.span_combo.addItem(span.label, span.value)
        self.by_combo.addItem("แยกตามพื้นที่", False)
        self.by_combo.addItem("แยกตาม อปท.", True)
        for at, title in enumerate(_TABS):
            self.side_tabs.addTab(title)
            self.side_tabs.setTabToolTip(at, tooltip(title, "Ctrl+Tab"))
        self.side_tabs.setExpanding(False)
        self.side_tabs.setDrawBase(False)
        for table, model in (
            (self.line_table, self.lines),
            (self.ranking_table, self.standings),
            (self.stopped_table, self.stopped),
        ):
            show_as_list(table, model, row_height=_ROW_HEIGHT)
            heads = table.horizontalHeader()
            heads.setMinimumSectionSize(60)
        heads = self.line_table.horizontalHeader()
        for column in LineColumn:
            heads.resizeSection(column, _WIDTH)
        heads.setSectionResizeMode(LineColumn.NAME, QHeaderView.ResizeMode.Stretch)
        self.line_table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        _set_widths(self.ranking_table, _SIDE_WIDTHS, StandingColumn.NAME)
        _set_widths(self.stopped_table, _STOPPED_WIDTHS, StoppedColumn.NAME)

    @override
    def set_compact(self, compact: bool) -> None:
        self.line_table.setColumnHidden(LineColumn.AHEAD, compact)

    def _turn(self, step: int) -> None:
        self.side_tabs.setCurrentIndex((self.side_tabs.currentIndex() + step) % len(_TABS))

    def _connect(self) -> None:
        self.measure_combo.currentIndexChanged.connect(lambda _: self._choose_measure())
        for combo in (self.span_combo, self.by_combo):
            combo.currentIndexChanged.connect(lambda _: self.refresh())
        self.side_tabs.currentChanged.connect(self.side_stack.setCurrentIndex)
        on_keys(self, "Ctrl+Tab", partial(self._turn, 1))
        on_keys(self, "Ctrl+Shift+Tab", partial(self._turn, -1))
        self.line_table.doubleClicked.connect(lambda _: self.open_area())
        for keys in ("Return", "Enter"):
            on_keys(self.line_table, keys, self.open_area)
        for widget, words in (
            (self.measure_combo, "ตัววัดที่แสดงในตาราง แผนภูมิ และอันดับ"),
            (self.span_combo, "รวมตั้งแต่ต้นปีงบประมาณถึงเดือนที่เลือก หรือเดือนเดียว"),
            (self.by_combo, "แยกตามพื้นที่ หรือตาม อปท."),
            (self.line_table, "ดูพื้นที่ย่อยของแถวที่เลือก (Enter)"),
        ):
            widget.setToolTip(tooltip(words))
        for button, words, keys, act in (
            (self.wider_button, "กลับไปดูอำเภอหรือจังหวัด", "Backspace", self._widen),
            (self.copy_button, "คัดลอกตารางไปวางใน Excel", "Ctrl+C", self.copy),
            (
                self.picture_button,
                "คัดลอกแผนภูมิรายเดือนที่เห็น หรือตาราง เป็นภาพสำหรับ LINE",
                "Ctrl+Shift+C",
                self.copy_picture,
            ),
            (self.print_button, "เปิดรายงานวิเคราะห์ขยะชุมชนของพื้นที่นี้", "Ctrl+P", self.print_report),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, act)


def _set_widths(table: QTableView, widths: Mapping[int, int], name: int) -> None:
    """Fixed columns; the name takes what is left."""
    heads = table.horizontalHeader()
    for column, width in widths.items():
        heads.resizeSection(column, width)
    heads.setSectionResizeMode(name, QHeaderView.ResizeMode.Stretch)


def _nothing(measure: Measure) -> str:
    return f"ยังไม่มีข้อมูลของตัววัดนี้ในช่วงที่เลือก กรุณาบันทึกรายเดือนหรือถังขยะเปียกก่อน ({measure.how})"
