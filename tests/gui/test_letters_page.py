"""Letters in the window: written from a template, saved, issued, duplicated, on paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.letters.letter_form import LetterForm
from cdd_desktop.gui.pages.letters.letter_list import LetterList
from cdd_desktop.gui.pages.letters.list_model import LetterListModel
from cdd_desktop.gui.pages.letters.opened import opened
from cdd_desktop.gui.pages.letters.page import LettersPage
from cdd_desktop.gui.pages.letters.photo_list import PhotoModel
from cdd_desktop.gui.pages.settings.emblem import EmblemSection
from cdd_desktop.letters.drawing import LetterFormat
from cdd_desktop.letters.records import Letter, LetterKind, LetterState
from cdd_desktop.people.records import Role

WITHIN = 60_000


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cdd_desktop.gui.pages.letters.page.SETTLED_MS", 0)


@pytest.fixture
def page(qtbot: QtBot, context: Context, no_child: None) -> LettersPage:
    return show_page(qtbot, context)


@pytest.fixture
def page_with_child(qtbot: QtBot, context: Context) -> LettersPage:
    return show_page(qtbot, context)


def show_page(qtbot: QtBot, context: Context) -> LettersPage:
    def no_printer(_pages: int, _title: str, _window: QWidget) -> QPrinter | None:
        return None

    page = LettersPage(context, ask=no_printer)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.set_compact(compact=False)
    page.show()
    page.refresh()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: LettersPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def begin(qtbot: QtBot, page: LettersPage, kind: LetterKind = LetterKind.MEMO) -> None:
    page.begin(kind)
    settle(qtbot, page)


def saved(qtbot: QtBot, page: LettersPage) -> Letter:
    page.save()
    settle(qtbot, page)
    assert page.letter is not None
    return page.letter


def image(folder: Path) -> Path:
    path = folder / "ภาพ.jpg"
    Image.new("RGB", (120, 80), "teal").save(path)
    return path


def test_without_letters_the_page_says_what_to_do_first(page: LettersPage) -> None:
    assert page.content_stack.currentWidget() is page.empty_widget
    assert not page.print_button.isEnabled()


def test_a_new_letter_is_shown_with_its_paper_and_is_no_edit(
    qtbot: QtBot, page: LettersPage, context: Context
) -> None:
    begin(qtbot, page)
    assert page.letter_form.subject_edit.text().startswith("รายงานผล")
    assert page.preview_pane.page_count == 1
    assert not page.letter_form.is_dirty
    assert page.save_button.isEnabled()
    assert context.services.letters.all() == ()
    assert page.letter_form.wording_label.text().replace("\u200b", "").startswith("รอตรวจ")


def test_what_was_typed_is_saved_and_listed(
    qtbot: QtBot, page: LettersPage, context: Context
) -> None:
    begin(qtbot, page)
    page.letter_form.number_edit.setText("พท 0019/1")
    letter = saved(qtbot, page)
    assert letter.number == "พท 0019/1"
    assert not page.letter_form.is_dirty
    assert page.letter_list.chosen == letter.uuid
    assert page.told_label.text().replace("\u200b", "") == "บันทึกแล้ว"
    assert context.services.letters.get(letter.uuid) == letter


def test_a_wrong_field_is_told_beside_the_text_and_on_the_paper(
    qtbot: QtBot, page: LettersPage
) -> None:
    begin(qtbot, page)
    page.letter_form.body_edit.setPlainText("จำนวน {จำนวนหมู}")
    settle(qtbot, page)
    assert "{จำนวนหมู}" in page.preview_pane.message
    page.save()
    settle(qtbot, page)
    assert "บรรทัดที่ 1" in page.letter_form.body_problem.text().replace("\u200b", "")
    assert page.letter is not None
    assert page.letter.version == 0


def test_a_date_that_is_none_stops_the_saving(qtbot: QtBot, page: LettersPage) -> None:
    begin(qtbot, page)
    page.letter_form.dated_edit.setText("เมื่อวาน")
    assert saved(qtbot, page).version == 0
    assert page.letter_form.dated_problem.isVisible()


def test_an_issued_letter_cannot_be_typed_in_until_it_is_a_draft_again(
    qtbot: QtBot, page: LettersPage
) -> None:
    begin(qtbot, page)
    page.letter_form.number_edit.setText("1")
    page.letter_form.dated_edit.setText("22/11/69")
    saved(qtbot, page)
    page.change_state()
    settle(qtbot, page)
    assert page.letter is not None
    assert page.letter.state is LetterState.ISSUED
    assert page.letter_form.body_edit.isReadOnly()
    page.change_state()
    settle(qtbot, page)
    assert page.letter.state is LetterState.DRAFT
    assert not page.letter_form.body_edit.isReadOnly()


def test_leaving_an_edited_letter_asks_and_may_stay_save_or_forget(
    qtbot: QtBot, page: LettersPage, dialogs: FakeDialogs, context: Context
) -> None:
    begin(qtbot, page)
    assert page.leave()
    assert dialogs.asked == []
    page.letter_form.subject_edit.setText("เรื่องใหม่")
    dialogs.leaving = Leaving.STAY
    assert not page.leave()
    dialogs.leaving = Leaving.SAVE
    assert page.leave()
    assert [line.subject for line in context.services.letters.all()] == ["เรื่องใหม่"]
    assert page.letter is None


def test_last_years_letter_is_duplicated_for_the_year_looked_at(
    qtbot: QtBot, page: LettersPage, context: Context
) -> None:
    begin(qtbot, page)
    before = saved(qtbot, page)
    context.look_at(year=before.fiscal_year + 1)
    settle(qtbot, page)
    page.letter_list.every_year_check.setChecked(True)
    page.duplicate()
    settle(qtbot, page)
    assert page.letter is not None
    assert (page.letter.version, page.letter.fiscal_year) == (0, before.fiscal_year + 1)


def test_a_letter_taken_back_is_in_hand_no_more(
    qtbot: QtBot, page: LettersPage, context: Context
) -> None:
    begin(qtbot, page)
    saved(qtbot, page)
    assert page.history_subject() is not None
    history = context.services.history
    history.undo(history.recent(1)[0].id)
    context.happened.emit(Changed.ANYTHING, None)
    settle(qtbot, page)
    assert page.letter is None
    assert page.history_subject() is None


def test_removing_asks_and_takes_the_letter_from_the_list(
    qtbot: QtBot, page: LettersPage, context: Context, dialogs: FakeDialogs
) -> None:
    begin(qtbot, page)
    saved(qtbot, page)
    dialogs.confirms = False
    page.errands.remove()
    assert page.letter is not None
    dialogs.confirms = True
    page.errands.remove()
    settle(qtbot, page)
    assert context.services.letters.all() == ()


def test_a_letter_becomes_a_word_file_and_a_pdf(
    qtbot: QtBot, page_with_child: LettersPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = page_with_child
    begin(qtbot, page)
    for file_format, starts in ((LetterFormat.WORD, b"PK"), (LetterFormat.PDF, b"%PDF")):
        dialogs.path = tmp_path / "หนังสือ"
        page.save_file(file_format)
        settle(qtbot, page)
        written = tmp_path / f"หนังสือ.{file_format.value}"
        assert written.read_bytes().startswith(starts)


def test_the_office_wording_and_the_next_meeting_are_offered(
    qtbot: QtBot, page: LettersPage, context: Context
) -> None:
    begin(qtbot, page, LetterKind.MINUTES)
    page.errands.offer_meeting()
    settle(qtbot, page)
    numbers = [edit.text() for edit in page.letter_form.findChildren(QLineEdit)]
    assert "1/2569" in numbers
    page.letter_form.body_edit.setPlainText("# ระเบียบวาระของเรา")
    page.errands.keep_wording()
    settle(qtbot, page)
    letters = context.services.letters
    assert letters.template(LetterKind.MINUTES).body == "# ระเบียบวาระของเรา"
    page.errands.drop_wording()
    settle(qtbot, page)
    assert not letters.template(LetterKind.MINUTES).is_own


def test_photos_are_added_captioned_ordered_and_taken_out(
    qtbot: QtBot, page: LettersPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    begin(qtbot, page, LetterKind.PHOTOS)
    dialogs.path = image(tmp_path)
    photos = page.letter_form.photo_list
    for caption in ("แรก", "สอง"):
        page.errands.add_photo()
        settle(qtbot, page)
        photos.caption_edit.setText(caption)
        photos.caption_edit.textEdited.emit(caption)
    photos.earlier_button.click()
    assert [photo.caption for photo in photos.photos] == ["สอง", "แรก"]
    photos.remove_button.click()
    assert [photo.caption for photo in saved(qtbot, page).photos] == ["แรก"]
    dialogs.path = tmp_path / "ไม่ใช่ภาพ.png"
    dialogs.path.write_text("x", encoding="utf-8")
    page.errands.add_photo()
    settle(qtbot, page)
    assert "ไม่ใช่ภาพ.png" in page.told_label.text().replace("\u200b", "")


def test_a_field_is_put_in_where_the_cursor_stands(qtbot: QtBot, page: LettersPage) -> None:
    begin(qtbot, page)
    page.letter_form.body_edit.setPlainText("")
    actions = page.letter_form.fields_menu.actions()
    next(action for action in actions if action.text() == "{จังหวัด}").trigger()
    assert page.letter_form.body_edit.toPlainText() == "{จังหวัด}"


def test_in_a_narrow_window_the_preview_takes_the_place_of_the_form(
    qtbot: QtBot, page: LettersPage
) -> None:
    begin(qtbot, page)
    page.set_compact(compact=True)
    assert page.form_card.isVisible()
    assert not page.preview_pane.isVisible()
    page.preview_button.click()
    assert page.preview_pane.isVisible()
    assert not page.form_card.isVisible()


def test_the_models_are_sound(qtbot: QtBot, page: LettersPage) -> None:
    begin(qtbot, page)
    saved(qtbot, page)
    model = page.findChild(LetterList).findChild(LetterListModel)
    assert model.rowCount() == 1
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    photos = PhotoModel()
    QAbstractItemModelTester(photos, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_emblem_is_chosen_and_taken_away_in_the_settings(
    qtbot: QtBot, context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    section = EmblemSection(context)
    qtbot.addWidget(section)
    section.load()
    assert not section.remove_button.isEnabled()
    dialogs.path = tmp_path / "ครุฑ.png"
    dialogs.path.write_text("x", encoding="utf-8")
    section.choose_button.click()
    assert "ครุฑ.png" in section.told_label.text().replace("\u200b", "")
    dialogs.path = image(tmp_path)
    section.choose_button.click()
    assert context.services.letters.emblem() is not None
    section.remove_button.click()
    assert context.services.letters.emblem() is None


def test_a_signatory_with_a_long_position_makes_the_form_no_wider(
    qtbot: QtBot, context: Context
) -> None:
    services = context.services
    blank = services.signatories.blank(Role.CERTIFIER, "93")
    position = "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ หัวหน้ากลุ่มงานยุทธศาสตร์การพัฒนาชุมชน" * 2
    services.signatories.save(replace(blank, name="นายจำลอง มีสุข", position=position))
    form = LetterForm()
    qtbot.addWidget(form)
    form.load(opened(services, services.letters.begin(LetterKind.MEMO, "93", 2570)))
    assert position in form.signer_combo.itemText(form.signer_combo.count() - 1)
    changed = QEvent(QEvent.Type.StyleChange)  # as when the window gets its looks
    QApplication.sendEvent(form.signer_combo, changed)
    form.signer_combo.updateGeometry()
    assert form.form_place.minimumSizeHint().width() <= form.minimumSizeHint().width()
