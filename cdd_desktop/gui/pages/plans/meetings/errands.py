"""What is done with meetings beside writing one: beginning, committees, links, follow-ups."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QDialog, QMenu

from cdd_desktop.gui.pages.plans.meetings.committee_dialog import CommitteeDialog
from cdd_desktop.gui.pages.plans.meetings.link_dialog import LinkDialog
from cdd_desktop.gui.pages.plans.meetings.opened import Offer, offer
from cdd_desktop.gui.pages.plans.meetings.whose_dialog import WhoseDialog
from cdd_desktop.meetings.records import Committee

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.meetings.view import MeetingsView


class Errands:
    """Each does nothing where what it is about is not in hand."""

    def __init__(self, view: "MeetingsView") -> None:
        self._view = view
        self._meetings = view.context.services.meetings
        self._new_menu = QMenu(view)
        self._committee_menu = QMenu(view)
        view.new_button.setMenu(self._new_menu)
        view.committee_button.setMenu(self._committee_menu)
        self.offer_committees()

    # committees

    def offer_committees(self) -> None:
        """Put the area's committees into the menus."""
        view = self._view
        self._new_menu.clear()
        self._committee_menu.clear()
        for committee in view.listed.committees:
            begin = self._new_menu.addAction(f"ประชุม {committee.name}")
            begin.triggered.connect(lambda _=False, uuid=committee.uuid: self.begin(uuid))
            change = self._committee_menu.addAction(f"แก้ไข {committee.name}…")
            change.triggered.connect(lambda _=False, one=committee: self._edit_committee(one))
        if view.listed.committees:
            self._new_menu.addSeparator()
            self._committee_menu.addSeparator()
        self._new_menu.addAction("ประชาคมหมู่บ้านหรือตำบล…").triggered.connect(
            lambda: self._ask_place(is_committee=False)
        )
        self._committee_menu.addAction("ตั้งคณะกรรมการใหม่…").triggered.connect(
            lambda: self._ask_place(is_committee=True)
        )

    def begin(self, committee: UUID) -> None:
        """Begin the next meeting of a committee."""
        today = self._view.context.today
        self._view.begin(lambda: self._meetings.begin(committee, today))

    def _ask_place(self, *, is_committee: bool) -> None:
        view = self._view
        services, area, year = view.context.services, view.context.area_code, view.context.year

        def take(read: Offer) -> None:
            self._choose_place(read, is_committee=is_committee)

        view.query(lambda: offer(services, area, year), take)

    def _choose_place(self, read: Offer, *, is_committee: bool) -> None:
        view = self._view
        dialog = WhoseDialog(view, read, is_committee=is_committee)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        place, kind = dialog.place, dialog.kind
        dialog.deleteLater()
        if not taken or place is None:
            return
        if is_committee:
            view.query(lambda: self._meetings.begin_committee(kind, place), self._edit_committee)
        else:
            today = view.context.today
            view.begin(lambda: self._meetings.begin(place, today))

    def _edit_committee(self, committee: Committee) -> None:
        view = self._view
        where = self._meetings.place_name(committee.place)
        dialog = CommitteeDialog(view, view.context, committee, where)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if taken:
            view.wrote("บันทึกคณะกรรมการแล้ว")

    # the meeting in hand

    def remove(self) -> None:
        """Remove the meeting, once confirmed."""
        view, meeting = self._view, self._view.meeting
        if meeting is None:
            return
        if not meeting.version:
            view.close_meeting()
            return
        question = f"ลบ {meeting.title} ครั้งที่ {meeting.times} หรือไม่"
        if not view.context.dialogs.confirm(question, action="ลบ", detail="เลิกทำได้ด้วย Ctrl+Z"):
            return

        def take(_: None) -> None:
            view.close_meeting()
            view.wrote("ลบการประชุมแล้ว")

        view.query(lambda: self._meetings.remove(meeting.uuid), take, writes=True)

    def offer_number(self) -> None:
        """Put in the number that comes next in the year of the day typed."""
        view = self._view
        if view.meeting is not None:
            draft = view.meeting_form.draft()
            view.query(lambda: self._meetings.next_number(draft), view.meeting_form.take_number)

    def call(self) -> None:
        """Add the committee's members of the day."""
        view = self._view
        if view.meeting is not None:
            draft = view.meeting_form.draft()
            view.query(lambda: self._meetings.called(draft), view.meeting_form.take_people)

    # resolutions

    def link(self) -> None:
        """Choose projects that the item is about; written at once."""
        view = self._view
        item = view.meeting_form.items_editor.item
        if item is None or view.meeting is None:
            return
        if item.uuid not in {one.uuid for one in view.meeting.items} or not view.meeting.version:
            view.told.emit("ระเบียบวาระนี้ยังไม่ได้บันทึก กรุณาบันทึก (Ctrl+S) ก่อนเชื่อมโครงการ", "failed")
            return
        dialog = LinkDialog(view, view.context, f"ระเบียบวาระที่ {item.number} {item.heading}")
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen
        dialog.deleteLater()
        if taken and chosen:
            resolutions = view.context.services.resolutions
            view.query(
                lambda: resolutions.link(item.uuid, chosen),
                lambda _: self._linked(f"เชื่อม {len(chosen)} โครงการกับมติแล้ว"),
                writes=True,
            )

    def unlink(self) -> None:
        """Take the chosen project from the item."""
        view = self._view
        editor = view.meeting_form.items_editor
        item, project = editor.item, editor.chosen_project
        if item is not None and project is not None:
            resolutions = view.context.services.resolutions
            view.query(
                lambda: resolutions.unlink(item.uuid, [project.uuid]),
                lambda _: self._linked("นำโครงการออกจากมติแล้ว"),
                writes=True,
            )

    def _linked(self, said: str) -> None:
        """Links are no inputs: what is typed stays as it is."""
        view, meeting = self._view, self._view.meeting
        view.wrote(said)
        if meeting is not None:
            resolutions = view.context.services.resolutions
            view.query(
                lambda: resolutions.of_meeting(meeting.uuid),
                view.meeting_form.items_editor.show_linked,
            )

    # follow-ups

    def finish(self) -> None:
        """The follow-up chosen is done today, or not after all."""
        view, line = self._view, self._view.follow_up
        if line is None:
            return
        done_on = view.context.today if line.follow_up.done_on is None else None
        said = "บันทึกว่าเสร็จแล้ว" if done_on else "กลับเป็นรอติดตามแล้ว"
        view.query(
            lambda: self._meetings.finish(line.follow_up.uuid, done_on),
            lambda _: view.wrote(said),
            writes=True,
        )

    def go(self) -> None:
        """Open the meeting of the follow-up chosen."""
        view, line = self._view, self._view.follow_up
        if line is not None and view.leave():
            view.follow_button.setChecked(False)
            view.close_meeting()
            view.show_target(line.meeting.uuid)
