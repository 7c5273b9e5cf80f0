"""What is done with the marked sheets: a dialog asks, the view's worker does it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    Announcement,
    Exceptions,
    RoundOf,
    Sending,
    StageLine,
)
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.checklists.approval.move_dialog import Deed, MoveDialog, Wish

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.approval.view import ApprovalView

_AMPHOE_LENGTH = 4
UNDO = "เลิกทำได้ด้วย Ctrl+Z"


class SheetMoves:
    """The deeds of the view of approvals."""

    def __init__(self, view: "ApprovalView", context: Context) -> None:
        self._view = view
        self._context = context

    def start(self, deed: Deed) -> None:
        """Ask how the marked sheets are to be moved, what to look at first."""
        lines = self.movable(deed)
        dialog = self.dialog(deed, lines)
        if dialog is None:
            self._view.told.emit(_why_none(deed), "muted")
        else:
            dialog.open()

    def movable(self, deed: Deed) -> list[StageLine]:
        """Those marked sheets that the deed could be meant for."""
        begun = [line for line in self._view.chosen if line.sheet is not None]
        match deed:
            case Deed.FORWARD | Deed.ANNOUNCE:
                return [line for line in begun if line.stage != ANNOUNCED]
            case Deed.BACK:
                first = "" if self._view.read is None else self._view.read.way.first.key
                return [line for line in begun if line.stage not in (ANNOUNCED, first)]
        return [line for line in begun if line.is_locked]

    def dialog(self, deed: Deed, lines: Sequence[StageLine]) -> MoveDialog | None:
        read = self._view.read
        if read is None or not lines:
            return None
        sheets = [line.sheet for line in lines if line.sheet is not None]
        ranks = [read.way.rank(line.stage) for line in lines]
        steps = read.way.active
        numbers: Sequence[str] = ()
        letters: Sequence[Sending] = ()
        amphoe = {line.code[:_AMPHOE_LENGTH] for line in lines}
        if deed is Deed.FORWARD:
            steps = tuple(
                step
                for step in steps
                if step.key != ANNOUNCED and read.way.rank(step.key) > min(ranks)
            )
            letters = [one for one in read.sendings if one.amphoe_code in amphoe]
            numbers = [one.letter_number for one in letters]
        elif deed is Deed.BACK:
            steps = tuple(step for step in steps if read.way.rank(step.key) < min(ranks))
        elif deed is Deed.ANNOUNCE:
            numbers = [one.number for one in read.announcements]
        if deed in (Deed.FORWARD, Deed.BACK) and not steps:
            return None
        dialog = MoveDialog(
            self._view,
            self._context,
            deed,
            sheets,
            steps if deed in (Deed.FORWARD, Deed.BACK) else (),
            numbers=numbers,
            is_one_amphoe=len(amphoe) == 1,
            letter_date=letters[0].letter_date if letters else None,
        )
        dialog.wished.connect(partial(self._do, dialog, deed, next(iter(amphoe))))
        if deed.has_exceptions:
            dialog.step_chosen.connect(partial(self._look, dialog, sheets))
            step = dialog.step
            self._look(dialog, sheets, ANNOUNCED if step is None else step.key)
        return dialog

    def _look(self, dialog: MoveDialog, sheets: Sequence[UUID], to: str) -> None:
        workflow = self._context.services.workflow

        def take(read: tuple[str, Exceptions]) -> None:
            step = dialog.step
            if read[0] == (ANNOUNCED if step is None else step.key):
                dialog.show_exceptions(read[1])

        gone: list[bool] = []
        dialog.finished.connect(lambda _: gone.append(True))
        self._view.query(
            lambda: (to, workflow.exceptions(sheets, to)),
            lambda read: None if gone else take(read),
        )

    def _do(self, dialog: MoveDialog, deed: Deed, amphoe: str, wish: Wish) -> None:
        workflow, round_, read = (
            self._context.services.workflow,
            self._view.round_of,
            self._view.read,
        )
        if read is None:
            return
        known = {one.amphoe_code: one for one in read.sendings}.get(amphoe)
        told = {one.number: one for one in read.announcements}.get(wish.number.strip())

        def work() -> int | CddError:
            try:
                match deed:
                    case Deed.FORWARD if wish.number:
                        return workflow.send(
                            _sending(wish, round_, amphoe, known), wish.sheets, wish.on
                        )
                    case Deed.FORWARD:
                        return workflow.forward(wish.sheets, wish.to, wish.on, wish.reason)
                    case Deed.BACK:
                        return workflow.send_back(wish.sheets, wish.to, wish.reason, wish.on)
                    case Deed.UNLOCK:
                        return workflow.unlock(wish.sheets, wish.reason, wish.on)
                new = Announcement(
                    uuid=uuid4(), round=round_, number=wish.number, announced_on=wish.on
                )
                return workflow.announce(told or new, wish.sheets)
            except CddError as problem:
                return problem

        self._view.query(work, partial(self._take_done, dialog, deed), writes=True)

    def _take_done(self, dialog: MoveDialog, deed: Deed, outcome: int | CddError) -> None:
        if isinstance(outcome, CddError):
            dialog.refuse(outcome)
            return
        dialog.accept()
        self._view.page.wrote(f"{deed.value}แล้ว {outcome:,} หมู่บ้าน {UNDO}", Changed.STAGES)
        self._view.refresh()


def _sending(wish: Wish, round_: RoundOf, amphoe: str, known: Sending | None) -> Sending:
    """The letter that goes with sheets: the one there is, or a new one."""
    return Sending(
        uuid=uuid4() if known is None else known.uuid,
        version=0 if known is None else known.version,
        round=round_,
        amphoe_code=amphoe,
        letter_number=wish.number,
        letter_date=wish.letter_date,
        received_on=None if known is None else known.received_on,
        note="" if known is None else known.note,
    )


def _why_none(deed: Deed) -> str:
    """What to choose where a deed is meant for none of the marked villages."""
    return {
        Deed.FORWARD: "เสนอได้เฉพาะหมู่บ้านที่เริ่มประเมินแล้วและยังไม่ประกาศ กรุณาเลือกหมู่บ้าน",
        Deed.BACK: "ส่งคืนได้เฉพาะแบบที่เสนอแล้วและยังไม่ประกาศ กรุณาเลือกหมู่บ้าน",
        Deed.ANNOUNCE: "ประกาศได้เฉพาะหมู่บ้านที่ตอบครบและยังไม่ประกาศ กรุณาเลือกหมู่บ้าน",
        Deed.UNLOCK: "หมู่บ้านที่เลือกไม่ได้ล็อก จึงไม่ต้องปลดล็อก",
    }[deed]
