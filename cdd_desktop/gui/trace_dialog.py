"""ตรวจเอกสาร: when a sheet left the office, and what is other than on the paper since."""

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.documents.sheet_code import display
from cdd_desktop.errors import CddError
from cdd_desktop.gui import trace_worker
from cdd_desktop.gui.child_run import ChildRun
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import fit_rows, show_as_list
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.snapshot_model import SnapshotModel
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.gui.whole_text import WholeTextDelegate
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.thai.calendar import in_thailand, short_thai_date, thai_time

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.checklists.paper_twin import Twin
    from cdd_desktop.reporting.tracing import Trace, TracedSheet, TraceLine

_ROW_HEIGHT = 28
_WHEN_WIDTH = 120
_WHO_WIDTH = 150
_HEIGHT = 420
_HEIGHT_ALONE = 200  # with nothing to list
_LOOKING = "กำลังเทียบกับข้อมูลปัจจุบัน…"
_CURRENT = "● ตรงกับข้อมูลปัจจุบัน"
_LOST = "■ ข้อมูลของเอกสารนี้ไม่มีอยู่แล้ว ดูได้จากประวัติ (F4) หรือค้นหาหมู่บ้านจากชื่อ"
_OTHER = "■ ข้อมูลปัจจุบันต่างจากเอกสารฉบับนี้ {count:,} รายการ"
_OTHER_TABLE = "■ ตัวเลขปัจจุบันต่างจากเอกสารฉบับนี้ หลังออกเอกสารมีการบันทึกดังนี้"
_OTHER_BY_DAY = (
    "■ เอกสารที่จัดทำวันนี้จะต่างจากฉบับนี้ แม้ไม่มีผู้แก้ไขข้อมูล "
    "เช่น เปลี่ยนผู้ลงนาม หรือปรับรุ่นโปรแกรม หากจะใช้เอกสาร กรุณาพิมพ์ฉบับใหม่"
)
_OTHER_VERSION = "▲ กระดาษกับแบบบนจอเป็นคนละฉบับ กรุณากรอกตามคู่ข้อด้านล่าง อย่ากรอกตามเลขข้อ"
_UNKNOWN = "เอกสารประเภทนี้เทียบกับข้อมูลปัจจุบันไม่ได้ หากต้องการฉบับล่าสุด กรุณาจัดทำใหม่"
_GONE = "ไม่พบรหัสนี้ในทะเบียนเอกสาร กรุณาตรวจรหัสบนเอกสาร หรือดูว่าเป็นเอกสารของสำนักงานอื่น"


class Column(IntEnum):
    """Columns of `TraceModel`."""

    WHEN = 0
    WHAT = 1
    WHO = 2


_HEADINGS = {Column.WHEN: "แก้ไขเมื่อ", Column.WHAT: "ในเอกสาร → ปัจจุบัน", Column.WHO: "โดย"}


