"""Names of places stay whole at line ends from the moment they are known."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from windows import register_villages

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui import thai_text
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.known_names import KnownNames
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.linebreak import ZWSP, default_segmenter

NAME = "กินข้าวเย็นมาก"  # four words, unless somebody says that it is a name
TEXT = f"ไปบ้าน{NAME}กัน"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    thai_text.cut_by(default_segmenter())


@pytest.fixture
def known(context: Context) -> Iterator[KnownNames]:
    parent = QObject()
    yield KnownNames(context, parent)
    parent.deleteLater()


def is_whole() -> bool:
    return NAME in thai_text.wrapped(TEXT)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", [Changed.VILLAGES, Changed.ANYTHING])
def test_a_village_of_a_moment_ago_is_not_torn(
    context: Context, office_store: Store, qtbot: QtBot, kind: Changed
) -> None:
    assert not is_whole()
    register_villages(office_store, {"93010110": NAME})
    context.happened.emit(kind, None)
    qtbot.waitUntil(is_whole)


def test_what_has_nothing_to_do_with_places_is_not_asked_for(
    context: Context, known: KnownNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(known, "learn", lambda: asked.append(1))
    context.happened.emit(Changed.ANSWERS, None)
    assert asked == []


def test_names_learned_later_join_the_official_ones() -> None:
    both = default_segmenter().with_names(["บ้าน" + NAME]).with_names(["โคกชะงายใหม่มาก"])
    for text in (TEXT, "อำเภอควนขนุน", "ไปโคกชะงายใหม่มากกัน"):
        cut = both.words(text)
        assert "".join(cut) == text
    assert f"บ้าน{NAME}" in both.words(TEXT)
    assert "โคกชะงายใหม่มาก" in both.words("ไปโคกชะงายใหม่มากกัน")
    assert ZWSP not in both.breakable("โคกชะงายใหม่มาก")


def test_a_paper_made_right_after_a_rename_knows_the_name(
    services: Services,
) -> None:
    village = services.villages.by_code("93010101")
    VillageChanges(services.store, services.areas).apply(
        VillageChange(kind=ChangeKind.RENAME, village_id=village.id, name=NAME)
    )
    options = ReportOptions(report="checklist-blank", area_code="93010101", fiscal_year=2570)
    paper = services.reports.document(options, FileFormat.PDF)
    assert f"บ้าน{NAME}" in paper.place_names  # goes to the child process with the document
