"""What lies in a folder, and how it differs from what lay there before."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from pathlib import Path

Digests = Mapping[str, str]
_FOLDER = "folder"


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Paths with forward slashes, below the folder that was looked at, in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def lines(self) -> list[str]:
        kinds = (("เพิ่ม", self.added), ("หาย", self.removed), ("เปลี่ยน", self.changed))
        return [f"{word} {path}" for word, paths in kinds for path in paths]

    def without(self, *beginnings: str) -> Difference:
        """The rest, where paths beginning so are known to change."""

        def rest(paths: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(path for path in paths if not path.startswith(beginnings))

        return Difference(
            added=rest(self.added), removed=rest(self.removed), changed=rest(self.changed)
        )


def digests(folder: Path, *, leave_out: tuple[str, ...] = ()) -> dict[str, str]:
    """SHA-256 of each file, and each folder's name; empty where the folder is not there.

    Entries whose path begins with one of `leave_out` are not looked at. Links are named, never
    followed: a Wine prefix points out of itself.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(leave_out):
            continue
        if path.is_symlink():
            found[name] = f"link {path.readlink()}"
        elif path.is_dir():
            found[name] = _FOLDER
        else:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def compare(before: Digests, after: Digests) -> Difference:
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(n for n in before.keys() & after.keys() if before[n] != after[n])),
    )
