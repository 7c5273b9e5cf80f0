"""Commands that need Qt; it is imported only when one of them runs."""

import argparse
import os
import sys
from pathlib import Path

from cdd_desktop.errors import NotFound
from cdd_desktop.start_steps import StartSteps
from cdd_desktop.storage.backup_names import SUFFIX

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # QT_QPA_PLATFORM needs none


def open_window(chosen: argparse.Namespace) -> int:
    """No command, or `open BACKUP`: the program itself."""
    backup: Path | None = getattr(chosen, "backup", None)
    if backup is not None and backup.suffix.casefold() != SUFFIX:
        raise NotFound(
            f"{backup.name} ไม่ใช่ไฟล์สำรองของโปรแกรมนี้ กรุณาเลือกไฟล์ที่ชื่อลงท้ายด้วย {SUFFIX} "
            "หรือเปิดโปรแกรมแล้วใช้หน้ารับ–ส่งข้อมูล"
        )
    _require_display()
    steps: StartSteps = chosen.steps
    steps.begin("โหลดส่วนประกอบของหน้าต่าง")
    from cdd_desktop.gui.app import run  # noqa: PLC0415 - the only way from here to Qt

    return run(
        chosen.data_dir,
        backup=None if backup is None else backup.absolute(),
        steps=steps,
        only_profile=chosen.profile_startup,
    )


def _require_display() -> None:
    """Qt would end the process with words of its own."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise NotFound(
            "เครื่องนี้ไม่มีจอภาพให้เปิดหน้าต่าง กรุณาสั่งจากหน้าเดสก์ท็อปของเครื่อง "
            "หรือใช้คำสั่งอื่นซึ่งดูได้ด้วย cdd-desktop --help"
        )


def screenshots(chosen: argparse.Namespace) -> int:
    """`screenshots OUTDIR --size 1366x768 --scale 1.25 --theme light|dark`."""
    for picture in pictures(
        chosen.data_dir,
        chosen.folder,
        size=chosen.size,
        scale=chosen.scale,
        theme_name=chosen.theme,
    ):
        print(picture)
    return 0


def pictures(
    data_dir: Path, folder: Path, *, size: str, scale: float, theme_name: str
) -> list[Path]:
    """A picture of every screen, taken without a display."""
    from cdd_desktop.gui.screenshots import prepare_environment, take  # noqa: PLC0415

    prepare_environment(scale)
    return take(data_dir, folder, size=size, scale=scale, theme_name=theme_name)
