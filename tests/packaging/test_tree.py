"""What the files of the project may not contain, and what must stand beside them."""

import os
import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Written in parts, so that this file does not name what it forbids.
FORBIDDEN = {
    "a package registry": re.compile(
        r"(pypi|pythonhosted|npmjs)" + r"\.org|--(extra-)?index" + r"-url"
    ),
    "one machine's folder": re.compile(r"(?<![\w./])/(work|root|home)" + r"/\w"),
}
BINARY = {".ttf", ".png", ".gz", ".ico"}


def project_files() -> list[Path]:
    """Every file but those that .gitignore leaves out; a copy of the tree has no git to ask."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    left_out = {name.rstrip("/") for name in ignored} | {".git"}
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in left_out]
        found += [Path(folder) / name for name in files]
    return sorted(found)


def test_no_file_names_a_registry_or_one_machines_folder() -> None:
    texts = [path for path in project_files() if path.suffix not in BINARY]
    assert len(texts) > 50
    found = [
        f"{path.relative_to(ROOT)} names {what}"
        for path in texts
        for what, pattern in FORBIDDEN.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_resource_has_its_origin_and_licence_written_down() -> None:
    resources = ROOT / "resources"
    table = (resources / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table if "| `" in line]
    assert all(len(row) == 4 and all(row) for row in rows)
    patterns = [row[0].strip("`") for row in rows]
    files = [path for path in resources.rglob("*") if path.is_file()]
    names = [path.relative_to(resources).as_posix() for path in files]
    unnamed = [name for name in names if not any(fnmatch(name, like) for like in patterns)]
    assert unnamed == ["README.md"]
