"""The seats that a new committee is offered: data in resources/meetings, none of them fixed."""

from functools import cache
from typing import Any

import yaml

from cdd_desktop import paths
from cdd_desktop.errors import CddError
from cdd_desktop.lookups.records import Confidence


class SeatsRejected(CddError):
    """The shipped seats do not say what they must."""


@cache
def offered_seats() -> dict[str, tuple[tuple[str, str, Confidence], ...]]:
    """Role, position and how sure they are, by kind of committee. Raises `SeatsRejected`."""
    try:
        text = (paths.resource("meetings") / "seats.yaml").read_text(encoding="utf-8")
        told: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)
        return {
            kind: tuple(
                (one["role"], one["position"], Confidence(one["confidence"])) for one in ones
            )
            for kind, ones in told.items()
        }
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SeatsRejected(
            "ไฟล์ meetings/seats.yaml ของโปรแกรมเสียหาย กรุณาติดตั้งโปรแกรมใหม่"
        ) from error
