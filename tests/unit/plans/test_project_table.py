"""What a list of projects tells of one project."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from cdd_desktop.plans.paper.project_table import target_told
from cdd_desktop.plans.records import Project


def told(target: str, quantity: str, unit: str) -> str:
    project = Project(uuid=uuid4(), plan=None, name="ถนน")
    return target_told(replace(project, target=target, quantity=Decimal(quantity), unit=unit))


@pytest.mark.parametrize(
    ("target", "quantity", "unit"),
    [
        ("ประชาชน 60 คน", "60", "คน"),
        ("ประชาชน ๖๐ คน", "60", "คน"),
        ("ถนน กว้าง 4 เมตร ยาว 1,250.00 เมตร หนา 0.15 เมตร", "1250", "เมตร"),
        ("คลองยาว 2.5กิโลเมตร", "2.50", "กิโลเมตร"),
    ],
)
def test_an_amount_that_the_target_tells_already_is_not_told_twice(
    target: str, quantity: str, unit: str
) -> None:
    assert told(target, quantity, unit) == target


@pytest.mark.parametrize("target", ["160 คน", "0.60 คน", "60 คนงาน", "60.5 คน", "กลุ่มสตรี"])
def test_another_amount_is_told_beside_its_target(target: str) -> None:
    assert told(target, "60", "คน") == f"{target}\n60 คน"


def test_an_amount_without_a_target_stands_alone() -> None:
    assert told("", "1250", "เมตร") == "1,250 เมตร"
