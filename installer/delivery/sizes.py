"""How large each part of the installed program is, and of what the installer is made."""

from __future__ import annotations

from pathlib import Path

from delivery.trimming import files_below

_MEGABYTE = 1024 * 1024
_SMALL = 1.0  # megabytes; smaller packages share one line
_QT = ("PySide6", "shiboken6")


def part_of(name: str) -> str:
    """Which line of the table a file of the stage belongs to."""
    top, _, rest = name.partition("/")
    if top != "program":
        return "ตัวเปิดโปรแกรม"
    kind, _, inner = rest.partition("/")
    if kind != "app":
        return {"runtime": "Python", "licences": "สัญญาอนุญาต"}.get(kind, "รายการไฟล์ของชุดนี้")
    package, _, below = inner.partition("/")
    if package == "cdd_desktop":
        folder = below.partition("/")[0]
        return "ทรัพยากรของโปรแกรม" if folder in ("_resources", "_ui") else "โปรแกรม"
    if package.startswith(_QT) or package.lower().startswith("pyside6"):
        return "Qt (PySide6)"
    return "ข้อมูลของส่วนประกอบ" if package.endswith(".dist-info") else package


def parts(sizes: dict[str, int]) -> list[tuple[str, float]]:
    """Megabytes by part, the largest first; packages under one megabyte as a single part."""
    by_part: dict[str, int] = {}
    for name, size in sizes.items():
        part = part_of(name)
        by_part[part] = by_part.get(part, 0) + size
    megabytes = {part: size / _MEGABYTE for part, size in by_part.items()}
    small = {part: size for part, size in megabytes.items() if size < _SMALL and part.isascii()}
    large = {part: size for part, size in megabytes.items() if part not in small}
    if small:
        large[f"ส่วนประกอบเล็ก {len(small)} รายการ"] = sum(small.values())
    return sorted(large.items(), key=lambda line: -line[1])


def table(stage: Path) -> str:
    """The lines to print: megabytes on disk, the sum last."""
    sizes = {name: (stage / name).stat().st_size for name in files_below(stage)}
    lines = [f"{size:8.1f} MB  {part}" for part, size in parts(sizes)]
    total = sum(sizes.values()) / _MEGABYTE
    return "\n".join([*lines, f"{total:8.1f} MB  รวมเมื่อติดตั้งแล้ว ({len(sizes):,} ไฟล์)"])
