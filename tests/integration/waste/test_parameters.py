"""The office's own rates and targets: with their source, nearest first, undone, refused twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import Confidence
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Parameter, Rate, Target, sources_of
from cdd_desktop.waste.parameters.rules import parameter_problems
from cdd_desktop.waste.parameters.service import ParameterService

DAY = date(2026, 10, 31)
SOURCE = "ทสจ.พัทลุง พ.ศ. 2569"


@pytest.fixture
def parameters(store: Store) -> ParameterService:
    return ParameterService(store)


def _own(parameters: ParameterService, value: str, area: str = "", **more: object) -> Parameter:
    begun = parameters.begin(Rate.WASTE_PER_HEAD, area)
    told = {"value": Decimal(value), "source": SOURCE, **more}
    return parameters.save(replace(begun, **told))  # type: ignore[arg-type]


def _target(measure: str = "bins", value: str = "100") -> Target:
    return Target(
        uuid=UUID(int=uuid7().int),
        area_code="93",
        fiscal_year=2570,
        measure=measure,
        value=Decimal(value),
        source="แผนจังหวัด",
    )


def test_the_nearest_area_holds_and_the_offices_own_before_the_shipped(
    parameters: ParameterService,
) -> None:
    _own(parameters, "0.9")  # without a day: holds past the shipped one of 2567
    _own(parameters, "0.8", "9301", from_day=date(2026, 1, 1))
    held = parameters.parameters()
    assert held.value(Rate.WASTE_PER_HEAD, DAY, "93020101") == Decimal("0.9")
    assert held.value(Rate.WASTE_PER_HEAD, DAY, "93010101") == Decimal("0.8")
    assert held.value(Rate.WASTE_PER_HEAD, date(2025, 1, 1), "930101") == Decimal("0.9")
    assert held.value(Rate.WET_PER_HEAD, DAY) == Decimal("0.252")


def test_an_empty_value_of_the_office_means_that_nothing_is_reckoned(
    parameters: ParameterService,
) -> None:
    begun = parameters.begin(Rate.GHG_PER_TONNE)
    parameters.save(replace(begun, source=SOURCE))
    held = parameters.parameters()
    assert held.value(Rate.GHG_PER_TONNE, DAY) is None
    found = held.at(Rate.GHG_PER_TONNE, DAY)
    assert found is not None
    assert found.confidence is Confidence.OWN
    assert sources_of([found]) == ()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"source": ""}, "source"),
        ({"source": "ก" * 501}, "source"),
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal("0.0000001")}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"value": Decimal(10**10)}, "value"),
        ({"area_code": "9"}, "area_code"),
        ({"from_day": date(3000, 1, 1)}, "from_day"),
    ],
)
def test_a_rate_is_refused_at_its_field(told: dict[str, object], field: str) -> None:
    shipped_one = shipped().entries[0]
    assert parameter_problems(shipped_one) == {}
    assert list(parameter_problems(replace(shipped_one, **told))) == [field]  # type: ignore[arg-type]


def test_a_share_above_a_hundred_is_refused(parameters: ParameterService) -> None:
    begun = parameters.begin(Rate.SHARE_ORGANIC)
    with pytest.raises(ValidationFailed, match="ร้อยละ"):
        parameters.save(replace(begun, value=Decimal(101), source=SOURCE))


def test_a_second_value_of_one_area_and_day_is_refused(parameters: ParameterService) -> None:
    first = _own(parameters, "0.9")
    with pytest.raises(ValidationFailed, match="อยู่แล้ว"):
        _own(parameters, "1")
    assert parameters.save(replace(first, value=Decimal(1))).value == 1


def test_an_old_copy_and_one_that_is_gone_are_refused(parameters: ParameterService) -> None:
    first = _own(parameters, "0.9")
    parameters.save(replace(first, value=Decimal(1)))
    with pytest.raises(StaleRecord):
        parameters.save(replace(first, value=Decimal(2)))
    assert first.uuid is not None
    parameters.remove(first.uuid)
    with pytest.raises(NotFound):
        parameters.remove(first.uuid)


def test_rates_and_targets_are_undone(store: Store, parameters: ParameterService) -> None:
    history = HistoryService(store)
    first = _own(parameters, "0.9")
    parameters.save(replace(first, value=Decimal(1)))
    history.undo_last()
    assert parameters.parameters().value(Rate.WASTE_PER_HEAD, DAY) == Decimal("0.9")
    history.undo_last()
    assert parameters.parameters() == shipped()
    parameters.save_target(_target(), label="ความครอบคลุม", unit="ร้อยละ")
    history.undo_last()
    assert parameters.targets("93", 2570) == ()


def test_targets_of_an_area_are_those_around_it_too(parameters: ParameterService) -> None:
    whole = parameters.save_target(_target(), label="ถัง", unit="ร้อยละ")
    near = parameters.save_target(
        replace(_target(value="80"), area_code="9301"), label="ถัง", unit="ร้อยละ"
    )
    parameters.save_target(replace(_target(value="70"), area_code="9302"), label="ถัง", unit="ร้อยละ")
    assert parameters.targets("930101", 2570) == (whole, near)
    assert len(parameters.targets("93", 2570)) == 3
    assert parameters.targets("93", 2569) == ()


def test_a_target_is_told_once_and_within_its_unit(parameters: ParameterService) -> None:
    parameters.save_target(_target(), label="ถัง", unit="ร้อยละ")
    with pytest.raises(ValidationFailed, match="อยู่แล้ว"):
        parameters.save_target(_target(), label="ถัง", unit="ร้อยละ")
    with pytest.raises(ValidationFailed) as refused:
        parameters.save_target(_target("more", "120"), label="ถัง", unit="ร้อยละ")
    assert list(refused.value.problems) == ["value"]
