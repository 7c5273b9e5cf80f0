"""เอกสารประชุม: put a meeting's papers together once, make them anew for each meeting."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.packs.choices import Read, offers, read_all
from cdd_desktop.gui.pages.packs.choosing import AddPartDialog
from cdd_desktop.gui.pages.packs.keeping import PackKeeping
from cdd_desktop.gui.pages.packs.outgoing import PackOutgoing
from cdd_desktop.gui.pages.packs.pack_form import PackForm
from cdd_desktop.gui.pages.packs.pack_list import PackList
from cdd_desktop.gui.pages.packs.page_keys import furnish
from cdd_desktop.gui.pages.packs.past import pack_subject
from cdd_desktop.gui.pages.packs.worker import WantedPack
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.reports.preview import PreviewPane
from cdd_desktop.gui.telling import tell
from cdd_desktop.reporting.packs import AddresseeKind, Pack

SETTLED_MS = 500
_LIST_WIDTH, _NARROW_LIST = 230, 190
_NEW_NAME = "ชุดเอกสารใหม่"
_NOTHING = "ยังไม่มีรายการในชุดนี้ กด เพิ่มรายการ แล้วเลือกรายงานหรือหนังสือ"


class PacksPage(Page):
    """A pack is kept after each edit; Ctrl+Z takes the last one back.

    Keys: Ctrl+N new · Ctrl+D copy · Ctrl+S make the PDF · Ctrl+Shift+S a file for each addressee ·
    Ctrl+Shift+P only what changed · F6 preview where there is no room beside · in the list of
    parts Ins, Del, Alt+Up, Alt+Down.
    """

    title_label: QLabel
    hint_label: ElidedLabel
    preview_button: QPushButton
    changed_button: QPushButton
    files_button: QPushButton
    save_button: QPushButton
    list_card: QFrame
    pack_list: PackList
    new_button: QPushButton
    more_button: QPushButton
    form_card: QFrame
    pack_form: PackForm
    told_label: QLabel
    busy_label: ElidedLabel
    cancel_button: QPushButton
    done_label: ElidedLabel
    open_button: QPushButton
    preview_pane: PreviewPane

    def __init__(self, context: Context, *, open_path: OpenPath = open_with_system) -> None:
        super().__init__(context)
        load_form(self, "packs_page", ElidedLabel, PackForm, PackList, PreviewPane)
        self._folder = TemporaryDirectory(prefix="cdd-desktop-", ignore_cleanup_errors=True)
        self.destroyed.connect(self._folder.cleanup)
        self._packs = context.services.packs
        self._read = Read(packs=(), letters=(), areas=())
        self._open_path = open_path
        self._wanted: UUID | None = None  # the pack to be chosen once the list is there
        self._asked = 0
        self._is_compact = False
        self._made = Path()
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self.keeping = PackKeeping(context, self)
        self.outgoing = PackOutgoing(context, self, Path(self._folder.name))
        self.hint_label.show_text("จัดไว้ครั้งเดียว ทำใหม่ทุกการประชุมด้วยข้อมูลล่าสุด")
        self.setFocusProxy(self.pack_list)
        furnish(self)
        self._connect()
        tell(self.told_label, "")
        self._show_busy("")
        self._show_done("")

    # what the shell asks

    @property
    @override
    def is_busy(self) -> bool:
        return (
            self.awaits_answers
            or self.keeping.is_busy
            or self._timer.isActive()
            or self.outgoing.is_busy
            or self.preview_pane.is_drawing
        )

    @property
    @override
    def unfinished(self) -> str:
        return self.outgoing.unfinished

    @override
    def abandon(self) -> None:
        self.outgoing.cancel()
        self.outgoing.cancel_preview()

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked = self._asked
        services = self.context.services
        self.query(lambda: (asked, read_all(services)), self._show_all)

    @override
    def set_compact(self, compact: bool) -> None:
        self._is_compact = compact
        self.list_card.setFixedWidth(_NARROW_LIST if compact else _LIST_WIDTH)
        self.preview_button.setVisible(compact)
        self._share_room()

    @override
    def history_subject(self) -> Subject | None:
        pack = self.pack
        return None if pack is None or not pack.version else pack_subject(pack)

    @override
    def leave(self) -> bool:
        self.pack_form.commit_text()
        return self.keeping.flush()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        if self._is_compact:
            self.preview_button.click()
            yield "preview", None
            self.preview_button.click()
        dialog = AddPartDialog(self, offers(self._read.letters))
        dialog.show()
        yield "add", dialog
        dialog.close()
        dialog.deleteLater()

    # packs

    @property
    def pack(self) -> Pack | None:
        """The pack in hand, as it was last edited."""
        return self.keeping.draft

    def begin(self) -> None:
        """Begin a new pack."""
        if self.leave():
            self.query(lambda: self._packs.begin(_NEW_NAME), self._begin_with)

    def copy(self) -> None:
        """Begin a pack with the parts of the one in hand."""
        pack = self.pack
        if pack is not None and self.leave():
            self.query(lambda: self._packs.copy(pack), self._begin_with)

    def remove(self) -> None:
        """Remove the pack in hand, once confirmed."""
        pack = self.pack
        if pack is None:
            return
        if not pack.version:
            tell(self.told_label, "ชุดนี้มากับโปรแกรม ลบไม่ได้ แก้ไขหรือคัดลอกเป็นชุดใหม่ได้", tone="muted")
            return
        question = f"ลบชุดเอกสาร “{pack.name}” หรือไม่"
        if self.context.dialogs.confirm(question, action="ลบ", detail="เลิกทำได้ด้วย Ctrl+Z"):
            self.query(lambda: self._packs.remove(pack.uuid), self._take_removed, writes=True)

    def _begin_with(self, pack: Pack) -> None:
        self._wanted = pack.uuid
        self.keeping.edit(pack)

    def _take_removed(self, _: None) -> None:
        self.keeping.take(None)
        self._tell_written()
        self.refresh()

    def _show_all(self, answer: tuple[int, Read]) -> None:
        asked, read = answer
        if asked != self._asked:
            return  # asked again since
        self._read = read
        if self.keeping.is_dirty:
            return  # it is being kept, or waits to be mended
        held = self.pack.uuid if self.pack else None
        wanted = self._wanted or held
        self._wanted = None
        if read.faults:
            tell(self.told_label, " · ".join(read.faults), tone="failed")
        first = read.packs[0] if read.packs else None
        shown = next((one for one in read.packs if one.uuid == wanted), first)
        self.pack_list.show_packs(read.packs, shown.uuid if shown else None)
        if shown is None:
            self.keeping.take(None)
            self._preview_soon()
        else:
            self._take(shown)

    def _take(self, pack: Pack) -> None:
        self.keeping.take(pack)
        self.pack_form.show_pack(pack, self._read)
        self.pack_form.mark({})
        self.context.record_changed.emit()
        self._preview_soon()

    def _choose(self, uuid: UUID) -> None:
        pack = self.pack
        if pack is not None and pack.uuid == uuid:
            return
        if self.leave():
            tell(self.told_label, "")
            self._show_done("")
            self._take(next(one for one in self._read.packs if one.uuid == uuid))
        elif pack is not None:
            self.pack_list.show_packs(self._read.packs, pack.uuid)

    def _edit(self, pack: Pack) -> None:
        tell(self.told_label, "")
        self.pack_form.mark({})
        self.pack_form.show_pack(pack, self._read)
        self.keeping.edit(pack)

    def _take_kept(self, _: Pack) -> None:
        self._tell_written()
        if self.pack is not None:
            self.pack_form.show_pack(self.pack, self._read)
        self.refresh()

    def _tell_written(self) -> None:
        self.context.saved.emit()
        self.context.happened.emit(Changed.PACKS, self)

    @override
    def refuse(self, problem: CddError) -> None:
        told = str(problem)
        if isinstance(problem, ValidationFailed):
            told = self.pack_form.mark(problem.problems) or "ยังไม่ได้บันทึก กรุณาแก้ตรงที่แจ้งไว้"
        tell(self.told_label, told, tone="failed")

    # paper

    def save(self) -> None:
        """Make the whole pack as one file."""
        self._make(only_changed=False, is_for_each=False)

    def save_files(self) -> None:
        """Make a file for each addressee."""
        self._make(only_changed=False, is_for_each=True)

    def save_changed(self) -> None:
        """Make what is no longer as it was printed: of one file, or of each addressee's."""
        pack = self.pack
        is_for_each = pack is not None and pack.addressees.kind is not AddresseeKind.NONE
        self._make(only_changed=True, is_for_each=is_for_each)

    def _make(self, *, only_changed: bool, is_for_each: bool) -> None:
        if self.pack is None or not self.leave():
            return
        pack = self.pack
        if is_for_each and pack.addressees.kind is AddresseeKind.NONE:
            told = "ชุดนี้ยังไม่ได้เลือกผู้รับ กรุณาเลือกที่ช่อง ผู้รับ ก่อน"
            tell(self.told_label, told, tone="failed")
            return
        tell(self.told_label, "")
        self._show_done("")
        wanted = self._wanted_pack(pack, only_changed=only_changed)
        place = self.context.areas.path(wanted.area_code)[-1].full_name
        run = self.outgoing.save_files if is_for_each else self.outgoing.save
        run(wanted, place)

    def _wanted_pack(self, pack: Pack, *, only_changed: bool = False) -> WantedPack:
        return WantedPack(
            pack=pack,
            area_code=self.context.area_code,
            fiscal_year=self.context.year,
            only_changed=only_changed,
        )

    def _preview_soon(self) -> None:
        self._timer.start()

    def _preview(self) -> None:
        pack = self.pack
        if pack is None or not (pack.items or pack.cover):
            self.preview_pane.show_message(_NOTHING)
            return
        self.preview_pane.show_busy("กำลังจัดหน้า…")
        self.outgoing.preview(self._wanted_pack(pack))

    def _show_busy(self, text: str) -> None:
        self.busy_label.show_text(text)
        for widget in (self.busy_label, self.cancel_button):
            widget.setVisible(bool(text))

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self._show_busy(f"{text} {done:,} จาก {total:,}" if total and "จาก" not in text else text)

    def _show_done(self, text: str) -> None:
        self.done_label.show_text(text)
        for widget in (self.done_label, self.open_button):
            widget.setVisible(bool(text))

    def _take_made(self, path: Path, words: str) -> None:
        self._made = path
        self._show_done(words)
        self.context.saved.emit()
        self.refresh()  # a shipped pack is the office's own from now on

    def _open_made(self) -> None:
        if not self._open_path(self._made):
            self.context.dialogs.tell(
                f"เครื่องนี้ไม่มีโปรแกรมสำหรับเปิด {self._made.name} กรุณาเปิดจากโฟลเดอร์ {self._made.parent}"
            )

    # inside

    def _share_room(self) -> None:
        over = self._is_compact and self.preview_button.isChecked()
        self.form_card.setVisible(not over)
        self.preview_pane.setVisible(over or not self._is_compact)

    def _follow(self, _: Changed, initiator: object) -> None:
        if self.isVisible() and initiator is not self:
            self.refresh()

    def _follow_place(self) -> None:
        if self.isVisible():
            self._show_done("")
            self._preview_soon()

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.begin)
        self.save_button.clicked.connect(self.save)
        self.files_button.clicked.connect(self.save_files)
        self.changed_button.clicked.connect(self.save_changed)
        self.preview_button.toggled.connect(lambda _: self._share_room())
        self.cancel_button.clicked.connect(self.outgoing.cancel)
        self.open_button.clicked.connect(self._open_made)
        self.pack_list.pack_chosen.connect(self._choose)
        self.pack_form.edited.connect(self._edit)
        self.keeping.kept.connect(self._take_kept)
        self.keeping.refused.connect(self.refuse)
        self.keeping.outdated.connect(self.refresh)
        self._timer.timeout.connect(self._preview)
        self.outgoing.previewed.connect(self.preview_pane.show_pdf)
        self.outgoing.preview_refused.connect(
            lambda problem: self.preview_pane.show_message(str(problem))
        )
        self.outgoing.preview_ended.connect(self.preview_pane.show_idle)
        self.outgoing.progressed.connect(self._show_progress)
        self.outgoing.made.connect(self._take_made)
        self.outgoing.refused.connect(self.refuse)
        self.outgoing.told.connect(lambda text: tell(self.told_label, text, tone="muted"))
        self.outgoing.ended.connect(lambda: self._show_busy(""))
        self.preview_pane.cancel_requested.connect(self.outgoing.cancel_preview)
        self.context.place_changed.connect(self._follow_place)
        self.context.happened.connect(self._follow)
