"""รายงาน: choose a report, see it at once, print it or save it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui import icons
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.reports.options_card import OptionsCard
from cdd_desktop.gui.pages.reports.outputs import Outputs, Unfinished, Wanted
from cdd_desktop.gui.pages.reports.picture_copy import PictureCopy
from cdd_desktop.gui.pages.reports.plan_report import PlanReport
from cdd_desktop.gui.pages.reports.preview import PreviewPane
from cdd_desktop.gui.pages.reports.previewing import Previewing
from cdd_desktop.gui.pages.reports.report_gallery import ReportGallery
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.reports.words import (
    batch_words,
    left_out_words,
    named,
    unfinished_words,
    with_ways_out,
)
from cdd_desktop.gui.pages.reports.worker import MadePdf
from cdd_desktop.gui.printing.printers import AskPrinter, ask_printer
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.batch_order import HELD_REMEDY, BatchResult
from cdd_desktop.reporting.catalogue import REPORTS, Report, report_named
from cdd_desktop.reporting.options import DIGITS, FileFormat, ReportOptions

_CARDS_FROM = 1400  # pixels of width: cards leave the preview enough
_REPORT_KEY = "reports/report"


class ReportsPage(Page):
    """The preview is made anew at each change. Codes of sheets are recorded when paper or a file
    leaves, never for a preview.

    Keys: Ctrl+P print · Ctrl+S save PDF · Ctrl+Shift+S save Excel · Ctrl+Shift+D save Word ·
    Ctrl+E open · Ctrl+Shift+C copy as a picture · those of `ReportGallery` and `PreviewPane`.
    """

    title_label: QLabel
    hint_label: ElidedLabel
    open_button: QPushButton
    picture_button: QPushButton
    word_button: QPushButton
    excel_button: QPushButton
    pdf_button: QPushButton
    print_button: QPushButton
    done_bar: QFrame
    done_label: ElidedLabel
    continue_button: QPushButton
    queue_button: QPushButton
    save_picture_button: QPushButton
    open_file_button: QPushButton
    open_folder_button: QPushButton
    done_close_button: QToolButton
    left_place: QWidget
    gallery: ReportGallery
    options_card: OptionsCard
    preview_pane: PreviewPane

    def __init__(
        self,
        context: Context,
        *,
        ask: AskPrinter = ask_printer,
        open_path: OpenPath = open_with_system,
    ) -> None:
        super().__init__(context)
        load_form(self, "reports_page", ElidedLabel, OptionsCard, PreviewPane, ReportGallery)
        self._folder = TemporaryDirectory(prefix="cdd-desktop-", ignore_cleanup_errors=True)
        self.destroyed.connect(self._folder.cleanup)
        self.outputs = Outputs(context, self, Path(self._folder.name), ask=ask, open_path=open_path)
        self._pictures = PictureCopy(context, self.picture_button, self.preview_pane)
        self._previewing = Previewing(context, self.outputs.folder, self)
        self._shown: tuple[ReportOptions, MadePdf] | None = None
        self._is_refused, self._is_compact = False, False
        self._saved_path = self._saved_folder = Path()
        self._unfinished: Unfinished | None = None
        self.preview_pane.offer_pages(context.state)
        self.gallery.remember_in(context.state)
        self.gallery.choose(context.state.text(_REPORT_KEY))
        self._connect()
        self.done_bar.hide()
        self.set_compact(compact=False)
        self.setFocusProxy(self.gallery.report_list)

    @property
    def report(self) -> Report:
        """The report chosen."""
        return self.gallery.report

    @property
    @override
    def is_busy(self) -> bool:
        """Whether a preview is awaited or on its way, or a file or print-out is."""
        return (
            self._previewing.is_busy
            or self._pictures.is_busy
            or self.outputs.is_busy
            or self.preview_pane.is_drawing
        )

    def choose_report(self, name: str) -> None:
        """Choose a report by its stable name."""
        self.gallery.choose(name)

    @override
    def refresh(self) -> None:
        self._load_options()

    @override
    def show_target(self, target: object) -> None:
        """A report's stable name, or that and a village's code or a meeting's identity; a
        `PlanReport` or `WasteReport`."""
        if isinstance(target, WasteReport):
            self.choose_report(target.report)
            self.options_card.choose_waste(self.context, target)
            self._ask_preview()
            return
        if isinstance(target, PlanReport):
            self.options_card.choose_plan(self.context, str(target.plan.uuid), target.plan.title)
            self.choose_report(target.report)
            self._ask_preview()  # choosing the report that is shown already asks for nothing
            return
        name, _, code = str(target).partition(":")
        self.choose_report(name)
        if code and report_named(name).of_meetings:
            self.options_card.meeting_button.pick(code)
            self._ask_preview()
        elif code:
            self.options_card.choose_village(self.context, code)

    @override
    def set_compact(self, compact: bool) -> None:
        self._is_compact = compact
        self.open_button.setVisible(not compact)
        self._arrange_list()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_list()

    def _arrange_list(self) -> None:
        """Cards where they leave the preview and the options their room."""
        view, card = self.gallery.report_list, self.options_card
        wide = not self._is_compact and self.width() >= _CARDS_FROM
        view.arrange(as_cards=wide)
        others = card.heightForWidth(view.wanted_width) + self.gallery.search_edit.height()
        if wide and not view.has_room_for_cards(self.left_place.height() - others):
            view.arrange(as_cards=False)
        card.set_compact(view.is_narrow)
        self.left_place.setFixedWidth(view.wanted_width)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for report in REPORTS:
            self.choose_report(report.name)
            yield report.name, None

    @property
    @override
    def unfinished(self) -> str:
        return self.outputs.unfinished

    @override
    def abandon(self) -> None:
        self.outputs.cancel()

    @override
    def leave(self) -> bool:
        self._previewing.stop()
        return True

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "preview_pane"):
            self.preview_pane.apply_theme()
            self.done_close_button.setIcon(icons.icon("x"))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden page makes no previews; `refresh` follows when it comes to the front."""
        super().hideEvent(event)
        if not event.spontaneous():  # a minimised window comes back without `refresh`
            self._previewing.stop()

    def _connect(self) -> None:
        self._previewing.progressed.connect(self._show_progress)
        self._previewing.made.connect(self._show_preview)
        self._previewing.refused.connect(self._show_problem)
        self._previewing.settled.connect(self._settle)
        self.gallery.report_chosen.connect(self._take_report)
        self.gallery.listed.connect(self._arrange_list)
        self.options_card.changed.connect(self._ask_preview)
        self.options_card.instrument_changed.connect(self._load_options)
        self.options_card.digits_changed.connect(self._remember_digits)
        self.options_card.kept_choice_changed.connect(self._remember_choices)
        self.preview_pane.cancel_requested.connect(self._cancel)
        self.context.place_changed.connect(self._follow_place)
        self.context.happened.connect(self._follow_place)
        self.print_button.clicked.connect(lambda: self._let_out(self.outputs.print))
        self.open_button.clicked.connect(lambda: self._let_out(self.outputs.open_in_reader))
        self.pdf_button.clicked.connect(lambda: self._save(FileFormat.PDF))
        self.excel_button.clicked.connect(lambda: self._save(FileFormat.XLSX))
        self.word_button.clicked.connect(lambda: self._save(FileFormat.WORD))
        self.picture_button.clicked.connect(self._offer_pictures)
        self._pictures.copied.connect(self._tell_copied)
        self.save_picture_button.clicked.connect(self._save_picture)
        self.outputs.progressed.connect(self.preview_pane.show_busy)
        self.outputs.saved.connect(self._tell_saved)
        self.outputs.batch_saved.connect(self._tell_batch)
        self.outputs.unfinished_found.connect(self._offer_to_continue)
        self.continue_button.clicked.connect(self._continue)
        self.outputs.queued.connect(lambda _: self._tell_print("เข้าคิวพิมพ์แล้ว เลือกรายงานอื่นต่อได้เลย"))
        self.outputs.printed.connect(lambda: self._tell_print("ส่งพิมพ์แล้ว"))
        self.queue_button.clicked.connect(self.context.print_queue_asked)
        self.outputs.ended.connect(self._settle)
        self.open_file_button.clicked.connect(lambda: self.outputs.open(self._saved_path))
        self.open_folder_button.clicked.connect(lambda: self.outputs.open(self._saved_folder))
        self.done_close_button.clicked.connect(self.done_bar.hide)
        self.done_close_button.setIcon(icons.icon("x"))
        for words, button, keys in (
            ("เลือกเครื่องพิมพ์ หน้า และจำนวนชุด แล้วพิมพ์", self.print_button, "Ctrl+P"),
            ("บันทึกเป็นเอกสาร PDF", self.pdf_button, "Ctrl+S"),
            ("บันทึกเป็นสมุดงาน Excel", self.excel_button, "Ctrl+Shift+S"),
            ("บันทึกเป็นเอกสาร Word ที่แก้ไขต่อได้", self.word_button, "Ctrl+Shift+D"),
            ("คัดลอกหน้า ตาราง หรือแผนภูมิ เป็นภาพสำหรับวางใน LINE", self.picture_button, "Ctrl+Shift+C"),
            ("เปิดด้วยโปรแกรมอ่าน PDF ของเครื่องนี้", self.open_button, "Ctrl+E"),
        ):
            button.setToolTip(tooltip(words, keys))
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)

    def _take_report(self) -> None:
        self.context.state.keep(_REPORT_KEY, self.report.name)
        self.done_bar.hide()
        self._load_options(again=False)

    def _follow_place(self) -> None:
        if self.isVisible():
            self.done_bar.hide()
            self._load_options()

    def _load_options(self, *, again: bool = True) -> None:
        self.hint_label.show_text(self.report.purpose)
        try:
            self.options_card.load(self.context, self.report, again=again)
        except CddError as problem:
            self._previewing.stop()
            self._show_problem(problem)
            self._settle()
        else:
            self._arrange_list()
            self._ask_preview()

    def _remember_digits(self) -> None:
        try:
            self.context.services.settings.put(DIGITS, self.options_card.options().digits)
        except CddError as problem:
            self.context.save_failed.emit(str(problem))
        else:
            self.context.saved.emit()

    def _remember_choices(self) -> None:
        self.done_bar.hide()
        self._look_for_unfinished()

    def _ask_preview(self) -> None:
        self._shown = None
        self._is_refused = False
        self.preview_pane.show_busy_soon("กำลังทำตัวอย่าง…")
        if problem := self.options_card.problem:
            self._previewing.stop()
            self._show_problem(ValidationFailed({"as_of": problem}))
        else:
            self._previewing.ask(self.options_card.options())
        self._look_for_unfinished()
        self._settle()

    def _show_progress(self, done: int, total: int) -> None:
        if not self.outputs.is_busy:
            self.preview_pane.show_busy_soon("กำลังทำตัวอย่าง…", done, total)

    def _show_preview(self, options: ReportOptions, file: MadePdf) -> None:
        is_rest = self._shown is not None
        self._shown = (options, file)
        self.preview_pane.show_pdf(file.path.read_bytes(), goes_on=is_rest)
        self.preview_pane.show_note(left_out_words(report_named(options.report), file.left_out_of))

    def _show_problem(self, problem: CddError) -> None:
        self._is_refused = True
        self._shown = None
        self.preview_pane.show_message(with_ways_out(problem))

    def _cancel(self) -> None:
        if self.outputs.is_busy:
            self.outputs.cancel()
            return
        self._previewing.stop()
        self.preview_pane.show_message("ยกเลิกการทำตัวอย่างแล้ว กด F5 เพื่อทำใหม่ หรือเลือกรายงานอื่น")
        self._settle()

    def _settle(self) -> None:
        """Bring buttons and the busy line to what is going on."""
        if not (self._previewing.is_busy or self.outputs.is_busy):
            self.preview_pane.show_idle()
        allowed = not self.outputs.is_busy and not self._is_refused
        for button in (
            self.print_button,
            self.pdf_button,
            self.excel_button,
            self.word_button,
            self.open_button,
            self.picture_button,
        ):
            button.setEnabled(allowed)

    def _let_out(self, send: Callable[[Wanted], None]) -> None:
        if self.options_card.problem:
            return
        self.done_bar.hide()
        send(self._wanted())
        self._settle()

    def _wanted(self) -> Wanted:
        options = self.options_card.options()
        ready = None
        if self._shown is not None and self._shown[0] == options:
            ready = self._shown[1] if self._shown[1].is_whole else None
        name = self.options_card.file_name(self.context)
        return Wanted(options=options, file_name=name, ready=ready, per=self.options_card.per)

    def _save(self, file_format: FileFormat) -> None:
        self._let_out(lambda wanted: self.outputs.save(wanted, file_format))

    def _offer_pictures(self) -> None:
        if self._shown is not None:
            self._pictures.offer(self._shown[0])

    def _tell_copied(self) -> None:
        self._tell_done("คัดลอกแล้ว วางใน LINE ได้เลย", offers=(self.save_picture_button,))

    def _save_picture(self) -> None:
        if self._pictures.save(self.options_card.file_name(self.context)):
            self._tell_done("บันทึกภาพแล้ว")

    def _tell_saved(self, path: Path) -> None:
        self._saved_path, self._saved_folder = path, path.parent
        self._tell_done(
            f"บันทึกแล้ว: {path.name}", offers=(self.open_file_button, self.open_folder_button)
        )

    def _tell_batch(self, result: BatchResult) -> None:
        self._saved_folder = result.folder
        self._tell_done(batch_words(result), offers=(self.open_folder_button,))
        if result.held:
            self.context.dialogs.tell(HELD_REMEDY, detail=named(result.held))

    def _look_for_unfinished(self) -> None:
        if self._unfinished is not None:
            self._unfinished = None
            self.done_bar.hide()
        if not self.options_card.problem:
            self.outputs.look_for_unfinished(self._wanted())

    def _offer_to_continue(self, found: Unfinished) -> None:
        """The choices may have moved on while the disk was looked at: then there is no offer."""
        order = found.order
        if self._wanted().per is not order.per or self._wanted().options != order.options:
            return
        self._unfinished = found
        self._saved_folder = order.folder
        self._tell_done(
            unfinished_words(found.state), offers=(self.continue_button, self.open_folder_button)
        )

    def _continue(self) -> None:
        found, self._unfinished = self._unfinished, None
        if found is not None and not self.outputs.is_busy:
            self.done_bar.hide()
            self.outputs.continue_batch(found.order)
            self._settle()

    def _tell_print(self, words: str) -> None:
        self._tell_done(words, offers=(self.queue_button,))

    def _tell_done(self, words: str, *, offers: Sequence[QPushButton] = ()) -> None:
        self.done_label.show_text(words)
        set_look(self.done_label, tone="strong" if self.continue_button in offers else "passed")
        for button in (
            self.continue_button,
            self.queue_button,
            self.save_picture_button,
            self.open_file_button,
            self.open_folder_button,
        ):
            button.setVisible(button in offers)
        self.done_bar.show()
