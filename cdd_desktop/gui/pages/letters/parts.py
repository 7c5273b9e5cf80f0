"""What the page of letters shows around the form: which letter it is, and what can be done now."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.telling import tell
from cdd_desktop.letters.records import LetterState

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.letters.page import LettersPage

_NO_LETTER = "เลือกหนังสือทางซ้าย หรือกด เขียนใหม่ (Ctrl+N)"


def show_parts(page: "LettersPage") -> None:
    """Show what belongs to the letter in hand, or to none."""
    letter = page.letter
    has = letter is not None
    is_nothing = not has and not page.letter_list.has_letters
    page.content_stack.setCurrentWidget(page.empty_widget if is_nothing else page.work_widget)
    for widget in (page.letter_form, page.save_button, page.state_button, page.more_button):
        widget.setVisible(has)
    for button in (page.print_button, page.file_button):
        button.setEnabled(has)
    if letter is None:
        page.kind_label.show_text("")
        page.state_label.setText("")
        tell(page.told_label, _NO_LETTER, tone="muted")
        page.preview_pane.show_message(_NO_LETTER)
        return
    is_issued = letter.state is LetterState.ISSUED
    page.kind_label.show_text(letter.kind.label)
    page.state_button.setText("กลับเป็นร่าง" if is_issued else "บันทึกว่าออกแล้ว")
    show_state(page)


def show_state(page: "LettersPage") -> None:
    """Say whether there is something to be saved."""
    letter = page.letter
    if letter is None:
        return
    is_dirty = page.letter_form.is_dirty
    if not letter.version:
        page.state_label.setText("ร่างใหม่ ยังไม่ได้บันทึก")
    else:
        page.state_label.setText("ยังไม่ได้บันทึก" if is_dirty else letter.state.label)
    page.save_button.setEnabled(is_dirty or not letter.version)
    page.state_button.setEnabled(bool(letter.version))
