"""What is meant by a code or a part of a name: at the till a wrong guess costs money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLineEdit, QListView
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.finding import Finding, choice, found

CHOICES = tuple(
    choice(code, f"{code}  {name}", code=code, name=name)
    for code, name in (
        ("1", "กระดาษลัง"),
        ("11", "ขวดพลาสติกใส"),
        ("12", "พลาสติกขวดขุ่น"),
        ("33", "กระป๋องอะลูมิเนียม"),
        ("007", "ทองแดง"),
    )
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("1", "1"),
        ("11", "11"),
        ("๑๒", "12"),
        ("7", "007"),
        ("ขวด", "11"),
        ("พลาสติก ขุน", "12"),  # words in any order, without tone marks
        ("ๅๅ", "11"),  # the keys of 11 under the Thai layout
        ("--", "33"),
        ("2", ""),
        ("8", ""),
        ("เหล็ก", ""),
    ],
)
def test_a_code_takes_its_own_and_a_number_of_nobody_takes_nothing(
    qtbot: QtBot, typed: str, first: str
) -> None:
    edit, view = QLineEdit(), QListView()
    qtbot.addWidget(edit)
    qtbot.addWidget(view)
    finding: Finding[str] = Finding(edit, view)
    finding.offer(CHOICES)
    taken: list[str] = []
    missed: list[str] = []
    finding.chosen.connect(taken.append)
    finding.missed.connect(missed.append)
    edit.setText(typed)
    finding.take()
    assert (taken, missed) == (([first], []) if first else ([], [typed]))


@given(st.sampled_from(CHOICES))
def test_every_code_typed_whole_comes_first(one: object) -> None:
    code = next(each.value for each in CHOICES if each is one)
    assert found(CHOICES, code)[0] is one
