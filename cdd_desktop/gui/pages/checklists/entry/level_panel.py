"""The right side: the level now, what is missing to the next one, the radar, the keys."""

from collections.abc import Collection
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cdd_desktop.checklists.form_table import mean
from cdd_desktop.checklists.grading import topic_shares
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.records import Answer, AnswerState, AnySheet
from cdd_desktop.gui import theme
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.checklists.entry.level_bar import LevelBar
from cdd_desktop.gui.pages.checklists.entry.meaning import can_pass, is_count
from cdd_desktop.gui.pages.checklists.entry.radar import RadarChart
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.digits import format_number

_SHOWN_CODES = 8
_ALL_PASSED = "ผ่านครบทุกข้อ เป็นระดับสูงสุดแล้ว"
_UNKNOWN = "ยังไม่สรุประดับ"
_DASHES = 26
_TAKE_IN = "take in"  # no code has a blank
_AXES = 3  # a radar needs as many
_WIDTH = 312
_DRAWER_WIDTH = 334


class DashedLine(QWidget):
    """The sample of last year's line in the radar's heading."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().colour("muted"), 1.4, Qt.PenStyle.DashLine))
        middle = self.height() // 2
        painter.drawLine(0, middle, self.width(), middle)


class LevelPanel(QFrame):
    """Follows every answer at once."""

    radar_card: QFrame
    basis_label: QLabel
    level_label: QLabel
    level_bar: LevelBar
    counts_label: QLabel
    next_label: QLabel
    codes_label: QLabel
    deciding_label: QLabel
    dashed_line: DashedLine
    last_year_label: QLabel
    radar_chart: RadarChart
    keys_title_label: QLabel
    panel_layout: QVBoxLayout
    level_layout: QVBoxLayout
    keys_layout: QVBoxLayout
    count_keys_widget: QWidget
    cap_1_label: QLabel
    word_1_label: QLabel
    cap_2_label: QLabel
    word_2_label: QLabel
    word_7_label: QLabel

    indicator_requested = Signal(str)
    version_requested = Signal(str)  # the hash of a version whose indicators are to be taken in

    # of the class: a change of style is told before the form is there
    _sheet: AnySheet | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "level_panel", LevelBar, RadarChart, DashedLine)
        self.codes_label.setTextFormat(Qt.TextFormat.RichText)  # its links are ours
        self.dashed_line.setFixedWidth(_DASHES)
        self._has_radar = True
        self.codes_label.linkActivated.connect(self._follow_link)
        self.codes_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def set_drawer(self, drawer: bool) -> None:
        """A drawer has a border, and 470 px of height: it goes without the keys' heading."""
        set_look(self, card="drawer" if drawer else "none")
        margin = 6 if drawer else 0
        self.panel_layout.setSpacing(6 if drawer else 10)
        self.panel_layout.setContentsMargins(margin, margin, margin, margin)
        self.setFixedWidth(_DRAWER_WIDTH if drawer else _WIDTH)
        self.keys_title_label.setVisible(not drawer)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the radar has no room it goes: half a level would be read wrong."""
        super().resizeEvent(event)
        self._fit_radar()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """The links' colour is written into their text, so another theme needs another text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._sheet is not None:
            self.codes_label.setText(_code_links(self._sheet))

    def _follow_link(self, code: str) -> None:
        if code == _TAKE_IN and self._sheet is not None:
            self.version_requested.emit(self._sheet.instrument.content_hash)
        else:
            self.indicator_requested.emit(code)

    def _fit_radar(self) -> None:
        """Judged by what the other cards need, which does not depend on the panel's height."""
        margins = self.panel_layout.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        cards = (self.level_layout, self.keys_layout)
        heights = [
            max(card.totalHeightForWidth(width), card.totalMinimumSize().height()) for card in cards
        ]
        gaps = 2 * self.panel_layout.spacing() + margins.top() + margins.bottom()
        spare = self.height() - sum(heights) - gaps
        fits = spare >= self.radar_card.minimumSizeHint().height()
        self.radar_card.setVisible(fits and self._has_radar)

    def _show_keys(self, instrument: Instrument) -> None:
        """What the first two keys say: 1 and 0 where something is passed or not."""
        is_either = any(one.kind is AnswerKind.PASS_FAIL for one in instrument.indicators)
        may_be_absent = any(one.may_be_absent for one in instrument.indicators)
        first = ("1", "ผ่าน") if is_either else ("0–9", "เลือก/พิมพ์")
        second = ("-", "ไม่มี") if may_be_absent else ("Enter", "ข้อถัดไป")
        if is_either:
            second = ("0", "ไม่ผ่าน")
        for (cap, word), labels in (
            (first, (self.cap_1_label, self.word_1_label)),
            (second, (self.cap_2_label, self.word_2_label)),
        ):
            labels[0].setText(cap)
            labels[1].setText(word)
        self.word_7_label.setText("แห่งถัดไป" if instrument.judges_office else "หมู่บ้านถัดไป")

    def show_sheet(self, sheet: AnySheet, deciding: Collection[str] = ()) -> None:
        """Show how a sheet stands; `deciding` are the indicators whose answer alone decides."""
        grade = sheet.grade
        left = grade.total - grade.answered
        self.basis_label.setText(wrapped(_basis(sheet)))
        self.level_label.setText(_standing_words(sheet))
        self.level_bar.show_counts(grade.passed, grade.failed, left, grade.measured)
        self.counts_label.setText(wrapped(_counts(sheet)))
        self.next_label.setText(wrapped(_next_words(sheet)))
        self._sheet = sheet
        self.codes_label.setText(_code_links(sheet))
        is_empty = not sheet.instrument.indicators
        self.codes_label.setVisible(is_empty or bool(grade.missing and grade.answered))
        self.deciding_label.setVisible(bool(deciding))
        self.deciding_label.setText(
            wrapped(f"◆ {len(deciding)} ข้อมีผลต่อระดับ ถ้าคำตอบเปลี่ยนเพียงข้อเดียว ระดับจะเปลี่ยน")
        )
        counts = sheet.instrument.counts_households
        self.count_keys_widget.setVisible(counts)
        self._show_keys(sheet.instrument)
        # shares of passed indicators would say nothing about what nobody calls passed
        is_judged = all(one.kind is AnswerKind.PASS_FAIL for one in sheet.instrument.indicators)
        self._has_radar = is_judged and len(sheet.instrument.topics) >= _AXES
        self._fit_radar()
        has_last_year = bool(sheet.last_year)
        self.dashed_line.setVisible(has_last_year)
        year = sheet.key.fiscal_year - 1
        said = f"ปี {year}" if sheet.last_asked is None else f"ปี {year} เฉพาะข้อที่ถามเหมือนปีนี้"
        self.last_year_label.setText(said if has_last_year else f"ไม่มีผลปี {year}")
        left_out = sheet.grade.skipped
        asked = {code: one for code, one in sheet.answers.items() if code not in left_out}
        self.radar_chart.show_shares(
            [topic.short_name for topic in sheet.instrument.topics],
            topic_shares(sheet.instrument, _states(asked)),
            topic_shares(sheet.instrument, _states(sheet.last_year), sheet.last_asked)
            if has_last_year
            else (),
        )


