"""The dialogs of an instrument's parts; each hands over what is to be done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from cdd_desktop.checklists.editing import cell_words as words
from cdd_desktop.checklists.editing.blanks import UNCHECKED
from cdd_desktop.checklists.editing.changes import PutHead, PutTopic
from cdd_desktop.checklists.editing.records import TextPart
from cdd_desktop.checklists.instruments import (
    CheckStatus,
    Households,
    Indicator,
    Instrument,
    Link,
    Relation,
    Round,
    Topic,
)
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.instruments.part_dialog import PartDialog
from cdd_desktop.places.records import PlaceKind

Act = Callable[[Any], object]
_SELECTED, _PENDING, _ALL = range(3)  # which texts are confirmed


class BeginDialog(PartDialog):
    """A new version, or a new instrument: hands over title, name and first year."""

    form = "instrument_begin_dialog"
    lines = ("full_title", "version", "in_force_from")
    called = "ร่างแบบประเมิน"

    def __init__(
        self, parent: QWidget, context: Context, title: str, act: Act, *, wants_title: bool
    ) -> None:
        super().__init__(parent, context, title, act)
        self.show_part("full_title", visible=wants_title)
        year = str(context.year + 1)
        self.begin({"version": year, "in_force_from": year})

    @override
    def typed(self) -> tuple[str, str, int]:
        year = self.whole("in_force_from")
        return self.said("full_title"), self.said("version"), year

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        fields = super().fields()
        return {**fields, "title": fields["full_title"]}


class HeadDialog(PartDialog):
    """What is said of the whole."""

    form = "instrument_head_dialog"
    lines = (
        "short_title",
        "in_force_from",
        "owner",
        "main_count",
        "households",
        "levels_note",
    )
    texts = ("full_title", "origin")
    choices = ("default_round",)
    ticks = ("before", "communities", "is_keyed", "judges_office", "judges_plan")

    def __init__(self, parent: QWidget, context: Context, instrument: Instrument, act: Act) -> None:
        super().__init__(parent, context, "ข้อมูลทั่วไปของแบบประเมิน", act)
        self._was = instrument
        self.offer("default_round", ((one.label, one) for one in Round))
        held = instrument.households
        self.begin(
            {
                "full_title": instrument.title,
                "short_title": instrument.short_title,
                "in_force_from": instrument.in_force_from,
                "owner": instrument.owner,
                "origin": instrument.source,
                "main_count": instrument.main_count,
                "households": "" if held is None else held.count,
                "levels_note": instrument.levels_note,
                "default_round": instrument.default_round,
                "before": Round.BEFORE in instrument.rounds,
                "communities": PlaceKind.COMMUNITY in instrument.subjects,
                "is_keyed": instrument.is_keyed,
                "judges_office": instrument.judges_office,
                "judges_plan": instrument.judges_plan,
            }
        )

    @override
    def typed(self) -> PutHead:
        was, held = self._was, self._was.households
        count = self.read("households", words.read_whole, None)
        households = None
        if count is not None:
            check = UNCHECKED if held is None else held.check
            households = Households(count=count, check=check)
        rounds = (*((Round.BEFORE,) if self.ticked("before") else ()), Round.AFTER)
        default = Round(self.chosen("default_round"))
        if default not in rounds:
            self.problem("default_round", "แบบนี้ไม่มีรอบก่อน กรุณาเลือกรอบหลัง หรือเลือก มีรอบก่อน")
        community = (PlaceKind.COMMUNITY,) if self.ticked("communities") else ()
        others = tuple(kind for kind in was.subjects if kind is not PlaceKind.COMMUNITY)
        kinds = (*others, *community) or (PlaceKind.VILLAGE,)
        is_office = self.ticked("judges_office")
        if is_office and community:
            self.problem("communities", "แบบที่ประเมินสำนักงานไม่ใช้กับชุมชน กรุณาเลือกอย่างเดียว")
        if is_office and self.ticked("judges_plan"):
            self.problem("judges_plan", "ประเมินสำนักงานหรือประเมินแผน กรุณาเลือกอย่างเดียว")
        return PutHead(
            title=self.needed("full_title", "กรุณาใส่ชื่อแบบประเมิน"),
            short_title=self.needed("short_title", "กรุณาใส่ชื่อย่อ ใช้ในรายการและหัวรายงาน"),
            owner=self.needed("owner", "กรุณาใส่หน่วยงานเจ้าของ"),
            source=self.needed("origin", "กรุณาบอกที่มาของแบบประเมิน"),
            in_force_from=self.whole("in_force_from"),
            subjects=() if is_office else kinds,
            rounds=rounds,
            default_round=default,
            main_count=self.whole("main_count"),
            levels_note=self.said("levels_note"),
            households=households,
            judges_office=is_office,
            judges_plan=self.ticked("judges_plan"),
            is_keyed=self.ticked("is_keyed"),
        )


class TopicDialog(PartDialog):
    """A ด้าน, new where none is given."""

    form = "instrument_topic_dialog"
    lines = ("name", "short_name", "source")
    choices = ("status",)

    def __init__(self, parent: QWidget, context: Context, topic: Topic | None, act: Act) -> None:
        super().__init__(parent, context, "เพิ่มด้าน" if topic is None else "แก้ไขด้าน", act)
        self._code = "" if topic is None else topic.code
        self.offer_checks()
        check = UNCHECKED if topic is None else topic.check
        self.begin(
            {
                "name": "" if topic is None else topic.name,
                "short_name": "" if topic is None else topic.short_name,
                "status": check.status,
                "source": check.source,
            }
        )

    @override
    def typed(self) -> PutTopic:
        name = self.needed("name", "กรุณาใส่ชื่อด้าน")
        short = self.said("short_name") or name
        return PutTopic(code=self._code, name=name, short_name=short, check=self.check())


class LinkDialog(PartDialog):
    """From which indicator of the version before one continues."""

    form = "instrument_link_dialog"
    lines = ("note",)
    choices = ("before", "relation")

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        link: Link,
        before: Instrument,
        now: Indicator | None,
        act: Act,
    ) -> None:
        title = f"ข้อ {now.code} {now.text}" if now is not None else f"ข้อ {link.before} ของรุ่นก่อน"
        super().__init__(parent, context, title, act)
        self._link = link
        nothing = [("– ไม่มีในรุ่นก่อน –", "")] if link.now else []
        offered = [(f"{one.code} {one.text}", one.code) for one in before.indicators]
        self.offer("before", [*nothing, *offered])
        fitting = [one for one in Relation if (one is Relation.DROPPED) is not bool(link.now)]
        self.offer("relation", ((one.label, one) for one in fitting))
        self.combo("before").setEnabled(bool(link.now))
        self.begin({"before": link.before, "relation": link.relation, "note": link.note})
        self.combo("before").currentIndexChanged.connect(lambda _: self._fit())

    @override
    def typed(self) -> Link:
        return replace(
            self._link,
            before=str(self.chosen("before")),
            relation=Relation(self.chosen("relation")),
            note=self.said("note"),
        )

    def _fit(self) -> None:
        """New where it continues nothing; adapted, until said otherwise, where it does."""
        is_new = not self.chosen("before")
        wanted = Relation.NEW if is_new else Relation.ADAPTED
        if is_new or self.chosen("relation") == Relation.NEW:
            self.combo("relation").setCurrentIndex(self.combo("relation").findData(wanted))


class ConfirmDialog(PartDialog):
    """Somebody compared texts with their document: hands over which, state, source and name.

    `chosen` are those in hand, `parts` all there are. A draft keeps no name: `by` is None.
    """

    form = "instrument_confirm_dialog"
    lines = ("by", "source")
    choices = ("scope", "status")
    called = "ผลการตรวจข้อความ"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        parts: Sequence[TextPart],
        chosen: Sequence[str],
        by: str | None,
        act: Act,
    ) -> None:
        super().__init__(parent, context, "ยืนยันว่าตรวจข้อความกับเอกสารแล้ว", act)
        pending = [one.part for one in parts if one.check.status is CheckStatus.PENDING]
        self._scopes = {
            _SELECTED: tuple(chosen),
            _PENDING: tuple(pending),
            _ALL: tuple(one.part for one in parts),
        }
        told = ("ที่เลือกในตาราง", "ทุกข้อความที่รอตรวจ", "ทุกข้อความของแบบนี้")
        self.offer(
            "scope",
            (
                (f"{told[scope]} ({len(names):,} รายการ)", scope)
                for scope, names in self._scopes.items()
                if names
            ),
        )
        self.offer_checks()
        self.show_part("by", visible=by is not None)
        self.begin({"status": CheckStatus.VERIFIED, "by": by or "", "source": ""})

    @override
    def typed(self) -> tuple[tuple[str, ...], CheckStatus, str, str]:
        parts = self._scopes[self.chosen("scope")]
        source = self.needed("source", "กรุณาบอกเอกสารที่ใช้ตรวจ เช่น เลขที่หนังสือ")
        return parts, CheckStatus(self.chosen("status")), source, self.said("by")
