"""แผนที่: amphoe or tambon shaded by how complete, how high or how good their villages are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import icons
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.checklists.sheet_choice import chosen_instrument
from cdd_desktop.gui.pages.maps.boundary_dialog import BoundaryDialog
from cdd_desktop.gui.pages.maps.legend import MapLegend
from cdd_desktop.gui.pages.maps.loading import Loading
from cdd_desktop.gui.pages.maps.map_view import STEP, MapView
from cdd_desktop.gui.pages.maps.shown import ShownMap, read_map
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.pages.reports.option_memory import OptionMemory
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.maps.records import LEVELS, LoadReport, Unmatched
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.options import ReportOptions

if TYPE_CHECKING:
    from cdd_desktop.reporting.measures import Measure

_MEASURE_KEY = "maps/measure"
_LEVEL_KEY = "maps/level"
_PROVINCE = 2  # digits
_REPORT = "area-map"
_TOLD = {
    Changed.ANSWERS,
    Changed.VILLAGES,
    Changed.RULES,
    Changed.BOUNDARIES,
    Changed.SETTINGS,
    Changed.ANYTHING,
}


class MapsPage(Page):
    """Measure and level are remembered on this computer.

    Keys: Ctrl+M the measure · Ctrl+O load · Del remove · Ctrl+P as a report · Backspace wider
    area · Ctrl++ Ctrl+- Ctrl+0 zoom. Those of the map stand with `MapView`.
    """

    hint_label: ElidedLabel
    wider_button: QPushButton
    remove_button: QPushButton
    load_button: QPushButton
    print_button: QPushButton
    content_stack: QStackedWidget
    work_widget: QWidget
    measure_button: ChoiceButton
    level_button: ChoiceButton
    out_button: QPushButton
    whole_button: QPushButton
    in_button: QPushButton
    map_view: MapView
    area_label: ElidedLabel
    map_legend: MapLegend
    source_label: QLabel
    told_label: QLabel
    empty_widget: QWidget
    empty_title_label: QLabel
    empty_text_label: QLabel
    other_level_button: QPushButton
    first_load_button: QPushButton
    empty_told_label: QLabel

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "maps_page", ChoiceButton, ElidedLabel, MapLegend, MapView)
        self.loading = Loading(context, self)
        self._shown: ShownMap | None = None
        self._asked = 0
        self._connect()
        self._name_controls()
        self.setFocusProxy(self.map_view)
        self._say("")

    # what the shell asks

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or self.loading.is_busy

    @property
    @override
    def unfinished(self) -> str:
        return "กำลังโหลดแนวเขต" if self.loading.is_writing else ""

    @override
    def abandon(self) -> None:
        self.loading.cancel()

    @override
    def refresh(self) -> None:
        options = self._options()
        services = self.context.services
        self._asked += 1
        asked = self._asked

        self.query(lambda: (asked, read_map(services, options)), self._show)

    @override
    def set_compact(self, compact: bool) -> None:
        self.hint_label.setVisible(not compact)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        before, province = self.context.area_code, self.context.area_code[:_PROVINCE]
        self.context.look_at(area_code=province)
        yield "amphoe", None
        self.level_button.choose(AreaLevel.TAMBON)
        yield "tambon", None
        self.level_button.choose(AreaLevel.AMPHOE)
        areas = self.context.areas.children(province)
        report = LoadReport(
            level=AreaLevel.AMPHOE,
            features=len(areas),
            matched=len(areas) - 2,
            elsewhere=1,
            unmatched=(Unmatched(number=3, name="9099", why="ไม่มีอำเภอรหัส 9099 ในทะเบียน"),),
            doubtful=(),
            missing=areas[:2],
        )
        dialog = BoundaryDialog(self, self.context.dialogs, "อำเภอ.geojson", report, "")
        dialog.open()
        yield "load", dialog
        dialog.close()
        dialog.deleteLater()
        self.context.look_at(area_code=before)

    # showing

    def _options(self) -> ReportOptions:
        context = self.context
        instrument = chosen_instrument(context)
        kept = context.state.text(_LEVEL_KEY)
        return ReportOptions(
            report=_REPORT,
            area_code=context.area_code,
            fiscal_year=context.year,
            instrument=instrument.id,
            round=instrument.default_round,
            grouped_by=AreaLevel(kept) if kept in {level.value for level in LEVELS} else None,
            measure=context.state.text(_MEASURE_KEY),
        )

    def _show(self, answer: tuple[int, ShownMap]) -> None:
        asked, shown = answer
        if asked != self._asked:
            return  # asked again since
        self._shown = shown
        context = self.context
        measures = [(measure.key, measure.title) for measure in shown.measures]
        folders = {measure.key: _folder(measure) for measure in shown.measures}
        self.measure_button.offer("แสดง", measures, shown.measure.key, folders)
        levels = [(level.value, level.label) for level in LEVELS]
        self.level_button.offer("ราย", levels, shown.level.value)
        self.level_button.setVisible(len(context.area_code) <= _PROVINCE)
        self.wider_button.setVisible(len(context.area_code) > _PROVINCE)
        self.remove_button.setEnabled(shown.level in shown.loaded)
        self.print_button.setEnabled(bool(shown.areas))
        self.hint_label.show_text(
            f"{context.areas.label(context.area_code)} ปีงบประมาณ {context.year}"
        )
        self.map_legend.show_classes(shown.classes)
        self.map_view.show_areas(shown.areas)
        source = f"ที่มาของแนวเขต: {' · '.join(shown.sources)}"
        if shown.without:
            source += f" · {shown.level.label}ที่มีหมู่บ้านแต่ยังไม่มีแนวเขต {shown.without:,} แห่ง"
        self.source_label.setText(wrapped(source))
        if shown.areas:
            self._bring(self.work_widget, self.map_view)
        else:
            self._show_empty(shown)

    def _show_empty(self, shown: ShownMap) -> None:
        level = shown.level.label
        other = next((one for one in LEVELS if one in shown.loaded - {shown.level}), None)
        can_switch = other is not None and len(self.context.area_code) <= _PROVINCE
        self.empty_title_label.setText(wrapped(f"ยังไม่มีแผนที่ราย{level}ของพื้นที่นี้"))
        self.empty_text_label.setText(
            wrapped(
                "กด “โหลดแนวเขต” (Ctrl+O) แล้วเลือกไฟล์ GeoJSON พิกัด WGS 84 ที่มีรหัสหรือชื่อ"
                f"{level} เช่น จากกรมการปกครองหรือ HDX โปรแกรมจะบอกก่อนว่าจับคู่ได้เท่าใด"
            )
        )
        self.other_level_button.setVisible(can_switch)
        if other is not None:
            self.other_level_button.setText(f"ดูราย{other.label}")
        self._bring(self.empty_widget, self.first_load_button)

    def _bring(self, widget: QWidget, first: QWidget) -> None:
        had_keyboard = self.isAncestorOf(self.focusWidget() or self)
        is_other = self.content_stack.currentWidget() is not widget
        self.content_stack.setCurrentWidget(widget)
        self.setFocusProxy(first)
        if is_other and had_keyboard:
            first.setFocus()

    @override
    def refuse(self, problem: CddError) -> None:
        self.empty_title_label.setText(wrapped("อ่านข้อมูลของแผนที่ไม่ได้"))
        self.empty_text_label.setText(wrapped(str(problem)))
        self.other_level_button.hide()
        self._bring(self.empty_widget, self.first_load_button)

    # what the user does

    def open_area(self, code: str) -> None:
        """Go to the list of an area's villages."""
        self.context.look_at(area_code=code)
        self.context.page_requested.emit("places", None)

    def _choose(self) -> None:
        self.context.state.keep(_MEASURE_KEY, self.measure_button.choice)
        self.context.state.keep(_LEVEL_KEY, self.level_button.choice)
        self._say("")
        self.refresh()

    def _show_other_level(self) -> None:
        if self._shown is not None:
            other = next(level for level in LEVELS if level is not self._shown.level)
            self.level_button.choose(other)

    def _widen(self) -> None:
        if len(self.context.area_code) > _PROVINCE:
            self.context.look_at(area_code=self.context.area_code[:-2])

    def _remove(self) -> None:
        if self._shown is not None and self._shown.level in self._shown.loaded:
            self.loading.remove(self._shown.level)

    def _print(self) -> None:
        """Open it as a report that shows the same."""
        if self._shown is not None and self._shown.areas:
            memory = OptionMemory(self.context.state)
            memory.keep(_REPORT, "measure", self._shown.measure.key)
            memory.keep(_REPORT, "grouped_by", self._shown.level.value)
            self.context.page_requested.emit("reports", _REPORT)

    def _say(self, words: str, *, tone: str = "passed") -> None:
        for label in (self.told_label, self.empty_told_label):
            tell(label, words, tone=tone)

    def _take_done(self, words: str) -> None:
        self._say(f"{words} เลิกทำได้ด้วย Ctrl+Z")
        self.refresh()

    def _follow(self, changed: Changed, initiator: object) -> None:
        if self.isVisible() and initiator is not self and changed in _TOLD:
            self._say("")
            self.refresh()

    def _follow_place(self) -> None:
        if self.isVisible():
            self._say("")
            self.refresh()

    def _show_loading(self) -> None:
        for button in (self.load_button, self.first_load_button):
            button.setEnabled(not self.loading.is_busy)

    def _connect(self) -> None:
        view, loading = self.map_view, self.loading
        view.opened.connect(self.open_area)
        view.chosen.connect(self.area_label.show_text)
        loading.done.connect(self._take_done)
        loading.refused.connect(lambda words: self._say(words, tone="failed"))
        loading.changed.connect(self._show_loading)
        self.measure_button.chosen.connect(self._choose)
        self.level_button.chosen.connect(self._choose)
        self.other_level_button.clicked.connect(self._show_other_level)
        for button, keys, act in (
            (self.load_button, "Ctrl+O", loading.choose),
            (self.remove_button, "Del", self._remove),
            (self.print_button, "Ctrl+P", self._print),
            (self.wider_button, "Backspace", self._widen),
            (self.in_button, "Ctrl++", lambda: view.magnify(STEP)),
            (self.out_button, "Ctrl+-", lambda: view.magnify(1 / STEP)),
            (self.whole_button, "Ctrl+0", view.fit),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
            on_keys(self, keys, act)
        on_keys(self, "Ctrl+M", self.measure_button.click)
        self.first_load_button.clicked.connect(lambda _=False: loading.choose())
        self.context.place_changed.connect(self._follow_place)
        self.context.happened.connect(self._follow)

    def _name_controls(self) -> None:
        icons.put_on(self.in_button, "zoom-in")
        icons.put_on(self.out_button, "zoom-out")
        for widget, words, keys in (
            (self.load_button, "เลือกไฟล์ GeoJSON ของอำเภอหรือตำบล ดูผลก่อนบันทึก", "Ctrl+O"),
            (self.first_load_button, "เลือกไฟล์ GeoJSON ของอำเภอหรือตำบล ดูผลก่อนบันทึก", "Ctrl+O"),
            (self.measure_button, "เลือกค่าที่แสดงในแผนที่", "Ctrl+M"),
            (self.remove_button, "ลบแนวเขตของระดับที่แสดงอยู่ เลิกทำได้", "Del"),
            (self.print_button, "เปิดแผนที่นี้ในหน้ารายงาน เพื่อพิมพ์หรือบันทึก", "Ctrl+P"),
            (self.wider_button, "กลับไปดูอำเภอหรือจังหวัด", "Backspace"),
            (self.in_button, "ขยาย หมุนล้อเมาส์ก็ได้", "Ctrl++"),
            (self.out_button, "ย่อ", "Ctrl+-"),
            (self.whole_button, "แสดงเต็มพื้นที่", "Ctrl+0"),
        ):
            widget.setToolTip(tooltip(words, keys))


def _folder(measure: "Measure") -> str:
    """The submenu of a measure; "" of the few that are asked for most."""
    if measure.of_waste is not None:
        return "ขยะชุมชน"
    if not measure.key or measure.is_of_levels:
        return ""
    side, point, _ = measure.key.partition(":")[2].partition(".")
    return f"ตัวชี้วัด ด้านที่ {side}" if point else "ตัวชี้วัด"  # all 23 fill a low screen