def standing(sheet: AnySheet) -> str:
    """A sheet in a chip: it is read where the panel is closed."""
    grade = sheet.grade
    if grade.level is not None:
        return f"ครบแล้ว · {grade.level.name}"
    if not _is_judged(sheet.instrument):
        said = "ครบแล้ว" if grade.is_complete else "ยังไม่ครบ"
        return f"{said} · ตอบ {grade.answered} จาก {grade.total}"
    if not grade.is_complete:
        done = f"ตอบ {grade.answered}" if grade.measured else f"ผ่าน {grade.passed}"
        return f"ยังไม่ครบ · {done} จาก {grade.total}"
    waiting = _waiting(sheet)
    if waiting and not grade.passed + grade.failed:
        return f"ครบแล้ว · ยังไม่มีเกณฑ์ {waiting} ข้อ"
    waits = f" · ยังไม่มีเกณฑ์ {waiting} ข้อ" if waiting else ""
    return f"ครบแล้ว · ผ่าน {grade.passed} จาก {grade.total}{waits}"


def _is_judged(instrument: Instrument) -> bool:
    return any(can_pass(indicator) for indicator in instrument.indicators)


def _waiting(sheet: AnySheet) -> int:
    """How many counts wait for the office's threshold; other kinds are judged by themselves."""
    return sum(
        is_count(one)
        and one.code in sheet.answers
        and sheet.answers[one.code].state is AnswerState.MEASURED
        for one in sheet.instrument.indicators
    )


