"""Which Debian package brings which library, and how it is installed when it is missing."""

from __future__ import annotations

import functools
import os
import re
import shlex
import shutil
import sys

from children import Stopped, run, say

# What Qt's wheels expect from the system, and the Debian package that brings it.
DRAWING_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
PACKAGES = {**DRAWING_LIBRARIES, **WINDOW_LIBRARIES, **WAYLAND_LIBRARIES}


def missing_libraries(loader_text: str) -> list[str]:
    """Sonames that the loader could not find, each once, in the order it named them."""
    pattern = r"(lib[^\s:/]+\.so[.\d]*): cannot open shared object file"
    return list(dict.fromkeys(re.findall(pattern, loader_text)))


def packages_for(libraries: list[str]) -> list[str]:
    """The Debian packages that bring them; raises Stopped for one that we do not know."""
    unknown = [name for name in libraries if name not in PACKAGES]
    if unknown:
        raise Stopped(f"เครื่องนี้ขาด {' '.join(unknown)} โปรดติดตั้งแล้วสั่งอีกครั้ง")
    return sorted({PACKAGES[name] for name in libraries})


def as_root() -> list[str] | None:
    """What to put before a command so that root runs it; None when that cannot be had."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    return ["sudo"] if sys.stdin is not None and sys.stdin.isatty() else ["sudo", "-n"]


@functools.lru_cache(maxsize=None)  # noqa: UP033 - Python 3.8 must get as far as its refusal
def refresh_package_lists() -> None:
    """Once a run; a failure shows itself when the install that follows finds nothing."""
    run([*(as_root() or []), "apt-get", "update"], quiet=True)


def apt_install(packages: list[str]) -> None:
    if shutil.which("apt-get") is None:
        names = " ".join(packages)
        raise Stopped(f"เครื่องนี้ขาดส่วนประกอบของระบบ ({names}) โปรดติดตั้งแล้วสั่งอีกครั้ง")
    by_hand = f"sudo apt-get update && sudo apt-get install -y {shlex.join(packages)}"
    prefix = as_root()
    if prefix is None:
        raise Stopped(f"เครื่องนี้ขาดส่วนประกอบของระบบ โปรดสั่ง:\n  {by_hand}\nแล้วสั่งอีกครั้ง")
    say(f"กำลังติดตั้งส่วนประกอบของระบบ: {' '.join(packages)}")
    refresh_package_lists()
    unattended = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y"]
    code, output = run([*prefix, *unattended, "--no-install-recommends", *packages], quiet=True)
    if code != 0:
        raise Stopped(f"{output}\nติดตั้งส่วนประกอบของระบบไม่ได้ โปรดสั่ง:\n  {by_hand}\nแล้วสั่งอีกครั้ง")
