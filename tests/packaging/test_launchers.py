"""How CDD.exe and cdd-desktop.exe are made; `-m slow` makes them and reads them back."""

import importlib
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from windows_libraries import I386, library

ROOT = Path(__file__).resolve().parents[2]
DELIVERY = ROOT / "installer" / "delivery"


@pytest.fixture(scope="module")
def launchers() -> Iterator[ModuleType]:
    """The module as `python installer/build.py` sees it."""
    sys.path.insert(0, str(ROOT / "installer"))
    yield importlib.import_module("delivery.launchers")
    sys.path.remove(str(ROOT / "installer"))
    for name in ("delivery.launchers", "children"):
        del sys.modules[name]


def test_windows_compares_four_numbers_whatever_the_version_ends_with(
    launchers: ModuleType,
) -> None:
    assert launchers.version_numbers("0.9.0") == "0,9,0,0"
    assert launchers.version_numbers("1.10.2rc1") == "1,10,2,0"
    assert launchers.version_numbers("2.0.1.dev4+g12") == "2,0,1,0"


@given(numbers=st.lists(st.integers(0, 65535), min_size=1, max_size=6))
def test_there_are_always_four_numbers(launchers: ModuleType, numbers: list[int]) -> None:
    given_version = ".".join(map(str, numbers))
    expected = (numbers + [0] * 4)[:4]
    assert launchers.version_numbers(given_version) == ",".join(map(str, expected))


def test_the_resources_name_program_version_and_file_in_thai(launchers: ModuleType) -> None:
    for launcher in (launchers.WINDOW, launchers.CONSOLE):
        text = launchers.resource_text(launcher, "0.9.0")
        assert not re.search(r"@\w+@", text)
        assert "FILEVERSION 0,9,0,0" in text
        assert f'"OriginalFilename", "{launcher.file}"' in text
        assert f'"FileDescription", "{launcher.description}"' in text
        assert '"ProductName", "พช. เดสก์ท็อป"' in text


def test_only_the_console_program_has_a_console(launchers: ModuleType) -> None:
    window, console = (
        launchers.commands(launcher, "gcc", "windres")[1]
        for launcher in (launchers.WINDOW, launchers.CONSOLE)
    )
    assert "-mwindows" in window
    assert "-DCONSOLE" not in window
    assert {"-mconsole", "-DCONSOLE"} <= set(console)


def test_a_missing_compiler_is_told_with_the_way_to_get_it(launchers: ModuleType) -> None:
    with pytest.raises(sys.modules["children"].Stopped, match="gcc-mingw-w64"):
        launchers.find_tool("gcc", which=lambda _: None, on_windows=False)


def test_on_windows_the_plain_names_of_the_tools_are_taken_too(launchers: ModuleType) -> None:
    tools = {"gcc": "C:/mingw64/bin/gcc.exe"}
    assert launchers.find_tool("gcc", which=tools.get, on_windows=True) == tools["gcc"]


def test_on_linux_the_plain_gcc_is_not_taken_for_the_one_of_windows(
    launchers: ModuleType,
) -> None:
    tools = {"gcc": "/usr/bin/gcc"}
    with pytest.raises(sys.modules["children"].Stopped, match="x86_64-w64-mingw32-gcc"):
        launchers.find_tool("gcc", which=tools.get, on_windows=False)


def test_a_compiler_for_32_bits_is_told(
    launchers: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compile_for_32_bits(command: list[str], folder: Path) -> None:
        (folder / command[-3]).write_bytes(library(machine=I386))

    monkeypatch.setattr(launchers, "find_tool", lambda name: f"/mingw32/{name}")
    monkeypatch.setattr(launchers, "_run", compile_for_32_bits)
    with pytest.raises(sys.modules["children"].Stopped, match=r"/mingw32/gcc สร้าง.*32 บิต"):
        launchers.make_launchers(tmp_path, "0.9.0")


def test_every_sentence_of_a_launcher_is_thai_and_the_remedy_says_the_data_is_safe() -> None:
    source = (DELIVERY / "launcher.c").read_text(encoding="utf-8")
    reasons = re.findall(r'refuse\(\s*L"([^"]+)"', source)
    assert len(reasons) > 5
    assert all(reason.startswith("เปิดโปรแกรมไม่ได้") for reason in reasons)
    remedy = re.search(r"REMEDY\[\] =(.*?);", source, re.DOTALL)
    assert remedy is not None
    assert "ติดตั้งโปรแกรมใหม่" in remedy[1]
    assert "ข้อมูลของสำนักงานไม่หาย" in remedy[1]


def ico_pictures() -> list[tuple[int, bytes]]:
    """Width and contents of each picture of program.ico."""
    data = (DELIVERY / "program.ico").read_bytes()
    count = struct.unpack_from("<HHH", data)[2]
    found = []
    for index in range(count):
        width, _, _, _, _, bits, size, offset = struct.unpack_from(
            "<BBBBHHII", data, 6 + 16 * index
        )
        assert bits == 32
        found.append((width or 256, data[offset : offset + size]))
    return found


def test_the_icon_has_every_size_that_windows_asks_for() -> None:
    assert {width for width, _ in ico_pictures()} >= {16, 20, 24, 32, 40, 48, 64, 256}


def test_the_icon_is_the_drawing_that_the_window_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(DELIVERY))
    maker = importlib.import_module("program_icon")
    drawn = {image.width(): image for image in maker.pictures()}
    for width, data in ico_pictures():
        if data.startswith(b"\x89PNG"):
            kept = QImage.fromData(data)
            different = [
                (x, y)
                for x in range(0, width, 5)
                for y in range(0, width, 5)
                if abs(kept.pixelColor(x, y).green() - drawn[width].pixelColor(x, y).green()) > 24
            ]
            assert different == []
            continue
        assert struct.unpack_from("<Iii", data) == (40, width, 2 * width)
        bottom_left = data[40:44]
        middle = data[40 + 4 * (width // 2 * width + width // 8) :][:4]
        colour = drawn[width].pixelColor(width // 8, width - 1 - width // 2)
        assert bottom_left[3] < 255  # the corner is round
        assert tuple(middle) == (colour.blue(), colour.green(), colour.red(), colour.alpha())


@pytest.mark.slow
def test_the_programs_carry_icon_version_and_manifest(
    launchers: ModuleType, tmp_path: Path
) -> None:
    folder = tmp_path / "พช. ทดลอง"
    made = launchers.make_launchers(folder, "0.9.0")
    again = launchers.make_launchers(tmp_path / "again", "0.9.0")
    assert [path.name for path in made] == ["CDD.exe", "cdd-desktop.exe"]
    for path, second, subsystem in zip(made, again, (2, 3), strict=True):
        data = path.read_bytes()
        assert data == second.read_bytes()
        header = struct.unpack_from("<I", data, 0x3C)[0]
        assert struct.unpack_from("<H", data, header + 4)[0] == 0x8664  # 64-bit Intel
        assert struct.unpack_from("<H", data, header + 24 + 68)[0] == subsystem
        assert struct.pack("<IIII", 0xFEEF04BD, 0x10000, 9, 0) in data
        for text in (path.name, "พช. เดสก์ท็อป", "0.9.0"):
            assert text.encode("utf-16-le") in data
        assert (DELIVERY / "launcher.manifest").read_bytes() in data
        assert all(picture in data for _, picture in ico_pictures())
