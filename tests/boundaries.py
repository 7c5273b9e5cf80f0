"""Made-up boundaries, loaded as an office loads them."""

import json
from pathlib import Path

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.outlines import outlines
from cdd_desktop.places.records import AreaLevel


def load_boundaries(services: Services, province: str, folder: Path) -> None:
    """Give the office boundaries of all amphoe and tambon of the province, by files in `folder`."""
    amphoe = [area.code for area in services.areas.children(province)]
    parts = [[area.code for area in services.areas.children(code)] for code in amphoe]
    rings = outlines(list(zip(amphoe, parts, strict=True)))
    for level, length in ((AreaLevel.AMPHOE, 4), (AreaLevel.TAMBON, 6)):
        features = [
            {
                "type": "Feature",
                "properties": {f"{level.value}_code": code},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code, ring in rings.items()
            if len(code) == length
        ]
        file = folder / f"{level.value}.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        services.boundaries.load(file, "แนวเขตสมมุติ")
