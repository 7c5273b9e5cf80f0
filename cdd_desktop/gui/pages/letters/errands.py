"""What is done with the letter in hand beside writing it: its wording, its removal, its photos."""

from typing import TYPE_CHECKING

from cdd_desktop.thai.calendar import buddhist_year

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.letters.page import LettersPage

_IMAGES = "ภาพ (*.png *.jpg *.jpeg)"


class Errands:
    """Each does nothing where no letter is in hand."""

    def __init__(self, page: "LettersPage") -> None:
        self._page = page
        self._letters = page.context.services.letters

    def remove(self) -> None:
        """Remove the letter, once confirmed."""
        page, letter = self._page, self._page.letter
        if letter is None:
            return
        if not letter.version:
            page.close_letter()
            return
        question = f"ลบ{letter.kind.label} “{letter.subject}” หรือไม่"
        if page.context.dialogs.confirm(question, action="ลบ", detail="เลิกทำได้ด้วย Ctrl+Z"):
            page.query(lambda: self._letters.remove(letter.uuid), page.take_removed, writes=True)

    def keep_wording(self) -> None:
        """Let new letters of this kind begin as this one."""
        page = self._page
        if page.letter is None:
            return
        draft = page.letter_form.draft()
        said = f"{draft.kind.label}ฉบับใหม่จะขึ้นต้นด้วยข้อความนี้"
        page.query(
            lambda: self._letters.keep_wording(draft), lambda _: self._kept(said), writes=True
        )

    def drop_wording(self) -> None:
        """Let new letters of this kind begin as shipped."""
        page = self._page
        if page.letter is None:
            return
        kind = page.letter.kind
        said = f"{kind.label}ฉบับใหม่จะใช้แบบที่มากับโปรแกรม"
        page.query(
            lambda: self._letters.drop_wording(kind), lambda _: self._kept(said), writes=True
        )

    def offer_meeting(self) -> None:
        """Put in the number that the next meeting of this name has."""
        page = self._page
        if page.letter is None:
            return
        draft, year = page.letter_form.draft(), buddhist_year(page.context.today)
        page.query(lambda: self._letters.next_meeting(draft, year), page.letter_form.offer_meeting)

    def add_photo(self) -> None:
        """Choose an image file for the photo sheet."""
        page = self._page
        path = page.context.dialogs.ask_open("เลือกภาพ", _IMAGES)
        if path is not None:
            page.query(lambda: self._letters.photo(path), page.letter_form.photo_list.add)

    def _kept(self, said: str) -> None:
        self._page.context.saved.emit()
        self._page.say(said)