def _counts(sheet: AnySheet) -> str:
    grade = sheet.grade
    left = grade.total - grade.answered
    told = [f"ตอบแล้ว {grade.answered}"]
    if _is_judged(sheet.instrument):
        if grade.passed or grade.failed or not grade.measured:
            told = [f"ผ่าน {grade.passed}", f"ไม่ผ่าน {grade.failed}"]
        if waiting := _waiting(sheet):
            told.append(f"ยังไม่มีเกณฑ์ {waiting}")
        if others := grade.measured - waiting:
            told.append(f"ไม่ตัดสินผ่าน {others}")
    if grade.absent:
        told.append(f"ไม่มี (-) {grade.absent}")
    if grade.skipped:
        told.append(f"ไม่ต้องตอบ {len(grade.skipped)}")
    if left:
        told.append(f"เหลือ {left} ข้อ")
    if grade.points:
        told.append(f"คะแนนรวม {_plain(grade.points)}")
    if grade.mean is not None:
        told.append(f"คะแนนเฉลี่ย {mean(grade.mean, 1)}")  # rounded as on paper
    return " · ".join(told)


def _plain(points: Decimal) -> str:
    """To two places, and none where they are noughts."""
    return format_number(points, 2).rstrip("0").rstrip(".")


def _states(answers: dict[str, Answer]) -> dict[str, AnswerState]:
    return {code: answer.state for code, answer in answers.items()}


def _basis(sheet: AnySheet) -> str:
    if not sheet.instrument.levels:
        return f"ผลการประเมิน · {sheet.instrument.levels_note}".removesuffix(" · ")
    return "ระดับ" + (sheet.grade.level_basis or "ตามเกณฑ์")


def _standing_words(sheet: AnySheet) -> str:
    grade = sheet.grade
    if grade.level is not None:
        return grade.level.name
    if sheet.instrument.levels:
        return _UNKNOWN
    return f"ตอบแล้ว {grade.answered} จาก {grade.total} ข้อ"


def _next_words(sheet: AnySheet) -> str:
    grade = sheet.grade
    if not grade.total:
        return "แบบนี้ยังไม่มีตัวชี้วัด นำเข้าตัวชี้วัดจากคู่มือก่อน จึงจะกรอกได้"
    if sheet.instrument.has_conditions and not grade.is_complete:
        return f"บอกระดับเมื่อตอบครบ ข้อถัดไป {_first_left(sheet)}"
    if grade.level is None and (waiting := _waiting(sheet)):
        return f"{waiting} ข้อรอเกณฑ์ผ่าน กำหนดได้ที่ตั้งค่า หัวข้อเกณฑ์ผ่านครัวเรือน"
    if not sheet.instrument.levels:
        return "" if grade.is_complete else f"ข้อถัดไป {_first_left(sheet)}"
    if grade.next_level is None:
        return "เป็นระดับสูงสุดแล้ว" if sheet.instrument.has_conditions else _ALL_PASSED
    return f"อีก {grade.to_next} ข้อถึงระดับ{grade.next_level.name}"


def _first_left(sheet: AnySheet) -> str:
    left = (
        one
        for one in sheet.instrument.indicators
        if one.code not in sheet.answers and one.code not in sheet.grade.skipped
    )
    first = next(left)
    return f"{first.code} {first.text}"


def _code_links(sheet: AnySheet) -> str:
    """What would count, failed ones first: those the village knows about. Each leads to its row.

    Of an instrument without indicators: where they are taken in.
    """
    colour = theme.current().tokens["accent"]
    if not sheet.instrument.indicators:
        return f'<a href="{_TAKE_IN}" style="color:{colour}">นำเข้าตัวชี้วัด…</a>'
    answered = [code for code in sheet.grade.missing if code in sheet.answers]
    codes = [*answered, *(code for code in sheet.grade.missing if code not in sheet.answers)]
    links = [f'<a href="{code}" style="color:{colour}">{code}</a>' for code in codes[:_SHOWN_CODES]]
    more = len(codes) - len(links)
    return "ข้อที่นับได้: " + "  ".join(links) + (f" และอีก {more} ข้อ" if more else "")
