"""Campaigns: one office, and many bad days for it. Seeds are told when one fails."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from windows import put_on_the_look, register_villages

from cdd_desktop.bootstrap import services_of
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.storage.store import Store

VILLAGES = {
    "93010101": "ดอนหลา",
    "93010102": "น้ำเลือด",
    "93010103": "ควนเปี๊ยะ",
    "93010151": "หัวถนน",
    "93010301": "ท่าแค",
}


@pytest.fixture(scope="session")
def campaign_template(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of one province with five villages, one of them with a begun sheet."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("campaign") / "data"))
    with Store.open(folder) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
        register_villages(store, VILLAGES)
        services = services_of(store)
        key = SheetKey(
            village_id=services.villages.by_code("93010101").id,
            instrument=MOI_23,
            fiscal_year=2569,
            round=Round.AFTER,
        )
        for code, state in (("1.1", AnswerState.PASSED), ("1.2", AnswerState.FAILED)):
            services.checklists.answer(key, code, state)
    return folder


@pytest.fixture
def office_folder(campaign_template: Path, tmp_path: Path) -> Path:
    """A copy of the office that belongs to one test, closed."""
    return Path(shutil.copytree(campaign_template, tmp_path / "data"))


@pytest.fixture
def look(qapp: QApplication) -> None:
    """The real font, style and Thai words."""
    put_on_the_look(qapp)


@pytest.fixture(autouse=True)
def _server_finds_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's server looks for what it loads beforehand along the environment's path only."""
    here = Path(__file__).parent
    folders = (here, here.parent, here.parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, folders)))
