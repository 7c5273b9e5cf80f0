"""Work that somebody kills, in a process of its own; see test_kills.

Says through its pipe what it is about to do (`giving`) and, once that is told as saved, that it
is in (`saved`). Never ends by itself.
"""

import dataclasses
import itertools
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from entry_pages import entry_in
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from windows import FakeDialogs, Keyboard, put_on_the_look

from cdd_desktop.bootstrap import Services, open_office, services_of
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.progress import Silent
from cdd_desktop.storage.backups import carry_out
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.restoring import restore
from cdd_desktop.storage.store import Store

Say = Callable[..., None]

VILLAGES = ("93010101", "93010102", "93010103", "93010301")
STATES = (AnswerState.PASSED, AnswerState.FAILED)


def key_answers(say: Say, folder: Path, dice: random.Random, _: Path) -> None:
    """Answers through the service, as fast as they go."""
    services = open_office(folder)
    codes = [one.code for one in services.checklists.instrument(MOI_23).indicators]
    while True:
        code, indicator = dice.choice(VILLAGES), dice.choice(codes)
        state = dice.choice(STATES)
        key = SheetKey(
            village_id=services.villages.by_code(code).id,
            instrument=MOI_23,
            fiscal_year=2570,
            round=Round.AFTER,
        )
        say("giving", key.village_id, indicator, state.value)
        services.checklists.answer(key, indicator, state)
        say("saved", key.village_id, indicator, state.value)


def key_in_the_window(say: Say, folder: Path, dice: random.Random, _: Path) -> None:
    """Keys in the real window; saved is what its line shows as such."""
    app = QApplication([])
    put_on_the_look(app)
    state = WindowState(folder)
    window = MainWindow(state)
    desk = Desk(window, state, folder, FakeDialogs(), today=lambda: date(2026, 11, 22))
    window.show()
    desk.open()

    def strike() -> None:
        page = entry_in(window.page)
        line = page.answer_table.current_line()
        if line is None or page.sheet is None or dice.random() < 0.05:
            Keyboard.THAI.press(page.answer_table, dice.choice(("PgDn", "PgUp")))
            return
        village, code = page.sheet.key.village_id, line.indicator.code
        cap = dice.choice(("1", "0"))
        answer = STATES[0] if cap == "1" else STATES[1]
        say("giving", village, code, answer.value)
        Keyboard.THAI.press(page.answer_table, cap)
        shown = page.answer_table.answers.line_at(page.answer_table.answers.row_of(code))
        if (
            page.sheet.key.village_id == village
            and shown is not None
            and shown.answer is not None
            and not shown.is_pending
            and window.saved_label.text().startswith("● บันทึกแล้ว")
        ):
            say("saved", village, code, shown.answer.state.value)

    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(strike)
    timer.start()
    app.exec()


def import_again_and_again(say: Say, folder: Path, take: Callable[[Services], int | None]) -> None:
    """An import, which is taken back, and again."""
    services = open_office(folder)
    while True:
        say("giving", "import")
        operation = take(services)
        assert operation is not None
        say("saved", "import")
        say("giving", "undo")
        services.history.undo(operation)
        say("saved", "undo")


def import_answers(say: Say, folder: Path, path: Path) -> None:
    """A file of answers."""

    def take(services: Services) -> int | None:
        importer = AnswerImporter(services.store, services.checklists, services.villages)
        return importer.run(path, instrument_id=MOI_23).operation

    import_again_and_again(say, folder, take)


def import_villages(say: Say, folder: Path, _: random.Random, files: Path) -> None:
    """A register of villages."""

    def take(services: Services) -> int | None:
        VillageImporter(services.store, services.areas).run(files / "villages.csv")
        return services.history.recent(1)[0].id

    import_again_and_again(say, folder, take)


def back_up(say: Say, folder: Path, _: random.Random, __: Path) -> None:
    """Automatic backups, an hour apart by their clock, thinned as they are."""
    store = Store.open(folder)
    plan = services_of(store).backups.plan(Reason.INTERVAL)
    for number in itertools.count():
        made_at = datetime.now(UTC) + timedelta(hours=number)
        say("giving", "backup")
        done = carry_out(Silent(), dataclasses.replace(plan, made_at=made_at))
        say("saved", "backup", done.path)


def bring_back(say: Say, folder: Path, _: random.Random, files: Path) -> None:
    """Two backups of the same office, in turn."""
    for name in itertools.cycle(("few.cddbackup", "many.cddbackup")):
        say("giving", "restore", name)
        restore(files / name, folder)
        say("saved", "restore", name)


JOBS: dict[str, Callable[[Say, Path, random.Random, Path], None]] = {
    "keys": key_answers,
    "list": lambda say, folder, _, files: import_answers(say, folder, files / "list.csv"),
    "wide": lambda say, folder, _, files: import_answers(say, folder, files / "wide.xlsx"),
    "villages": import_villages,
    "backup": back_up,
    "restore": bring_back,
    "window": key_in_the_window,
}


def work(pipe: Connection, job: str, folder: Path, seed: int, files: Path) -> None:
    """Work until killed; a message is in the pipe whole before `say` returns."""

    def say(*words: object) -> None:
        pipe.send(tuple(map(str, words)))

    JOBS[job](say, folder, random.Random(seed), files)
