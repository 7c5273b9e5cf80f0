"""An office of พัทลุง, and files of made-up boundaries of its areas."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.demo.outlines import outlines
from cdd_desktop.places.areas import Areas
from cdd_desktop.storage.store import Store

WriteMap = Callable[[Mapping[str, Sequence[Sequence[float]]]], Path]


@pytest.fixture
def services(store: Store) -> Services:
    services = services_of(store)
    services.office.create("สำนักงานทดสอบ", ["93"])
    return services


@pytest.fixture(scope="session")
def rings() -> dict[str, list[list[float]]]:
    """A ring for each amphoe and tambon of the province."""
    areas = Areas()
    homes = areas.children("93")
    return outlines(
        [(home.code, [one.code for one in areas.children(home.code)]) for home in homes]
    )


@pytest.fixture
def write_map(tmp_path: Path) -> WriteMap:
    """Writes rings by code as a file; its name tells how many there are."""

    def write(rings: Mapping[str, Sequence[Sequence[float]]]) -> Path:
        features = [
            {
                "type": "Feature",
                "properties": {"amphoe_code" if len(code) == 4 else "tambon_code": code},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code, ring in rings.items()
        ]
        path = tmp_path / f"เขต {len(features)}.geojson"
        path.write_text(
            json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
        )
        return path

    return write
