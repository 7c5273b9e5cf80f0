"""Adding, changing, moving and removing parts of the draft in hand."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from cdd_desktop.checklists.editing.changes import (
    AddIndicator,
    Change,
    MoveIndicator,
    MoveTopic,
    PutConsistency,
    PutCrosswalk,
    PutIndicator,
    PutLevels,
    PutParameters,
    RemoveIndicator,
    RemoveTopic,
)
from cdd_desktop.checklists.editing.crosswalks import completed, relinked
from cdd_desktop.checklists.instruments import (
    Consistency,
    Instrument,
    Level,
    Link,
    Parameter,
)
from cdd_desktop.gui.pages.checklists.instruments.amount_dialogs import (
    DoubtDialog,
    ParameterDialog,
)
from cdd_desktop.gui.pages.checklists.instruments.condition_dialog import ConditionDialog
from cdd_desktop.gui.pages.checklists.instruments.dialogs import (
    HeadDialog,
    LinkDialog,
    TopicDialog,
)
from cdd_desktop.gui.pages.checklists.instruments.indicator_dialog import IndicatorDialog
from cdd_desktop.gui.pages.checklists.instruments.level_dialog import LevelDialog
from cdd_desktop.gui.pages.checklists.instruments.models import LevelLine, LinkLine, OutlineLine
from cdd_desktop.gui.pages.checklists.instruments.words import Part

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.instruments.view import InstrumentsView

_NOTHING = "ยังไม่ได้เลือกรายการ กรุณาเลือกในตารางก่อน"
_SAVED = "บันทึกร่างแล้ว"


class PartEditing:
    """Works on the draft that the view has in hand."""

    def __init__(self, view: "InstrumentsView") -> None:
        self._view = view

    def edit_head(self) -> None:
        """Change what is said of the whole."""
        made = self._draft
        if made is not None:
            view = self._view
            view.open(HeadDialog(view, view.context, made, view.change), _SAVED)

    def add_topic(self) -> None:
        """A new ด้าน at the end."""
        view = self._view
        if self._draft is not None:
            view.open(TopicDialog(view, view.context, None, view.change), _SAVED)

    def add(self) -> None:
        """A new line of the part in front."""
        view, made = self._view, self._draft
        if made is None:
            return
        if view.part is Part.LINKS:
            self._begin_crosswalk(made)
            return
        dialog = self._adding(made)
        if dialog is not None:
            view.open(dialog, _SAVED)

    def edit(self) -> None:
        """Change the line in hand."""
        view, made = self._view, self._draft
        if made is None:
            return
        dialog = self._dialog_of(made, view.line)
        if dialog is None:
            view.told.emit(_NOTHING, "failed")
            return
        view.open(dialog, _SAVED)

    def move(self, by: int) -> None:
        """The line in hand up or down."""
        view, made = self._view, self._draft
        line = view.line
        if made is None or view.is_busy:  # the row before has not come to rest
            return
        match line:
            case OutlineLine(indicator=None, topic=topic):
                beside = list(made.topics).index(topic) + by
                if not 0 <= beside < len(made.topics):
                    return
                by *= 1 + len(made.topics[beside].indicators)
                view.change_at_once(MoveTopic(code=topic.code, by=1 if by > 0 else -1), "ย้ายด้านแล้ว")
            case OutlineLine(indicator=one) if one is not None:
                view.change_at_once(MoveIndicator(code=one.code, by=by), "ย้ายตัวชี้วัดแล้ว")
            case LevelLine(level=level):
                levels = list(made.levels)
                place = levels.index(level)
                if 0 <= place + by < len(levels):
                    levels.insert(place + by, levels.pop(place))
                    view.change_at_once(PutLevels(levels=tuple(levels)), "ย้ายระดับแล้ว")
            case _:
                return
        view.follow_line(by)

    def remove(self) -> None:
        """The line in hand, once confirmed."""
        view, made = self._view, self._draft
        line = view.line
        if made is None:
            return
        change: Change
        match line:
            case OutlineLine(indicator=None, topic=topic):
                told = f"ลบ “{topic.name}” และตัวชี้วัดทั้ง {len(topic.indicators):,} ข้อหรือไม่"
                change = RemoveTopic(code=topic.code)
            case OutlineLine(indicator=one) if one is not None:
                told = f"ลบข้อ {one.code} “{one.text}” หรือไม่"
                change = RemoveIndicator(code=one.code)
            case LevelLine(level=level):
                told = f"ลบ{level.title}หรือไม่"
                change = PutLevels(levels=tuple(each for each in made.levels if each != level))
            case Parameter() as one:
                told = f"ลบ “{one.label}” ของปี {one.from_year} หรือไม่"
                kept = tuple(each for each in made.parameters if each != one)
                change = PutParameters(parameters=kept)
            case Consistency() as one:
                told = f"ลบข้อสังเกต “{one.text}” หรือไม่"
                left = tuple(each for each in made.consistency if each != one)
                change = PutConsistency(consistency=left)
            case _:
                view.told.emit(_NOTHING, "failed")
                return
        detail = "รหัส ลำดับ และตัวเทียบรุ่นก่อนปรับตาม เลิกทำได้ด้วย Ctrl+Z"
        if view.context.dialogs.confirm(told, action="ลบ", detail=detail):
            view.change_at_once(change, "ลบแล้ว")

    def stages(self) -> Iterator[tuple[str, QDialog]]:
        """Dialogs of the version in hand, for pictures."""
        edition, view = self._view.edition, self._view
        made = None if edition is None else edition.instrument
        if edition is None or made is None or not made.indicators:
            return
        yield "head", HeadDialog(view, view.context, made, _nothing)
        yield "indicator", IndicatorDialog(view, view.context, made.indicators[0], _nothing)
        if made.levels:
            yield "level", LevelDialog(view, view.context, made, made.levels[-1], _nothing)
            yield "condition", ConditionDialog(view, view.context, made, None, _nothing)
        yield "parameter", ParameterDialog(view, view.context, made, None, _nothing)
        yield "doubt", DoubtDialog(view, view.context, made, None, _nothing)

    # inside

    @property
    def _draft(self) -> Instrument | None:
        """What the draft in hand defines; None where it cannot be edited."""
        edition = self._view.edition
        return None if edition is None or not edition.is_draft else edition.instrument

    def _adding(self, made: Instrument) -> QDialog | None:
        view = self._view
        if view.part is Part.LEVELS:

            def put(level: Level) -> None:
                view.change(PutLevels(levels=(*made.levels, level)))

            return LevelDialog(view, view.context, made, None, put)
        line = view.line
        if view.part is Part.PARAMETERS:
            return self._parameter_dialog(
                made, None, like=line if isinstance(line, Parameter) else None
            )
        if view.part is Part.DOUBTS:
            return self._doubt_dialog(made, None)
        if not made.topics:
            view.told.emit("ยังไม่มีด้าน กรุณากด เพิ่มด้าน… ก่อน แล้วจึงเพิ่มตัวชี้วัด", "failed")
            return None
        topic = line.topic if isinstance(line, OutlineLine) else made.topics[-1]

        def add(indicator: Any) -> None:
            view.change(AddIndicator(topic=topic.code, indicator=indicator))

        return IndicatorDialog(view, view.context, None, add)

    def _dialog_of(self, made: Instrument, line: object) -> QDialog | None:
        view = self._view
        match line:
            case OutlineLine(indicator=None, topic=topic):
                return TopicDialog(view, view.context, topic, view.change)
            case OutlineLine(indicator=one):
                return IndicatorDialog(
                    view, view.context, one, lambda put: view.change(PutIndicator(indicator=put))
                )
            case LevelLine(level=level):
                return LevelDialog(view, view.context, made, level, self._putting(made, level))
            case Parameter() as one:
                return self._parameter_dialog(made, one)
            case Consistency() as one:
                return self._doubt_dialog(made, one)
            case LinkLine(link=link, now=now):
                edition = view.edition
                before = None if edition is None else view.before(edition)
                walk = made.crosswalk
                if before is None or walk is None:
                    return None

                def set_link(wanted: Link) -> None:
                    kept = relinked(walk, wanted)
                    view.change(PutCrosswalk(version=kept.version, links=kept.links))

                return LinkDialog(view, view.context, link, before, now, set_link)
        return None

    def _parameter_dialog(
        self, made: Instrument, was: Parameter | None, *, like: Parameter | None = None
    ) -> ParameterDialog:
        view = self._view

        def put(one: Parameter) -> None:
            kept = tuple(one if each is was else each for each in made.parameters)
            added = kept if was is not None else (*kept, one)
            ordered = tuple(sorted(added, key=lambda each: (each.key, each.from_year)))
            view.change(PutParameters(parameters=ordered))

        return ParameterDialog(view, view.context, made, was, put, like=like)

    def _doubt_dialog(self, made: Instrument, was: Consistency | None) -> DoubtDialog:
        view = self._view

        def put(one: Consistency) -> None:
            kept = tuple(one if each is was else each for each in made.consistency)
            view.change(PutConsistency(consistency=kept if was is not None else (*kept, one)))

        return DoubtDialog(view, view.context, made, was, put)

    def _putting(self, made: Instrument, was: Level) -> Callable[[Level], None]:
        def put(level: Level) -> None:
            levels = tuple(level if each == was else each for each in made.levels)
            self._view.change(PutLevels(levels=levels))

        return put

    def _begin_crosswalk(self, made: Instrument) -> None:
        view, edition = self._view, self._view.edition
        before = None if edition is None else view.before(edition)
        if before is None:
            view.told.emit("ไม่มีรุ่นก่อนให้เทียบ แบบนี้ประกาศใช้ได้โดยไม่ต้องเทียบ", "failed")
            return
        walk = completed(made.crosswalk, before, made)
        view.change_at_once(
            PutCrosswalk(version=walk.version, links=walk.links),
            f"เทียบกับรุ่น {before.version} จากข้อความที่เหมือนกันแล้ว กรุณาตรวจทุกบรรทัด",
        )


def _nothing(_: object) -> None:
    """Pictures save nothing."""
