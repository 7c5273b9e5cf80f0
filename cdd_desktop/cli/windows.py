"""Commands that need Qt; it is imported only when one of them runs."""

import argparse
import os
import re

from cdd_desktop.errors import ValidationFailed

_SIZE = re.compile(r"(\d{3,5})x(\d{3,5})")


def open_window(chosen: argparse.Namespace) -> int:
    """No command: the program itself."""
    from cdd_desktop.gui.app import run  # noqa: PLC0415 - the only way from here to Qt

    return run(chosen.data_dir)


def screenshots(chosen: argparse.Namespace) -> int:
    """`screenshots OUTDIR --size 1366x768 --scale 1.25 --theme light|dark`."""
    size = _SIZE.fullmatch(chosen.size)
    if size is None:
        raise ValidationFailed(
            {"size": f"“{chosen.size}” ไม่ใช่ขนาดจอ กรุณาใส่เป็นกว้างxสูง เช่น --size 1366x768"}
        )
    # Qt reads these before its application exists
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    from cdd_desktop.gui.screenshots import take  # noqa: PLC0415

    pictures = take(
        chosen.data_dir,
        chosen.folder,
        size=(int(size[1]), int(size[2])),
        scale=chosen.scale,
        theme=chosen.theme,
    )
    for picture in pictures:
        print(picture)
    return 0