class TraceModel(SnapshotModel["TraceLine"]):
    """What is other than on the paper."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        moment = in_thailand(line.at)
        texts = {
            Column.WHEN: f"{short_thai_date(moment.date())}\n{thai_time(moment)}",
            Column.WHAT: line.what,
            Column.WHO: line.who or "ไม่ระบุชื่อ",
        }
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[Column(index.column())]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(texts[Column(index.column())])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None


class TraceDialog(QDialog):
    """Stands beside the record that was opened; another code shows in the same dialog."""

    title_label: QLabel
    issued_label: QLabel
    verdict_label: QLabel
    twin_text: QPlainTextEdit
    change_table: QTableView
    record_button: QPushButton
    paper_button: QPushButton
    again_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        load_form(self, "trace_dialog")
        self._context = context
        self._task: ChildRun | None = None
        self._traced: TracedSheet | None = None
        self._twin: Twin | None = None
        self.lines = TraceModel(self)
        show_as_list(self.change_table, self.lines, row_height=_ROW_HEIGHT)
        fit_rows(self.change_table)
        self.change_table.setItemDelegate(WholeTextDelegate(self.change_table))
        header = self.change_table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Column.WHEN, _WHEN_WIDTH)
        header.resizeSection(Column.WHO, _WHO_WIDTH)
        self.record_button.clicked.connect(self._open_record)
        self.again_button.clicked.connect(self._make_again)
        self.paper_button.clicked.connect(self._begin_as_printed)
        self.close_button.clicked.connect(self.close)
        self.record_button.setToolTip(tooltip("เปิดข้อมูลที่มาของเอกสารนี้"))
        self.paper_button.setToolTip(
            tooltip("แบบบนจอจะมีข้อและลำดับเดียวกับกระดาษ ใช้ได้เมื่อยังไม่เริ่มกรอกหมู่บ้านนี้")
        )
        self.again_button.setToolTip(tooltip("เปิดหน้ารายงานเพื่อพิมพ์จากข้อมูลปัจจุบัน"))

    @property
    def is_busy(self) -> bool:
        """Whether the comparison is under way."""
        return self._task is not None

    def ask(self, code: str) -> None:
        """Look back from this code; an earlier question is dropped."""
        if self._task is not None:
            self._task.cancel()
        self._traced = None
        self.title_label.setText(f"เอกสาร {display(code)}")
        self.issued_label.setText("")
        self._say(_LOOKING, "muted")
        self._show_lines((), None)
        self._let(is_open=False, is_again=False)
        office = self._context.services.store.path
        task = ChildRun(self._context.tasks, trace_worker.look_back, office, code, parent=self)
        self._task = task
        task.succeeded.connect(lambda trace: self._show(task, trace))
        task.refused.connect(lambda problem: self._refuse(task, problem))
        task.ended.connect(lambda: self._end(task))
        task.start()

    def _end(self, task: ChildRun) -> None:
        if task is self._task:
            self._task = None
        task.deleteLater()

    def _refuse(self, task: ChildRun, problem: CddError) -> None:
        if task is self._task:
            self._say(str(problem), "failed")

    def _show(self, task: ChildRun, trace: "Trace | None") -> None:
        if task is not self._task:
            return
        if trace is None:
            self._say(_GONE, "failed")
            return
        traced = trace.sheet
        self._traced = traced
        moment = in_thailand(traced.issued.issued_at)
        by = f" โดย {trace.by}" if trace.by else ""
        issued = f"ออกเมื่อ {short_thai_date(moment.date())} {thai_time(moment)}{by}"
        called = sheet_words(self._context, traced)
        self.issued_label.setText(wrapped(f"{called}\n{issued}" if called else issued))
        self._say(*_verdict(trace))
        self._show_lines(trace.lines, trace.twin)
        has_place = bool(traced.area_code)
        is_report = traced.issued.report in {report.name for report in REPORTS}
        self._let(is_open=has_place, is_again=has_place and is_report)

    def _say(self, words: str, tone: str) -> None:
        set_look(self.verdict_label, tone=tone)
        self.verdict_label.setText(wrapped(words))

    def _show_lines(self, lines: "tuple[TraceLine, ...]", twin: "Twin | None") -> None:
        self.lines.show(lines)
        self.change_table.setVisible(bool(lines))
        self._twin = twin
        told = () if twin is None else twin.told
        self.twin_text.setPlainText("\n".join(wrapped(line) for line in told))
        self.twin_text.setVisible(bool(told))
        self.paper_button.setVisible(bool(told) and twin is not None and twin.can_open_paper)
        self.resize(self.width(), _HEIGHT if lines or told else _HEIGHT_ALONE)

    def _let(self, *, is_open: bool, is_again: bool) -> None:
        self.record_button.setEnabled(is_open)
        self.again_button.setEnabled(is_again)

    def _open_record(self) -> None:
        if self._traced is not None:
            open_record(self._context, self._traced)

    def _begin_as_printed(self) -> None:
        traced, twin = self._traced, self._twin
        if traced is None or traced.sheet is None or twin is None:
            return
        key, content = traced.sheet, twin.paper.content_hash
        printed = self._context.services.printed
        self._context.saving.put(
            lambda: printed.begin(key, content),
            about="เริ่มแบบประเมินตามฉบับบนกระดาษ",
            taken=lambda _: self._begun(traced),
            refused=lambda problem: self._say(str(problem), "failed"),
        )

    def _begun(self, traced: "TracedSheet") -> None:
        self._context.happened.emit(Changed.ANSWERS, self)
        self._context.saved.emit()
        open_record(self._context, traced)
        self.ask(traced.issued.code)

    def _make_again(self) -> None:
        traced = self._traced
        if traced is None:
            return
        report = traced.issued.report
        if traced.sheet is not None:
            _look_at(self._context, traced, traced.area_code[:6])
            report = f"{report}:{traced.area_code}"
        else:
            _look_at(self._context, traced, traced.area_code)
        self._context.page_requested.emit("reports", report)


def sheet_words(context: Context, traced: "TracedSheet") -> str:
    """What the sheet is, of which place and year, as far as is known."""
    titles = {report.name: report.title for report in REPORTS}
    parts = [titles.get(traced.issued.report, "")]
    if traced.sheet is not None:
        parts.append(context.services.villages.by_id(traced.sheet.village_id).label)
    elif traced.area_code:
        area = context.areas.find(traced.area_code)
        parts.append(area.full_name if area else traced.area_code)
    if traced.fiscal_year:
        parts.append(f"ปี {traced.fiscal_year}")
    return " ".join(part for part in parts if part)


def open_record(context: Context, traced: "TracedSheet") -> None:
    """The village's sheet, or the report of the area; nothing where it has no place."""
    if not traced.area_code:
        return
    if traced.sheet is not None:
        village = context.services.villages.by_id(traced.sheet.village_id)
        _look_at(context, traced, village.tambon_code)
        context.page_requested.emit("checklists", traced.sheet)
        return
    _look_at(context, traced, traced.area_code)
    context.page_requested.emit("reports", traced.issued.report)


def _look_at(context: Context, traced: "TracedSheet", area_code: str) -> None:
    """The paper's year, and its area where it is not within the one that is looked at."""
    is_within = traced.sheet is not None and area_code.startswith(context.area_code)
    context.look_at(year=traced.fiscal_year, area_code=None if is_within else area_code)


def _verdict(trace: "Trace") -> tuple[str, str]:
    """In words, and the tone of the label."""
    traced = trace.sheet
    if traced.is_lost:
        return _LOST, "failed"
    if trace.twin is not None and not trace.twin.is_same:
        return _OTHER_VERSION, "waits"
    if traced.is_current is None:
        return _UNKNOWN, "muted"
    if traced.is_current:
        return _CURRENT, "passed"
    if not trace.lines:
        return _OTHER_BY_DAY, "waits"
    if traced.sheet is None:
        return _OTHER_TABLE, "failed"
    return _OTHER.format(count=len(trace.lines)), "failed"
