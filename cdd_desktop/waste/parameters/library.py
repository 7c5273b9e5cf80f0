"""The rates that come with the program: data in resources/waste."""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import yaml

from cdd_desktop import paths
from cdd_desktop.errors import CddError
from cdd_desktop.lookups.records import Confidence
from cdd_desktop.waste.parameters.records import Parameter, Parameters, Rate


class ParametersRejected(CddError):
    """The shipped rates do not say what they must."""


@cache
def shipped() -> Parameters:
    """The rates as they come with the program. Raises `ParametersRejected`."""
    path = paths.resource("waste") / "parameters.yaml"
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = tuple(_parameter(one) for one in told["parameters"])
    except (
        OSError,
        yaml.YAMLError,
        KeyError,
        TypeError,
        ValueError,
        InvalidOperation,
    ) as error:
        raise _rejected() from error
    if {one.rate for one in entries} != set(Rate):
        raise _rejected()
    return Parameters(entries=entries)


def _rejected() -> ParametersRejected:
    return ParametersRejected("ไฟล์ waste/parameters.yaml ของโปรแกรมเสียหาย กรุณาติดตั้งโปรแกรมใหม่")


def _parameter(told: dict[str, Any]) -> Parameter:
    begins: date | None = told.get("from")
    return Parameter(
        rate=Rate(told["rate"]),
        label=told["label"],
        unit=told["unit"],
        value=Decimal(told["value"]) if told["value"] else None,
        from_day=begins,
        source=told["source"],
        confidence=Confidence(told["confidence"]),
    )
