"""Versions as a whole: begun, taken in and sent out, confirmed, published, thrown away."""

from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.checklists.editing.changes import PutChecks
from cdd_desktop.checklists.editing.files import export_file, import_file
from cdd_desktop.checklists.editing.records import Edition, PublishPreview, Taken, parts_of
from cdd_desktop.checklists.instruments import CheckStatus, TextCheck
from cdd_desktop.gui.pages.checklists.instruments.dialogs import BeginDialog, ConfirmDialog
from cdd_desktop.gui.pages.checklists.instruments.words import Part

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.instruments.view import InstrumentsView

_KINDS = "แบบประเมิน (*.xlsx *.yaml *.yml)"
_BOTH = "Excel (*.xlsx);;YAML (*.yaml)"
_DRAFT_AGAIN = "ข้อความของรุ่นนี้ที่ยืนยันไว้จะกลับเป็นรอตรวจ เลิกทำได้ด้วย Ctrl+Z"


class VersionActions:
    """Works on the version that the view has in hand."""

    def __init__(self, view: "InstrumentsView") -> None:
        self._view = view

    def begin(self) -> Edition | None:
        """A new version of the instrument in hand; gives it where it is made."""
        edition, instruments = self._view.edition, self._view.context.services.instruments
        if edition is None:
            return None
        drafts: list[Edition] = []

        def act(typed: tuple[str, str, int]) -> None:
            _, version, year = typed
            made = instruments.begin(edition.id, edition.content_hash, version, year)
            drafts.append(made)
            self._view.wanted = made.uuid

        title = f"ทำรุ่นใหม่จาก {edition.title} รุ่น {edition.version}"
        self._view.open(
            BeginDialog(self._view, self._view.context, title, act, wants_title=False),
            "ทำร่างรุ่นใหม่แล้ว",
        )
        return drafts[0] if drafts else None

    def begin_blank(self) -> None:
        """A new instrument with nothing in it."""
        instruments = self._view.context.services.instruments

        def act(typed: tuple[str, str, int]) -> None:
            title, version, year = typed
            self._view.wanted = instruments.begin("", None, version, year, title=title).uuid

        dialog = BeginDialog(self._view, self._view.context, "แบบประเมินใหม่", act, wants_title=True)
        self._view.open(dialog, "ทำร่างแบบประเมินใหม่แล้ว")

    def take_file(self, path: Path | None = None) -> None:
        """Take a file in as a draft."""
        chosen = path or self._view.context.dialogs.ask_open("นำเข้าแบบประเมิน", _KINDS)
        if chosen is None:
            return
        services = self._view.context.services
        self._view.query(
            lambda: import_file(services.instruments, chosen), self._took_file, writes=True
        )

    def send_file(self) -> None:
        """Write the version in hand to a file."""
        if self._view.edition is not None:
            self._send(self._view.edition)

    def send_blank(self) -> None:
        """A workbook to write indicators into: that of the draft in hand, else of a new one."""
        edition = self._view.edition
        made = edition if edition is not None and edition.is_draft else self.begin()
        if made is not None:
            self._send(made)

    def confirm(self) -> None:
        """Say that the texts chosen were compared with their document."""
        view, edition = self._view, self._view.edition
        if edition is None or edition.instrument is None:
            return
        parts = parts_of(edition.instrument)
        if not parts:
            view.told.emit("แบบนี้ยังไม่มีข้อความให้ตรวจ กรุณาเพิ่มด้านและตัวชี้วัดก่อน", "failed")
            return
        me = view.context.services.people.me()
        by = None if edition.is_draft else me.name if me else ""

        def act(typed: tuple[tuple[str, ...], CheckStatus, str, str]) -> None:
            names, status, source, told_by = typed
            if edition.is_draft:
                check = TextCheck(status=status, source=source)
                view.change(PutChecks(parts=names, check=check))
                return
            view.context.services.instruments.confirm(
                edition.id, edition.version, names, status, source=source, by=told_by
            )

        dialog = ConfirmDialog(view, view.context, parts, view.chosen_parts, by, act)
        view.open(dialog, "บันทึกการตรวจข้อความแล้ว")

    def publish(self) -> None:
        """Publish the draft in hand, or take the publishing back, once confirmed."""
        edition, instruments = self._view.edition, self._view.context.services.instruments
        if edition is None or edition.uuid is None:
            return
        uuid = edition.uuid
        if not edition.is_draft:
            question = f"ให้ {edition.title} รุ่น {edition.version} กลับเป็นร่างหรือไม่"
            if self._view.context.dialogs.confirm(
                question, action="กลับเป็นร่าง", detail=_DRAFT_AGAIN
            ):
                self._view.write(lambda: instruments.unpublish(uuid), "กลับเป็นร่างแล้ว")
            return
        self._view.query(lambda: instruments.preview_publish(uuid), self._publish)

    def discard(self) -> None:
        """Take the draft in hand away, once confirmed."""
        edition, instruments = self._view.edition, self._view.context.services.instruments
        if edition is None or edition.uuid is None:
            return
        uuid, told = edition.uuid, f"ลบร่าง {edition.title} รุ่น {edition.version} หรือไม่"
        if self._view.context.dialogs.confirm(told, action="ลบ", detail="เลิกทำได้ด้วย Ctrl+Z"):
            self._view.write(lambda: instruments.remove(uuid), "ลบร่างแล้ว")

    # inside

    def _send(self, edition: Edition) -> None:
        name = f"{edition.title} รุ่น {edition.version}.xlsx"
        out = self._view.context.dialogs.ask_save("ส่งออกแบบประเมิน", name, _BOTH)
        if out is not None:
            self._view.query(
                lambda: export_file(edition, out),
                lambda _: self._view.told.emit(f"เขียน {out.name} แล้ว แก้แล้วนำเข้าได้", "done"),
            )

    def _publish(self, preview: PublishPreview) -> None:
        edition, instruments = preview.edition, self._view.context.services.instruments
        if preview.faults:
            self._view.part_tabs.setCurrentIndex(Part.FAULTS)
            told = f"ยังประกาศใช้ไม่ได้ มี {len(preview.faults):,} เรื่องที่ต้องแก้ กรุณาแก้ตามรายการ"
            self._view.told.emit(told, "failed")
            return
        year = "" if edition.instrument is None else str(edition.instrument.in_force_from)
        detail = "แบบใหม่ตั้งแต่ปีนั้นเริ่มด้วยรุ่นนี้ เมื่อมีผู้กรอกแล้วจะแก้รุ่นนี้ไม่ได้อีก"
        if preview.begun_before:
            detail += f" มี {preview.begun_before:,} แบบที่เริ่มด้วยรุ่นอื่นแล้ว ใช้รุ่นเดิมต่อไป"
        question = f"ประกาศใช้ {edition.title} รุ่น {edition.version} ตั้งแต่ปี {year} หรือไม่"
        if edition.uuid is not None and self._view.context.dialogs.confirm(
            question, action="ประกาศใช้", detail=detail
        ):
            uuid, today = edition.uuid, self._view.context.today
            self._view.write(lambda: instruments.publish(uuid, today), "ประกาศใช้แล้ว")

    def _took_file(self, taken: Taken) -> None:
        edition = taken.edition
        self._view.wanted = edition.uuid or edition.content_hash
        if taken.is_new:
            self._view.wrote(f"รับ {edition.title} รุ่น {edition.version} เป็นร่างแล้ว")
            return
        self._view.told.emit(f"รุ่น {edition.version} มีอยู่แล้วและเหมือนกันทุกข้อ ไม่มีอะไรเปลี่ยน", "")
        self._view.refresh()
